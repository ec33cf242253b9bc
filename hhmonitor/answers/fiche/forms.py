"""The forms in which a fiche can be had."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from hhmonitor.answers.fiche.wording import in_words
from hhmonitor.questions.fiche import Fiche

ENDINGS: Mapping[str, str] = {"markdown": "md", "html": "html", "pdf": "pdf", "docx": "docx"}
"""Every form to the ending of its files."""

EXTRAS: Mapping[str, str] = {"html": "report", "pdf": "pdf", "docx": "word"}
"""The extra of the package that a form needs, where it needs one."""

Maker = Callable[[Fiche], str | bytes]


def maker_of(form: str) -> Maker:
    """What makes a fiche in one of ``ENDINGS``. Raises ModuleNotFoundError where the library for it is not there."""
    match form:
        case "html":
            from hhmonitor.answers.fiche.html import as_page

            return lambda fiche: as_page(in_words(fiche), fiche.criteria)
        case "pdf":
            from hhmonitor.answers.fiche.pdf import as_pdf

            return lambda fiche: as_pdf(in_words(fiche), fiche.criteria)
        case "docx":
            from hhmonitor.answers.fiche.word import as_word

            return lambda fiche: as_word(in_words(fiche))
        case _:
            from hhmonitor.answers.fiche.markdown import as_markdown

            return lambda fiche: as_markdown(in_words(fiche))
