"""What would become of the categories if the figures were others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from hhmonitor.inputs import FigureTable
from hhmonitor.project.figures import Row
from hhmonitor.questions.classification import Classification, Classified


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
    def changes_category(self) -> bool:
        """Whether the market gets another category, by the rules or by what is in force."""
        rules = self.before.assessment.rule_category != self.after.assessment.rule_category
        return rules or self.before.category != self.after.category

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
    """The markets that other ``figures`` move, countries and regions alike; those whose category changes come first."""
    after = Classification(replace(before.project, figures=figures), before.as_of, before.criteria)
    codes = sorted((*before.project.countries, *before.project.regions))
    both = (Movement(before[code], after[code]) for code in codes)
    moved = (
        one
        for one in both
        if one.changes_category
        or one.before.assessment.possible != one.after.assessment.possible
        or one.characteristics
    )
    return tuple(sorted(moved, key=lambda one: not one.changes_category))


def figure_table(*tables: Iterable[Row]) -> FigureTable:
    """Rows as the rules look at them; a later table wins over an earlier one."""
    found: dict[str, dict[str, dict[int, tuple[float, str]]]] = {}
    for table in tables:
        for row in table:
            found.setdefault(row.market, {}).setdefault(row.indicator, {})[row.year] = (float(row.value), row.source)
    return found
