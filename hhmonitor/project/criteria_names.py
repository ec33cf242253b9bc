"""Whether a file of criteria names only what it defines."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from hhmonitor.findings import DataPath, Finding, Place, enumerated, nearest
from hhmonitor.language import mark
from hhmonitor.model import Condition, Criteria

FIRST_NAMED = mark("first named here")

NO_CATEGORY = "none"
"""What a market has that no category takes."""

MOST_FACTORS = 10
"""Base figures of which a product can be made, each counted as often as it is a factor."""


def unsound(criteria: Criteria, file: str) -> list[Finding]:
    """Names that the criteria use and do not define, names defined twice, and definitions that go round in circles."""
    return [
        *_undefined(criteria, file),
        *_circles(criteria, file),
        *_twice(criteria, file),
        *_reserved(criteria, file),
        *_powers(criteria, file),
        *_figures_only(criteria, file),
    ]


def conditions(criteria: Criteria) -> Iterator[tuple[DataPath, Condition]]:
    """Every leaf condition of the criteria with its place."""
    for name, definition in criteria.health_system.items():
        if definition.positive_when is not None:
            yield from _leaves(("health_system", name, "positive_when"), definition.positive_when)
    for number, category in enumerate(criteria.categories):
        asked = (("requires", category.requires), ("prefers", category.prefers), ("keep", category.keep))
        for key, requirements in asked:
            for place, requirement in enumerate(requirements):
                yield from _leaves(("categories", number, key, place), requirement)
        for place, variant in enumerate(category.variants):
            if variant.when is not None:
                yield from _leaves(("categories", number, "variants", place, "when"), variant.when)


def _leaves(path: DataPath, condition: Condition) -> Iterator[tuple[DataPath, Condition]]:
    if condition.negated is not None:
        yield from _leaves((*path, "not"), condition.negated)
    elif condition.parts:
        for place, part in enumerate(condition.parts):
            yield from _leaves((*path, condition.kind, place), part)
    else:
        yield path, condition


def _undefined(criteria: Criteria, file: str) -> Iterator[Finding]:
    def check(what: str, path: DataPath, names: Iterable[str], known: Collection[str]) -> Iterator[Finding]:
        for name in names:
            if name not in known:
                details = {"what": what, "name": name, "known": enumerated(known)}
                suggestion = nearest(name, known)
                yield Finding("HH307", Place(file, path), details | ({"suggestion": suggestion} if suggestion else {}))

    for path, leaf in conditions(criteria):
        yield from check(
            mark("characteristic"), (*path, "characteristic"), leaf.characteristic or (), criteria.health_system
        )
        yield from check(mark("dimension"), (*path, "dimension"), leaf.dimension or (), criteria.dimensions)
        yield from check(mark("theme"), (*path, "theme"), leaf.theme or (), criteria.themes)
        yield from check(
            mark("priority list"), (*path, "priority_list"), _one(leaf.priority_list), criteria.priority_lists
        )
        yield from check(mark("attaché"), (*path, "attache"), _one(leaf.attache), criteria.attaches)
        yield from check(mark("indicator"), (*path, "indicator"), _one(leaf.indicator), criteria.indicators)
    for name, indicator in criteria.indicators.items():
        path = ("indicators", name, "product_of")
        yield from check(mark("indicator"), path, indicator.product_of, criteria.indicators)
    for name, one in criteria.priority_lists.items():
        yield from check(
            "priority_list", ("priority_lists", name, "includes"), _one(one.includes), criteria.priority_lists
        )
    if criteria.special_targets is not None:
        path = ("special_targets", "from_categories")
        known = criteria.category_names
        yield from check(mark("category"), path, criteria.special_targets.from_categories, known)


def _one(name: str | None) -> tuple[str, ...]:
    return () if name is None else (name,)


def _circles(criteria: Criteria, file: str) -> Iterator[Finding]:
    """Indicators and lists that are made of themselves."""
    made_of = {name: one.product_of for name, one in criteria.indicators.items()}
    includes = {name: _one(one.includes) for name, one in criteria.priority_lists.items()}
    for section, key, parts in (("indicators", "product_of", made_of), ("priority_lists", "includes", includes)):
        for name in parts:
            if name in _reachable(name, parts):
                yield Finding("HH311", Place(file, (section, name, key)), {"name": name})


def _reachable(name: str, parts: Mapping[str, Iterable[str]]) -> set[str]:
    reached: set[str] = set()
    waiting = list(parts.get(name, ()))
    while waiting:
        part = waiting.pop()
        if part not in reached:
            reached.add(part)
            waiting.extend(parts.get(part, ()))
    return reached


def _twice(criteria: Criteria, file: str) -> Iterator[Finding]:
    """Categories, and the requirements of one, have each their own name."""
    seen: dict[str, DataPath] = {}
    for number, category in enumerate(criteria.categories):
        named: list[tuple[DataPath, str]] = [(("categories", number, "id"), category.id)]
        for place, variant in enumerate(category.variants):
            if variant.id != category.id:
                named.append((("categories", number, "variants", place, "id"), variant.id))
        for path, name in named:
            if name in seen:
                yield Finding("HH312", Place(file, path), {"name": name}, Place(file, seen[name]), FIRST_NAMED)
            seen.setdefault(name, path)


def _reserved(criteria: Criteria, file: str) -> Iterator[Finding]:
    """No category is called what a market is that no category takes."""
    for number, category in enumerate(criteria.categories):
        if category.id == NO_CATEGORY:
            yield Finding("HH327", Place(file, ("categories", number, "id")))
        for place, variant in enumerate(category.variants):
            if variant.id == NO_CATEGORY:
                yield Finding("HH327", Place(file, ("categories", number, "variants", place, "id")))


def _powers(criteria: Criteria, file: str) -> Iterator[Finding]:
    """A product is one of a few base figures; of a chain of products the first that has too many is told."""
    made_of = {name: one.product_of for name, one in criteria.indicators.items()}
    if any(name in _reachable(name, made_of) for name in made_of):
        return  # which has been said, and has no end
    sizes: dict[str, int] = {}

    def size(name: str) -> int:
        if name not in sizes:
            factors = made_of.get(name)
            # Beyond the bound it is enough to know so, and the number stays small.
            sizes[name] = min(MOST_FACTORS + 1, sum(map(size, factors))) if factors else 1
        return sizes[name]

    for name, factors in made_of.items():
        if size(name) > MOST_FACTORS and all(size(factor) <= MOST_FACTORS for factor in factors):
            details = {"indicator": name, "bound": str(MOST_FACTORS)}
            yield Finding("HH328", Place(file, ("indicators", name, "product_of")), details)


def _figures_only(criteria: Criteria, file: str) -> Iterator[Finding]:
    """``positive_when`` is about figures, and bounds of counts can be reached."""
    sizes = {
        "health_system": len(criteria.health_system),
        "dimensions": len(criteria.dimensions),
        "themes": len(criteria.themes),
    }
    for path, leaf in conditions(criteria):
        if path[0] == "health_system" and leaf.indicator is None:
            yield Finding("HH313", Place(file, path), {"kind": leaf.kind})
        if leaf.count is not None and not 0 <= (leaf.at_least or 0) <= sizes[leaf.count]:
            details = {"bound": f"{leaf.at_least:g}", "size": str(sizes[leaf.count])}
            yield Finding("HH314", Place(file, (*path, "at_least")), details)
        if leaf.count == "health_system" and leaf.level is not None:
            yield Finding(
                "HH208", Place(file, (*path, "level"), on_key=True), {"key": "level", "kind": "health_system"}
            )
