"""The whole site as files: every page in both languages, the style and the script. Needs Jinja2."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from typing import Any, Literal

from hhmonitor import __version__
from hhmonitor.answers.answer import Answer
from hhmonitor.answers.criteria_table import criteria_table
from hhmonitor.answers.fiche import fiche_answer
from hhmonitor.answers.ledger import ledger as ledger_answer
from hhmonitor.answers.public_fiche import public_fiche
from hhmonitor.answers.side_by_side import beside
from hhmonitor.forms.html import environment, sections, style_sheet
from hhmonitor.language import LANGUAGES, _, selected, speaking
from hhmonitor.language.dates import date_text
from hhmonitor.project.fingerprint import fingerprint
from hhmonitor.questions.classification import Classification
from hhmonitor.questions.comparison import Comparison
from hhmonitor.questions.fiche import FicheMaker
from hhmonitor.questions.trial import Trial
from hhmonitor.site import compare, listing, matrices
from hhmonitor.site import trial as trial_page
from hhmonitor.site.datapackage import datapackage
from hhmonitor.site.map import drawing
from hhmonitor.site.method import method_as_html

LANGUAGE_NAMES = {"en": "English", "nl": "Nederlands"}

_HERE = Path(__file__).parent

_AS_THEY_ARE = (
    *("page.js", "list.js", "overview.js", "matrix.js", "rules.js", "trial.js", "compare.js"),
    *("trial.css", "compare.css"),
)


Edition = Literal["public", "working"]
"""For everybody, or for the steering group: with what is work in hand, such as reviews that are due and chances."""


def site(
    classification: Classification, ledger: Comparison | None = None, edition: Edition = "public"
) -> dict[str, str]:
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
        **{name: (_HERE / name).read_text(encoding="utf-8") for name in _AS_THEY_ARE},
    }
    files |= datapackage(classification, working=edition == "working")
    trial = Trial(classification)
    for language in LANGUAGES:
        with speaking(language):
            for path, page in _Pages(classification, fiches, trial, made, ledger, edition).pages():
                files[f"{language}/{path}"] = page
    return files


def _template(name: str) -> Any:
    return environment(_HERE / "templates").get_template(name)


class _Pages:
    """The site in the language in use."""

    def __init__(
        self,
        classification: Classification,
        fiches: FicheMaker,
        trial: Trial,
        made_from: str,
        ledger: Comparison | None,
        edition: Edition,
    ) -> None:
        self._working = edition == "working"
        self._classification = classification
        self._ledger = ledger
        self._fiches = fiches
        self._trial = trial
        self._codes = classification.with_members(classification.listed())
        other = next(code for code in LANGUAGES if code != selected())
        method = method_as_html()
        self._method = method
        self._shared: dict[str, Any] = {
            "criteria": classification.criteria.id,
            "day": date_text(classification.as_of.isoformat()),
            "working": self._working,
            "version": __version__,
            "fingerprint": made_from,
            "other_language": other,
            "other_language_name": LANGUAGE_NAMES[other],
            "pages": [
                ("index.html", _("Overview")),
                ("matrix.html", _("Criteria met")),
                ("themes.html", _("Themes")),
                (compare.NAME, _("Side by side")),
                (trial_page.NAME, _("What if")),
                ("criteria.html", _("Criteria")),
                *([("method.html", _("Method"))] if method else []),
                *([("changes.html", _("What moved"))] if ledger else []),
            ],
        }

    def pages(self) -> Iterator[tuple[str, str]]:
        """Every page with its path."""
        classification = self._classification
        overview = listing.overview(classification, working=self._working)
        yield self._page("index.html", "overview.html", drawing=drawing(classification), **overview)
        for path, matrix in (
            ("matrix.html", matrices.criteria_matrix(classification)),
            ("themes.html", matrices.theme_matrix(classification)),
        ):
            yield self._page(path, "matrix.html", link=self._link(path), **matrix)
        parts = beside(self._fiches, classification, self._codes, working=self._working)
        side_by_side = compare.compare_page(parts, classification, self._codes, self._link(compare.NAME))
        yield self._page(compare.NAME, "compare.html", **side_by_side)
        yield self._page(trial_page.NAME, "trial.html", **trial_page.trial_page(self._trial))
        yield self._answer("criteria.html", criteria_table(classification.criteria))
        if self._method:
            yield self._page("method.html", "prose.html", title=_("Method"), body=self._method)
        if self._ledger:
            yield self._answer("changes.html", ledger_answer(self._ledger, classification.criteria))
        told = fiche_answer if self._working else public_fiche
        for code in self._codes:
            fiche = told(self._fiches.fiche(code))
            yield self._answer(
                f"markets/{code}.html",
                fiche,
                trial=f"../{trial_page.NAME}?m={code}",
                compare=f"../{compare.NAME}?m={code}",
            )

    def _answer(self, path: str, answer: Answer, **onward: str) -> tuple[str, str]:
        """An answer as a page of the site, with the addresses where one goes ``onward`` from it."""
        return self._page(
            path,
            "answer_page.html",
            title=answer.title,
            sections=sections(answer.blocks),
            columns=answer.columns,
            link=self._link(path),
            onward=onward,
        )

    def _link(self, path: str) -> Callable[[str], str]:
        """What gives the address of a market's page as seen from a page; nothing where there is none."""
        return lambda code: f"{_up(path)}markets/{code}.html" if code in self._codes else ""

    def _page(self, path: str, template: str, **content: Any) -> tuple[str, str]:
        context = {**self._shared, "here": path, "up": _up(path), **content}
        return path, _template(template).render(context)


def _up(path: str) -> str:
    """The way from a page to the folder of its language."""
    return "../" * (len(PurePosixPath(path).parts) - 1)
