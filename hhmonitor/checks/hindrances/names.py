"""Names: files name only what the criteria define, once, and not in terms of itself."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from hhmonitor.checks.declaring import CRITERIA, ERROR, Code, Text, check
from hhmonitor.checks.look import CriteriaFile, MarketUnderCriteria
from hhmonitor.findings import DataPath, Finding, Place, Put, Retype, certain, enumerated, nearest, numeral, suggested
from hhmonitor.language import mark
from hhmonitor.language import mark as _m
from hhmonitor.model.walk import leaves

DECLARED = (
    Code(
        "HH307",
        ERROR,
        _m("“{name}” is no {what} of the criteria; they have: {known}"),
        title=Text("Name that the criteria do not have", "Naam die de criteria niet hebben"),
        why=Text(
            (
                "The criteria name the characteristics, dimensions, themes and categories; another name counts for "
                "nothing in the rules."
            ),
            (
                "De criteria noemen de karakteristieken, dimensies, thema’s en categorieën; een andere naam telt "
                "in de regels niet mee."
            ),
        ),
        mend=Text(
            "Write the name as the criteria have it, or add it to the criteria.",
            "Schrijf de naam zoals de criteria hem hebben, of voeg hem aan de criteria toe.",
        ),
        wrong=("themes:\n  biofarma: {level: unknown}"),
        right=("themes:\n  biopharma: {level: unknown}"),
        mended=True,
    ),
    Code(
        "HH311",
        ERROR,
        _m("{name} is made of itself, directly or through others"),
        file=CRITERIA,
        title=Text("Figure made of itself", "Cijfer dat uit zichzelf bestaat"),
        why=Text(
            (
                "What is made of itself has no beginning: a product of figures that needs its own outcome, a list "
                "that includes itself."
            ),
            (
                "Wat uit zichzelf bestaat, heeft geen begin: een product van cijfers dat zijn eigen uitkomst nodig "
                "heeft, een lijst die zichzelf omvat."
            ),
        ),
        mend=Text(
            "Leave out the name that leads back.",
            "Laat de naam weg die terugleidt.",
        ),
        wrong=(
            "priority_lists:\n  top_9: {complete: true, includes: top_25}\n  top_25: {complete: false, includes: top_9}"
        ),
        right=("priority_lists:\n  top_9: {complete: true}\n  top_25: {complete: false, includes: top_9}"),
    ),
    Code(
        "HH312",
        ERROR,
        _m("{name} is the name of two categories"),
        file=CRITERIA,
        title=Text("One name for two categories", "Eén naam voor twee categorieën"),
        why=Text(
            "Of two categories with one name nobody can tell which a market has.",
            "Van twee categorieën met één naam is niet te zeggen welke een markt heeft.",
        ),
        mend=Text(
            "Give each its own name.",
            "Geef elk een eigen naam.",
        ),
        wrong=("categories:\n  - {id: I, requires: [{id: sector, sector_interest: broad}]}\n  - {id: I}"),
        right=("categories:\n  - {id: I, requires: [{id: sector, sector_interest: broad}]}\n  - {id: II}"),
    ),
    Code(
        "HH327",
        ERROR,
        _m("“none” is what a market has that no category takes; a category cannot be called so"),
        file=CRITERIA,
        title=Text("Category called none", "Categorie met de naam none"),
        why=Text(
            ("A market that no category takes has “none”; a category of that name could not be told from it."),
            (
                "Een markt die geen categorie krijgt heeft “none”; een categorie met die naam is daar "
                "niet van te onderscheiden."
            ),
        ),
        mend=Text(
            "Give the category, or the variant, another name.",
            "Geef de categorie of de variant een andere naam.",
        ),
        wrong="categories:\n  - id: I\n  - id: none",
        right="categories:\n  - id: I\n  - id: II",
    ),
    Code(
        "HH345",
        ERROR,
        _m("category {category} is divided into {variants}; write the one that the market is in"),
        title=Text("Divided category without its variant", "Verdeelde categorie zonder variant"),
        why=Text(
            "Each part of a category asks for an approach of its own; without it the list does not say which.",
            "Bij elk deel van een categorie hoort een eigen aanpak; zonder dat deel zegt de lijst niet welke.",
        ),
        mend=Text(
            "Write the category with its letter; `hhmonitor explain CODE` says which the rules give.",
            "Schrijf de categorie met haar letter; `hhmonitor explain CODE` zegt welke de regels geven.",
        ),
        wrong="category: III",
        right="category: IIIa",
    ),
)

NO_CATEGORY = "none"
"""What a market has that no category takes."""

FIRST_NAMED = mark("first named here")

Use = tuple[str, DataPath, Iterable[str], Collection[str]]
"""What names stand for, where they are used, the names, and those that the criteria define."""


@check(MarketUnderCriteria)
def of_markets(look: MarketUnderCriteria) -> Iterator[Finding]:
    """The names that a market's file uses."""
    market, criteria = look.market, look.criteria
    themes = () if market.themes == "unknown" else market.themes
    for what, group, names, known in (
        (mark("characteristic"), "health_system", market.health_system, criteria.health_system),
        (mark("dimension"), "dimensions", market.dimensions, criteria.dimensions),
        (mark("theme"), "themes", themes, criteria.themes),
        (mark("attaché"), "attaches", market.attaches.by_kind if market.attaches else (), criteria.attaches),
        (mark("indicator"), "indicators", market.indicators, criteria.indicators),
    ):
        for name in names:
            if name not in known:
                yield _undefined(what, look.at((group, name), on_key=True), name, known)
    if market.category is not None:
        yield from _category(look, ("category",), market.category, criteria.outcomes)
    if market.decision is not None:
        decided = market.decision.category
        yield from _category(look, ("decision", "category"), decided, (*criteria.outcomes, NO_CATEGORY))


def _category(look: MarketUnderCriteria, path: DataPath, name: str, known: Sequence[str]) -> Iterator[Finding]:
    """What is wrong with the name of a category, where anything is."""
    if name in known:
        return
    meant = (name, numeral(name))
    divided = next((one for one in look.criteria.categories if one.variants and one.id in meant), None)
    if divided is not None:
        details = {"category": name, "variants": enumerated(divided.outcomes)}
        yield Finding("HH345", look.at(path), details)
    else:
        yield _undefined(mark("category"), look.at(path), name, known)


@check(CriteriaFile)
def of_criteria(look: CriteriaFile) -> Iterator[Finding]:
    """The names that criteria use."""
    for what, path, names, known in (*_in_conditions(look), *_in_definitions(look)):
        for name in names:
            if name not in known:
                yield _undefined(what, look.at(path), name, known)


def _undefined(what: str, place: Place, name: str, known: Collection[str]) -> Finding:
    details = {"what": what, "name": name, "known": enumerated(known)}
    meant = certain(name, known)
    mend = None if meant is None else Retype(meant) if place.on_key else Put(meant)
    return Finding("HH307", place, details | suggested(nearest(name, known)), mend=mend)


def _in_conditions(look: CriteriaFile) -> Iterator[Use]:
    criteria = look.criteria
    for one in leaves(criteria):
        path, leaf = one.path, one.condition
        yield mark("characteristic"), (*path, "characteristic"), leaf.characteristic or (), criteria.health_system
        yield mark("dimension"), (*path, "dimension"), leaf.dimension or (), criteria.dimensions
        yield mark("theme"), (*path, "theme"), leaf.theme or (), criteria.themes
        yield mark("priority list"), (*path, "priority_list"), _one(leaf.priority_list), criteria.priority_lists
        yield mark("attaché"), (*path, "attache"), _one(leaf.attache), criteria.attaches
        yield mark("indicator"), (*path, "indicator"), _one(leaf.indicator), criteria.indicators


def _in_definitions(look: CriteriaFile) -> Iterator[Use]:
    criteria, indicators, lists = look.criteria, look.criteria.indicators, look.criteria.priority_lists
    for name, indicator in indicators.items():
        yield mark("indicator"), ("indicators", name, "product_of"), indicator.product_of, indicators
    for name, one in lists.items():
        yield mark("priority list"), ("priority_lists", name, "includes"), _one(one.includes), lists
    if criteria.special_targets is not None:
        path = ("special_targets", "from_categories")
        yield mark("category"), path, criteria.special_targets.from_categories, criteria.category_names


def _one(name: str | None) -> tuple[str, ...]:
    return () if name is None else (name,)


@check(CriteriaFile)
def circles(look: CriteriaFile) -> Iterator[Finding]:
    """Indicators and lists that are made of themselves."""
    made_of = {name: one.product_of for name, one in look.criteria.indicators.items()}
    includes = {name: _one(one.includes) for name, one in look.criteria.priority_lists.items()}
    for section, key, parts in (("indicators", "product_of", made_of), ("priority_lists", "includes", includes)):
        for name in parts:
            if name in _reachable(name, parts):
                yield Finding("HH311", look.at((section, name, key)), {"name": name})


def _reachable(name: str, parts: Mapping[str, Iterable[str]]) -> set[str]:
    reached: set[str] = set()
    waiting = list(parts.get(name, ()))
    while waiting:
        part = waiting.pop()
        if part not in reached:
            reached.add(part)
            waiting.extend(parts.get(part, ()))
    return reached


@check(CriteriaFile)
def twice(look: CriteriaFile) -> Iterator[Finding]:
    """Categories and variants have each their own name."""
    seen: dict[str, DataPath] = {}
    for number, category in enumerate(look.criteria.categories):
        named: list[tuple[DataPath, str]] = [(("categories", number, "id"), category.id)]
        for place, variant in enumerate(category.variants):
            if variant.id != category.id:
                named.append((("categories", number, "variants", place, "id"), variant.id))
        for path, name in named:
            if name in seen:
                yield Finding("HH312", look.at(path), {"name": name}, look.at(seen[name]), FIRST_NAMED)
            seen.setdefault(name, path)


@check(CriteriaFile)
def reserved(look: CriteriaFile) -> Iterator[Finding]:
    """No category is called what a market is that no category takes."""
    for number, category in enumerate(look.criteria.categories):
        if category.id == NO_CATEGORY:
            yield Finding("HH327", look.at(("categories", number, "id")))
        for place, variant in enumerate(category.variants):
            if variant.id == NO_CATEGORY:
                yield Finding("HH327", look.at(("categories", number, "variants", place, "id")))
