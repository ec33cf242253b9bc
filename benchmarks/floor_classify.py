"""The least that ``classify`` could cost: the same libraries, the same files, a table of the same size; no judgement.

Reads the YAML files of the project in the current folder with ``yaml.load(CSafeLoader)`` and prints 32 markets.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import typer  # noqa: F401
import yaml
from pydantic import BaseModel  # noqa: F401  (for its cost; `import pydantic` alone loads next to nothing)
from rich.console import Console
from rich.table import Table

COLUMNS = ("Market", "Cat.", "1", "2", "3", "4", "5", "6", "Themes", "Dim.", "Interest", "List", "Possible", "Why")


def main() -> None:
    documents = [
        yaml.load(path.read_bytes(), yaml.CSafeLoader)
        for folder in ("criteria", "countries")
        for path in sorted(Path(folder).rglob("*.yaml"))
    ]
    table = Table(*COLUMNS)
    for market in (document for document in documents if document.get("code") and document.get("category")):
        table.add_row(*cells(market))
    Console().print(table)


def cells(market: dict[str, Any]) -> list[str]:
    """A row as full as the real one: the words that the file itself holds, in place of what follows from them."""
    judgements = list(market.get("health_system", {}).values()) or [{}] * 6
    marks = [judgement.get("value", "?")[:1] if isinstance(judgement, dict) else "+" for judgement in judgements]
    reason = "four of six characteristics positive, interest from three themes and three dimensions"
    return [market["code"], market["category"], *marks, "5", "3", "broad", "top 9", "I, II, IIIa", reason]


if __name__ == "__main__":
    main()
