"""Why a project cannot be worked on, and why something was not written."""

from __future__ import annotations

import errno
from collections.abc import Sequence

from hhmonitor.findings import Finding
from hhmonitor.language import _, mark


class ProjectFailure(Exception):
    """The project cannot be worked on; ``findings`` say why, all of them."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(", ".join(sorted({finding.code for finding in findings})))
        self.findings = tuple(findings)


class NotWritten(Exception):
    """Nothing was written; the text says why, in the language of the user."""


class ChangedMeanwhile(NotWritten):
    """A file is no longer what the change was worked out from; ``file`` is which."""

    def __init__(self, file: str) -> None:
        super().__init__(
            _("nothing was written: {file} was changed meanwhile; look at it, and give the command once more").format(
                file=file
            )
        )
        self.file = file


class Busy(NotWritten):
    """Another process is writing there, and went on with it for as long as one would wait."""


class Unsettled(NotWritten):
    """A change was stopped halfway, and cannot be finished here; the text says what to do."""


_REASONS = {
    errno.ENOENT: mark("there is no such folder"),
    errno.EACCES: mark("you have no right to write there"),
    errno.EPERM: mark("you have no right to write there"),
    errno.EROFS: mark("it is on a disk that cannot be written to"),
    errno.ENOSPC: mark("the disk is full"),
    errno.EDQUOT: mark("the disk is full"),
    errno.EEXIST: mark("a file is in the way"),
    errno.EISDIR: mark("it is a folder"),
    errno.ENOTDIR: mark("what should be a folder is a file"),
    errno.ENAMETOOLONG: mark("the name is too long"),
    errno.ELOOP: mark("it is a link that leads back to itself"),
    errno.EIO: mark("the disk does not work as it should"),
}


def reason_of(error: OSError) -> str:
    """Why the system could not do something, in the language of the user where it is one of the usual reasons."""
    known = _REASONS.get(error.errno) if error.errno is not None else None
    return _(known) if known else error.strerror or str(error) or type(error).__name__


def cannot_be_written(path: object, error: OSError) -> NotWritten:
    """What is said of a file or folder that the system does not let be written."""
    return NotWritten(_("{file} cannot be written: {reason}").format(file=path, reason=reason_of(error)))
