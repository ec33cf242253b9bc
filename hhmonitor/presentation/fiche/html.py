"""A fiche as a page of HTML by itself, its style inside it."""

from __future__ import annotations

from hhmonitor.model import Criteria
from hhmonitor.presentation.fiche.blocks import Note
from hhmonitor.presentation.html.environment import environment, style
from hhmonitor.presentation.html.tones import tone_of


def as_page(note: Note, criteria: Criteria) -> str:
    """The note as one page."""
    template = environment().get_template("single.html")
    return template.render(note=note, tone=tone_of(criteria, note.category), link=lambda code: "", style=style())
