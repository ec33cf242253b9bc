"""The list: whether the category that a market declares is the one that it is assigned."""

from __future__ import annotations

from collections.abc import Iterator

from hhmonitor.checks.declaring import ERROR, WARNING, Code, Text, check
from hhmonitor.checks.looks import Listed
from hhmonitor.findings import Finding, Place
from hhmonitor.language import mark
from hhmonitor.language import mark as _m

DECLARED = (
    Code(
        "HH401",
        ERROR,
        _m("{market} is declared {declared} and the rules give {assigned}: {between}"),
        title=Text("Declared category differs from the rules", "Opgegeven categorie wijkt af van de regels"),
        why=Text(
            "The list says what the criteria say: that is what makes it one that everybody can follow.",
            "De lijst zegt wat de criteria zeggen: dat maakt haar voor iedereen te volgen.",
        ),
        mend=Text(
            (
                "Correct the category; or, where a judgement under it is wrong, correct that. To depart from the "
                "rules knowingly, record a decision with its reason."
            ),
            (
                "Verbeter de categorie; of, waar een oordeel eronder niet klopt, verbeter dat. Wie bewust van de "
                "regels afwijkt, legt een besluit met de reden vast."
            ),
        ),
        wrong="category: I",
        right="category: II",
    ),
    Code(
        "HH402",
        ERROR,
        _m("{market} is declared {declared} and the decision in force gives {assigned}: {between}"),
        title=Text("Declared category differs from the decision", "Opgegeven categorie wijkt af van het besluit"),
        why=Text(
            "A decision in force gives the category; what the file declares must be the same.",
            "Een geldend besluit bepaalt de categorie; wat het bestand vermeldt, moet hetzelfde zijn.",
        ),
        mend=Text(
            "Write the category of the decision, or withdraw the decision.",
            "Schrijf de categorie van het besluit, of trek het besluit in.",
        ),
        wrong=(
            "category: II\n"
            'decision: {category: I, reason: "A state visit is coming.", decided_by: Steering group, date: 2020}'
        ),
        right=(
            "category: I\n"
            'decision: {category: I, reason: "A state visit is coming.", decided_by: Steering group, date: 2020}'
        ),
    ),
    Code(
        "HH403",
        WARNING,
        _m(
            "by the rules {market} is undetermined: {possible} are possible while inputs are unknown; it now "
            "counts as {assigned}"
        ),
        title=Text("Undetermined market", "Onbepaalde markt"),
        why=Text(
            (
                "While something is unknown that decides, the market counts as the category that is proven; it may "
                "turn out another."
            ),
            (
                "Zolang iets onbekend is dat de doorslag geeft, telt de markt als de categorie die bewezen is; het "
                "kan een andere blijken."
            ),
        ),
        mend=Text(
            "`hhmonitor explain` shows what is unknown; find that out.",
            "`hhmonitor explain` laat zien wat onbekend is; zoek dat uit.",
        ),
        wrong=("category: IIIa\nsector_interest: {level: unknown}"),
        right=('category: II\nsector_interest: {level: broad, rationale: "Many companies took part.", sources: [s1]}'),
    ),
    Code(
        "HH408",
        ERROR,
        _m("no market is on the list: none of the files gives a category"),
        title=Text("No market on the list", "Geen markt op de lijst"),
        why=Text(
            (
                "A market is on the list where its file gives a category; without any there is nothing to check, "
                "and that must not look like a list in order."
            ),
            (
                "Een markt staat op de lijst waar haar bestand een categorie noemt; zonder is er niets na te gaan, "
                "en dat mag niet lijken op een lijst die in orde is."
            ),
        ),
        mend=Text(
            "Write the published category into the files of the markets on the list.",
            "Schrijf de gepubliceerde categorie in de bestanden van de markten op de lijst.",
        ),
        wrong="category: null",
        right="category: II",
    ),
)

THE_REQUIREMENT = mark("the requirement between them")
THE_DECISION = mark("the decision")


@check(Listed)
def agreement(look: Listed) -> Iterator[Finding]:
    """The declared category is that of the rules, or of the decision in force; and unknowns leave no other open."""
    one, place = look.classified, Place(look.file, ("category",))
    words = {"code": one.code, "declared": str(one.declared), "assigned": one.category}
    if one.declared != one.category:
        if one.by_decision:
            decided = Place(look.file, ("decision", "category"))
            yield Finding("HH402", place, words, decided, THE_DECISION)
        else:
            yield Finding("HH401", place, words, look.between, THE_REQUIREMENT if look.between else "")
    if not one.assessment.determined:
        yield Finding("HH403", place, words | {"possible": " ".join(one.assessment.possible)})
