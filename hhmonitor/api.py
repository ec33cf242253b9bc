"""hhmonitor from Python: a project, its markets, and the questions that the commands ask, with the same answers.

``project = hhmonitor.open()`` reads what a command would read in the same folder. Everything is in English, or in the
language that is given where the project is opened or a question is asked; no question changes the language of another.
Several threads may ask the same project: their questions are answered one after another.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import date
from os import PathLike
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any

from hhmonitor.asking import earlier, evidence, opening, otherwise
from hhmonitor.asking.extras import require_extra
from hhmonitor.asking.markets import check_category, check_word, market_code, market_codes
from hhmonitor.asking.refusal import Refused, UnknownMarket, refuse
from hhmonitor.language import LANGUAGES, _, speaking

if TYPE_CHECKING:
    from hhmonitor.answers.answer import Answer
    from hhmonitor.questions.classification import Classification, Classified

__all__ = ["Market", "Project", "Refused", "Reply", "Requirement", "UnknownMarket", "open"]

Value = str | int | float | bool
"""What an input can be set to: a word of the files, a number, or yes and no as a truth."""


def open(  # noqa: A001 (as in `hhmonitor.open`)
    path: str | PathLike[str] | None = None,
    criteria: str | None = None,
    as_of: str | date | None = None,
    *,
    lang: str = "en",
) -> Project:
    """The project in a folder, under a set of criteria, as of a day.

    :param path: the project folder; where it is left out, the one that a command would take: that of the variable
        ``HHMONITOR_ROOT``, the one around the current folder, or the list that comes with hhmonitor.
    :param criteria: the id of the criteria; where it is left out, those of the day.
    :param as_of: the day, as a date or as text such as ``2020-12-31`` or ``2020``; where it is left out, today.
    :param lang: ``en`` or ``nl``, for all that is told where nothing else is asked.
    :raises Refused: where the files are not in order or there are none; ``findings`` hold what is wrong.
    """
    from hhmonitor.project import ProjectFailure, load_project

    with _speaking(lang):
        on = as_of if isinstance(as_of, date) else opening.day(as_of)
        root = opening.find_project(None if path is None else Path(path))
        settled = opening.settle(root.path)
        try:
            classification = opening.classified(load_project(root, criteria, on), on)
        except ProjectFailure as failure:
            raise Refused(findings=failure.findings, folder=root.path) from None
    return Project(classification, lang, [] if settled is None else [settled])


class Project:
    """A list of markets on a day; made by :func:`open`.

    It is a collection of markets: ``project["JP"]`` or ``project["Japan"]``, ``"JP" in project``, ``len(project)`` and
    ``for market in project``, in the order of the list; a member of a region is had by its code or name alone.
    """

    def __init__(self, classification: Classification, lang: str, remarks: Sequence[str] = ()) -> None:
        self._classification = classification
        self._lang = lang
        self._settled = tuple(remarks)
        self._lock = RLock()

    @property
    def path(self) -> Path:
        """The project folder."""
        return self._classification.project.root.path

    @property
    def criteria(self) -> str:
        """The id of the criteria that are used."""
        return self._classification.criteria.id

    @property
    def as_of(self) -> date:
        """The day for which everything is answered."""
        return self._classification.as_of

    def remarks(self, lang: str | None = None) -> list[str]:
        """What is to be said beside every answer: findings in files that are in no one's way, and days that differ."""
        project = self._classification.project
        with self._asking(lang):
            found = str(Refused(findings=project.findings)).splitlines()
            return [*self._settled, *found, *opening.remarks(project, self.as_of)]

    def __getitem__(self, name: str) -> Market:
        """The market with this code, or this name in either language. Raises UnknownMarket, which is a KeyError."""
        with self._asking():
            return Market(self, self._classification[market_code(self._classification, name)])

    def __contains__(self, name: object) -> bool:
        from hhmonitor.answers.names import market_named

        return isinstance(name, str) and market_named(self._classification.project, name) is not None

    def __iter__(self) -> Iterator[Market]:
        from hhmonitor.answers.ordering import grouped

        with self._asking():
            groups = grouped(self._classification, self._classification.listed())
        return iter([Market(self, one) for _category, ones in groups for one, _member in ones])

    def __len__(self) -> int:
        return len(self._classification.listed())

    def classify(self, *markets: str, members: bool = False, lang: str | None = None) -> Reply:
        """The list, or the markets named; with ``members`` those of regions too. As ``hhmonitor classify``."""
        from hhmonitor.answers.listing import listing

        with self._asking(lang):
            return self._reply(listing(self._classification, self._codes(markets, members)))

    def rows(self, *, members: bool = False, lang: str | None = None) -> list[dict[str, Any]]:
        """The list as plain records, one for each market, for ``pandas.DataFrame`` or ``polars.DataFrame``."""
        return self.classify(members=members, lang=lang).rows()

    def gaps(self, *markets: str, members: bool = False, lang: str | None = None) -> Reply:
        """What is not known, and whether it matters. As ``hhmonitor gaps``."""
        with self._asking(lang):
            return self._reply(evidence.gaps(self._classification, self._codes(markets, members)))

    def robustness(
        self, *markets: str, members: bool = False, if_source_wrong: str | None = None, lang: str | None = None
    ) -> Reply:
        """How sure the categories are; of one market also as if a source of its file were wrong.

        As ``hhmonitor robustness``.
        """
        with self._asking(lang):
            return self._reply(
                evidence.robustness(self._classification, self._codes(markets, members), if_source_wrong)
            )

    def what_if(
        self,
        markets: Mapping[str, Mapping[str, Value]] | None = None,
        *,
        criteria: Mapping[str, Value] | None = None,
        lang: str | None = None,
    ) -> Reply:
        """What would change if inputs of markets, or parameters of the criteria, were otherwise.

        As ``hhmonitor what-if``, and of several markets at once: ``{"JP": {"sector_interest": "specific"}}``. The
        markets named are shown; where only the criteria are otherwise, all of them. Nothing is written.
        """
        from hhmonitor.questions.what_if import Setting

        def settings(given: Mapping[str, Value]) -> list[Setting]:
            return [Setting(path, _as_typed(value)) for path, value in given.items()]

        with self._asking(lang):
            if not markets and not criteria:
                refuse(_("say what would be otherwise"))
            of_markets = {
                market_code(self._classification, name): settings(given) for name, given in (markets or {}).items()
            }
            codes = list(of_markets) or self._codes((), members=False)
            return self._reply(otherwise.what_if(self._classification, codes, of_markets, settings(criteria or {})))

    def compare(
        self,
        base: str | PathLike[str] | None = None,
        *,
        base_as_of: str | date | None = None,
        base_criteria: str | None = None,
        lang: str | None = None,
    ) -> Reply:
        """What moved since an earlier state, and why: a review, a git revision, a project folder or a saved list.

        Without ``base`` since the last review. As ``hhmonitor compare``.
        """
        from hhmonitor.answers.ledger import ledger

        on = base_as_of.isoformat() if isinstance(base_as_of, date) else base_as_of
        with self._asking(lang):
            now = self._classification
            since = earlier.Base(None if base is None else str(base), on, base_criteria)
            return self._reply(ledger(earlier.comparison(now, since, lambda _message: None), now.criteria))

    def __repr__(self) -> str:
        return f"<hhmonitor project {str(self.path)!r}, criteria {self.criteria}, as of {self.as_of}>"

    def _repr_html_(self) -> str | None:
        return self.classify()._repr_html_()

    @contextmanager
    def _asking(self, lang: str | None = None) -> Iterator[None]:
        """For as long as a question is asked: no other thread asks this project, and its language is in use."""
        with self._lock, _speaking(lang or self._lang):
            yield

    def _codes(self, markets: Sequence[str], members: bool) -> list[str]:
        return market_codes(self._classification, markets, members=members)

    def _reply(self, answer: Answer) -> Reply:
        return Reply(answer, self._lock)


@dataclass(frozen=True, slots=True)
class Requirement:
    """A requirement of a category, held against a market.

    ``strength`` is ``required`` or ``preferred``, ``outcome`` is ``met``, ``not_met`` or ``unknown``.
    """

    category: str
    id: str
    strength: str
    outcome: str
    text: str
    reference: str | None


class Market:
    """A country or a region, with its category; had from a :class:`Project`.

    A member of a region has no ``category`` of its own (none): it has that of its region, ``region_category``.
    """

    def __init__(self, project: Project, one: Classified) -> None:
        self._project = project
        self._one = one

    @property
    def code(self) -> str:
        """Its code."""
        return self._one.code

    @property
    def name(self) -> str:
        """Its name, in the language of the project."""
        return str(self.data()["name"])

    @property
    def kind(self) -> str:
        """Whether it is a ``country`` or a ``region``."""
        return self._one.kind

    @property
    def region(self) -> str | None:
        """The code of the region that it is a member of."""
        return self._one.region

    @property
    def members(self) -> tuple[str, ...]:
        """The codes of a region's members."""
        return self._one.members

    @property
    def category(self) -> str | None:
        """The category in force: that of a decision, else the one it is kept in, else the rules'."""
        return self._one.own_category

    @property
    def region_category(self) -> str | None:
        """The category of its region, of a member of one."""
        return self._one.region_category

    @property
    def rule_category(self) -> str:
        """The category that the rules give, whatever the unknowns turn out to be."""
        return self._one.assessment.rule_category

    @property
    def possible(self) -> tuple[str, ...]:
        """The categories that the unknowns leave possible, from best to worst."""
        return tuple(self._one.assessment.possible)

    @property
    def determined(self) -> bool:
        """Whether one category alone is possible."""
        return self._one.assessment.determined

    @property
    def candidate(self) -> str | None:
        """The category that only a preference keeps it out of."""
        return self._one.assessment.candidate

    @property
    def declared(self) -> str | None:
        """The category that its file declares."""
        return self._one.declared

    @property
    def requirements(self) -> list[Requirement]:
        """Every requirement of every category, in the language of the project."""
        return [Requirement(**one) for one in self.data()["requirements"]]

    def data(self, lang: str | None = None) -> dict[str, Any]:
        """Everything about it as plain data, as ``hhmonitor classify --format json`` tells it."""
        from hhmonitor.answers.market_data import market_as_data

        with self._project._asking(lang):
            return market_as_data(self._one, self._project._classification.criteria)

    def explain(self, lang: str | None = None) -> Reply:
        """The whole reasoning. As ``hhmonitor explain``."""
        from hhmonitor.answers.explanation import explanation

        with self._project._asking(lang):
            return self._project._reply(explanation(self._project._classification, self.code))

    def why_not(self, category: str, lang: str | None = None) -> Reply:
        """What stands between it and a category. As ``hhmonitor explain --why-not``."""
        from hhmonitor.answers.why_not import why_not

        with self._project._asking(lang):
            check_category(self._project._classification, category)
            return self._project._reply(why_not(self._project._classification, self.code, category))

    def __repr__(self) -> str:
        return f"<hhmonitor market {self.code}: {self.category or self.region_category}>"

    def _repr_html_(self) -> str | None:
        return self.explain()._repr_html_()


class Reply:
    """The answer to a question: it shows itself in a notebook, prints as text, and can be had in every form."""

    def __init__(self, answer: Answer, lock: AbstractContextManager[object]) -> None:
        self._answer = answer
        self._lock = lock

    @property
    def title(self) -> str:
        """What it tells, in a line."""
        return self._answer.title

    @property
    def lang(self) -> str:
        """The language that it is in."""
        return self._answer.language

    @property
    def data(self) -> dict[str, Any]:
        """Everything as plain data, as ``--format json`` gives it; its shape is that of ``hhmonitor schema answer``."""
        return dict(json.loads(self.form("json")))

    def rows(self) -> list[dict[str, Any]]:
        """Its records, as ``--format csv`` gives them, with truths as such and none where there is nothing."""
        with self._lock:
            rows = self._answer.rows
        return [
            {key: None if value == "" else value for key, value in zip(rows.header, record, strict=True)}
            for record in rows.records
        ]

    def form(self, name: str) -> str | bytes:
        """It in one of the forms of ``--format``: ``terminal``, ``markdown``, ``html``, ``json``, ``csv`` as text or
        bytes in UTF-8, ``docx``, ``pdf``, ``xlsx`` as the bytes of a file. Raises Refused where a library is missing.
        """
        from hhmonitor import forms

        with self._lock, speaking(self.lang):
            check_word(name, (*forms.names(), *forms.ALSO_CALLED), _("there is no form “{given}”; there are: {known}"))
            form = forms.form(name)
            with require_extra(form.extra or ""):
                return form.render(self._answer, forms.Page())

    def save(self, path: str | PathLike[str]) -> None:
        """Write it to a file in the form that the file's ending means, whole or not at all, never over the project.

        Raises Refused where the ending means none, or the file cannot be written.
        """
        from hhmonitor import forms
        from hhmonitor.project.failure import NotWritten
        from hhmonitor.project.writing import write_output

        file = Path(path)
        with speaking(self.lang):
            name = forms.by_ending(file.suffix)
            if name is None or name in forms.names_of_findings():
                endings = ", ".join(ending for one in forms.names() for ending in forms.form(one).endings)
                refuse(_("{file} ends as no form does; there are: {known}").format(file=file, known=endings))
            try:
                write_output(file, self.form(name))
            except NotWritten as reason:
                refuse(str(reason))

    def __str__(self) -> str:
        return str(self.form("terminal"))

    def __repr__(self) -> str:
        return f"<hhmonitor answer {self.title!r}>"

    def _repr_html_(self) -> str | None:
        """It as a part of a page; none, so that the notebook shows a line instead, where Jinja2 is missing."""
        try:
            from hhmonitor.forms.html import part

            with self._lock:
                return part(self._answer)
        except ModuleNotFoundError:
            return None


@contextmanager
def _speaking(lang: str) -> Iterator[None]:
    """Put every text in a language for as long as this lasts. Raises Refused where there is no such language."""
    if lang not in LANGUAGES:
        refuse(_("there is no language “{given}”; give nl or en").format(given=lang))
    with speaking(lang):
        yield


def _as_typed(value: Value) -> str:
    """A value as one would write it in a file."""
    from hhmonitor.answers.answer import yes_no

    return yes_no(value) if isinstance(value, bool) else str(value)
