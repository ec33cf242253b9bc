"""Nothing opens a connection but the one module that asks publishers for their figures."""

from __future__ import annotations

import ast
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from hhmonitor.cli.app import run
from tests.statistics import forms
from tests.support import REPOSITORY, country_data, write_project

PACKAGE = REPOSITORY / "hhmonitor"
ALLOWED = {"statistics/fetching.py"}
NETWORK = {
    "socket",
    "ssl",
    "http",
    "urllib.request",
    "urllib.error",
    "ftplib",
    "smtplib",
    "asyncio",
    "requests",
    "httpx",
}


def imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_one_module_alone_imports_what_opens_connections() -> None:
    guilty = {
        str(path.relative_to(PACKAGE))
        for path in PACKAGE.rglob("*.py")
        for name in imported(ast.parse(path.read_text(encoding="utf-8")))
        if name in NETWORK or name.partition(".")[0] in NETWORK
    }
    assert guilty == ALLOWED


def test_commands_work_where_every_connection_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*arguments: object, **more: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket, "socket", refused)
    monkeypatch.setattr(socket, "create_connection", refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)
    root = write_project(tmp_path / "project", [country_data("JP")])
    file = tmp_path / "file"
    file.write_text(forms.who_csv(), encoding="utf-8")
    assert run(["indicators", "import", str(file), "--root", str(root)]) == 0
    assert run(["indicators", "list", "--root", str(root)]) == 0
    assert run(["classify", "--root", str(root)]) == 0
