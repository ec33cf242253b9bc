"""What is taken along from a page: the same in other forms, as files beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath

from hhmonitor.answers.answer import Answer, Rows
from hhmonitor.answers.blocks import Block, Heading, Paragraph, Sheet, Table
from hhmonitor.answers.listing import listing
from hhmonitor.forms import Page, form
from hhmonitor.language import _
from hhmonitor.language.dates import date_text
from hhmonitor.questions.classification import Classification

ALWAYS = ("xlsx", "csv", "json")
"""The forms that every page of the site is had in."""

ON_PAPER = ("docx", "pdf")
"""Those that take time, and are made where they are asked for."""

_TITLES = {"xlsx": "Excel", "csv": "CSV", "json": "JSON", "docx": "Word", "pdf": "PDF", "md": "Markdown"}


@dataclass(frozen=True, slots=True)
class Download:
    """A file beside a page: its name there, the name that it is saved under, and what it is called."""

    name: str
    saved_as: str
    title: str


def download(path: str, ending: str, day: str) -> Download:
    """What the page at a path is had as; ``day`` is that of the list."""
    stem = PurePosixPath(path).stem
    saved_as = f"international-monitor-{stem if stem != 'index' else 'list'}-{day}.{ending}"
    return Download(f"{stem}.{ending}", saved_as, _TITLES[ending])


def files(path: str, answer: Answer, names: Sequence[str]) -> Iterator[tuple[str, str | bytes]]:
    """An answer in some forms, each with its path beside that of the page."""
    for name in names:
        yield str(PurePosixPath(path).with_suffix(f".{name}")), form(name).render(answer, Page())


class ListInParts:
    """The list as pages show parts of it: the table of the page for people, and columns of the list for programs."""

    def __init__(self, classification: Classification, left_out: Sequence[str]) -> None:
        self._classification = classification
        self._left_out = frozenset(left_out)

    @cached_property
    def _rows(self) -> Rows:
        classification = self._classification
        return listing(classification, classification.with_members(classification.listed())).rows

    def page(self, title: str, table: Table, is_shown: Callable[[str], bool], in_words: Table | None = None) -> Answer:
        """A page with one table, which a sheet has ``in_words`` where the page has signs.

        ``is_shown`` says which columns of the list the page shows beside those that say which market it is.
        """
        told = _("Criteria {criteria}, as of {day}.").format(
            criteria=self._classification.criteria.id, day=date_text(self._classification.as_of)
        )

        def blocks() -> Iterator[Block]:
            yield Heading(title, 1)
            yield Paragraph(told, "quiet")
            yield table

        def rows() -> Rows:
            kept = [
                place
                for place, name in enumerate(self._rows.header)
                if name not in self._left_out and (name in _WHICH or is_shown(name))
            ]
            return Rows(
                tuple(self._rows.header[place] for place in kept),
                tuple(tuple(record[place] for place in kept) for record in self._rows.records),
            )

        return Answer(
            "page",
            title,
            blocks,
            data=lambda: {
                "criteria": self._classification.criteria.id,
                "as_of": self._classification.as_of.isoformat(),
                "markets": [dict(zip(rows().header, record, strict=True)) for record in rows().records],
            },
            rows=rows,
            sheets=lambda: [Sheet(in_words or table, title, 1)],
        )


_WHICH = ("code", "name", "kind", "region", "category", "region_category", "rule_category")
"""The columns of the list that every part of it has."""
