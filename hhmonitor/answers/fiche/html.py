"""A fiche as a page of HTML by itself, its style inside it."""

from __future__ import annotations

from hhmonitor.answers.fiche.blocks import Note
from hhmonitor.answers.html.environment import environment, style
from hhmonitor.answers.tones import tone_of
from hhmonitor.model import Criteria


def as_page(note: Note, criteria: Criteria) -> str:
    """The note as one page."""
    template = environment().get_template("single.html")
    return template.render(note=note, tone=tone_of(criteria, note.category), link=lambda code: "", style=style())
