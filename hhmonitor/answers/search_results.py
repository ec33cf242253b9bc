"""Where words stand: a line for each text, with its market, its place in the files, and the text itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from hhmonitor.answers.answer import Answer, Rows
from hhmonitor.answers.blocks import Block, Code, Column, Heading, Market, Paragraph, Table, Text
from hhmonitor.answers.findings import where
from hhmonitor.answers.names import market_name
from hhmonitor.answers.texts import told
from hhmonitor.findings import Place
from hhmonitor.language import _, ngettext, selected
from hhmonitor.model import Bilingual, in_language
from hhmonitor.project import Project
from hhmonitor.questions.search import Match, holds
from hhmonitor.yaml import Document


@dataclass(frozen=True, slots=True)
class _Found:
    """A match with its place in the text of its file."""

    match: Match
    place: Place


def search_answer(project: Project, words: Sequence[str], matches: Sequence[Match]) -> Answer:
    """The texts in which the words stand, by market."""
    found = list(_located(project, matches))
    return Answer(
        "search",
        _("Search"),
        lambda: _blocks(project, words, found),
        data=lambda: {"words": list(words), "matches": [_data(project, one) for one in found]},
        rows=lambda: Rows(
            ("market", "file", "line", "path", "text"),
            tuple((one.match.code, one.match.file, _line(one), _path(one), _told(one, words).text) for one in found),
        ),
    )


def _located(project: Project, matches: Sequence[Match]) -> Iterator[_Found]:
    """The matches with their lines; they come file by file, and each file is read once."""
    document: Document | None = None
    for match in matches:
        if document is None or document.file != match.file:
            document = project.document(match.file)
        place = Place(match.file, match.path)
        yield _Found(match, document.locate(place) if document is not None else place)


def _blocks(project: Project, words: Sequence[str], found: Sequence[_Found]) -> Iterator[Block]:
    asked = _("Search: {words}").format(words=" ".join(words))
    yield Heading(asked, 1)
    if not found:
        yield Paragraph(_("No text holds all of these words."), "lead")
        return
    counted = ngettext("{number} text in {markets}", "{number} texts in {markets}", len(found))
    number_of_markets = len({one.match.code for one in found})
    in_markets = ngettext("{count} market", "{count} markets", number_of_markets).format(count=number_of_markets)
    yield Paragraph(counted.format(number=len(found), markets=in_markets), "lead")
    yield Table(
        [
            _("market"),
            Column(_("place"), width=36),
            Column(_("what"), width=36, wide=True),
            Column(_("text"), width=80),
        ],
        [
            [
                Market(market_name(project.market(one.match.code)), one.match.code),
                Code(where(Place(one.match.file, span=one.place.span))),
                Code(_path(one)),
                _told(one, words),
            ]
            for one in found
        ],
        title=asked,
    )


def _told(one: _Found, words: Sequence[str]) -> Text:
    """The text in the language in use, or in the other one where only that holds the words."""
    text = one.match.text
    if isinstance(text, Bilingual):
        for other, said in text.said.items():
            if other != selected() and holds(said, words) and not holds(in_language(text, selected()), words):
                return Text(said, other)
    return told(text)


def _line(one: _Found) -> int | None:
    return one.place.span.start.line if one.place.span else None


def _path(one: _Found) -> str:
    return ".".join(map(str, one.match.path))


def _data(project: Project, one: _Found) -> dict[str, Any]:
    text = one.match.text
    return {
        "market": one.match.code,
        "name": market_name(project.market(one.match.code)),
        "file": one.match.file,
        "line": _line(one),
        "path": _path(one),
        "text": text.model_dump() if isinstance(text, Bilingual) else text,
    }
