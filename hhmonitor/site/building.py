"""The whole site as files: every page in both languages, the style and the script. Needs Jinja2."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from hhmonitor import __version__
from hhmonitor.answers.answer import Answer
from hhmonitor.answers.criteria_table import criteria_table
from hhmonitor.answers.fiche import fiche_answer
from hhmonitor.answers.ledger import ledger as ledger_answer
from hhmonitor.forms.html import environment, sections, style_sheet
from hhmonitor.language import LANGUAGES, _, selected, speaking
from hhmonitor.language.dates import date_text
from hhmonitor.project.fingerprint import fingerprint
from hhmonitor.questions.classification import Classification
from hhmonitor.questions.comparison import Comparison
from hhmonitor.questions.fiche import FicheMaker
from hhmonitor.site import listing, matrices
from hhmonitor.site.map import drawing
from hhmonitor.site.method import method_as_html

LANGUAGE_NAMES = {"en": "English", "nl": "Nederlands"}

_HERE = Path(__file__).parent


def site(classification: Classification, ledger: Comparison | None = None) -> dict[str, str]:
    """Every file of the site by its path in the folder; the language in use comes first, and is in use afterwards.

    With a ``ledger`` there is a page on what moved.
    """
    first = selected()
    made = fingerprint(classification.project.root.path)
    fiches = FicheMaker(classification)
    files = {
        "index.html": _template("entry.html").render(
            first=first, languages=[(code, LANGUAGE_NAMES[code]) for code in LANGUAGES]
        ),
        "style.css": style_sheet(),
        "list.js": (_HERE / "list.js").read_text(encoding="utf-8"),
    }
    for language in LANGUAGES:
        with speaking(language):
            files |= {
                f"{language}/{path}": page for path, page in _Edition(classification, fiches, made, ledger).pages()
            }
    return files


def _template(name: str) -> Any:
    return environment(_HERE / "templates").get_template(name)


class _Edition:
    """The site in the language in use."""

    def __init__(
        self, classification: Classification, fiches: FicheMaker, made_from: str, ledger: Comparison | None
    ) -> None:
        self._classification = classification
        self._ledger = ledger
        self._fiches = fiches
        self._codes = classification.with_members(classification.listed())
        other = next(code for code in LANGUAGES if code != selected())
        method = method_as_html()
        self._method = method
        self._shared: dict[str, Any] = {
            "criteria": classification.criteria.id,
            "day": date_text(classification.as_of.isoformat()),
            "version": __version__,
            "fingerprint": made_from,
            "other_language": other,
            "other_language_name": LANGUAGE_NAMES[other],
            "pages": [
                ("index.html", _("Overview")),
                ("matrix.html", _("Criteria met")),
                ("themes.html", _("Themes")),
                ("criteria.html", _("Criteria")),
                *([("method.html", _("Method"))] if method else []),
                *([("changes.html", _("What moved"))] if ledger else []),
            ],
        }

    def pages(self) -> Iterator[tuple[str, str]]:
        """Every page with its path."""
        classification = self._classification
        overview = listing.overview(classification)
        yield self._page("index.html", "overview.html", drawing=drawing(classification), **overview)
        yield self._page("matrix.html", "matrix.html", **matrices.criteria_matrix(classification))
        yield self._page("themes.html", "matrix.html", **matrices.theme_matrix(classification))
        yield self._answer("criteria.html", criteria_table(classification.criteria))
        if self._method:
            yield self._page("method.html", "prose.html", title=_("Method"), body=self._method)
        if self._ledger:
            yield self._answer("changes.html", ledger_answer(self._ledger, classification.criteria))
        for code in self._codes:
            yield self._answer(f"markets/{code}.html", fiche_answer(self._fiches.fiche(code)))

    def _answer(self, path: str, answer: Answer) -> tuple[str, str]:
        """An answer as a page of the site."""
        up = _up(path)

        def link(code: str) -> str:
            return f"{up}markets/{code}.html" if code in self._codes else ""

        return self._page(
            path,
            "answer_page.html",
            title=answer.title,
            sections=sections(answer.blocks),
            columns=answer.columns,
            link=link,
        )

    def _page(self, path: str, template: str, **content: Any) -> tuple[str, str]:
        context = {**self._shared, "here": path, "up": _up(path), **content}
        return path, _template(template).render(context)


def _up(path: str) -> str:
    """The way from a page to the folder of its language."""
    return "../" * (len(PurePosixPath(path).parts) - 1)
