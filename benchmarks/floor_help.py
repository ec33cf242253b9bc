"""The least that ``--help`` could cost: a program of typer's with one command and nothing else."""

from __future__ import annotations

import typer

app = typer.Typer(add_completion=False)


@app.command()
def classify(markets: list[str] = typer.Argument(None, help="Markets, by code or name.")) -> None:  # noqa: B008
    """Sort markets into categories."""


if __name__ == "__main__":
    app()
