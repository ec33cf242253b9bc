"""The settings of a project, from ``hhmonitor.toml`` or the table ``tool.hhmonitor`` of ``pyproject.toml``."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from hhmonitor.findings import Finding, Place

if TYPE_CHECKING:
    from hhmonitor.model.settings import Settings
    from hhmonitor.project.toml_text import TomlText

OWN, SHARED = "hhmonitor.toml", "pyproject.toml"
"""The file of the settings alone, and the one that other tools have theirs in as well."""

_TABLE = ("tool", "hhmonitor")


@dataclass(frozen=True)
class ProjectSettings:
    """The settings of a project, and the file that they stand in.

    ``settings`` are none where something is wrong with them; ``findings`` say what, and are located.
    """

    file: str
    settings: Settings | None
    findings: tuple[Finding, ...] = ()
    text: TomlText | None = None

    def located(self, findings: Sequence[Finding]) -> list[Finding]:
        """Findings on the settings with their places in the text filled in."""
        text = self.text
        return [replace(one, place=text.locate(one.place)) if text is not None else one for one in findings]


def read_settings(folder: Path) -> ProjectSettings | None:
    """The settings of the project in a folder, none where nothing is set.

    A file of their own goes before what other tools share.
    """
    shared = _read(folder, SHARED, _TABLE)
    if not os.path.lexists(folder / OWN):
        return shared
    own = _read(folder, OWN)
    if own is None or shared is None:
        return own
    return replace(own, findings=(*own.findings, Finding("HH807", Place(SHARED), {"file": OWN})))


def _read(folder: Path, file: str, table: Sequence[str] = ()) -> ProjectSettings | None:
    from hhmonitor.yaml.reader import content_of, too_large

    path = folder / file
    if table and not path.is_file():  # what others share is nothing of ours where it is no file
        return None
    content = content_of(path, file)
    unread = content if isinstance(content, Finding) else too_large(content, file)
    if unread is not None:
        return ProjectSettings(file, None, (unread,))
    assert isinstance(content, bytes)
    # Looking for the name first spares a project that has only other tools in the file the reading of it.
    return _settings(content, file, table) if not table or b"hhmonitor" in content else None


def _settings(content: bytes, file: str, table: Sequence[str]) -> ProjectSettings | None:
    from hhmonitor.project.toml_text import read_toml
    from hhmonitor.yaml.decoding import decode

    text, wrong = decode(content, file)
    if text is None or wrong:
        return ProjectSettings(file, None, tuple(wrong))
    read = read_toml(text, file)
    if isinstance(read, Finding):
        return ProjectSettings(file, None, (read,))
    found = read.below(*table)
    if found is None:
        return None
    # Only now: a project without settings is not to pay for the models.
    from hhmonitor.model.settings import Settings
    from hhmonitor.project.shape import validated

    _drop_blank_reasons(found)
    settings, mistakes = validated(Settings, found)
    findings = (replace(one, place=found.locate(one.place)) for one in map(_incomplete, mistakes))
    return ProjectSettings(file, settings, tuple(findings), found)


def _drop_blank_reasons(text: TomlText) -> None:
    """Take a reason that says nothing for none at all."""
    ignores = text.data.get("ignore")
    for one in ignores if isinstance(ignores, list) else ():
        if isinstance(one, dict) and isinstance(one.get("reason"), str) and not one["reason"].strip():
            del one["reason"]


def _incomplete(finding: Finding) -> Finding:
    """A key that an ignore lacks, told as what it is; any other finding as it is."""
    return replace(finding, code="HH802") if finding.code == "HH202" else finding
