"""Whether criteria are sound, over all possible markets: told by ``criteria verify`` and ``check``.

The reasoning is a question of its own (:mod:`hhmonitor.questions.verification`); here stands what its flaws mean.
"""

from __future__ import annotations

from hhmonitor.checks.declaring import CRITERIA, ERROR, NOTE, WARNING, Code, Text
from hhmonitor.language import mark as _m

DECLARED = (
    Code(
        "HH501",
        ERROR,
        _m("no market can get category {category}: nobody meets all that it asks"),
        file=CRITERIA,
        title=Text("Category that nobody can meet", "Categorie waaraan niemand kan voldoen"),
        why=Text(
            "A category that asks for what cannot go together stays empty, whatever the analysts find.",
            "Een categorie die vraagt wat niet samengaat, blijft leeg, wat de analisten ook vinden.",
        ),
        mend=Text(
            "Take back one of the requirements that contradict each other.",
            "Laat een van de eisen vallen die elkaar tegenspreken.",
        ),
        wrong=(
            "categories:\n"
            "  - id: I\n"
            "    requires:\n"
            "      - {id: both, all: [{trend: [emerging]}, {trend: [stable]}]}\n"
            "  - {id: II, requires: [{id: sector, sector_interest: specific}]}"
        ),
        right=(
            "categories:\n"
            "  - id: I\n"
            "    requires:\n"
            "      - {id: rising, trend: [emerging]}\n"
            "  - {id: II, requires: [{id: sector, sector_interest: specific}]}"
        ),
    ),
    Code(
        "HH502",
        ERROR,
        _m("no market can get category {category}: everybody who fits it has been taken by {taken_by} before"),
        file=CRITERIA,
        title=Text("Category that others always take first", "Categorie die andere altijd voor zijn"),
        why=Text(
            (
                "Categories are gone through in order; where an earlier one takes everybody who fits this one, "
                "nobody is left for it."
            ),
            (
                "De categorieën worden op volgorde doorlopen; neemt een eerdere iedereen die hier past, dan blijft "
                "er niemand over."
            ),
        ),
        mend=Text(
            "Put the stricter category first, or make the earlier one ask more.",
            "Zet de strengere categorie voorop, of laat de eerdere meer vragen.",
        ),
        wrong=(
            "categories:\n"
            "  - {id: I, requires: [{id: sector, sector_interest: specific}]}\n"
            "  - {id: II, requires: [{id: sector, sector_interest: broad}]}"
        ),
        right=(
            "categories:\n"
            "  - {id: I, requires: [{id: sector, sector_interest: broad}]}\n"
            "  - {id: II, requires: [{id: sector, sector_interest: specific}]}"
        ),
    ),
    Code(
        "HH503",
        ERROR,
        _m("{subject} can never be met, whatever the market is"),
        file=CRITERIA,
        title=Text("Requirement that can never be met", "Eis waaraan nooit te voldoen is"),
        why=Text(
            "A requirement that nobody can meet keeps every market out, and no judgement changes that.",
            "Een eis waaraan niemand kan voldoen, houdt elke markt buiten, en geen oordeel verandert dat.",
        ),
        mend=Text(
            "Correct the requirement.",
            "Verbeter de eis.",
        ),
        wrong=(
            "categories:\n"
            "  - id: I\n"
            "    requires:\n"
            "      - {id: both, all: [{trend: [emerging]}, {trend: [stable]}]}\n"
            "  - {id: II, requires: [{id: sector, sector_interest: specific}]}"
        ),
        right=(
            "categories:\n"
            "  - id: I\n"
            "    requires:\n"
            "      - {id: either, any: [{trend: [emerging]}, {sector_interest: broad}]}\n"
            "  - {id: II, requires: [{id: sector, sector_interest: specific}]}"
        ),
    ),
    Code(
        "HH504",
        ERROR,
        _m(
            "a better market gets a lower category: when {input} goes from {worse} to {better}, the category "
            "goes from {before} to {after}; for example: {example}"
        ),
        file=CRITERIA,
        title=Text("Better market in a lower category", "Betere markt in een lagere categorie"),
        why=Text(
            (
                "Whoever gets better should not go down: such a rule is mostly a slip, and nobody can explain it "
                "to a market."
            ),
            (
                "Wie beter wordt, hoort niet te dalen: zo’n regel is meestal een vergissing, en aan een markt niet "
                "uit te leggen."
            ),
        ),
        mend=Text(
            "Leave out the not, or ask for the better value.",
            "Laat de not weg, of vraag om de betere waarde.",
        ),
        wrong=("categories:\n  - {id: I, requires: [{id: modest, not: {sector_interest: broad}}]}\n  - id: II"),
        right=("categories:\n  - {id: I, requires: [{id: sector, sector_interest: broad}]}\n  - id: II"),
    ),
    Code(
        "HH505",
        WARNING,
        _m("{subject} asks nothing: every market meets it"),
        file=CRITERIA,
        title=Text("Requirement that asks nothing", "Eis die niets vraagt"),
        why=Text(
            "A requirement that everybody meets seems to ask something, and asks nothing.",
            "Een eis waaraan iedereen voldoet, lijkt iets te vragen en vraagt niets.",
        ),
        mend=Text(
            "Raise its bound, or remove it.",
            "Verhoog de grens, of haal de eis weg.",
        ),
        wrong=(
            "categories:\n"
            "  - {id: I, requires: [{id: several, count: themes, at_least: 0}, {id: sector, sector_interest: "
            "broad}]}\n"
            "  - id: II"
        ),
        right=(
            "categories:\n"
            "  - {id: I, requires: [{id: several, count: themes, at_least: 1}, {id: sector, sector_interest: "
            "broad}]}\n"
            "  - id: II"
        ),
    ),
    Code(
        "HH506",
        WARNING,
        _m("{subject} adds nothing in category {category}: whoever meets {others} meets it as well"),
        file=CRITERIA,
        title=Text("Requirement that adds nothing", "Eis die niets toevoegt"),
        why=Text(
            "A requirement that another one implies makes the criteria longer, not stricter.",
            "Een eis die al uit een andere volgt, maakt de criteria langer, niet strenger.",
        ),
        mend=Text(
            "Remove the weaker of the two.",
            "Haal de zwakste van de twee weg.",
        ),
        wrong=(
            "categories:\n"
            "  - {id: I, requires: [{id: one, count: themes, at_least: 1}, {id: two, count: themes, at_least: 2}]}\n"
            "  - id: II"
        ),
        right=("categories:\n  - {id: I, requires: [{id: two, count: themes, at_least: 2}]}\n  - id: II"),
    ),
    Code(
        "HH507",
        WARNING,
        _m(
            "{subject} decides nothing in category {category}: whoever fails on it alone has a better category "
            "already; for example: {example}"
        ),
        file=CRITERIA,
        title=Text("Requirement that decides nothing", "Eis die niets beslist"),
        why=Text(
            "Where everybody who fails on it has a better category already, the requirement turns nobody away.",
            "Als iedereen die er niet aan voldoet al een betere categorie heeft, wijst de eis niemand af.",
        ),
        mend=Text(
            "Remove the requirement.",
            "Haal de eis weg.",
        ),
        wrong=(
            "categories:\n"
            "  - {id: I, requires: [{id: sector, sector_interest: broad}]}\n"
            "  - {id: II, requires: [{id: sector, sector_interest: specific}, {id: modest, not: {sector_interest: "
            "broad}}]}\n"
            "  - id: III"
        ),
        right=(
            "categories:\n"
            "  - {id: I, requires: [{id: sector, sector_interest: broad}]}\n"
            "  - {id: II, requires: [{id: sector, sector_interest: specific}]}\n"
            "  - id: III"
        ),
    ),
    Code(
        "HH508",
        WARNING,
        _m(
            "the criteria ask so many separate questions that they cannot be verified in full; use counts where you can"
        ),
        file=CRITERIA,
        title=Text("Criteria too intricate to verify", "Criteria te ingewikkeld om na te gaan"),
        why=Text(
            (
                "Verifying looks at all possible markets; where very many inputs are asked about one by one, there "
                "are too many of them."
            ),
            (
                "Het nagaan bekijkt alle mogelijke markten; waar naar heel veel gegevens afzonderlijk wordt "
                "gevraagd, zijn dat er te veel."
            ),
        ),
        mend=Text(
            "Ask for counts where single inputs are not what matters.",
            "Vraag om aantallen waar het niet om elk gegeven apart gaat.",
        ),
        wrong="categories that ask about every theme, dimension and characteristic by itself, each at every level",
        right=("categories:\n  - {id: I, requires: [{id: several, count: themes, at_least: 2}]}\n  - id: II"),
        scene="intricate",
    ),
    Code(
        "HH511",
        NOTE,
        _m(
            "no category takes a market that fails {failed}, even where all else is at its best: {example}; of "
            "all possible markets {share} fail it and have no category"
        ),
        file=CRITERIA,
        title=Text("Market that no category takes", "Markt die in geen categorie past"),
        why=Text(
            "Some markets get no category at all. That may be meant: then they are not on the list.",
            (
                "Sommige markten krijgen geen enkele categorie. Dat kan de bedoeling zijn: dan staan ze niet op de "
                "lijst."
            ),
        ),
        mend=Text(
            "Nothing, if that is meant; else end with a category that requires nothing.",
            "Niets, als dat de bedoeling is; eindig anders met een categorie die niets eist.",
        ),
        wrong=(
            "categories:\n"
            "  - {id: I, requires: [{id: sector, sector_interest: broad}]}\n"
            "  - {id: II, requires: [{id: sector, sector_interest: specific}]}"
        ),
        right=("categories:\n  - {id: I, requires: [{id: sector, sector_interest: broad}]}\n  - id: II"),
    ),
    Code(
        "HH512",
        NOTE,
        _m("whoever fits category {category} fits {others} as well; the order gives it {category}"),
        file=CRITERIA,
        title=Text("Category within another", "Categorie binnen een andere"),
        why=Text(
            (
                "The categories form a ladder: the order decides, which is how annex 1 is meant. Only good to know "
                "before the order is changed."
            ),
            (
                "De categorieën vormen een ladder: de volgorde beslist, zoals bijlage 1 bedoeld is. Alleen goed om "
                "te weten voordat de volgorde verandert."
            ),
        ),
        mend=Text(
            "Nothing, as long as the order is meant.",
            "Niets, zolang de volgorde zo bedoeld is.",
        ),
        wrong=("categories:\n  - {id: I, requires: [{id: sector, sector_interest: broad}]}\n  - id: II"),
        right=(
            "categories:\n"
            "  - {id: I, requires: [{id: rising, trend: [emerging]}]}\n"
            "  - {id: II, requires: [{id: steady, trend: [stable]}]}"
        ),
    ),
    Code(
        "HH513",
        NOTE,
        _m(
            "a market can fit category {category} and {other} at once ({share} of all possible markets), and "
            "either without the other; the order gives it {category}; for example: {example}"
        ),
        file=CRITERIA,
        title=Text("Two categories that overlap", "Twee categorieën die overlappen"),
        why=Text(
            "Two categories overlap and neither holds the other: for those in both the order decides alone.",
            (
                "Twee categorieën overlappen en geen van beide omvat de andere: wie in beide past, krijgt de "
                "categorie die voorop staat."
            ),
        ),
        mend=Text(
            "Nothing, if that is meant; else let the one ask what the other excludes.",
            "Niets, als dat de bedoeling is; laat anders de ene vragen wat de andere uitsluit.",
        ),
        wrong=(
            "categories:\n"
            "  - {id: I, requires: [{id: sector, sector_interest: broad}]}\n"
            "  - {id: II, requires: [{id: rising, trend: [emerging]}]}"
        ),
        right=(
            "categories:\n"
            "  - {id: I, requires: [{id: rising, trend: [emerging]}]}\n"
            "  - {id: II, requires: [{id: steady, trend: [stable]}]}"
        ),
    ),
    Code(
        "HH514",
        NOTE,
        _m("no real market is near this bound ({bound}): a step up or down changes nobody's answer"),
        file=CRITERIA,
        title=Text("Bound that no market is near", "Grens waar geen markt bij in de buurt zit"),
        why=Text(
            (
                "With this bound a step higher or lower, no answer for a real market changes: its exact value is "
                "of no weight today."
            ),
            (
                "Ook met deze grens een stap hoger of lager verandert er voor geen echte markt iets: de precieze "
                "waarde weegt nu niet."
            ),
        ),
        mend=Text(
            "Nothing; spend the discussion on the bounds where markets do sit.",
            "Niets; voer het gesprek over de grenzen waar wel markten op zitten.",
        ),
        wrong=("categories:\n  - {id: I, requires: [{id: several, count: themes, at_least: 6}]}\n  - id: II"),
        right=(
            "health_system:\n"
            "  market_size: {positive_when: {indicator: health_expenditure_per_capita_usd, at_least: 4500}}\n"
            "  proposition_fit: {}\n"
            "  reform_plans: {}\n"
            "  reimbursement_access: {}\n"
            "  technology_match: {}\n"
            "  venture_capital: {}\n"
            "categories:\n"
            "  - {id: I, requires: [{id: several, count: themes, at_least: 2}]}\n"
            "  - id: II"
        ),
    ),
    Code(
        "HH515",
        NOTE,
        _m(
            "many real markets sit at this bound ({bound}): of {total}, a step stricter loses {met}, and a "
            "step more lenient wins {missed}"
        ),
        file=CRITERIA,
        title=Text("Bound at which many markets sit", "Grens waarop veel markten zitten"),
        why=Text(
            (
                "Many real markets lie on this bound: a step either way moves them, so its reading deserves the "
                "discussion."
            ),
            (
                "Veel echte markten liggen op deze grens: een stap hoger of lager verschuift ze, dus deze uitleg "
                "verdient het gesprek."
            ),
        ),
        mend=Text(
            "Nothing; see with `hhmonitor criteria calibrate` what other readings would give.",
            "Niets; bekijk met `hhmonitor criteria calibrate` wat andere uitleg zou geven.",
        ),
        wrong=("categories:\n  - {id: I, requires: [{id: several, count: themes, at_least: 2}]}\n  - id: II"),
        right=("categories:\n  - {id: I, requires: [{id: several, count: themes, at_least: 8}]}\n  - id: II"),
    ),
    Code(
        "HH516",
        ERROR,
        _m(
            "the criteria ask so many separate questions that the categories cannot be worked out "
            "exactly; use counts where you can"
        ),
        file=CRITERIA,
        title=Text("Criteria too intricate to work out", "Criteria te ingewikkeld om uit te rekenen"),
        why=Text(
            (
                "What can become of a market is worked out exactly, over everything that is unknown. "
                "Where very many inputs are asked about one by one, in many categories, that is beyond "
                "what can be done."
            ),
            (
                "Wat er van een markt kan worden, wordt exact uitgewerkt, over alles wat onbekend is. "
                "Waar in veel categorieën naar heel veel gegevens afzonderlijk wordt gevraagd, is dat "
                "niet te doen."
            ),
        ),
        mend=Text(
            "Ask for counts where single inputs are not what matters.",
            "Vraag om aantallen waar het niet om elk gegeven apart gaat.",
        ),
        wrong=("many categories that each ask about many themes, dimensions and characteristics by themselves"),
        right="categories:\n  - {id: I, requires: [{id: several, count: themes, at_least: 2}]}\n  - id: II",
        scene="beyond_reach",
    ),
)
