"""Writes a project folder with any number of markets, derived from the real ones.

``python -m benchmarks.generate FOLDER [COUNT] [SEED]``

Each is a real country's file under a code of its own, such as ``X00001``. Its judgements are those of the country with
some of them changed, or made unknown, by a seeded generator: the same seed gives the same files. The real project lies
underneath, so that every reference is to something that is there.
"""

from __future__ import annotations

import random
import re
import shutil
import sys
from pathlib import Path

REPOSITORY = Path(__file__).parents[1]

_CHANGED = 0.3
"""The chance that a judgement is drawn anew."""

_WORDS = {
    "health_system": ("positive", "mixed", "negative", "unknown"),
    "dimensions": ("broad", "specific", "none", "unknown"),
    "themes": ("broad", "specific", "none"),
    "sector_interest": ("broad", "specific", "incidental", "none", "unknown"),
    "trend": ("stable", "emerging", "declining", "unknown"),
}
_TOP_KEY = re.compile(r"^(\w+):")
# Something judged unknown stays so: it has no rationale, which every other judgement needs.
_JUDGEMENT = re.compile(r"^(\s+(?:\w+: \{)?(?:value|level): )(?!unknown)(\w+)")
_FIRST_SOURCE = re.compile(r"^sources:\n\s+(\w+):", re.MULTILINE)


def generate(folder: Path, count: int, seed: int = 2020) -> None:
    """Lay a copy of the real project in ``folder``, which may not exist, with ``count`` generated markets beside it."""
    for part in ("criteria", "countries"):
        shutil.copytree(REPOSITORY / part, folder / part)
    originals = [path.read_text(encoding="utf-8") for path in sorted((REPOSITORY / "countries").glob("*.yaml"))]
    chance = random.Random(seed)
    for number in range(1, count + 1):
        code = f"X{number:05}"
        text = market(originals[number % len(originals)], code, chance)
        (folder / "countries" / f"{code}.yaml").write_text(text, encoding="utf-8")


def market(original: str, code: str, chance: random.Random) -> str:
    """The file of a generated market, from the file of a country."""
    section = ""
    lines: list[str] = []
    for line in original.splitlines():
        if top := _TOP_KEY.match(line):
            section = top[1]
        if section == "code":
            lines.append(f"code: {code}")
        elif section != "category":  # what the steering group published is no matter of chance
            lines.append(_redrawn(line, section, chance))
    text = "\n".join(lines) + "\n"
    return text.replace("  market_size: indicators\n", _market_size(original, chance), 1)


def _redrawn(line: str, section: str, chance: random.Random) -> str:
    words = _WORDS.get(section)
    if words is None or chance.random() >= _CHANGED:
        return line
    return _JUDGEMENT.sub(lambda found: found[1] + chance.choice(words), line)


def _market_size(original: str, chance: random.Random) -> str:
    """A judgement in place of the figures, of which a generated market has none."""
    source = _FIRST_SOURCE.search(original)
    if source is None:
        return "  market_size: {value: unknown}\n"
    value = chance.choice(_WORDS["health_system"][:3])
    return f'  market_size: {{value: {value}, confidence: low, rationale: "Drawn by lot.", sources: [{source[1]}]}}\n'


if __name__ == "__main__":
    target, *numbers = sys.argv[1:]
    generate(Path(target), *(int(number) for number in numbers or ("10000",)))
