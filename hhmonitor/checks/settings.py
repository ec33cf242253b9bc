"""The settings of a project, and the findings that they put up with: for a reason, and until a day."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from hhmonitor.checks.declaring import ERROR, WARNING, Code, Text, check
from hhmonitor.checks.looks import HeededSettings, SettingsFile
from hhmonitor.checks.registry import CODES, can_be_softened
from hhmonitor.findings import DataPath, Finding, nearest, nearest_territory, suggested
from hhmonitor.language import mark as _m

_DUE = 'code = "HH405"\nreason = "The steering group meets in December."\n'

DECLARED = (
    Code(
        "HH801",
        ERROR,
        _m("this cannot be read as TOML ({problem})"),
        title=Text("Settings that are no TOML", "Instellingen die geen TOML zijn"),
        why=Text(
            "Settings that cannot be read would be passed over, and everything judged by others than were meant.",
            "Onleesbare instellingen zouden worden overgeslagen, en alles werd naar andere beoordeeld dan bedoeld.",
        ),
        mend=Text(
            "Look at this line for an = or a quotation mark too few; texts stand between double quotes.",
            "Kijk of op deze regel een = of aanhalingsteken ontbreekt; tekst hoort tussen dubbele aanhalingstekens.",
        ),
        wrong={"hhmonitor.toml": "language = nl\n"},
        right={"hhmonitor.toml": 'language = "nl"\n'},
    ),
    Code(
        "HH802",
        ERROR,
        _m("“{key}” is missing: what is ignored has a code, a reason, and a day until when"),
        title=Text("Ignored without a code, a reason or an end", "Genegeerd zonder code, reden of einde"),
        why=Text(
            "What is put up with without a reason or an end is forgotten, and then hides what nobody meant to hide.",
            "Wat zonder reden of einde wordt geduld, raakt vergeten, en verbergt dan wat niemand wilde verbergen.",
        ),
        mend=Text(
            "Write why the findings are put up with, and until when at the latest.",
            "Schrijf op waarom de bevindingen worden geduld, en tot uiterlijk wanneer.",
        ),
        wrong={"hhmonitor.toml": '[[ignore]]\ncode = "HH405"\nuntil = 2021-12-31\n'},
        right={"hhmonitor.toml": f"[[ignore]]\n{_DUE}until = 2021-12-31\n"},
    ),
    Code(
        "HH803",
        ERROR,
        _m("there is no code “{code}”"),
        title=Text("Setting on a code that does not exist", "Instelling voor een code die niet bestaat"),
        why=Text(
            "A setting on a code that does not exist does nothing, and somebody relies on it.",
            "Een instelling voor een code die niet bestaat doet niets, en iemand rekent erop.",
        ),
        mend=Text(
            "Write the code as it stands in the finding, such as HH405.",
            "Schrijf de code zoals zij in de bevinding staat, zoals HH405.",
        ),
        wrong={"hhmonitor.toml": '[severity]\nHH999 = "error"\n'},
        right={"hhmonitor.toml": '[severity]\nHH405 = "error"\n'},
    ),
    Code(
        "HH804",
        ERROR,
        _m("{code} is an error with which nothing can be classified; it cannot be ignored, nor be made less"),
        title=Text("Error that cannot be put up with", "Fout die niet te dulden is"),
        why=Text(
            "Every command stops at such an error; to hide it from the gates alone would make them say what is not so.",
            (
                "Elke opdracht stopt bij zo’n fout; haar alleen voor de controles verbergen, zou die iets laten zeggen "
                "wat niet klopt."
            ),
        ),
        mend=Text(
            "Mend what the error tells, and take the setting away.",
            "Herstel wat de fout meldt, en haal de instelling weg.",
        ),
        wrong={"hhmonitor.toml": '[severity]\nHH201 = "warning"\n'},
        right={"hhmonitor.toml": '[severity]\nHH401 = "warning"\n'},
    ),
    Code(
        "HH805",
        WARNING,
        _m("this ended on {day}; what it ignored is found again"),
        title=Text("Ignored until a day that is past", "Genegeerd tot een dag die voorbij is"),
        why=Text(
            "Until that day there was a reason to put up with the findings; since then they count again.",
            "Tot die dag was er een reden om de bevindingen te dulden; sindsdien tellen zij weer mee.",
        ),
        mend=Text(
            "Mend the findings and take this away, or give it a new day and say why.",
            "Herstel de bevindingen en haal dit weg, of geef het een nieuwe dag en zeg waarom.",
        ),
        wrong={"hhmonitor.toml": f"[[ignore]]\n{_DUE}until = 2020-06-30\n"},
        right={"hhmonitor.toml": f"[[ignore]]\n{_DUE}until = 2021-06-30\n"},
    ),
    Code(
        "HH806",
        WARNING,
        _m("this ignores nothing any more: there is no finding {code} that it is for"),
        title=Text("Ignored, and not found any more", "Genegeerd, en niet meer gevonden"),
        why=Text(
            "What ignores nothing would hide the next finding of its kind, of which nobody has decided anything.",
            "Wat niets negeert, zou de volgende bevinding van die soort verbergen, waarover nog niets is besloten.",
        ),
        mend=Text(
            "Take it away; or correct the name of the market or file, where that is wrong.",
            "Haal het weg; of verbeter de naam van de markt of het bestand, als die niet klopt.",
        ),
        wrong={"hhmonitor.toml": f'[[ignore]]\n{_DUE}until = 2021-12-31\nwhere = ["JP"]\n'},
        right={},
    ),
    Code(
        "HH807",
        WARNING,
        _m("the table tool.hhmonitor here is not read, because {file} is there"),
        title=Text("Settings in two places", "Instellingen op twee plaatsen"),
        why=Text(
            "Of two sets of settings only one holds, and who reads the other is misled.",
            "Van twee stellen instellingen geldt er maar één, en wie het andere leest, wordt misleid.",
        ),
        mend=Text(
            "Keep one of the two.",
            "Houd een van de twee.",
        ),
        wrong={"hhmonitor.toml": 'language = "en"\n', "pyproject.toml": '[tool.hhmonitor]\nlanguage = "en"\n'},
        right={"pyproject.toml": '[tool.hhmonitor]\nlanguage = "en"\n'},
    ),
)


@check(SettingsFile)
def codes(look: SettingsFile) -> Iterator[Finding]:
    """Codes that do not exist, and errors that cannot be made less."""
    settings = look.settings
    stated: list[tuple[str, DataPath, str]] = [
        (code, ("severity", code), str(given)) for code, given in settings.severity.items()
    ]
    stated += [(one.code, ("ignore", index, "code"), "") for index, one in enumerate(settings.ignore)]
    for code, path, given in stated:
        place = look.at(path, on_key=path[0] == "severity")
        if code not in CODES:
            yield Finding("HH803", place, {"code": code} | suggested(nearest(code, CODES)))
        elif given != str(ERROR) and not can_be_softened(code):
            yield Finding("HH804", place, {"code": code})


@check(SettingsFile)
def past(look: SettingsFile) -> Iterator[Finding]:
    """What was ignored until a day that is past."""
    for index, one in enumerate(look.settings.ignore):
        if one.last_day < look.on:
            yield Finding("HH805", look.at(("ignore", index, "until")), {"day": one.until})


@check(HeededSettings)
def unneeded(look: HeededSettings) -> Iterator[Finding]:
    """What ignores nothing, for each place that it names, of that which has not ended."""
    for index, one in enumerate(look.settings.ignore):
        if one.last_day < look.on or one.code not in CODES:
            continue
        stated: list[tuple[DataPath, str | None]] = [(("where", number), name) for number, name in enumerate(one.where)]
        for path, name in stated or [(("code",), None)]:
            if not any(one.holds_for(found.code, found.place.file, name) for found in look.found):
                yield Finding(
                    "HH806", look.at(("ignore", index, *path)), {"code": one.code} | _meant(name, look.places)
                )


def _meant(name: str | None, places: Collection[str]) -> dict[str, str]:
    """The market or file that is probably meant by a name that is none of them."""
    if name is None or name in places:
        return {}
    country = nearest_territory(name)
    return suggested(nearest(name, places) or (country if country in places else None))
