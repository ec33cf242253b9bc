"""The earlier state that is looked back on: a review, a revision, a folder or a saved list."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, NoReturn

from hhmonitor.asking.opening import criteria_for, day, settle
from hhmonitor.asking.refusal import Refused, refuse
from hhmonitor.language import _
from hhmonitor.language.dates import date_text

if TYPE_CHECKING:
    from hhmonitor.questions.classification import Classification
    from hhmonitor.questions.comparison import Comparison

Note = Callable[[str], object]
"""Takes what is to be said beside the answer."""


class Base(NamedTuple):
    """An earlier state as it is named; without a name the last review before the day is meant."""

    name: str | None = None
    as_of: str | None = None
    criteria: str | None = None


def comparison(now: Classification, base: Base, note: Note) -> Comparison:
    """What moved since the earlier state, or since the last review. Raises Refused where there is none to read."""
    found = since(now, base, note)
    if found is None:
        message = _("there is no review before {day} to look back on; name an earlier state with --base")
        refuse(message.format(day=date_text(now.as_of)))
    return found


def base_of_day(now: Classification, typed: str, base: Base, note: Note) -> Base:
    """The list as it was at the end of a day: the last commit up to then where there is git, else the last review.

    The day is a date as people type it, or yesterday. Raises Refused, with what there is to look back on, where neither
    is that old, and where it is no date.
    """
    on = _day_meant(typed)
    commit = _commit_of_day(now, on, note)
    if commit is not None:
        name, day_of_it = commit
        note(_("Compared with the commit {commit} of {day}.").format(commit=name, day=date_text(day_of_it)))
        return base._replace(name=name)
    review = next(iter(reversed(now.project.reviews.on_record(on))), None)
    if review is None:
        refuse(_nothing_so_old(now, on))
    note(_("Compared with the review {review} of {day}.").format(review=review.name, day=date_text(review.day)))
    return base._replace(name=review.name)


def _commit_of_day(now: Classification, on: date, note: Note) -> tuple[str, date] | None:
    """The last commit up to a day, and its own; none without git. That git cannot tell where it is there, is said."""
    from hhmonitor.project.revision import NoHistory, NoRevision, revision_on

    try:
        return revision_on(now.project.root.path, on)
    except NoHistory:
        return None
    except NoRevision as reason:
        if str(reason):
            note(_("The commits are left aside: {reason}.").format(reason=reason))
        return None


def _day_meant(typed: str) -> date:
    from hhmonitor.language.typed_dates import one_date

    if typed.strip().casefold() in ("yesterday", "gisteren"):
        return date.today() - timedelta(days=1)
    return day(one_date(typed.strip()) or typed)


def _nothing_so_old(now: Classification, on: date) -> str:
    there_are = [f"{one.name} ({date_text(one.day)})" for one in now.project.reviews.closed]
    message = _("there is no commit and no review of {day} or before")
    if there_are:
        message = _("there is no commit and no review of {day} or before; there are the reviews {reviews}")
    saved = _("a list that was saved with classify --format json can be named with --base")
    return f"{message.format(day=date_text(on), reviews=', '.join(there_are))}; {saved}"


def since(now: Classification, base: Base, note: Note) -> Comparison | None:
    """The same; none where no earlier state is given and no review was closed before the day."""
    from hhmonitor.questions.between import Between
    from hhmonitor.questions.comparison import compare

    name = base.name
    if name is None:
        review = now.project.reviews.before(now.as_of)
        if review is None:
            return None
        name = review.name
    with _earlier(now, name, base, note) as (state, label):
        return compare(Between(state, now, label))


def last_review(now: Classification) -> Classification | None:
    """The list that the last review on record kept; none where there is none. Raises Refused where it is unreadable."""
    reviews = now.project.reviews.on_record(now.as_of)
    return earlier_list(now, reviews[-1].name) if reviews else None


def earlier_list(now: Classification, review: str) -> Classification:
    """The list that a closed review kept. Raises Refused where it cannot be read."""
    from hhmonitor.project.reviews import list_file

    return _from_list(now.project.root.path / list_file(review))


@contextmanager
def _earlier(now: Classification, name: str, base: Base, note: Note) -> Iterator[tuple[Classification, str]]:
    """The earlier state, and what it is called: of what its name can mean, the first that is there."""
    from hhmonitor.project.revision import NoRevision, at_revision
    from hhmonitor.project.root import is_file, is_project

    folder, path = now.project.root.path, Path(name)
    if now.project.reviews.named(name) is not None:
        _refuse_day_of_its_own(base)
        yield earlier_list(now, name), name
        return
    try:
        with at_revision(folder, name) as revision:
            yield _from_folder(revision, now.as_of, base, name, note), name
        return
    except NoRevision as reason:
        no_revision = reason
    if name and is_project(path):
        label = path.resolve().name or name
        yield _from_folder(path, now.as_of, base, label, note), label
    elif is_file(path):
        _refuse_day_of_its_own(base)
        yield _from_list(path), path.name
    else:
        _refuse_name(name, folder, str(no_revision))


def _refuse_name(name: str, folder: Path, reason: str) -> NoReturn:
    message = _("“{base}” is no review, no git revision of {folder}, no project folder and no file").format(
        base=name, folder=folder
    )
    refuse(f"{message} ({reason})" if reason else message)


def _refuse_day_of_its_own(base: Base) -> None:
    if base.as_of is not None or base.criteria is not None:
        message = _(
            "{file} is a saved list, which holds for its own day and criteria; leave out --base-as-of and "
            "--base-criteria, or compare with a revision or a folder"
        )
        refuse(message.format(file=base.name))


_LARGEST_LIST = 256 << 20
"""How many bytes a saved list can be: one of 10,000 markets takes some 50 MB."""


def _from_list(path: Path) -> Classification:
    from hhmonitor.questions.snapshot import ChangedSnapshot, NoSnapshot, OldSnapshot, read_snapshot

    try:
        if path.stat().st_size > _LARGEST_LIST:
            raise NoSnapshot(_("it is larger than {limit} MB").format(limit=_LARGEST_LIST >> 20))
        return read_snapshot(path.read_text(encoding="utf-8-sig"))
    except OldSnapshot:
        message = _(
            "{file} was saved by an earlier version of hhmonitor, without the evidence that it rests on; save it anew "
            "from the files that it was made of, with classify --format json, or compare with these"
        )
        refuse(message.format(file=path))
    except ChangedSnapshot as markets:
        message = _("{file} was changed: what it says of the evidence gives another list than it holds ({markets})")
        refuse(message.format(file=path, markets=markets))
    except (OSError, UnicodeDecodeError, NoSnapshot) as reason:
        refuse(_("{file} is no saved classify --format json ({reason})").format(file=path, reason=reason))


def _from_folder(folder: Path, as_of: date, base: Base, label: str, note: Note) -> Classification:
    from hhmonitor.project import ProjectFailure, Root, load_project
    from hhmonitor.questions.classification import Classification

    on = day(base.as_of) if base.as_of is not None else as_of
    settled = settle(folder)
    if settled is not None:
        note(settled)
    try:
        project = load_project(Root(folder, "option"), criteria_for(folder, base.criteria), on)
    except ProjectFailure as failure:
        message = _("{base} cannot be read, as shown").format(base=label)
        raise Refused(message, findings=failure.findings, folder=folder) from None
    return Classification(project, on)
