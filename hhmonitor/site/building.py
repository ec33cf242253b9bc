"""The whole site as files: every page in both languages, the style and the script. Needs Jinja2."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any

from hhmonitor import __version__
from hhmonitor.answers.answer import Answer
from hhmonitor.answers.blocks import Paragraph, plain
from hhmonitor.answers.criteria_table import criteria_table
from hhmonitor.answers.fiche import fiche_answer
from hhmonitor.answers.ledger import ledger as ledger_answer
from hhmonitor.answers.ordering import in_order
from hhmonitor.answers.public_fiche import public_fiche
from hhmonitor.answers.side_by_side import beside, side_by_side
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
from hhmonitor.site.at_once import at_once
from hhmonitor.site.datapackage import datapackage
from hhmonitor.site.downloads import ALWAYS, ON_PAPER, ListInParts, download, files
from hhmonitor.site.editions import Edition, in_edition
from hhmonitor.site.map import drawing
from hhmonitor.site.method import method_as_html, method_as_text
from hhmonitor.site.neighbours import neighbours

LANGUAGE_NAMES = {"en": "English", "nl": "Nederlands"}

_HERE = Path(__file__).parent

_AS_THEY_ARE = (
    *("page.js", "list.js", "overview.js", "matrix.js", "rules.js", "trial.js", "compare.js"),
    *("trial.css", "compare.css", "favicon.svg"),
)


def site(
    classification: Classification,
    ledger: Comparison | None = None,
    edition: Edition = "public",
    *,
    forms: Sequence[str] = ALWAYS,
    address: str = "",
) -> dict[str, str | bytes]:
    """Every file of the site by its path in the folder; the language in use comes first, and is in use afterwards.

    With a ``ledger`` there is a page on what moved. ``forms`` are those that its pages are taken along in.
    ``address`` is where the site will stand on the web: with it pages say which address is theirs.
    """
    first = selected()
    classification = in_edition(classification, edition)
    made = _Made(classification, ledger, edition, forms, f"{address.rstrip('/')}/" if address else "")
    files: dict[str, str | bytes] = {
        "index.html": _template("entry.html").render(
            first=first, languages=[(code, LANGUAGE_NAMES[code]) for code in LANGUAGES], address=made.address
        ),
        "style.css": style_sheet(),
        **{name: (_HERE / name).read_text(encoding="utf-8") for name in _AS_THEY_ARE},
    }
    files |= datapackage(classification, working=made.working)
    for pages in at_once(partial(_in_language, made), LANGUAGES):
        files |= pages
    return files


def _in_language(made: _Made, language: str) -> dict[str, str | bytes]:
    with speaking(language):
        return {f"{language}/{path}": content for path, content in _Pages(made).files()}


def _template(name: str) -> Any:
    return environment(_HERE / "templates").get_template(name)


class _Made:
    """What the site is made from and how, in whatever language; what takes time is worked out once."""

    def __init__(
        self,
        classification: Classification,
        ledger: Comparison | None,
        edition: Edition,
        forms: Sequence[str],
        address: str,
    ) -> None:
        self.classification = classification
        self.ledger = ledger
        self.working = edition == "working"
        self.forms = tuple(forms)
        self.address = address
        self.fiches = FicheMaker(classification)
        self.trial = Trial(classification)
        self.fingerprint = fingerprint(classification.project.root.path)[:16]


class _Pages:
    """The site in the language in use."""

    def __init__(self, made: _Made) -> None:
        self._made = made
        self._classification = made.classification
        self._codes = made.classification.with_members(made.classification.listed())
        self._in_order = [one.code for one in in_order(made.classification, self._codes)]
        self._list = ListInParts(made.classification, () if made.working else ("decision_overdue",))
        other = next(code for code in LANGUAGES if code != selected())
        self._method = method_as_html()
        self._day = date_text(made.classification.as_of.isoformat())
        self._shared: dict[str, Any] = {
            "criteria": made.classification.criteria.id,
            "day": self._day,
            "working": made.working,
            "version": __version__,
            "fingerprint": made.fingerprint,
            "address": made.address,
            "languages": LANGUAGES,
            "other_language": other,
            "other_language_name": LANGUAGE_NAMES[other],
            "pages": [
                ("index.html", _("Overview")),
                ("matrix.html", _("Criteria met")),
                ("themes.html", _("Themes")),
                (compare.NAME, _("Side by side")),
                (trial_page.NAME, _("What if")),
                ("criteria.html", _("Criteria")),
                *([("method.html", _("Method"))] if self._method else []),
                *([("changes.html", _("What moved"))] if made.ledger else []),
            ],
        }

    def files(self) -> Iterator[tuple[str, str | bytes]]:
        """Every page and what is taken along from it, with their paths."""
        yield from self._overview()
        yield from self._matrices()
        yield from self._side_by_side()
        yield from self._trial()
        yield from self._criteria_and_method()
        if self._made.ledger:
            answer = ledger_answer(self._made.ledger, self._classification.criteria, places=self._made.working)
            yield from self._answer("changes.html", answer, _("Which markets moved on the list, and why."))
        for code in self._codes:
            yield from self._market(code)

    def _overview(self) -> Iterator[tuple[str, str | bytes]]:
        content = listing.overview(self._classification)
        title = _("Markets for life sciences and health, by category")
        yield from self._page(
            "index.html",
            "overview.html",
            _("Overview"),
            content["totals"],
            self._list.page(title, listing.overview_table(content["columns"], content["rows"]), lambda column: True),
            drawing=drawing(self._classification),
            **content,
        )

    def _matrices(self) -> Iterator[tuple[str, str | bytes]]:
        for path, title, matrix, description in (
            (
                "matrix.html",
                _("Markets against the criteria"),
                matrices.criteria_matrix(self._classification),
                _("What is known of every market that the criteria look at, and what it rests on."),
            ),
            (
                "themes.html",
                _("Markets against the themes"),
                matrices.theme_matrix(self._classification),
                _("The Dutch interest in every market by theme, and what it rests on."),
            ),
        ):
            heads = matrix["columns"]
            paths = frozenset(head.path for head in heads)
            signs, words = (
                matrices.matrix_table(title, heads, matrix["rows"], in_words=in_words) for in_words in (False, True)
            )
            answer = self._list.page(title, signs, paths.__contains__, words)
            yield from self._page(path, "matrix.html", title, description, answer, link=self._link(path), **matrix)

    def _side_by_side(self) -> Iterator[tuple[str, str | bytes]]:
        parts = beside(self._made.fiches, self._classification, self._in_order, working=self._made.working)
        content = compare.compare_page(parts, self._classification, self._in_order, self._link(compare.NAME))
        yield from self._page(
            compare.NAME,
            "compare.html",
            _("Side by side"),
            _("Any markets beside each other: their category and what it rests on."),
            side_by_side(parts, self._classification, self._in_order),
            on_paper=False,  # all markets beside each other fit on none
            **content,
        )

    def _trial(self) -> Iterator[tuple[str, str | bytes]]:
        columns = {"possible", "determined", "candidate"}
        table = trial_page.trial_table(self._made.trial)
        yield from self._page(
            trial_page.NAME,
            "trial.html",
            _("What if"),
            _("Try what would change if more were known of a market, or if the criteria were otherwise."),
            self._list.page(_("Markets by the rules"), table, columns.__contains__),
            **trial_page.trial_page(self._made.trial),
        )

    def _criteria_and_method(self) -> Iterator[tuple[str, str | bytes]]:
        answer = criteria_table(self._classification.criteria)
        yield from self._answer(
            "criteria.html", answer, _("What each category asks of a market, and where that stands.")
        )
        if self._method:
            yield from self._page(
                "method.html",
                "prose.html",
                _("Method"),
                _("How markets are judged and sorted into categories."),
                body=self._method,
                downloads=[download("method.html", "md", self._classification.as_of.isoformat())],
            )
            yield "method.md", method_as_text()

    def _market(self, code: str) -> Iterator[tuple[str, str | bytes]]:
        told = fiche_answer if self._made.working else public_fiche
        answer = told(self._made.fiches.fiche(code))
        lead = next(plain(one.content) for one in answer.blocks if isinstance(one, Paragraph) and one.kind == "lead")
        yield from self._answer(
            f"markets/{code}.html", answer, lead, neighbours=neighbours(self._classification, self._in_order, code)
        )

    def _answer(self, path: str, answer: Answer, description: str, **content: Any) -> Iterator[tuple[str, str | bytes]]:
        """An answer as a page of the site."""
        yield from self._page(
            path,
            "answer_page.html",
            answer.title,
            description,
            answer,
            sections=sections(answer.blocks),
            columns=answer.columns,
            link=self._link(path),
            **content,
        )

    def _link(self, path: str) -> Callable[[str], str]:
        """What gives the address of a market's page as seen from a page; nothing where there is none."""
        return lambda code: f"{_up(path)}markets/{code}.html" if code in self._codes else ""

    def _page(
        self,
        path: str,
        template: str,
        title: str,
        description: str,
        answer: Answer | None = None,
        on_paper: bool = True,
        **content: Any,
    ) -> Iterator[tuple[str, str | bytes]]:
        """A page and the ``answer`` that it shows, in the forms of the site, those for paper where it fits on that."""
        taken = [name for name in self._made.forms if answer is not None and (on_paper or name not in ON_PAPER)]
        context = {
            **self._shared,
            "here": path,
            "up": _up(path),
            "title": title,
            "description": description,
            "downloads": [download(path, ending, self._classification.as_of.isoformat()) for ending in taken],
            "citation": self._citation(path, title),
            **content,
        }
        yield path, _template(template).render(context)
        if answer is not None:
            yield from files(path, answer, taken)

    def _citation(self, path: str, title: str) -> str:
        """How the page is cited."""
        made = _(
            "Health~Holland International Monitor: {page}. By the criteria {criteria}, as of {day}; made by hhmonitor "
            "{version} from files with the fingerprint {fingerprint}."
        ).format(
            page=title,
            criteria=self._classification.criteria.id,
            day=self._day,
            version=__version__,
            fingerprint=self._made.fingerprint,
        )
        address = self._made.address
        return f"{made} {address}{selected()}/{path}" if address else made


def _up(path: str) -> str:
    """The way from a page to the folder of its language."""
    return "../" * (len(PurePosixPath(path).parts) - 1)
