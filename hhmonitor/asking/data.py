"""Data of a market as somebody types them, ``PATH=VALUE``, to the edits of its file that they mean."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hhmonitor.asking.refusal import refuse, suggesting
from hhmonitor.language import _

if TYPE_CHECKING:
    from hhmonitor.findings import DataPath
    from hhmonitor.model import Country, Region
    from hhmonitor.project.editing import Edit
    from hhmonitor.questions.classification import Classification

_OF_A_MEETING = ("category", "decision", "failed_reviews", "special_target")
"""Keys at the top that hold what a meeting decides."""

_FIXED = ("code",)

_LISTS = ("sources", "goals", "themes", "dimensions", "members")
_DATES = ("date", "since", "reference_date")

_UNKNOWN = "unknown"


@dataclass(frozen=True)
class Grounds:
    """On what a judgement rests, as far as it is given: the reason by language, sources by id, and how sure it is."""

    rationale: Mapping[str, str | None]
    sources: Sequence[str] = ()
    confidence: str | None = None

    @property
    def given(self) -> bool:
        """Whether anything is given."""
        return any(self.rationale.values()) or bool(self.sources) or self.confidence is not None


def data_edits(classification: Classification, code: str, texts: Sequence[str], grounds: Grounds) -> list[Edit]:
    """The edits of the file of a market that such texts mean; judgements get the grounds.

    Another judgement needs grounds of its own: those on file are of what was judged before. Raises Refused, in words,
    where a text means nothing, where grounds are missing, and where nothing that is set can have them.
    """
    market = classification.project.market(code)
    asked = _Asked(classification, market, grounds)
    edits: list[Edit] = []
    for text in texts:
        path, equals, value = text.partition("=")
        if not (equals and path.strip()):
            refuse(_("“{given}” is no setting; write PATH=VALUE, such as trend=emerging").format(given=text))
        edits += asked.edits(path.strip(), value.strip())
    if grounds.given and not asked.grounded:
        refuse(_("nothing that is set here is a judgement, which could have a rationale or a source"))
    named = {str(edit.path[1]) for edit in edits if edit.path[0] == "sources" and len(edit.path) > 1}
    for source in grounds.sources:
        _check_source(market, source, named)
    return edits


def _check_source(market: Country | Region, source: str, named: set[str]) -> None:
    known = {*market.sources, *named}
    if source in known:
        return
    from hhmonitor.findings import nearest

    message = _("{market} has no source “{source}”; to add it: sources.{source}.title=TEXT")
    refuse(suggesting(message.format(market=market.code, source=source), nearest(source, known)))


class _Asked:
    """What is asked of one market, one text after another."""

    def __init__(self, classification: Classification, market: Country | Region, grounds: Grounds) -> None:
        from hhmonitor.questions.what_if import settable

        self.criteria = classification.criteria
        self.market, self.grounds = market, grounds
        self.judged = {
            path: words
            for path, words in settable(self.criteria).items()
            if path.partition(".")[0] not in ("priority_lists", "indicators")
        }
        self.grounded = False

    def edits(self, typed: str, value: str) -> Iterator[Edit]:
        """The edits that a path and a value mean. Raises Refused."""
        path = self._judgement(typed)
        if path is None:
            yield self._other(typed, value)
        elif path == "themes":
            yield self._edit(("themes",), self._word(path, value))
        elif path.startswith("attaches."):
            yield from self._attache(path, self._word(path, value))
        else:
            yield self._judge(path, self._word(path, value))

    def _judgement(self, typed: str) -> str | None:
        """The judgement that a path means: its last part will do where it means one alone; none for another datum."""
        path = typed.removesuffix(".value").removesuffix(".level")
        if path in self.judged:
            return path
        meant = [one for one in self.judged if one.endswith(f".{path}")]
        return meant[0] if len(meant) == 1 else None

    def _word(self, path: str, value: str) -> str:
        """The word of the scale that a value means: itself, or the Dutch one for it."""
        from hhmonitor.findings import nearest
        from hhmonitor.language.words_in_files import meanings

        known = self.judged[path]
        word = next((one for one in (value, *meanings(value)) if one in known), None)
        if word is None:
            message = _("{path} cannot be “{value}”; it can be: {known}")
            text = message.format(path=path, value=value, known=", ".join(known))
            refuse(suggesting(text, nearest(value, known)))
        return word

    def _judge(self, path: str, word: str) -> Edit:
        group, _dot, name = path.partition(".")
        where: DataPath = (group, name) if name else (group,)
        if word == "indicators":
            return self._edit(where, word)
        key = "value" if group in ("health_system", "trend") else "level"
        before = self._on_file(group, name)
        stands = before.get(key) == word
        self.grounded = True
        rationale = self._rationale()
        if word != _UNKNOWN and not stands and rationale is None:
            message = _("say why {path} is {value}: give --rationale TEXT, and --source NAME")
            refuse(message.format(path=path, value=word))
        statement: dict[str, Any] = {key: word}
        if stands or self.grounds.confidence:
            statement["confidence"] = self.grounds.confidence or before.get("confidence")
        if stands or rationale is not None:
            statement["rationale"] = rationale if rationale is not None else before.get("rationale")
        if stands or word != _UNKNOWN or self.grounds.sources:
            statement["sources"] = list(self.grounds.sources) or before.get("sources")
        if group == "themes" and self.market.themes == _UNKNOWN:
            # A theme that an inventory leaves out has no interest, which nobody said of the others.
            others = {theme: {"level": _UNKNOWN} for theme in self.criteria.themes if theme != name}
            return self._edit(("themes",), {name: statement, **others})
        return self._edit(where, statement)

    def _on_file(self, group: str, name: str) -> dict[str, Any]:
        """The judgement as the file has it, as plain data; empty where there is none."""
        held = getattr(self.market, group)
        held = held.get(name) if isinstance(held, dict) else None if name else held
        return {} if held is None or isinstance(held, str) else held.model_dump(mode="json", exclude_defaults=True)

    def _rationale(self) -> str | dict[str, str] | None:
        said = {language: text for language, text in self.grounds.rationale.items() if text}
        return said[self.market.language] if list(said) == [self.market.language] else said or None

    def _attache(self, path: str, word: str) -> Iterator[Edit]:
        yield self._edit(("attaches", path.removeprefix("attaches.")), word)
        if self.grounds.sources:
            self.grounded = True
            before = self.market.attaches.sources if self.market.attaches else ()
            yield self._edit(("attaches", "sources"), list(dict.fromkeys((*before, *self.grounds.sources))))

    def _other(self, typed: str, value: str) -> Edit:
        """Any other datum, by its path in the file; nothing behind the sign takes it out."""
        from hhmonitor.findings import nearest

        first, *rest = typed.split(".")
        known = [key for key in type(self.market).model_fields if key not in _FIXED]
        if first in _OF_A_MEETING:
            message = _("“{path}” is decided by a meeting: see hhmonitor review record and hhmonitor review target")
            refuse(message.format(path=first))
        group = getattr(self.market, first, None)
        vague = first in ("health_system", "dimensions", "attaches", "sources", "effort", "indicators") and not rest
        if first not in known or vague or (not rest and hasattr(group, "stated")):
            near = nearest(typed, (*self.judged, *known)) or nearest(
                typed, {one.rpartition(".")[2] for one in self.judged}
            )
            refuse(suggesting(_("there is nothing called “{path}” to set").format(path=typed), near))
        path: DataPath = (first, *(int(one) if one.isdigit() and len(one) < 5 else one for one in rest))
        return self._edit(path, _value(path, value))

    def _edit(self, path: DataPath, value: Any) -> Edit:
        from hhmonitor.project.editing import Edit

        return Edit(path, value)


def _value(path: DataPath, text: str) -> Any:
    """A value as files hold it under such a path; none where nothing is given."""
    from hhmonitor.language.typed_dates import one_date

    name = path[-1]
    if not text:
        return None
    if name in _LISTS:
        return re.split(r"\s*,\s*", text)
    if name in _DATES:
        day = one_date(text) or text
        return int(day) if re.fullmatch(r"\d{4}", day) else day
    if "values" in path and re.fullmatch(r"-?\d+(?:\.\d+)?", text):
        return float(text) if "." in text else int(text)
    return text
