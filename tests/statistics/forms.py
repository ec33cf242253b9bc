"""Small files of the forms in which publishers issue their figures, with made-up figures."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

_BESIDE = [folder / "shared" / "data" / "raw" for folder in Path(__file__).resolve().parents[3:]]
RAW = next((folder for folder in _BESIDE if folder.is_dir()), _BESIDE[0])
"""Where real files lie, beside the repository or above it, on machines that have them."""

NAMES = {
    "JPN": "Japan",
    "DEU": "Germany",
    "KEN": "Kenya",
    "NLD": "Netherlands",
    "ARB": "Arab World",
    "XKX": "Kosovo",
    "FRA": "France",
}
TWO_LETTERS = {"JPN": "JP", "DEU": "DE", "KEN": "KE", "NLD": "NL", "ARB": "1A", "XKX": "XK", "FRA": "FR"}

GDP_SHARE = ("SH.XPD.CHEX.GD.ZS", "Current health expenditure (% of GDP)")
POPULATION = ("SP.POP.TOTL", "Population, total")

Figures = Mapping[tuple[str, int], str]
"""Three-letter code and year to a value as text, empty where the publisher has none."""

SOME: Figures = {
    ("JPN", 2018): "10.75",
    ("JPN", 2019): "10.74",
    ("DEU", 2018): "11.5",
    ("DEU", 2019): "",
    ("ARB", 2018): "4.9",
    ("ARB", 2019): "5",
    ("XKX", 2018): "2",
    ("XKX", 2019): "3",
}


def quoted(rows: Sequence[Sequence[str]], end: str = ",") -> str:
    """Rows with every cell between quotation marks and a comma at the end, as the World Bank has them."""
    return "".join(",".join(f'"{cell}"' for cell in row) + end + "\r\n" for row in rows)


def wide_rows(figures: Figures, series: tuple[str, str], heads: Sequence[str]) -> list[list[str]]:
    years = sorted({year for _place, year in figures})
    places = dict.fromkeys(place for place, _year in figures)
    code, name = series
    return [
        [*heads, *map(str, years)],
        *([NAMES[place], place, name, code, *(figures.get((place, year), "") for year in years)] for place in places),
    ]


BULK_HEADS = ("Country Name", "Country Code", "Indicator Name", "Indicator Code")


def bulk_csv(figures: Figures = SOME, series: tuple[str, str] = GDP_SHARE, updated: str = "2024-06-28") -> str:
    """The World Bank's file of one series: a byte order mark, a preamble, and a comma at the end of each line."""
    preamble = quoted([["Data Source", "World Development Indicators"]]) + "\r\n"
    preamble += quoted([["Last Updated Date", updated]]) + "\r\n"
    return "\ufeff" + preamble + quoted(wide_rows(figures, series, BULK_HEADS))


def database_csv(tables: Sequence[tuple[Figures, tuple[str, str]]]) -> str:
    """The World Bank's file of its whole database: no preamble, the series under each other."""
    rows = [wide_rows(figures, series, BULK_HEADS) for figures, series in tables]
    return quoted([rows[0][0], *(row for table in rows for row in table[1:])], end="")


def data_bank_csv(figures: Figures = SOME, series: tuple[str, str] = GDP_SHARE) -> str:
    """What the World Bank's DataBank makes: years twice, two points for no figure, and notes under the table."""
    rows = wide_rows(figures, series, ("Country Name", "Country Code", "Series Name", "Series Code"))
    rows[0] = [f"{cell} [YR{cell}]" if cell.isdecimal() else cell for cell in rows[0]]
    rows[1:] = [[cell or ".." for cell in row] for row in rows[1:]]
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    below = ",,,,,\r\nData from database: World Development Indicators,,,,,\r\nLast Updated: 06/28/2024,,,,,\r\n"
    return text.getvalue() + ",,,,,\r\n" * 2 + below


def data_bank_by_series_csv(figures: Figures = SOME, series: tuple[str, str] = GDP_SHARE) -> str:
    """What the World Bank's DataBank makes when series are asked for as columns."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(
        ["Time", "Time Code", "Country Name", "Country Code", f"{series[1]} [{series[0]}]", "Other [NO.SUCH]"]
    )
    for (place, year), value in figures.items():
        writer.writerow([year, f"YR{year}", NAMES[place], place, value or "..", ".."])
    below = "Data from database: World Development Indicators,,,,,\r\nLast Updated: 06/28/2024,,,,,\r\n"
    return text.getvalue() + ",,,,,\r\n" * 3 + below


COUNTRY_METADATA = "\ufeff" + quoted(
    [
        ["Country Code", "Region", "IncomeGroup", "SpecialNotes", "TableName"],
        ["JPN", "East Asia & Pacific", "High income", "Fiscal year,\nends in March", "Japan"],
        ["DEU", "Europe & Central Asia", "High income", "", "Germany"],
        ["XKX", "Europe & Central Asia", "Upper middle income", "", "Kosovo"],
        ["ARB", "", "", "Aggregate", "Arab World"],
    ]
)
SERIES_METADATA = "\ufeff" + quoted(
    [
        ["INDICATOR_CODE", "INDICATOR_NAME", "SOURCE_NOTE", "SOURCE_ORGANIZATION"],
        [*GDP_SHARE, "A share.", "A database of another organisation"],
    ]
)


def bulk_zip(path: Path, figures: Figures = SOME) -> Path:
    """The zip in which the World Bank's file of one series comes."""
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("Metadata_Indicator_API_X.csv", SERIES_METADATA)
        archive.writestr("API_X.csv", bulk_csv(figures))
        archive.writestr("Metadata_Country_API_X.csv", COUNTRY_METADATA)
    return path


def world_bank_page(
    figures: Figures = SOME,
    series: tuple[str, str] = GDP_SHARE,
    page: int = 1,
    pages: int = 1,
    updated: str = "2024-06-28",
) -> str:
    """A page of the World Bank's service."""
    head = {
        "page": page,
        "pages": pages,
        "per_page": 50,
        "total": len(figures),
        "sourceid": "2",
        "lastupdated": updated,
    }
    records = [
        {
            "indicator": {"id": series[0], "value": series[1]},
            "country": {"id": TWO_LETTERS[place], "value": NAMES[place]},
            "countryiso3code": "" if place == "ARB" else place,
            "date": str(year),
            "value": float(value) if value else None,
            "unit": "",
            "obs_status": "",
            "decimal": 1,
        }
        for (place, year), value in figures.items()
    ]
    return json.dumps([head, records])


WORLD_BANK_REFUSAL = json.dumps(
    [{"message": [{"id": "120", "key": "Invalid value", "value": "The provided parameter value is not valid"}]}]
)

WHO_SERIES = "GHED_CHE_pc_US_SHA2011"
WHO_COLUMNS = (
    "Id,IndicatorCode,SpatialDimension,SpatialDimensionValueCode,ParentLocationCode,ParentLocation,TimeDimension,"
    "TimeDim,DisaggregatingDimension1,DisaggregatingDimension1ValueCode,DisaggregatingDimension2,"
    "DisaggregatingDimension2ValueCode,DisaggregatingDimension3,DisaggregatingDimension3ValueCode,"
    "DataSourceDimension,DataSourceDimensionValueCode,Value,NumericValue,Low,High,Comments,Date,TimeDimensionValue,"
    "TimeDimensionBegin,TimeDimensionEnd"
)


def who_csv(figures: Figures = SOME, parts: Sequence[str] = ("",), series: str = WHO_SERIES) -> str:
    """WHO's export of one series; ``parts`` are sexes, each of which has every figure."""
    rows = [WHO_COLUMNS]
    for (place, year), value in figures.items():
        for part in parts:
            kind = "REGION" if place == "ARB" else "COUNTRY"
            dimension = "SEX" if part else ""
            rows.append(
                f"1,{series},{kind},{place},EUR,Europe,YEAR,{year},{dimension},{part},,,,,,,{value},{value},,,,"
                f"2024-12-10T14:55:59Z,{year},{year}-01-01,{year}-12-31"
            )
    return "\n".join(rows) + "\n"


def who_portal_csv(figures: Figures = SOME, series: str = WHO_SERIES) -> str:
    """What the pages of WHO's data portal let people save."""
    columns = (
        "IndicatorCode,Indicator,ValueType,ParentLocationCode,ParentLocation,Location type,SpatialDimValueCode,"
        "Location,Period type,Period,IsLatestYear,Dim1 type,Dim1,Dim1ValueCode,Dim2 type,Dim2,Dim2ValueCode,Dim3 type,"
        "Dim3,Dim3ValueCode,DataSourceDimValueCode,DataSource,FactValueNumericPrefix,FactValueNumeric,FactValueUoM,"
        "FactValueNumericLowPrefix,FactValueNumericLow,FactValueNumericHighPrefix,FactValueNumericHigh,Value,"
        "FactValueTranslationID,FactComments,Language,DateModified"
    )
    rows = [columns]
    for (place, year), value in figures.items():
        kind = "Region" if place == "ARB" else "Country"
        rows.append(
            f'{series},"Current health expenditure (CHE) per capita in US$",numeric,EUR,Europe,{kind},{place},'
            f"{NAMES[place]},Year,{year},false,,,,,,,,,,,,,{value},,,,,,{value},,,EN,2024-12-09T23:00:00.000Z"
        )
    return "\n".join(rows) + "\n"


def who_athena_csv(figures: Figures = SOME, series: str = WHO_SERIES) -> str:
    """What WHO's older service, Athena, answers."""
    columns = (
        '"GHO (CODE)","GHO (DISPLAY)","GHO (URL)","PUBLISHSTATE (CODE)","PUBLISHSTATE (DISPLAY)","PUBLISHSTATE (URL)",'
        '"YEAR (CODE)","YEAR (DISPLAY)","YEAR (URL)","REGION (CODE)","REGION (DISPLAY)","REGION (URL)",'
        '"COUNTRY (CODE)","COUNTRY (DISPLAY)","COUNTRY (URL)","Display Value","Numeric","Low","High","StdErr","StdDev",'
        '"Comments"'
    )
    rows = [columns]
    for (place, year), value in figures.items():
        rows.append(
            f'"{series}","CHE per capita in US$","","PUBLISHED","Published","","{year}","{year}","","EUR","Europe","",'
            f'"{place}","{NAMES[place]}","","{value}","{value}","","","","",""'
        )
    return "\n".join(rows) + "\n"


def who_answer(figures: Figures = SOME, series: str = WHO_SERIES, following: str = "") -> str:
    """A page of WHO's service."""
    records: list[dict[str, Any]] = [
        {
            "Id": 1,
            "IndicatorCode": series,
            "SpatialDimType": "REGION" if place == "ARB" else "COUNTRY",
            "SpatialDim": place,
            "TimeDimType": "YEAR",
            "TimeDim": year,
            "Dim1Type": None,
            "Dim1": None,
            "Value": value,
            "NumericValue": float(value) if value else None,
            "Date": "2024-12-10T14:55:59+01:00",
        }
        for (place, year), value in figures.items()
    ]
    answer: dict[str, Any] = {"@odata.context": f"https://service/api/$metadata#{series}", "value": records}
    return json.dumps(answer | ({"@odata.nextLink": following} if following else {}))
