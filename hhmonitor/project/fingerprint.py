"""A project's files as one number, by which two outputs show that they were made from the same."""

from __future__ import annotations

import hashlib
from pathlib import Path, PurePath

_FOLDERS = ("criteria", "countries", "private", "reviews")


def fingerprint(root: Path) -> str:
    """SHA-256, in hexadecimal, over the names and contents of every file that the project is read from.

    The ends of lines do not count: git gives the same file other ones on another computer.
    """
    total = hashlib.sha256()
    for path in sorted(path for folder in _FOLDERS for path in (root / folder).rglob("*")):
        if path.is_file() and is_read(path.name):
            content = hashlib.sha256(path.read_bytes().replace(b"\r\n", b"\n")).hexdigest()
            total.update(f"{path.relative_to(root).as_posix()}\0{content}\n".encode())
    return total.hexdigest()


def is_read(name: str) -> bool:
    """Whether a file in the folders of a project is one that it is read from, by its name."""
    return PurePath(name).suffix in (".yaml", ".csv", ".json")
