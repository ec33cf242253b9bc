"""What can be tried on a page, with its words: the data of :mod:`hhmonitor.questions.trial` in the language in use."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hhmonitor.answers.conditions import bound_text
from hhmonitor.answers.fiche import figure_text
from hhmonitor.answers.names import market_name
from hhmonitor.answers.ordering import by_name
from hhmonitor.answers.requirements import counted_text, leaf_text
from hhmonitor.answers.tones import tone_of
from hhmonitor.answers.words import category_label, category_word, input_label, list_word, value_word
from hhmonitor.engine.assessment import Outcome
from hhmonitor.language import _, selected
from hhmonitor.model import in_language
from hhmonitor.model.scales import SCALES
from hhmonitor.questions.trial import LISTS, FigureLeaf, Joint, Knob, Leaf, Node, Trial, TrialMarket

_OUTCOMES: tuple[Outcome, ...] = ("met", "not_met", "unknown")


def trial_data(trial: Trial) -> dict[str, Any]:
    """Everything that the page reckons with and says, as plain data.

    Inputs, sets of values and knobs are told by their numbers.
    """
    return _Writer(trial).data()


class _Writer:
    def __init__(self, trial: Trial) -> None:
        self._trial = trial
        self._criteria = trial.criteria
        self._place = {path: place for place, path in enumerate(trial.paths)}
        self._sets: dict[tuple[str, ...], int] = {}
        self._by_name = [one.code for one in sorted((other.one for other in trial.markets), key=by_name)]

    def data(self) -> dict[str, Any]:
        trial, classification = self._trial, self._trial.classification
        markets = [self._market(one) for one in trial.markets]
        judged = self._judged()
        return {
            "options": ["--as-of", classification.as_of.isoformat(), "--criteria", self._criteria.id],
            "order": [self._category(name) for name in classification.ruleset.order],
            "groups": dict(self._groups()),
            "inputs": [self._input(path) for path in trial.paths],
            "knobs": [self._knob(one) for one in trial.knobs],
            "categories": [
                {
                    "name": one.name,
                    "requirements": [
                        {
                            "id": asked.requirement.id,
                            "label": in_language(asked.requirement.label, selected(), asked.requirement.id),
                            "strength": asked.strength,
                            **({} if asked.counts is None else {"counts": asked.counts}),
                            "node": self._node(asked.node),
                        }
                        for asked in one.requirements
                    ],
                    "variants": [[name, node and self._node(node)] for name, node in one.variants],
                }
                for one in trial.categories
            ],
            "lists": self._lists(),
            "judged": judged,
            "markets": markets,
            "sets": [list(one) for one in self._sets],
            "words": {value: value_word(value) for value in _words(trial)},
            "open": {group: list(scale.open) for group, scale in SCALES.items()},
        }

    def _category(self, name: str) -> dict[str, Any]:
        rules = self._trial.classification.ruleset
        return {
            "name": name,
            "word": category_word(name),
            "label": category_label(self._criteria, name),
            "tone": tone_of(self._criteria, name),
            "rank": rules.rank(name),
            "proven": sorted(rules.order, key=rules.proven_order).index(name),
        }

    def _groups(self) -> Iterator[tuple[str, str]]:
        titles = {
            "health_system": _("Characteristics"),
            "dimensions": _("Dimensions"),
            "themes": _("Themes"),
            "sector_interest": _("Sector and trend"),
            "trend": _("Sector and trend"),
            "attaches": _("Attachés"),
            LISTS: _("Priority lists"),
        }
        asked = {path.partition(".")[0] for path in self._trial.paths}
        yield from ((group, title) for group, title in titles.items() if group in asked)

    def _input(self, path: str) -> dict[str, Any]:
        return {"path": path, "label": input_label(self._criteria, path), "values": list(self._trial.settable(path))}

    def _set(self, values: tuple[str, ...]) -> int:
        return self._sets.setdefault(values, len(self._sets))

    # The criteria

    def _knob(self, knob: Knob) -> dict[str, Any]:
        title, words = self._told(knob)
        whose = {
            "category": knob.category,
            "requirement": knob.requirement and in_language(knob.requirement.label, selected(), knob.requirement.id),
        }
        return {
            "kind": knob.kind,
            "name": knob.name,
            "values": list(knob.values),
            "now": knob.now,
            "title": title,
            "words": words,
            **{key: value for key, value in whose.items() if value is not None},
        }

    def _told(self, knob: Knob) -> tuple[str, list[str]]:
        """What a knob is called, and each of its values."""
        condition, criteria = knob.condition, self._criteria
        match knob.kind:
            case "count":
                total = len(knob.values) - 1
                return _("how many"), [_("{number} of {total}").format(number=one, total=total) for one in knob.values]
            case "level":
                label = (
                    _("level that counts")
                    if condition is not None and condition.count is not None
                    else input_label(criteria, "sector_interest")
                )
                return label, [
                    value_word(one) if one == "broad" else _("at least {value}").format(value=value_word(one))
                    for one in knob.values
                ]
            case "list":
                return _("list that is asked for"), [list_word(one) for one in knob.values]
            case "counts":
                return _("this preference counts"), [_("no"), _("yes")]
            case "complete":
                return input_label(criteria, f"{LISTS}.{knob.subject}"), [_("not complete"), _("complete")]
            case "figure":
                indicator = str(condition and condition.indicator)
                unit = criteria.indicators[indicator].unit
                values = [float(one) for one in knob.values]
                return input_label(criteria, f"indicators.{indicator}"), [
                    figure_text(one, unit) if unit == "USD" else bound_text(one) for one in values
                ]

    def _node(self, node: Node) -> dict[str, Any]:
        if isinstance(node, Joint):
            return {node.kind: [self._node(part) for part in node.parts]}
        if isinstance(node, FigureLeaf):
            return {"figure": node.place, "by": node.by}
        numbers = {"by": node.by, "leastBy": node.least_by}
        return {
            "least": node.least,
            **{key: number for key, number in numbers.items() if number is not None},
            "asked": [[[self._place[path] for path in one.paths], list(one.values)] for one in node.asked],
            "text": self._text(node),
        }

    def _text(self, leaf: Leaf) -> list[Any]:
        """What is said of a leaf for each form that it can take: a text, or one for each outcome where they differ."""
        texts: list[Any] = []
        for condition in leaf.conditions:
            if condition.count is not None:
                texts.append(counted_text(condition, "{counted}", "{needed}", self._criteria, wanted=leaf.wanted))
                continue
            told = {
                outcome: leaf_text(condition, outcome, lambda _path: "{value}", self._criteria, wanted=leaf.wanted)
                for outcome in _OUTCOMES
            }
            texts.append(told if len(set(told.values())) > 1 else told["met"])
        return texts

    def _lists(self) -> dict[str, Any]:
        trial = self._trial
        paths = [f"{LISTS}.{name}" for name in self._criteria.priority_lists]
        if not all(path in self._place for path in paths):
            return {"inputs": [], "complete": [], "ways": [], "table": []}
        ways, table = trial.memberships
        return {
            "inputs": [self._place[path] for path in paths],
            "complete": trial.complete,
            "ways": [[list(way) for way in one] for one in ways],
            "table": table,
        }

    def _judged(self) -> dict[str, Any] | None:
        """The characteristic that figures judge, and what it is in a region by how many members are positive."""
        trial = self._trial
        if trial.positive_when is None or trial.judged_path not in self._place:
            return None
        sizes = sorted({len(one.one.members) for one in trial.markets if one.from_members})
        return {
            "input": self._place[trial.judged_path],
            "node": self._node(trial.positive_when),
            # Negative, either, positive.
            "sets": [self._set(one) for one in (("negative",), ("negative", "positive"), ("positive",))],
            "majority": {size: [[self._set(one) for one in row] for row in trial.by_majority(size)] for size in sizes},
        }

    # The markets

    def _market(self, market: TrialMarket) -> dict[str, Any]:
        one = market.one
        listed = [path for path in self._trial.paths if not path.startswith(f"{LISTS}.")]
        told = {
            "region": one.region,
            "members": list(one.members),
            "joint": [
                [[self._place[path] for path in paths], [list(way) for way in ways]] for paths, ways in market.joint
            ],
            "reached": market.reached,
            "withheld": market.withheld,
            "fromMembers": market.from_members,
            "decided": one.by_decision,
        }
        return {
            "code": one.code,
            "name": market_name(one.market),
            "place": self._by_name.index(one.code),
            "category": one.category,
            "sets": [self._set(market.sets[path]) for path in listed],
            "named": market.named,
            **{key: value for key, value in told.items() if value},
        }


def _words(trial: Trial) -> Iterator[str]:
    """Every value that an input can have."""
    for path in trial.paths:
        yield from SCALES[path.partition(".")[0]].values if not path.startswith("indicators.") else ()
        yield from trial.settable(path)
    yield "unknown"
