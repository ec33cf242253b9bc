"""Random small markets, and what ``docs/semantics.md`` says of them by going through every completion.

Nothing here shares a line with the rules but the models and the reading of the conditions is written out once more, so
that the two can only agree by both being right.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import product
from typing import Any

from hhmonitor.inputs import Block, Gatherer, Input, MarketInputs, Value
from hhmonitor.model import Condition, Country, Criteria, Region
from hhmonitor.model.scales import SCALES
from tests.questions.figures_by_hand import Figures, by_hand

AS_OF = date(2021, 1, 1)

Completion = Mapping[str, Value]

_BETTER = {
    "health_system": ("negative", "mixed", "positive"),
    "dimensions": ("none", "specific", "broad"),
    "themes": ("none", "specific", "broad"),
    "sector_interest": ("none", "incidental", "specific", "broad"),
}


def criteria(chance: random.Random, *, rates: bool = True, inputs: int = 7) -> Criteria:
    """Small criteria: two or three categories, their conditions drawn by lot, so that some are not monotone.

    ``inputs`` is the most that there are of characteristics, dimensions and themes together.
    """
    names = {
        "health_system": ["h1", "h2", "h3"][: chance.randint(1, 3 if inputs > 5 else 2)],
        "dimensions": ["d1", "d2"][: 2 if inputs > 5 else 1],
        "themes": ["t1", "t2"],
    }
    data: dict[str, Any] = {
        "id": "small",
        "title": "small",
        "indicators": {
            "f": {"unit": "USD"},
            "e": {"unit": "USD"},
            "g": {"unit": "USD", "product_of": ["f", "e"]},
            "gg": {"unit": "USD", "product_of": ["g"]},
        },
        "health_system": {name: {} for name in names["health_system"]},
        "dimensions": {name: {} for name in names["dimensions"]},
        "themes": {name: {} for name in names["themes"]},
        "attaches": {"a": {}},
        "priority_lists": {
            "short": {"complete": chance.random() < 0.5, "members": chance.choice(([], ["AA"]))},
            "long": {"complete": False, "includes": "short", "members": chance.choice(([], [], ["AA"]))},
        },
        "regions": {
            group: chance.choice(("majority", "any"))
            for group in ("health_system", "dimensions", "themes", "sector_interest", "trend", "attaches")
        },
    }
    for name in names["health_system"]:
        if name == "h1" or chance.random() < 0.7:
            data["health_system"][name]["positive_when"] = _figures(chance, chance.randint(0, 2))
    if "h2" in data["health_system"] and chance.random() < 0.3:
        data["health_system"]["h2"]["positive_when"] = {"not": data["health_system"]["h1"]["positive_when"]}
    if rates:
        # Judgements of high confidence do not err, so that going through every completion stays feasible.
        data["error_rates"] = {"high": 0, "medium": 0.15, "low": 0.3}
    data["categories"] = [
        {
            "id": category,
            "requires": [
                {"id": f"r{number}", **_condition(chance, names, 2)} for number in range(chance.randint(0, 2))
            ],
            "prefers": [{"id": f"p{number}", **_condition(chance, names, 2)} for number in range(chance.randint(0, 1))],
        }
        for category in ("A", "B", "C")[: chance.randint(2, 3)]
    ]
    if chance.random() < 0.5:
        data["categories"][1]["variants"] = [{"id": "Bb", "when": {"trend": ["emerging"]}}, {"id": "Ba"}]
    return Criteria.model_validate(data)


def _figures(chance: random.Random, depth: int) -> dict[str, Any]:
    """A condition on figures: bounds on either side, negated and composed, some on products, some opposed."""
    if depth and chance.random() < 0.6:
        if chance.random() < 0.3:
            return {"not": _figures(chance, depth - 1)}
        return {chance.choice(("any", "all")): [_figures(chance, depth - 1) for _ in range(2)]}
    indicator = chance.choice(("f", "f", "e", "g", "gg"))
    bound = chance.choice((100, 150) if indicator in ("g", "gg") else (10, 20))
    return {"indicator": indicator, chance.choice(("at_least", "at_least", "at_most")): bound}


def _condition(chance: random.Random, names: Mapping[str, list[str]], depth: int) -> dict[str, Any]:
    kinds = [
        "count",
        "count",
        "count",
        "characteristic",
        "theme",
        "sector_interest",
        "trend",
        "priority_list",
        "indicator",
        "attache",
    ]
    if depth:
        kinds += ["any", "any", "all", "not"]
    kind = chance.choice(kinds)
    level = chance.choice(("specific", "broad"))
    match kind:
        case "count":
            group = chance.choice(tuple(names))
            counted: dict[str, Any] = {"count": group, "at_least": chance.randint(0, len(names[group]))}
            return counted | ({"level": level} if group != "health_system" and chance.random() < 0.5 else {})
        case "characteristic":
            return {"characteristic": {chance.choice(names["health_system"]): chance.choice(("mixed", "positive"))}}
        case "theme":
            return {"theme": {chance.choice(names["themes"]): level}}
        case "sector_interest":
            return {"sector_interest": chance.choice(("incidental", "specific", "broad"))}
        case "trend":
            return {"trend": chance.sample(("declining", "stable", "emerging"), chance.randint(1, 2))}
        case "priority_list":
            return {"priority_list": chance.choice(("short", "long"))}
        case "indicator":
            return chance.choice(({"indicator": "f", "at_least": 15}, {"indicator": "g", "at_most": 120}))
        case "attache":
            return {"attache": "a"}
        case "not":
            return {"not": _condition(chance, names, depth - 1)}
        case _:
            return {kind: [_condition(chance, names, depth - 1) for _ in range(2)]}


def country(chance: random.Random, rules: Criteria, code: str = "AA", *, open_inputs: int = 2) -> Country:
    """A country with at most so many inputs unknown and as many that may be wrong; the others are known for sure."""
    slots = [
        *(f"health_system.{name}" for name in rules.health_system),
        *(f"dimensions.{name}" for name in rules.dimensions),
        *(f"themes.{name}" for name in rules.themes),
        "sector_interest",
        "trend",
    ]
    unknown = set(chance.sample(slots, chance.randint(0, open_inputs)))
    erring = set(chance.sample(slots, chance.randint(0, open_inputs)))

    def judged(slot: str, key: str) -> dict[str, Any]:
        value = "unknown" if slot in unknown else chance.choice(SCALES[slot.partition(".")[0]].values)
        confidence = chance.choice(("medium", "low", None)) if slot in erring else "high"
        return {key: value} | ({"confidence": confidence} if confidence else {})

    themes = {
        name: judged(f"themes.{name}", "level")
        for name in rules.themes
        if chance.random() < 0.6 or f"themes.{name}" in unknown
    }
    data: dict[str, Any] = {
        "code": code,
        "health_system": {
            name: "indicators"
            if rules.health_system[name].positive_when and chance.random() < 0.6
            else judged(f"health_system.{name}", "value")
            for name in rules.health_system
        },
        "dimensions": {name: judged(f"dimensions.{name}", "level") for name in rules.dimensions},
        "themes": themes,
        "sector_interest": judged("sector_interest", "level"),
        "trend": judged("trend", "value"),
        "attaches": {"a": chance.choice(("yes", "no", "unknown"))},
    }
    data["indicators"] = {
        name: {"source": "s", "values": {2019: float(chance.choice((0, 5, 12, 17, 25)))}}
        for name in ("f", "e")
        if chance.random() < 0.5
    }
    return Country.model_validate(data)


@dataclass(frozen=True)
class Small:
    """The inputs of a market as the program has them, and beside them what its figures decide, worked out by hand."""

    inputs: MarketInputs
    known_by_figures: Mapping[str, object]
    figures: Figures
    members: tuple[Small, ...] = ()

    @property
    def others(self) -> list[Block]:
        """The blocks on which figures have no bearing."""
        by_figures = {*self.known_by_figures, *self.figures.paths}
        return [block for block in self.inputs.blocks if by_figures.isdisjoint(block.paths)]


def country_inputs(chance: random.Random, rules: Criteria, code: str = "AA", **given: Any) -> Small:
    one = country(chance, rules, code, **given)
    return Small(Gatherer(rules, {}, AS_OF).country(one), *by_hand(rules, one))


def region_inputs(chance: random.Random, rules: Criteria, members: int) -> Small:
    """A region of small countries; its file says some things itself."""
    gatherer = Gatherer(rules, {}, AS_OF)
    inner = tuple(country_inputs(chance, rules, code, open_inputs=1) for code in ("BB", "CC", "DD")[:members])
    stated: dict[str, Any] = {"code": "AA", "name": "region", "members": [one.inputs.code for one in inner]}
    if chance.random() < 0.5:
        stated["sector_interest"] = {"level": "specific"}
    if chance.random() < 0.5:
        stated["trend"] = {"value": chance.choice(("stable", "emerging", "unknown"))}
    region = Region.model_validate(stated)
    inputs = gatherer.region(region, [one.inputs for one in inner])
    return Small(inputs, *by_hand(rules, region), inner)


def category(rules: Criteria, values: Completion) -> str:
    """``docs/semantics.md``, *Category*, word for word."""
    for place, one in enumerate(rules.categories):
        last = place == len(rules.categories) - 1
        if all(holds(need, values) for need in one.requires) and (
            last or all(holds(wish, values) for wish in one.prefers)
        ):
            for variant in one.variants:
                if variant.when is None or holds(variant.when, values):
                    return variant.id
            return one.id
    return "none"


def holds(condition: Condition, values: Completion) -> bool:
    if condition.any_of is not None:
        return any(holds(part, values) for part in condition.any_of)
    if condition.all_of is not None:
        return all(holds(part, values) for part in condition.all_of)
    if condition.negated is not None:
        return not holds(condition.negated, values)

    def reaches(path: str, level: str) -> bool:
        scale = _BETTER[path.partition(".")[0]]
        return scale.index(str(values[path])) >= scale.index(level)

    match condition.kind:
        case "count":
            group = str(condition.count)
            level = "positive" if group == "health_system" else condition.level or "specific"
            paths = [path for path in values if path.startswith(f"{group}.")]
            return sum(reaches(path, level) for path in paths) >= (condition.at_least or 0)
        case "characteristic":
            return all(
                reaches(f"health_system.{name}", level) for name, level in (condition.characteristic or {}).items()
            )
        case "theme":
            return all(reaches(f"themes.{name}", level) for name, level in (condition.theme or {}).items())
        case "sector_interest":
            return reaches("sector_interest", str(condition.sector_interest))
        case "trend":
            trend = (
                "stable"
                if values["trend"] == "declining" and "declining" not in (condition.trend or ())
                else values["trend"]
            )
            return trend in (condition.trend or ())
        case "priority_list":
            return values[f"priority_lists.{condition.priority_list}"] == "in"
        case "attache":
            return values[f"attaches.{condition.attache}"] == "yes"
        case _:
            figure = values[f"indicators.{condition.indicator}"]
            assert isinstance(figure, Fraction)
            return (condition.at_least is None or figure >= condition.at_least) and (
                condition.at_most is None or figure <= condition.at_most
            )


def completions(market: Small) -> Iterator[Completion]:
    """Every completion: an alternative of each block, and everything that the figures can make of the others."""
    for figures in market.figures.chances:
        from_figures = dict(zip(market.figures.paths, figures, strict=True))
        for choice in product(*(block.alternatives for block in market.others)):
            yield {**together(market.others, choice), **market.known_by_figures, **from_figures}


def together(blocks: Iterable[Block], choice: Iterable[tuple[Value, ...]]) -> dict[str, Any]:
    """One alternative from each block as values of inputs."""
    pairs = zip(blocks, choice, strict=True)
    return {path: value for block, values in pairs for path, value in zip(block.paths, values, strict=True)}


def rule_category(rules: Criteria, market: Small) -> str:
    """SEMANTICS, *Unknowns*: the worst that is possible; of variants the last listed."""
    listed = [name for one in rules.categories for name in [variant.id for variant in one.variants] or [one.id]]
    return max((category(rules, values) for values in completions(market)), key=[*listed, "none"].index)


RATES = {"high": Fraction(0), "medium": Fraction(3, 20), "low": Fraction(3, 10)}


def chances_of(one: Input, *, rates: bool = True) -> dict[str, Fraction]:
    """``docs/semantics.md``, *Robustness*, for an input by itself."""
    if not one.known:
        return {value: Fraction(1, len(one.possible)) for value in one.possible}
    group = one.path.partition(".")[0]
    if one.basis != "judgement" or one.statement is None or group == "attaches" or not rates:
        return {one.value: Fraction(1)}
    rate = RATES[one.statement.confidence or "medium"]
    others = [value for value in SCALES[group].values if value != one.value] if rate else []
    return {one.value: 1 - rate, **{value: rate / len(others) for value in others}}
