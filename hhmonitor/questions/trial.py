"""What a page needs to try things out by itself: the criteria and the markets as data, with nothing left to decide.

Every condition is in the end a *question*, “have at least so many of these inputs one of these values?”, or any, all
and not of questions. What a bound, a level or a list can be set to is a *knob*, and each of its positions says which
inputs and values are asked about then. What a market can be are sets of values. So a page merely counts and looks up:
what counts as a level, which lists hang together and how a region follows from its members is worked out here, by the
engine's own hands (``docs/semantics.md``, *Unknowns*).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from itertools import product
from typing import Literal

from hhmonitor.engine.expressions import All, AtLeast, Not, Within, expression
from hhmonitor.engine.expressions import Any as AnyOf
from hhmonitor.findings import DataPath
from hhmonitor.inputs import Value
from hhmonitor.inputs.figures import MarketFigures
from hhmonitor.inputs.gathering import category_figure_conditions
from hhmonitor.inputs.lists import memberships
from hhmonitor.inputs.regions import aggregate
from hhmonitor.model import Criteria
from hhmonitor.model.criteria import Condition, PriorityList, Requirement
from hhmonitor.model.scales import CHARACTERISTIC, INTEREST, SCALES, SECTOR_INTEREST
from hhmonitor.questions.classification import Classification, Classified
from hhmonitor.questions.criteria_settings import OFF, ON, parameters, short_name

KnobKind = Literal["count", "level", "list", "figure", "complete", "counts"]
"""What a knob sets: how many must count, which level does, which list is asked for, the bound of a figure, whether a
list is complete, and whether a preference counts at all."""

LISTS = "priority_lists"
MOST_LISTS = 4
"""Priority lists beyond which the page leaves them as they are: every further one makes the table eight times as
long."""

AS_IT_IS, STATED = "", ("in", "out", "unknown")
"""What can be said of a market and a list: nothing, or a word."""

STEPS = (1, 1.5, 2, 3, 4, 5, 6, 8)
"""Where the bound of a figure can be put, in every power of ten that the figures of markets reach."""


@dataclass(frozen=True, slots=True)
class Knob:
    """Something of the criteria that can be set: its ``name`` and ``values`` as ``what-if`` takes them.

    ``now`` is the place of the value that the criteria have. ``condition`` is what it belongs to, ``category`` and
    ``requirement`` whose that is; a knob of a list has its name as ``subject``, one of a figure its characteristic.
    """

    kind: KnobKind
    name: str
    values: tuple[str, ...]
    now: int
    condition: Condition | None = None
    category: str | None = None
    requirement: Requirement | None = None
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """Inputs by their paths, and the values that count."""

    paths: tuple[str, ...]
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Leaf:
    """A question: have at least so many of the inputs asked about one of the values?

    Each bound is a number, or the number of a knob. ``asked`` has one entry for each value of the knob ``by``, one
    alone where there is none; ``conditions`` are the conditions that these entries stand for. ``wanted`` is false where
    the criteria ask that it does not hold.
    """

    asked: tuple[Asked, ...]
    conditions: tuple[Condition, ...]
    least: int = 1
    least_by: int | None = None
    by: int | None = None
    wanted: bool = True


@dataclass(frozen=True, slots=True)
class FigureLeaf:
    """Whether a figure reaches its bound: ``place`` is its place in ``TrialMarket.reached``, ``by`` its knob."""

    place: int
    by: int


@dataclass(frozen=True, slots=True)
class Joint:
    """Any or all of some parts, or not the only one."""

    kind: Literal["any", "all", "not"]
    parts: tuple[Node, ...]


Node = Leaf | FigureLeaf | Joint


@dataclass(frozen=True, slots=True)
class TrialRequirement:
    """What a category requires or prefers; ``counts`` is the knob that says whether it does."""

    requirement: Requirement
    strength: Literal["required", "preferred"]
    node: Node
    counts: int | None = None


@dataclass(frozen=True, slots=True)
class TrialCategory:
    """A category: what it asks, and its variants in the order in which they are tried."""

    name: str
    requirements: tuple[TrialRequirement, ...]
    variants: tuple[tuple[str, Node | None], ...]


@dataclass(frozen=True, slots=True)
class TrialMarket:
    """A market: what each input can be, least favourable first, and what hangs together.

    ``named`` is the place of the lists that name it in ``Trial.named``. ``reached`` says of each bound on figures how
    many of its knob's values the market's figure surely reaches, and at most, where they are what judges it; no figure
    itself is told. ``withheld`` says that it may not be told even so much, so that the judgement stays as it is.
    ``from_members`` says that the judgement follows from those of its members.
    """

    one: Classified
    sets: Mapping[str, tuple[str, ...]]
    joint: tuple[tuple[tuple[str, ...], tuple[tuple[str, ...], ...]], ...]
    named: int
    reached: tuple[tuple[int, int], ...] | None
    withheld: bool
    from_members: bool


class Trial:
    """The list of a classification, ready to be tried: its knobs, its categories and its markets."""

    def __init__(self, classification: Classification) -> None:
        self.classification = classification
        self.criteria = classification.criteria
        project = classification.project
        document = project.document(project.files[self.criteria.id])
        assert document is not None, "the criteria were read when the project was"
        self._parameters = parameters(document.data)
        self._names = {path: name for name, path in self._parameters.items()}
        self.knobs: list[Knob] = []
        self.categories = tuple(self._category(number) for number in range(len(self.criteria.categories)))
        self.tried_lists = (
            tuple(self.criteria.priority_lists) if len(self.criteria.priority_lists) <= MOST_LISTS else ()
        )
        self.complete = [self._complete(name) for name in self.tried_lists]
        self.judged: str | None = judged_by_movable_figures(self.criteria)
        self._bounds: list[tuple[str, Sequence[str]]] = []
        self.positive_when = None if self.judged is None else self._positive_when(self.judged)
        self.named: list[frozenset[str]] = []
        self.markets = [self._market(code) for code in classification.with_members(classification.listed())]

    # The criteria

    def _knob(
        self,
        kind: KnobKind,
        at: _Place,
        values: Sequence[str],
        now: str,
        condition: Condition | None,
        subject: str = "",
    ) -> int | None:
        """The number of a new knob; none where what stands there has no name, or could be nothing else."""
        name = self._names.get(at.path)
        if name is None or len(values) < 2 or at.fixed:
            return None
        short = short_name(self._parameters, name)
        place = list(values).index(now)
        self.knobs.append(Knob(kind, short, tuple(values), place, condition, at.category, at.requirement, subject))
        return len(self.knobs) - 1

    def _category(self, number: int) -> TrialCategory:
        category = self.criteria.categories[number]
        here = _Place(("categories", number), category.id)
        asked = [
            TrialRequirement(one, "required", self._node(replace(here, requirement=one).at("requires", place), one))
            for place, one in enumerate(category.requires)
        ]
        # In the last category a preference that fails adds a remark and no more: there is nothing to try.
        last = category is self.criteria.categories[-1]
        for place, one in enumerate(category.prefers):
            at = replace(here, requirement=one, fixed=last).at("prefers", place)
            counts = self._knob("counts", at, (OFF, ON), ON, one)
            asked.append(TrialRequirement(one, "preferred", self._node(at, one), counts))
        variants = tuple(
            (one.id, None if one.when is None else self._node(here.at("variants", place, "when"), one.when))
            for place, one in enumerate(category.variants)
        )
        return TrialCategory(category.id, tuple(asked), variants)

    def _node(self, at: _Place, condition: Condition, *, wanted: bool = True) -> Node:
        """A condition at its place in the file."""
        if condition.negated is not None:
            part = condition.negated
            return Joint("not", (self._node(at.at("not"), part, wanted=bool(part.parts)),))
        if condition.parts:
            kind = _kind(condition)
            parts = (self._node(at.at(kind, place), part) for place, part in enumerate(condition.parts))
            return Joint(kind, tuple(parts))
        return self._leaf(at, condition, wanted=wanted)

    def _leaf(self, at: _Place, leaf: Condition, *, wanted: bool) -> Node:
        least, least_by, by = 1, None, None
        forms: tuple[Condition, ...] = (leaf,)
        if leaf.count is not None:
            least = int(leaf.at_least or 0)
            bounds = [str(one) for one in range(len(getattr(self.criteria, leaf.count)) + 1)]
            least_by = self._knob("count", at.at("at_least"), bounds, str(least), leaf)
        key, values, now = self._alternatives(leaf)
        if key:
            by = self._knob("list" if key == "priority_list" else "level", at.at(key), values, now, leaf)
            if by is not None:
                forms = tuple(leaf.model_copy(update={key: value}) for value in values)
        asked = [self._asked(form) for form in forms]
        if len(asked[0]) == 1:
            return Leaf(tuple(one for (one,) in asked), forms, least, least_by, by, wanted)
        # A leaf that names several inputs asks for all of them.
        parts = zip(asked[0], _one_by_one(leaf), strict=True)
        return Joint("all", tuple(Leaf((one,), (part,), wanted=wanted) for one, part in parts))

    def _alternatives(self, leaf: Condition) -> tuple[str, Sequence[str], str]:
        """What else could stand in a leaf: the key, its values, and the one it has; no key where nothing could."""
        if leaf.count in ("dimensions", "themes"):
            now = leaf.level or "specific"
            return "level", INTEREST.values[0 if now == "none" else 1 :], now
        if leaf.sector_interest is not None:
            return (
                "sector_interest",
                SECTOR_INTEREST.values[0 if leaf.sector_interest == "none" else 1 :],
                leaf.sector_interest,
            )
        if leaf.priority_list is not None:
            return "priority_list", tuple(self.criteria.priority_lists), leaf.priority_list
        return "", (), ""

    def _asked(self, leaf: Condition) -> list[Asked]:
        """The questions that a leaf asks, as inputs and values that count."""
        whole = expression(leaf)
        questions = whole.parts if isinstance(whole, All) else (whole,)
        found = []
        for question in questions:
            assert not isinstance(question, AnyOf | All | Not), "a leaf asks questions"
            if isinstance(question, AtLeast):
                group = question.count.group
                paths = tuple(f"{group}.{name}" for name in getattr(self.criteria, group))
                found.append(Asked(paths, _in_order(group, question.count.values)))
            elif isinstance(question, Within):
                values = self.classification.ruleset.space.values(question.path)
                found.append(Asked((question.path,), tuple(str(one) for one in values if question.holds(one))))
            else:
                group = question.path.partition(".")[0]
                found.append(Asked((question.path,), _in_order(group, question.values)))
        return found

    def _complete(self, name: str) -> int:
        now = str(self.criteria.priority_lists[name].complete).lower()
        at = _Place((LISTS, name, "complete"))
        knob = self._knob("complete", at, ("false", "true"), now, None, name)
        assert knob is not None, "every list says whether it is complete"
        return knob

    # The lists

    @cached_property
    def memberships(self) -> tuple[list[tuple[tuple[str, ...], ...]], list[int | None]]:
        """Every set of ways in which a market can be in or out of the lists; and where each is, in a table.

        The table goes by the lists that name the market, by what is said of it and each list, and by which lists are
        complete; none where what is said contradicts itself. Where there are too many lists nothing of it can be set.
        """
        lists = self.criteria.priority_lists
        ways: dict[tuple[tuple[str, ...], ...], int] = {}
        table: list[int | None] = []
        tried = bool(self.tried_lists)
        said: Sequence[tuple[str, ...]] = (
            list(product((AS_IT_IS, *STATED), repeat=len(lists))) if tried else [(AS_IT_IS,) * len(lists)]
        )
        complete: Sequence[tuple[bool, ...]] = (
            list(product((False, True), repeat=len(lists)))
            if tried
            else [tuple(one.complete for one in lists.values())]
        )
        for named in self.named:
            for words in said:
                given = {name: word for name, word in zip(lists, words, strict=True) if word != AS_IT_IS}
                for whole in complete:
                    found = _memberships(lists, named, given, whole)
                    table.append(None if found is None else ways.setdefault(found, len(ways)))
        return list(ways), table

    # The figures

    def _positive_when(self, name: str) -> Node:
        condition = self.criteria.health_system[name].positive_when
        assert condition is not None
        return self._figure_node(_Place(("health_system", name, "positive_when")), condition)

    def _figure_node(self, at: _Place, condition: Condition) -> Node:
        if condition.parts:
            kind = _kind(condition)
            parts = (self._figure_node(at.at(kind, place), part) for place, part in enumerate(condition.parts))
            return Joint(kind, tuple(parts))
        indicator, bound = str(condition.indicator), float(condition.at_least or 0)
        values = self._steps(indicator, bound)
        self._bounds.append((indicator, values))
        knob = self._knob("figure", at.at("at_least"), values, _typed(bound), condition, self.judged_path)
        assert knob is not None, "a bound has a name, and can be another"
        return FigureLeaf(len(self._bounds) - 1, knob)

    def _steps(self, indicator: str, bound: float) -> list[str]:
        """Where the bound of a figure can be put: from below the lowest figure of a market to above the highest."""
        found = [bound]
        for code in self.classification.with_members(self.classification.listed()):
            figures = self.classification.gatherer.figures_of(self.classification.project.market(code))
            newest = figures.newest(indicator)
            if newest is not None and newest.value > 0 and not self._may_not_be_told(figures, indicator):
                found.append(newest.value)
        lowest, highest = min(one for one in found if one > 0 or len(found) == 1), max(found)
        steps = {bound}
        power = -9
        while 10.0**power <= highest:
            steps |= {float(f"{step}e{power}") for step in STEPS if 10.0 ** (power + 1) > lowest}
            power += 1
        return [_typed(one) for one in sorted(steps)]

    # The markets

    def _market(self, code: str) -> TrialMarket:
        one = self.classification[code]
        asked = self.classification.ruleset.space.level_of
        sets: dict[str, tuple[str, ...]] = {}
        joint = []
        for block in one.inputs.blocks:
            paths = tuple(path for path in block.paths if path in asked)
            if not paths or paths[0].startswith(f"{LISTS}."):
                continue
            columns = [place for place, path in enumerate(block.paths) if path in asked]
            ways = [
                tuple(self._word(block.paths[place], way[place]) for place in columns) for way in block.alternatives
            ]
            for place, path in enumerate(paths):
                lowest = self._word(path, block.lowest[columns[place]])
                sets[path] = tuple(dict.fromkeys((lowest, *(way[place] for way in ways))))
            if len(paths) > 1:
                joint.append((paths, tuple(dict.fromkeys(ways))))
        named = self._named(code)
        basis = None if self.judged is None else one.inputs.by_path[self.judged_path].basis
        reached = self._reached(one) if basis == "indicators" else None
        return TrialMarket(
            one,
            {path: sets[path] for path in self.paths if path in sets},
            tuple(joint),
            named,
            reached,
            basis == "indicators" and reached is None,
            basis == "members",
        )

    def _word(self, path: str, value: Value) -> str:
        """A value as the questions name it: of a figure, the one that stands for all between two bounds."""
        if isinstance(value, str):
            return value
        space = self.classification.ruleset.space
        bounds = [one for one in space.encoding.single if isinstance(one, Within) and one.path == path]
        alike = (other for other in space.values(path) if all(one.holds(other) == one.holds(value) for one in bounds))
        return str(next(alike))

    @cached_property
    def paths(self) -> tuple[str, ...]:
        """The inputs that the criteria ask about, group by group; the lists, which hang together, come last."""
        asked = self.classification.ruleset.space.level_of
        groups = ("health_system", "dimensions", "themes", "sector_interest", "trend", "attaches", "indicators", LISTS)
        order: list[str] = []
        for group in groups:
            if group in asked:
                order.append(group)
            order += [path for name in getattr(self.criteria, group, {}) if (path := f"{group}.{name}") in asked]
        return tuple(order)

    @property
    def judged_path(self) -> str:
        """The input that movable figures judge."""
        return f"health_system.{self.judged}"

    def _named(self, code: str) -> int:
        names = {code, self.classification.project.region_of.get(code, code)}
        lists = self.criteria.priority_lists
        found = frozenset(name for name, one in lists.items() if not names.isdisjoint(one.members))
        if found not in self.named:
            self.named.append(found)
        return self.named.index(found)

    def _reached(self, one: Classified) -> tuple[tuple[int, int], ...] | None:
        """How far the figures of a market reach; what hangs on a missing one reaches from nought without end."""
        figures = self.classification.gatherer.figures_of(one.market)
        if any(self._may_not_be_told(figures, indicator) for indicator, _values in self._bounds):
            return None
        reached = []
        for indicator, values in self._bounds:
            term = figures.term(indicator)
            lowest = Fraction(0) if term.unknown else term.known
            surely = sum(lowest >= Fraction(float(value)) for value in values)
            reached.append((surely, len(values) if term.unknown else surely))
        return tuple(reached)

    def _may_not_be_told(self, figures: MarketFigures, indicator: str) -> bool:
        known = (figures.newest(base) for base in figures.bases(indicator))
        private = self.classification.project.private_sources
        return any(one is not None and one.source in private for one in known)

    def by_majority(self, members: int) -> list[list[tuple[str, ...]]]:
        """What a characteristic of a region with so many members is: by how many surely are positive, and at most."""
        table = []
        for surely in range(members + 1):
            row: list[tuple[str, ...]] = []
            for at_most in range(surely, members + 1):
                sets = (
                    *[("positive",)] * surely,
                    *[CHARACTERISTIC.open] * (at_most - surely),
                    *[("negative",)] * (members - at_most),
                )
                row.append(aggregate("health_system", "majority", sets, CHARACTERISTIC))
            table.append(row)
        return table

    def settable(self, path: str) -> tuple[str, ...]:
        """The values that an input of a market can be set to, best first; none where it cannot be set."""
        group = path.partition(".")[0]
        if group == "indicators" or (group == LISTS and not self.tried_lists):
            return ()
        return STATED if group == LISTS else (*reversed(SCALES[group].values), "unknown")


@dataclass(frozen=True, slots=True)
class _Place:
    """Where something stands in the criteria, and whose it is; what is ``fixed`` cannot be set."""

    path: DataPath
    category: str | None = None
    requirement: Requirement | None = None
    fixed: bool = False

    def at(self, *parts: str | int) -> _Place:
        """A place within this one."""
        return replace(self, path=(*self.path, *parts))


def _kind(condition: Condition) -> Literal["any", "all"]:
    return "all" if condition.any_of is None else "any"


def judged_by_movable_figures(criteria: Criteria) -> str | None:
    """The characteristic that figures judge, where its bounds can be moved with nothing but the figures at hand.

    That is so where one characteristic alone hangs on figures, where a higher figure is never worse, so that what is
    missing lies between nought and no bound, and where regions go by majority. Else none.
    """
    judged = {name: one.positive_when for name, one in criteria.health_system.items() if one.positive_when is not None}
    if len(judged) != 1 or any(True for _one in category_figure_conditions(criteria)):
        return None
    ((name, condition),) = judged.items()
    movable = _higher_is_never_worse(condition) and criteria.regions.health_system == "majority"
    return name if movable else None


def _one_by_one(leaf: Condition) -> Iterator[Condition]:
    """A leaf that names several inputs as one leaf for each."""
    for key in ("characteristic", "dimension", "theme"):
        for name, value in (getattr(leaf, key) or {}).items():
            yield leaf.model_copy(update={key: {name: value}})


def _higher_is_never_worse(condition: Condition) -> bool:
    if condition.negated is not None:
        return False
    if condition.parts:
        return all(map(_higher_is_never_worse, condition.parts))
    return condition.at_least is not None and condition.at_most is None


def _memberships(
    lists: Mapping[str, PriorityList], named: frozenset[str], given: Mapping[str, str], complete: Sequence[bool]
) -> tuple[tuple[str, ...], ...] | None:
    """The ways for a market that these lists name; none where what is given contradicts itself."""
    as_they_are = {
        name: one.model_copy(update={"complete": whole, "members": ("X",) if name in named else ()})
        for (name, one), whole in zip(lists.items(), complete, strict=True)
    }
    found = memberships(as_they_are, ("X",), given)
    for place, name in enumerate(lists):
        word = given.get(name, "unknown")
        if word != "unknown" and {way[place] for way in found} != {word}:
            return None
    return found or None


def _in_order(group: str, values: frozenset[str]) -> tuple[str, ...]:
    return SCALES[group].ordered(values)


def _typed(value: float) -> str:
    """A bound as one types it."""
    return str(int(value)) if value == int(value) else repr(value)
