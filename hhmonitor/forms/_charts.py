"""Small charts of characters and points, for the forms that cannot draw and for those that can."""

from __future__ import annotations

from collections.abc import Mapping

from hhmonitor.answers.blocks import Picture
from hhmonitor.forms._palette import CATEGORIES, SCREEN, WHITE

_BLOCKS = "▁▂▃▄▅▆▇█"


def as_characters(series: Mapping[int, float]) -> str:
    """The values as blocks from low to high, a year each; a year without a value is a blank."""
    low, high = min(series.values()), max(series.values())
    span = high - low or 1
    top = len(_BLOCKS) - 1
    return "".join(
        _BLOCKS[round((series[year] - low) / span * top)] if year in series else " "
        for year in range(min(series), max(series) + 1)
    )


def as_points(
    series: Mapping[int, float], width: float, height: float, digits: int = 1
) -> tuple[tuple[float, float], ...]:
    """The values as points in a drawing of this size, from its upper left corner, the lowest at the bottom."""
    low, high = min(series.values()), max(series.values())
    first, last = min(series), max(series)
    across, up = last - first or 1, high - low
    return tuple(
        (
            round((year - first) / across * width, digits),
            round(height - ((value - low) / up if up else 0.5) * height, digits),
        )
        for year, value in sorted(series.items())
    )


def as_svg(picture: Picture) -> str:
    """A picture as SVG, in the colours of the palette."""
    left, top, width, height = picture.window
    paths = "".join(
        f'<path d="{one.outline}" fill="#{CATEGORIES[one.tone].paper if one.tone else SCREEN["land"][0]}"/>'
        for one in picture.areas
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{left} {top} {width} {height}" stroke="#{WHITE}" '
        f'stroke-width="2">{paths}</svg>'
    )


def as_pixels(picture: Picture, millimetres: int) -> bytes | None:
    """A picture as PNG, so many millimetres wide; none where Typst is not there to draw it."""
    try:
        import typst
    except ModuleNotFoundError:
        return None
    page = f"#set page(width: {millimetres}mm, height: auto, margin: 0pt)\n#image(bytes(sys.inputs.svg), width: 100%)"
    made = typst.compile(page.encode(), format="png", ppi=200, sys_inputs={"svg": as_svg(picture)})
    assert isinstance(made, bytes)
    return made


def bar_of_characters(share: float, width: int = 12) -> str:
    """A share, from 0 to 1, as a bar of characters; what is more than nothing shows, what is not all leaves a gap."""
    filled = round(share * width)
    if 0 < share < 1:
        filled = min(max(filled, 1), width - 1)
    return "█" * filled + "░" * (width - filled)
