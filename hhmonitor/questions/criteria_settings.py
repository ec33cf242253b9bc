"""The parameters of the criteria by name, so that one can say what if one of them were otherwise.

A parameter is named by the way to it in the file, an entry of a list by its ``id``, or by what it asks about:
``categories.I.requires.most_characteristics.at_least`` or
``health_system.market_size.positive_when.any.health_expenditure_per_capita_usd.at_least``. Parts may be left out as
long as one parameter alone is meant: ``I.most_characteristics.at_least``. What a category requires or prefers is a
parameter as a whole too, which is ``on`` or ``off``: ``I.top_9_or_broad``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from typing import Any

from hhmonitor.findings import DataPath, nearest
from hhmonitor.questions.what_if import NotSettable, Setting

_ROOTS = ("health_system", "priority_lists", "regions", "error_rates", "categories")

_NOT_PARAMETERS = frozenset(
    ("id", "label", "description", "reading", "reference", "numeral", "effort", "count", "indicator", "includes")
)
"""Names, texts, and what a condition is about rather than what it asks."""

_SUBJECTS = ("indicator", "priority_list", "sector_interest", "trend", "attache", "count", "characteristic", "theme")
"""What a condition without an id is named after: the figure it asks about, or its kind."""

_DEFAULT_LEVEL = "specific"

_SWITCHED = ("requires", "prefers")
"""The lists whose entries count, or do not."""

ON, OFF = "on", "off"

_STRUCTURE = frozenset(("categories", "requires", "prefers", "any", "all", "variants", "positive_when"))
"""Parts of a name that say where in the file something stands, and seldom what is meant."""


def parameters(data: Mapping[str, Any]) -> dict[str, DataPath]:
    """Every parameter of a criteria file, as it was read, by its name."""
    return {
        ".".join(name): path for root in _ROOTS if root in data for name, path in _leaves(data[root], (root,), (root,))
    }


def _leaves(node: Any, name: tuple[str, ...], path: DataPath) -> Iterator[tuple[tuple[str, ...], DataPath]]:
    if isinstance(node, dict):
        for key, value in node.items():
            if key not in _NOT_PARAMETERS:
                own = name if name[-1] == key else (*name, str(key))
                yield from _leaves(value, own, (*path, key))
        if node.get("count") in ("dimensions", "themes") and "level" not in node:
            yield (*name, "level"), (*path, "level")
    elif isinstance(node, list) and node and all(isinstance(one, dict) for one in node):
        for place, (one, called) in enumerate(zip(node, _called(node), strict=True)):
            if name[-1] in _SWITCHED:
                yield (*name, called), (*path, place)
            yield from _leaves(one, (*name, called), (*path, place))
    else:
        yield name, path


def _called(items: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """What the entries of a list are called; the second of one name gets its number."""
    seen: dict[str, int] = {}
    for item in items:
        subject = next((key for key in _SUBJECTS if key in item), next(iter(item), ""))
        called = str(item.get("id") or (item["indicator"] if subject == "indicator" else subject))
        seen[called] = seen.get(called, 0) + 1
        yield called if seen[called] == 1 else f"{called}_{seen[called]}"


def with_parameters(data: Mapping[str, Any], settings: Iterable[Setting]) -> tuple[dict[str, Any], list[Setting]]:
    """The criteria with some parameters otherwise, and the settings under their full names. Raises NotSettable.

    A value is read as what stands there now is: a number, yes or no (``true``, ``false``), a word, words with commas
    between them, or for what is asked as a whole ``on`` or ``off``, which leaves it out. Whether it makes sense there
    is for the model to say.
    """
    changed: dict[str, Any] = deepcopy(dict(data))
    full, left_out = [], list[DataPath]()
    for setting in settings:
        name, path = _meant(parameters(data), setting)
        full.append(Setting(name, setting.value))
        node, key = _at(changed, path[:-1]), path[-1]
        now = node.get(key, _DEFAULT_LEVEL) if isinstance(node, dict) else node[key]
        if isinstance(now, dict):
            left_out += [path] if _is_off(full[-1]) else []
        else:
            node[key] = _value(full[-1], now)
    # From the end, so that the places of the others still hold.
    for path in sorted(set(left_out), reverse=True):
        del _at(changed, path[:-1])[path[-1]]
    return changed, full


def short_name(known: Mapping[str, DataPath], name: str) -> str:
    """The name of a parameter without the parts that say where it stands, as far as it alone is meant then."""
    parts = name.split(".")
    for part in [one for one in parts if one in _STRUCTURE]:
        fewer = parts.copy()
        fewer.remove(part)
        if sum(_in_order(fewer, one.split(".")) for one in known) == 1:
            parts = fewer
    return ".".join(parts)


def _at(data: Any, path: DataPath) -> Any:
    for part in path:
        data = data[part]
    return data


def _is_off(setting: Setting) -> bool:
    if setting.value not in (ON, OFF):
        raise NotSettable(setting, known=(ON, OFF), bad_value=True)
    return setting.value == OFF


def _meant(known: Mapping[str, DataPath], setting: Setting) -> tuple[str, DataPath]:
    if setting.path in known:
        return setting.path, known[setting.path]
    asked = setting.path.split(".")
    meant = [name for name in known if _in_order(asked, name.split("."))]
    if len(meant) == 1:
        return meant[0], known[meant[0]]
    if meant:
        raise NotSettable(setting, known=meant)
    raise NotSettable(setting, suggestion=_near(setting.path, known))


def _in_order(some: Sequence[str], every: Sequence[str]) -> bool:
    """Whether the parts occur in this order, the last of them at the end."""
    rest = iter(every)
    return some[-1] == every[-1] and all(part in rest for part in some)


def _near(path: str, known: Iterable[str]) -> str | None:
    """The nearest name: part by part first, for a name left short resembles the shortest of all others."""
    parts = path.split(".")
    words = {word for name in known for word in name.split(".")}
    mended = [part if part in words else nearest(part, words) or part for part in parts]
    meant = [name for name in known if _in_order(mended, name.split("."))]
    return meant[0] if len(meant) == 1 else nearest(path, known)


def _value(setting: Setting, now: Any) -> Any:
    text = setting.value.strip()
    if isinstance(now, bool):
        if text not in ("true", "false"):
            raise NotSettable(setting, known=("true", "false"), bad_value=True)
        return text == "true"
    if isinstance(now, int | float):
        try:
            number = float(text)
        except ValueError:
            raise NotSettable(setting, known=("<number>",), bad_value=True) from None
        return int(number) if number == int(number) and abs(number) < 1e15 else number
    if isinstance(now, list):
        return [word.strip() for word in text.split(",") if word.strip()]
    return text
