"""The whole site as files: every page in both languages, the style and the script. Needs Jinja2."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from hhmonitor import __version__
from hhmonitor.answers.fiche.wording import in_words
from hhmonitor.answers.html.environment import asset, environment
from hhmonitor.answers.ledger import Ledger
from hhmonitor.answers.tones import tone_of
from hhmonitor.language import LANGUAGES, _, select, selected
from hhmonitor.language.dates import date_text
from hhmonitor.project.fingerprint import fingerprint
from hhmonitor.questions.classification import Classification
from hhmonitor.questions.comparison import Comparison
from hhmonitor.questions.fiche import FicheMaker
from hhmonitor.site import criteria_page, listing, matrices
from hhmonitor.site.map import drawing
from hhmonitor.site.method import method_as_html

LANGUAGE_NAMES = {"en": "English", "nl": "Nederlands"}


def site(classification: Classification, ledger: Comparison | None = None) -> dict[str, str]:
    """Every file of the site by its path in the folder; the language in use comes first, and is in use afterwards.

    With a ``ledger`` there is a page on what moved.
    """
    first = selected()
    made = fingerprint(classification.project.root.path)
    fiches = FicheMaker(classification)
    files = {
        "index.html": environment()
        .get_template("entry.html")
        .render(first=first, languages=[(code, LANGUAGE_NAMES[code]) for code in LANGUAGES]),
        "style.css": asset("style.css"),
        "list.js": asset("list.js"),
    }
    try:
        for language in LANGUAGES:
            select(language)
            for path, page in _Edition(classification, fiches, made, ledger).pages():
                files[f"{language}/{path}"] = page
    finally:
        select(first)
    return files


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
        yield self._page("criteria.html", "criteria.html", page=criteria_page.page(classification.criteria))
        if self._method:
            yield self._page("method.html", "prose.html", title=_("Method"), body=self._method)
        if self._ledger:
            parts = list(Ledger(self._ledger, classification.criteria).parts())
            yield self._page("changes.html", "document.html", title=_("What moved"), parts=parts)
        for code in self._codes:
            note = in_words(self._fiches.fiche(code))
            yield self._page(
                f"markets/{code}.html",
                "market.html",
                note=note,
                tone=tone_of(classification.criteria, note.category),
                link=self._link,
            )

    def _link(self, code: str) -> str:
        return f"{code}.html"

    def _page(self, path: str, template: str, **content: Any) -> tuple[str, str]:
        up = "../" * (len(PurePosixPath(path).parts) - 1)
        context = {**self._shared, "here": path, "up": up, **content}
        return path, environment().get_template(template).render(context)
