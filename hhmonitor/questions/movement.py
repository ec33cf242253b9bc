"""What would become of the categories if the figures were others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal, get_args

from hhmonitor.inputs import FigureTable
from hhmonitor.project.figures import Row
from hhmonitor.questions.classification import Classification, Classified

Kind = Literal["category", "rules", "within"]
"""The category in force is another; only the one that the rules give is, and a decision or hysteresis holds the market;
or both stay, and what is possible or a characteristic is another."""


@dataclass(frozen=True, slots=True)
class Movement:
    """A market that figures move: its category, the categories that stay possible, or a characteristic."""

    before: Classified
    after: Classified

    @property
    def code(self) -> str:
        """The code of the market."""
        return self.after.code

    @property
    def kind(self) -> Kind:
        """What of the market is another."""
        if self.before.category != self.after.category:
            return "category"
        rules = self.before.assessment.rule_category != self.after.assessment.rule_category
        return "rules" if rules else "within"

    @property
    def changes_possible(self) -> bool:
        """Whether the categories that stay possible are others."""
        return self.before.assessment.possible != self.after.assessment.possible

    @property
    def characteristics(self) -> Mapping[str, tuple[str, str]]:
        """The characteristics that change, with their value before and after."""
        after = self.after.inputs.health_system
        return {
            name: (one.value, after[name].value)
            for name, one in self.before.inputs.health_system.items()
            if one.possible != after[name].possible
        }


def movements(before: Classification, figures: FigureTable) -> tuple[Movement, ...]:
    """The markets that other ``figures`` move, countries and regions alike; by kind."""
    after = Classification(replace(before.project, figures=figures), before.as_of, before.criteria)
    codes = sorted((*before.project.countries, *before.project.regions))
    both = (Movement(before[code], after[code]) for code in codes)
    moved = (one for one in both if one.kind != "within" or one.changes_possible or one.characteristics)
    return tuple(sorted(moved, key=lambda one: get_args(Kind).index(one.kind)))


def figure_table(*tables: Iterable[Row]) -> FigureTable:
    """Rows as the rules look at them; a later table wins over an earlier one."""
    found: dict[str, dict[str, dict[int, tuple[float, str]]]] = {}
    for table in tables:
        for row in table:
            found.setdefault(row.market, {}).setdefault(row.indicator, {})[row.year] = (float(row.value), row.source)
    return found
