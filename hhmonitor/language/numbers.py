"""Numbers and enumerations as the language in use writes them: ``1.234,5`` in Dutch, ``1,234.5`` in English."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Context, Decimal

from hhmonitor.language.catalogue import selected

# Room for the largest float there is; a half goes away from nought, as people who check a table by hand expect.
_ROUNDING = Context(prec=400, rounding=ROUND_HALF_UP)
_TO_DUTCH = str.maketrans(",.", ".,")

# From how many dollars on an amount is told in this unit, in English and in Dutch.
_UNITS = ((10**12, "tn", "bln"), (10**9, "bn", "mld"), (10**6, "m", "mln"))


def number(value: float, decimals: int = 0) -> str:
    """``value``, which is finite, rounded to so many decimals and grouped by thousands."""
    # Through its shortest text, lest the binary fraction behind 2.675 make it 2.67.
    rounded = Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), context=_ROUNDING)
    text = f"{abs(rounded) if rounded.is_zero() else rounded:,f}"
    return text.translate(_TO_DUTCH) if selected() == "nl" else text


def percent(value: float, decimals: int = 0) -> str:
    """A share (1 is the whole) as a percentage: ``12.5%``, in Dutch ``12,5%``."""
    return f"{number(float(Decimal(str(value)) * 100), decimals)}%"


def compact_money(value: float) -> str:
    """An amount in US dollars in the largest unit that fits: ``US$ 12.3 bn``, in Dutch ``US$ 12,3 mld``.

    Below a million the dollars are told in full.
    """
    for scale, english, dutch in _UNITS:
        # What one decimal would show as a thousand of the next unit down is one of this: no US$ 1,000.0 m.
        if round(abs(value) / scale, 4) >= 1:
            return f"US$ {number(value / scale, 1)} {dutch if selected() == 'nl' else english}"
    return f"US$ {number(value)}"


def listing(words: Sequence[str]) -> str:
    """The words in a row, as a sentence has them: ``a, b and c``, in Dutch ``a, b en c``; nothing for no words."""
    *most, last = words or ("",)
    conjunction = "en" if selected() == "nl" else "and"
    return f"{', '.join(most)} {conjunction} {last}" if most else last
