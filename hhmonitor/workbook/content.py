"""A datum of a market's file wherever the file may say it in more than one way: looked up, and set.

A path is that of the file, with three things to the end: the language of a text, which may stand there plain; a theme
or dimension in the list of an activity; and the value of a characteristic for which the file has a word alone. So the
file of a country that leaves a theme out of its inventory says ``none`` of it at ``("themes", "biopharma", "level")``.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from hhmonitor.findings import DataPath
from hhmonitor.language import LANGUAGES
from hhmonitor.workbook.kinds import Datum

MarketData = Mapping[str, Any]
"""A market's file as plain data."""

LEFT_TO_FIGURES = "indicators"
"""The word in the place of a judgement that leaves a characteristic to the figures."""

_OPEN = "unknown"


def language_of(data: MarketData) -> str:
    """The language of the texts that a file gives in one language alone."""
    return str(data.get("language") or "en")


def is_region(data: MarketData) -> bool:
    """Whether it is the file of a region."""
    return "members" in data


def stated(data: MarketData, path: DataPath) -> Datum:
    """What a file says at a path, none where it says nothing there."""
    if path[0] == "themes":
        themes = data.get("themes")
        if themes == _OPEN:
            return _OPEN if path[2:] == ("level",) else None
        if not is_region(data) and path[1] not in (themes or {}):
            return "none" if path[2:] == ("level",) else None
    node: Any = data
    for depth, part in enumerate(path):
        if isinstance(node, str):  # the word of a characteristic, or a plain text
            word = part == "value" if path[0] == "health_system" and depth == 2 else part == language_of(data)
            return node if word else None
        if isinstance(node, list) and isinstance(part, str):
            return part if part in node else None
        if isinstance(node, list):
            node = node[part] if isinstance(part, int) and part < len(node) else None
        elif isinstance(node, dict):
            node = node.get(part)
        else:
            return None
    return tuple(map(str, node)) if isinstance(node, list) else node


def put(data: dict[str, Any], path: DataPath, value: Datum, themes: Collection[str]) -> None:
    """Set what a file says at a path, or take it out where the value is none; ``themes`` are those of the criteria."""
    if path[0] == "themes" and data.get("themes") == _OPEN:
        data["themes"] = {name: {"level": _OPEN} for name in themes}
    if path[0] == "themes" and not is_region(data):  # what the inventory leaves out, it says of it
        _holder(data, ("themes",)).setdefault(path[1], {"level": "none"})
    if path[0] == "health_system" and isinstance(word := data.get("health_system", {}).get(path[1]), str):
        data["health_system"][path[1]] = {"value": word}
    *way, last = path
    if last in LANGUAGES:
        *way, key = way
        holder = _holder(data, tuple(way))
        _put_text(holder, key, str(last), value, language_of(data))
    elif way[-1:] and way[-1] in ("themes", "dimensions") and way[0] == "activities":
        *way, key = way
        holder = _holder(data, tuple(way))
        names = [one for one in holder.get(key, []) if one != last] + ([last] if value is not None else [])
        _put(holder, key, names or None)
    else:
        _put(_holder(data, tuple(way)), last, list(value) if isinstance(value, tuple) else value)
    _prune(data, tuple(way))


def _put_text(holder: dict[str, Any], key: Any, language: str, value: Datum, usual: str) -> None:
    """Set a text in one language: plain where it is in the file's alone, unless the file names its language."""
    before = holder.get(key)
    texts = dict(before) if isinstance(before, dict) else {} if before is None else {usual: before}
    _put(texts, language, value)
    if set(texts) == {usual} and not isinstance(before, dict):
        _put(holder, key, texts[usual])
    else:
        _put(holder, key, {one: texts[one] for one in LANGUAGES if one in texts} or None)


def _holder(data: dict[str, Any], way: DataPath) -> Any:
    """What a key is to be set in, made where it is not there."""
    node: Any = data
    for part in way:
        if isinstance(node, dict) and node.get(part) is None:
            node[part] = {}
        node = node[part]
    return node


def _put(holder: Any, key: Any, value: Any) -> None:
    if value is not None:
        holder[key] = value
    elif isinstance(holder, dict):
        holder.pop(key, None)


def _prune(data: dict[str, Any], way: DataPath) -> None:
    """Take out what has become empty on the way to what was taken out; an inventory of themes may be empty."""
    for length in range(len(way), 0, -1):
        if way[:length] == ("themes",) and not is_region(data):
            return
        holder = _holder(data, way[: length - 1])
        if holder[way[length - 1]] != {} or isinstance(holder, list):
            return
        del holder[way[length - 1]]


def settled(data: dict[str, Any], before: MarketData) -> dict[str, Any]:
    """The same where what says no more than a word is that word, and no theme came in that only says ``none``.

    A characteristic that is left to the figures is the word alone; the inventory of a country leaves out the themes
    without interest, but for those that it named ``before``.
    """
    for name, one in data.get("health_system", {}).items():
        if one == {"value": LEFT_TO_FIGURES}:
            data["health_system"][name] = LEFT_TO_FIGURES
    themes, earlier = data.get("themes"), before.get("themes")
    if isinstance(themes, dict) and not is_region(data):
        bare = {name for name, one in themes.items() if one == {"level": "none"}}
        stood = {name for name in bare if isinstance(earlier, dict) and earlier.get(name) == themes[name]}
        data["themes"] = {name: one for name, one in themes.items() if name not in bare - stood}
    return data
