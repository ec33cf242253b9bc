"""The documentation that travels with the program: guides in Markdown, each in Dutch and in English."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from hhmonitor.language import selected
from hhmonitor.project.root import embedded_root


@dataclass(frozen=True, slots=True)
class Guide:
    """A guide, by the names of its files without their ending."""

    en: str
    nl: str

    @property
    def topic(self) -> str:
        """What the guide is called in the language in use."""
        return self.nl if selected() == "nl" else self.en

    @property
    def path(self) -> Path:
        """The file of the guide in the language in use."""
        return docs_folder() / f"{self.topic}.md"

    def text(self) -> str:
        """The guide in Markdown. Raises OSError where it did not come along."""
        return self.path.read_text(encoding="utf-8")

    def summary(self) -> str:
        """What the guide is about: its first paragraph, on one line."""
        _title, _gap, rest = self.text().partition("\n\n")
        return " ".join(rest.partition("\n\n")[0].split())


GUIDES = (
    Guide("analyst", "analist"),
    Guide("reviewer", "beoordelaar"),
    Guide("automation", "automatisering"),
    Guide("figures", "cijfers"),
    Guide("python", "vanuit-python"),
    Guide("method", "methode"),
    Guide("semantics", "semantiek"),
    Guide("format", "formaat"),
    Guide("reference", "naslag"),
    Guide("developers", "ontwikkelaars"),
)
"""In the order in which people come to need them."""


def docs_folder() -> Path:
    """Where the guides are: inside an installed package, or in a checkout of the repository."""
    return embedded_root() / "docs"


def guide_named(word: str) -> Guide | None:
    """The guide that goes by this name in either language, case aside; none where there is none."""
    return next((one for one in GUIDES if word.casefold() in (one.en, one.nl)), None)


def topics() -> Iterator[str]:
    """The names of all guides in the language in use."""
    return (one.topic for one in GUIDES)
