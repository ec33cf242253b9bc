"""Every code a finding can carry: how bad it is, and what is said.

Codes are stable and never used again for something else. The hundreds tell the subject:

HH1xx  the text of a file and its YAML
HH2xx  the shape of a file: keys, values, dates
HH3xx  references: sources, regions, members, figures
HH4xx  the list: declared categories, decisions, special target markets
HH5xx  the criteria themselves
HH6xx  the table of figures

Messages are format strings; a finding's details fill them. Every one stands in the catalogue in both languages.
"""

from __future__ import annotations

from dataclasses import dataclass

from hhmonitor.findings.finding import Finding, Severity
from hhmonitor.language import mark as _m


@dataclass(frozen=True, slots=True)
class Code:
    """A code with its severity and its message, in English, as the catalogue knows it."""

    code: str
    severity: Severity
    message: str


def _error(code: str, message: str) -> Code:
    return Code(code, Severity.ERROR, message)


def _warning(code: str, message: str) -> Code:
    return Code(code, Severity.WARNING, message)


def _note(code: str, message: str) -> Code:
    return Code(code, Severity.NOTE, message)


_ALL = (
    _error(
        "HH101",
        _m("this file is not text in UTF-8: byte {byte} here is no part of a character; save the file as UTF-8"),
    ),
    _error("HH102", _m("this file is saved as UTF-16 (“Unicode” in some programs); save it as UTF-8")),
    _error(
        "HH103",
        _m(
            "this file is saved as Windows-1252 or Latin-1, not as UTF-8: byte {byte} here was meant as "
            "“{character}”; save the file as UTF-8"
        ),
    ),
    _error(
        "HH104",
        _m("this file is larger than {maximum}, the most that is read; a file for one market is far smaller"),
    ),
    _error("HH105", _m("this file does not exist, or is a link to a file that does not")),
    _error("HH106", _m("this is a folder; a file is expected here")),
    _error("HH107", _m("this file cannot be opened ({reason}); make sure that you may read it")),
    _error("HH108", _m("this is not an ordinary file but a pipe or a device; put a text file here")),
    _error("HH109", _m("more than {count} findings on this file; mend the ones above first, the others are not shown")),
    _error(
        "HH110",
        _m(
            "an invisible byte order mark stands in the middle of the text ({count} in this file), often where "
            "files were pasted together; remove it"
        ),
    ),
    _error(
        "HH111",
        _m("the character {character} cannot be seen and may not stand in a file ({count} in this file); remove it"),
    ),
    _error("HH112", _m("this line is indented with a tab; indent with spaces")),
    _error("HH113", _m("this file is empty; keys with their values are expected, such as “code: JP”")),
    _error(
        "HH114",
        _m(
            "this file holds a list or a single text at the top; keys with their values are expected, such as "
            "“code: JP”"
        ),
    ),
    _error("HH115", _m("a second document begins here; put one document in a file, and remove the line with “---”")),
    _error("HH116", _m("more than {maximum} levels stand inside each other here; write it flatter")),
    _error("HH117", _m("the key “{key}” is written twice; keep one of the two")),
    _error("HH118", _m("a list or a mapping stands here where a key is expected; write a key as a single word")),
    _error("HH119", _m("there is no key here before the colon; write its name, or put quotes around the word null")),
    _error(
        "HH120",
        _m(
            "the key “{value}” holds a character that cannot be seen or is no ordinary space ({character}); type "
            "the key again"
        ),
    ),
    _error(
        "HH121",
        _m(
            "“&{name}” gives this value a name (an anchor), and that is not used here; remove it, or put text that "
            "begins with & between quotes"
        ),
    ),
    _error(
        "HH122",
        _m(
            "“*{name}” refers to a value elsewhere (an alias), and that is not used here; write the value out, or "
            "put text that begins with * between quotes"
        ),
    ),
    _error("HH123", _m("“<<” takes over the keys of another mapping, and that is not used here; write the keys out")),
    _error(
        "HH124",
        _m(
            "“{tag}” says of what type the value is (a tag), and that is not used here; remove it, or put text "
            "that begins with ! between quotes"
        ),
    ),
    _error(
        "HH125",
        _m(
            "“{value}” begins with a zero, and some programs read another number in it; write {plain}, or "
            "“{value}” between quotes where it is text"
        ),
    ),
    _error("HH126", _m("“{value}” is read by some programs as a number in base 60; put it between quotes")),
    _error(
        "HH127",
        _m(
            "“{value}” is no number as numbers are written here; write digits, with a point before the decimals, "
            "such as 1000, -5 or 0.5, or put quotes around it where it is text"
        ),
    ),
    _error(
        "HH128",
        _m(
            "“{value}” is no number that can be worked with; write one of at most 18 digits, or put quotes around "
            "it where it is text"
        ),
    ),
    _warning(
        "HH129",
        _m(
            "“{value}” is read as a decimal number, the point being the decimal sign; write {whole} where "
            "thousands are meant, and {short} otherwise"
        ),
    ),
    _error(
        "HH130",
        _m(
            "“{value}” is no number as numbers are written here; write thousands without a separator and a point "
            "before the decimals, such as 1000000 or 1000.5, or put quotes around it where it is text"
        ),
    ),
    _warning(
        "HH131",
        _m(
            "“{value}” is text here, while other programs read “{word}” in it; write {word} in small letters, or "
            "put quotes around it where it is text"
        ),
    ),
    _error(
        "HH132",
        _m(
            "the quotation marks do not pair up here; close what was opened, and put text with an apostrophe "
            "between double quotes"
        ),
    ),
    _error(
        "HH133",
        _m(
            "in the bracket that opens here a comma or the closing bracket is missing; add it, or put quotes "
            "around a text that holds brackets, commas or colons"
        ),
    ),
    _error(
        "HH134",
        _m("this line lacks a colon with a space after its key (“key: value”), or a space after its dash (“- item”)"),
    ),
    _error(
        "HH135",
        _m("this text holds a colon with a space after it, which makes a key of it; put the whole text between quotes"),
    ),
    _error(
        "HH136",
        _m(
            "this does not fit what stands above it; begin keys and list items of one level in the same column, "
            "and write one value after a key"
        ),
    ),
    _error("HH137", _m("a value cannot begin like this here; put quotes around the text, or leave out the character")),
    _error(
        "HH138",
        _m(
            "a backslash between double quotes begins a special character, and this is none; write it twice, or "
            "use single quotes"
        ),
    ),
    _error("HH139", _m("this cannot be read as YAML ({problem}); look at this line and the one above it")),
    _error("HH201", _m("“{key}” is not a key that is known here")),
    _error("HH202", _m("“{key}” is missing here; write it, if only as unknown")),
    _error("HH203", _m("{subject} cannot be “{value}”; one of these is expected: {expected}")),
    _error("HH204", _m("{subject} cannot be “{value}”; expected here: {sort}")),
    _error(
        "HH205",
        _m("“{value}” is no date; write 2019, 2019-06 or 2019-06-14 (a day that exists), or unknown"),
    ),
    _error("HH206", _m("“{value}” is not written as {subject} is written here: {sort}")),
    _error("HH207", _m("a condition has exactly one of these keys: {expected}; found: {found}")),
    _error("HH208", _m("“{key}” says nothing in a condition on {kind}; remove it")),
    _error(
        "HH209", _m("this condition needs a bound: a whole number under at_least for a count, a number for a figure")
    ),
    _error("HH210", _m("{subject} is empty; at least one item is expected")),
    _error("HH211", _m("{subject} cannot be {value}; the bound is {bound}")),
    _error("HH212", _m("“{key}” is not a year or name that can be a key of {subject}")),
    _error("HH213", _m("{subject} holds too many items; at most {bound} are read")),
    _error(
        "HH214",
        _m(
            "“{key}” is not the key here but “{other}”: dimensions, themes and the interest from the sector have a "
            "level, characteristics and the trend a value"
        ),
    ),
    _error("HH301", _m("this is no project folder: it does not hold countries/ and criteria/")),
    _error("HH302", _m("there are no criteria: this folder holds no .yaml file")),
    _error("HH303", _m("there are no markets: this folder and its regions/ hold no .yaml file")),
    _error("HH304", _m("{code} has a file already: {file}")),
    _error("HH305", _m("the code {code} and the name of the file, {name}, are not the same")),
    _error("HH306", _m("there are no criteria “{criteria}”; there are: {known}")),
    _error("HH307", _m("“{name}” is no {what} of the criteria; they have: {known}")),
    _error("HH308", _m("{subject} is left to the figures, but the criteria do not say when figures make it positive")),
    _error("HH309", _m("the member {member} has no file in countries/")),
    _error("HH310", _m("{member} is a member of a region already")),
    _error("HH311", _m("{name} is made of itself, directly or through others")),
    _error("HH312", _m("{name} is the name of two categories")),
    _error("HH313", _m("figures are judged by figures alone: a condition on {kind} cannot stand here")),
    _error("HH314", _m("a count of at least {bound} cannot be asked of {size} inputs")),
    _error("HH315", _m("{code} is not the code of a country (ISO 3166-1 alpha-2, two capitals such as JP)")),
    _error("HH316", _m("the source {source} is cited here and does not stand under sources; those are: {known}")),
    _warning("HH317", _m("the source {source} is cited nowhere; cite it where it is used, or remove it")),
    _error("HH318", _m("{subject} is {value} without a rationale; say in a sentence why")),
    _error("HH319", _m("{subject} is {value} without a source; name at least one, or write unknown")),
    _warning("HH320", _m("this activity ({value}) is newer than the one above it; put the newest first")),
    _error("HH321", _m("{value} lies in the future, and this is told as a fact; correct the date")),
    _error("HH322", _m("the end, {value}, comes before the beginning, {beginning}")),
    _error(
        "HH323",
        _m(
            "the figures name the source “{source}”, first for {indicator} of {market} in {year}; sources.yaml does "
            "not describe it"
        ),
    ),
    _error("HH324", _m("this file is not read: only names that end in .yaml are; call it {name}")),
    _warning("HH325", _m("{member} is neither the code of a country nor that of a region; it puts nobody on the list")),
    _error("HH326", _m("{year} is no year that {indicator} can be of; years from {first} to {last} are expected here")),
    _error("HH327", _m("“none” is what a market has that no category takes; a category cannot be called so")),
    _error(
        "HH328",
        _m(
            "{indicator} is the product of more than {bound} base figures, each counted as often as it is a factor; no "
            "figure is made of so many"
        ),
    ),
    _warning(
        "HH329",
        _m(
            "the source {source} ({date}) is newer than the day for which it is judged ({reference_date}); say in a "
            "note which earlier fact it reports, or judge anew"
        ),
    ),
    _error(
        "HH330",
        _m("{member} is a member of {region} and shares its category; while it is, “{key}” cannot stand in its file"),
    ),
    _warning(
        "HH331",
        _m("the criteria {earlier} and {later} both cover the days from {first} to {last}; the later ones are used"),
    ),
    _warning(
        "HH332",
        _m(
            "no criteria cover the days from {first} to {last}, between {earlier} and {later}; the earlier ones are "
            "used"
        ),
    ),
    _error("HH401", _m("{market} is declared {declared} and the rules give {assigned}: {between}")),
    _error("HH402", _m("{market} is declared {declared} and the decision in force gives {assigned}: {between}")),
    _warning(
        "HH403",
        _m(
            "by the rules {market} is undetermined: {possible} are possible while inputs are unknown; "
            "it now counts as {assigned}"
        ),
    ),
    _warning("HH404", _m("this decision says {category}, and so do the rules; it is superfluous")),
    _warning("HH405", _m("this decision was to be reviewed by {review_by}; renew it or withdraw it")),
    _error("HH406", _m("a special target market is chosen from {known}, and this one is {category}")),
    _error("HH407", _m("this is special target market number {number} at one time ({day}); at most {maximum} may be")),
    _error("HH408", _m("no market is on the list: none of the files gives a category")),
    _warning("HH409", _m("this decision is not in force yet: it takes effect on {day}")),
    _error("HH501", _m("no market can get category {category}: nobody meets all that it asks")),
    _error(
        "HH502",
        _m("no market can get category {category}: everybody who fits it has been taken by {taken_by} before"),
    ),
    _error("HH503", _m("{subject} can never be met, whatever the market is")),
    _error(
        "HH504",
        _m(
            "a better market gets a lower category: when {input} goes from {worse} to {better}, the category goes from "
            "{before} to {after}; for example: {example}"
        ),
    ),
    _warning("HH505", _m("{subject} asks nothing: every market meets it")),
    _warning(
        "HH506",
        _m("{subject} adds nothing in category {category}: whoever meets {others} meets it as well"),
    ),
    _warning(
        "HH507",
        _m(
            "{subject} decides nothing in category {category}: whoever fails on it alone has a better category "
            "already; for example: {example}"
        ),
    ),
    _warning(
        "HH508",
        _m(
            "the criteria ask so many separate questions that they cannot be verified in full; use counts where you can"
        ),
    ),
    _note(
        "HH511",
        _m(
            "no category takes a market that fails {failed}, even where all else is at its best: {example}; of all "
            "possible markets {share} fail it and have no category"
        ),
    ),
    _note("HH512", _m("whoever fits category {category} fits {others} as well; the order gives it {category}")),
    _note(
        "HH513",
        _m(
            "a market can fit category {category} and {other} at once ({share} of all possible markets), and either "
            "without the other; the order gives it {category}; for example: {example}"
        ),
    ),
    _note("HH514", _m("no real market is near this bound ({bound}): a step up or down changes nobody's answer")),
    _note(
        "HH515",
        _m(
            "many real markets sit at this bound ({bound}): of {total}, a step stricter loses {met}, and a step more "
            "lenient wins {missed}"
        ),
    ),
    _error(
        "HH516",
        _m(
            "the criteria ask so many separate questions that the categories cannot be worked out exactly; use counts "
            "where you can"
        ),
    ),
    _error("HH601", _m("the table of figures cannot be read ({reason})")),
    _error("HH602", _m("the first line of the table is “{found}”; expected: {expected}")),
    _error("HH603", _m("this row is no figure: market, indicator, year, value and source are expected; found: {row}")),
    _error("HH604", _m("{indicator} of {market} in {year} stands here for the second time")),
    _warning("HH606", _m("the criteria know no indicator “{indicator}”; {count} figures are of it")),
    _warning(
        "HH607",
        _m("{indicator} is made of figures of different vintages in {count} markets: {parts}"),
    ),
    _error("HH610", _m("this file cannot be opened ({reason})")),
    _error(
        "HH611",
        _m(
            "this is no file of figures that is known: the World Bank's, WHO's or our own table; it begins with "
            "“{found}”"
        ),
    ),
    _error("HH612", _m("this file breaks off here, or is damaged; get it anew from its publisher")),
    _error("HH613", _m("“{value}” is no number; {indicator} of {market} in {year} is expected here")),
    _error(
        "HH614",
        _m("{indicator} of {market} in {year} is {value} here and {other} elsewhere in what was given"),
    ),
    _warning(
        "HH615",
        _m("{series} is not whole: {count} of its {pages} pages are here; what is missing is not taken as gone"),
    ),
    _error("HH617", _m("this is no answer with figures; the publisher's service says: {message}")),
    _warning(
        "HH621",
        _m(
            "{indicator} of {market} leaps from {first} in {earlier} to {second} in {later}, by more than a factor of "
            "three"
        ),
    ),
    _error("HH622", _m("{indicator} of {market} in {year} is {value}, above 100 ({unit})")),
    _error("HH623", _m("{indicator} of {market} in {year} is negative: {value}")),
    _error("HH624", _m("the unit of {series} seems to have changed: its name, “{name}”, does not hold “{unit}”")),
    _error(
        "HH625",
        _m(
            "the unit of {indicator} seems to have changed: {count} revised figures are about {factor} times what they "
            "were"
        ),
    ),
    _error("HH626", _m("the criteria have {indicator} in “{ours}”, and the series is in “{unit}”")),
)

CODES: dict[str, Code] = {entry.code: entry for entry in _ALL}


def is_error(finding: Finding) -> bool:
    """Whether a finding is an error rather than a warning."""
    return CODES[finding.code].severity is Severity.ERROR
