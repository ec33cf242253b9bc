"""A market, or the list, as it would be if something were otherwise. Nothing is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from hhmonitor.engine import Found, Outcome, RequirementResult
from hhmonitor.findings import nearest
from hhmonitor.inputs import Gatherer
from hhmonitor.model import Country, Criteria, Region
from hhmonitor.model.criteria import Condition
from hhmonitor.model.market import Attaches, Interest, Judgement, OwnFigures, SectorInterest, Statement, Trend
from hhmonitor.model.scales import SCALES
from hhmonitor.questions.classification import Classification, Classified

Market = Country | Region

UNKNOWN: Final = "unknown"


@dataclass(frozen=True, slots=True)
class Setting:
    """One thing that would be otherwise: a path and the value it would have, as typed.

    ``market`` is the code of the market whose input it is, none for a parameter of the criteria.
    """

    path: str
    value: str
    market: str | None = None


class NotSettable(Exception):
    """A path or a value that means nothing; ``suggestion`` is the nearest that does, ``known`` are the values that do.

    ``contradiction`` says that the settings together cannot be.
    """

    def __init__(
        self,
        setting: Setting,
        *,
        suggestion: str | None = None,
        known: Sequence[str] = (),
        bad_value: bool = False,
        contradiction: bool = False,
    ) -> None:
        super().__init__(f"{setting.path}={setting.value}")
        self.setting = setting
        self.suggestion = suggestion
        self.known = tuple(known)
        self.bad_value = bad_value
        self.contradiction = contradiction


@dataclass(frozen=True, slots=True)
class VariantResult:
    """What a variant of a category asks, held against a market; the default variant asks nothing and has none."""

    variant: str
    when: Condition
    outcome: Outcome
    found: tuple[Found, ...]


@dataclass(frozen=True, slots=True)
class Changed:
    """A market before and after, with the requirements and the variants whose outcome or count is another."""

    before: Classified
    after: Classified
    requirements: tuple[tuple[RequirementResult, RequirementResult], ...]
    variants: tuple[tuple[VariantResult, VariantResult], ...]

    @property
    def moves(self) -> bool:
        """Whether the rules give another category, or leave others possible."""
        one, other = self.before.assessment, self.after.assessment
        return (one.rule_category, one.possible) != (other.rule_category, other.possible)


NUMBER = ("<number>", UNKNOWN)
"""What an indicator can be set to: any number, or unknown."""


def settable(criteria: Criteria) -> dict[str, tuple[str, ...]]:
    """Every path of a market that can be set, with the values that it can have."""
    paths: dict[str, tuple[str, ...]] = {}
    for name, definition in criteria.health_system.items():
        words = (*reversed(SCALES["health_system"].values), UNKNOWN)
        paths[f"health_system.{name}"] = (*words, "indicators") if definition.positive_when else words
    for group in ("dimensions", "themes", "attaches"):
        for name in getattr(criteria, group):
            paths[f"{group}.{name}"] = (*reversed(SCALES[group].values), UNKNOWN)
    paths["themes"] = (UNKNOWN,)
    for group in ("sector_interest", "trend"):
        paths[group] = (*reversed(SCALES[group].values), UNKNOWN)
    for name in criteria.priority_lists:
        paths[f"priority_lists.{name}"] = ("in", "out", UNKNOWN)
    for name, indicator in criteria.indicators.items():
        if not indicator.product_of:
            paths[f"indicators.{name}"] = NUMBER
    return paths


def market_settings(criteria: Criteria, settings: Iterable[Setting]) -> list[Setting]:
    """The settings with their full paths, each checked. Raises NotSettable.

    The last part of a path will do where it means one thing; ``.value`` and ``.level`` may stand at its end, as in the
    market's file.
    """
    return [_checked(settable(criteria), one) for one in settings]


def _checked(paths: Mapping[str, tuple[str, ...]], setting: Setting) -> Setting:
    path = setting.path.removesuffix(".value").removesuffix(".level")
    if path not in paths:
        meant = [one for one in paths if one.endswith(f".{path}")]
        if len(meant) != 1:
            short = {one.rpartition(".")[2]: one for one in paths}
            near = nearest(path, paths) or nearest(path.rpartition(".")[2], short)
            raise NotSettable(setting, suggestion=short.get(near, near) if near else None)
        path = meant[0]
    value, known = setting.value, paths[path]
    if known == NUMBER:
        if value != UNKNOWN and _number(value) is None:
            raise NotSettable(Setting(path, value), known=known, bad_value=True)
    elif value not in known:
        raise NotSettable(Setting(path, value), suggestion=nearest(value, known), known=known, bad_value=True)
    return Setting(path, value)


def _number(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if abs(value) < float("inf") else None


def if_market(classification: Classification, code: str, settings: Sequence[Setting]) -> Classification:
    """The list as it would be if these inputs of one market were so. Raises NotSettable.

    What is set is stated by the market's own file, of a region too; a figure is set for the year asked about. What is
    supposed of other markets already stays so.
    """
    settings = market_settings(classification.criteria, settings)
    market = classification.project.market(code)
    lists: dict[str, str] = {}
    removed: set[str] = set()
    for one in settings:
        group, _dot, name = one.path.partition(".")
        if group == "priority_lists":
            lists[name] = one.value
        elif group == "indicators" and one.value == UNKNOWN:
            removed.add(name)
            market = market.model_copy(update={"indicators": {k: v for k, v in market.indicators.items() if k != name}})
        else:
            market = market.model_copy(update=_update(classification, market, group, name, one.value))
    after = _with_market(classification, market, removed=removed, lists=lists)
    for name, word in lists.items():
        # Lists are nested: what one setting says can be undone by another.
        if word != UNKNOWN and after.inputs(code).priority_lists[name].value != word:
            raise NotSettable(Setting(f"priority_lists.{name}", word), contradiction=True)
    return after


def _update(classification: Classification, market: Market, group: str, name: str, value: str) -> dict[str, object]:
    match group:
        case "health_system":
            stated = value if value == "indicators" else Judgement.model_validate({"value": value})
            return {group: {**market.health_system, name: stated}}
        case "dimensions":
            return {group: {**market.dimensions, name: Interest.model_validate({"level": value})}}
        case "themes" if not name:
            return {group: UNKNOWN}
        case "themes":
            open_themes = {theme: Interest(level=UNKNOWN) for theme in classification.criteria.themes}
            inventory = open_themes if market.themes == UNKNOWN else market.themes
            return {group: {**inventory, name: Interest.model_validate({"level": value})}}
        case "attaches":
            known = market.attaches.by_kind if market.attaches else {}
            return {group: Attaches.model_validate({**known, name: value})}
        case "sector_interest":
            return {group: SectorInterest.model_validate({"level": value})}
        case "trend":
            return {group: Trend.model_validate({"value": value})}
        case _:
            own = market.indicators.get(name)
            values = {**(own.values if own else {}), classification.as_of.year: float(value)}
            return {"indicators": {**market.indicators, name: OwnFigures(source="", values=values)}}


def if_source_wrong(classification: Classification, code: str, source: str) -> Classification:
    """The list as it would be if one source of a market's file were wrong.

    Every judgement that rests on it alone becomes unknown, and the file's own figures from it are left out.
    """
    market = classification.project.market(code)

    def rests_on_it(stated: object) -> bool:
        return isinstance(stated, Statement) and set(stated.sources) == {source}

    update: dict[str, object] = {
        "health_system": {
            name: Judgement(value=UNKNOWN) if rests_on_it(one) else one for name, one in market.health_system.items()
        },
        "dimensions": {
            name: Interest(level=UNKNOWN) if rests_on_it(one) else one for name, one in market.dimensions.items()
        },
        "indicators": {name: one for name, one in market.indicators.items() if one.source != source},
    }
    if not isinstance(market.themes, str):
        update["themes"] = {
            name: Interest(level=UNKNOWN) if rests_on_it(one) else one for name, one in market.themes.items()
        }
    if rests_on_it(market.sector_interest):
        update["sector_interest"] = SectorInterest(level=UNKNOWN)
    if rests_on_it(market.trend):
        update["trend"] = Trend(value=UNKNOWN)
    if market.attaches is not None and set(market.attaches.sources) == {source}:
        update["attaches"] = Attaches.model_validate(dict.fromkeys(market.attaches.by_kind, UNKNOWN))
    return _with_market(classification, market.model_copy(update=update))


def _with_market(
    classification: Classification,
    market: Market,
    *,
    removed: Iterable[str] = (),
    lists: Mapping[str, str] = MappingProxyType({}),
) -> Classification:
    """The list with another file for one market, without some of its figures, and on or off some lists."""
    project = classification.project
    if isinstance(market, Region):
        project = replace(project, regions={**project.regions, market.code: market})
    else:
        project = replace(project, countries={**project.countries, market.code: market})
    own = {name: one for name, one in project.figures.get(market.code, {}).items() if name not in set(removed)}
    project = replace(project, figures={**project.figures, market.code: own})
    after = Classification(project, classification.as_of, classification.criteria)
    memberships = {**classification.gatherer.memberships, market.code: lists}
    after.gatherer = Gatherer(after.criteria, project.figures, after.as_of, memberships)
    return after


def compared(before: Classification, after: Classification, codes: Iterable[str]) -> list[Changed]:
    """Markets before and after, those that do not move included."""
    return [_compared(before, after, code) for code in codes]


def _compared(before: Classification, after: Classification, code: str) -> Changed:
    one, other = before[code], after[code]
    earlier = {(result.category, result.requirement.id): result for result in one.assessment.requirements}
    later = {(result.category, result.requirement.id): result for result in other.assessment.requirements}
    pairs = ((earlier[name], result) for name, result in later.items() if name in earlier)
    divided, now_divided = _variants(before, one), _variants(after, other)
    variants = ((divided[name], result) for name, result in now_divided.items() if name in divided)
    return Changed(
        one,
        other,
        tuple(pair for pair in pairs if _differs(*pair)),
        tuple((was, now) for was, now in variants if was != now),
    )


def _variants(classification: Classification, one: Classified) -> dict[str, VariantResult]:
    """The variants that ask something, by their name."""
    rules = classification.ruleset
    return {
        variant.id: VariantResult(
            variant.id,
            variant.when,
            rules.outcome(variant.when, one.inputs),
            rules.found(variant.when, one.inputs),
        )
        for category in classification.criteria.categories
        for variant in category.variants
        if variant.when is not None
    }


def _differs(one: RequirementResult, other: RequirementResult) -> bool:
    return (one.outcome, one.requirement, one.found) != (other.outcome, other.requirement, other.found)
