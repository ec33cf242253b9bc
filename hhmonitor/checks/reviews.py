"""The reviews that are kept: what was closed is as it was closed."""

from __future__ import annotations

from collections.abc import Iterator

from hhmonitor.checks.declaring import ERROR, Code, Text, check
from hhmonitor.checks.looks import WholeProject
from hhmonitor.findings import Finding, Place
from hhmonitor.language import mark as _m

_REVIEW = (
    'name: "2020"\ndate: 2020-12-31\ncriteria: 2020-2023\n'
    "list_sha256: 44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a\n"
)
"""A review whose list is the shortest there is."""

DECLARED = (
    Code(
        "HH701",
        ERROR,
        _m("the list that was kept with this review, {file}, is gone or was changed"),
        why=Text(
            (
                "The next review starts from the list as it stood; where that is not what was kept, the moves and "
                "their causes are not true."
            ),
            (
                "De volgende herziening gaat uit van de lijst zoals die toen was; is dat niet wat bewaard werd, dan "
                "kloppen de verschuivingen en hun oorzaken niet."
            ),
        ),
        mend=Text(
            "Put the file back as it was, from a copy or from version control.",
            "Zet het bestand terug zoals het was, uit een kopie of uit het versiebeheer.",
        ),
        wrong={"reviews/2020.yaml": _REVIEW, "reviews/2020.json": "{ }"},
        right={"reviews/2020.yaml": _REVIEW, "reviews/2020.json": "{}"},
    ),
    Code(
        "HH702",
        ERROR,
        _m("this review is called {name}, and its file is not"),
        why=Text(
            "A review and the list that is kept with it are found by the name of their files.",
            "Een herziening en de lijst die erbij bewaard wordt, worden gevonden op de naam van hun bestanden.",
        ),
        mend=Text(
            "Give the file its name back.",
            "Geef het bestand zijn naam terug.",
        ),
        wrong={"reviews/2022.yaml": _REVIEW, "reviews/2020.json": "{}"},
        right={"reviews/2020.yaml": _REVIEW, "reviews/2020.json": "{}"},
    ),
)


@check(WholeProject)
def unchanged(look: WholeProject) -> Iterator[Finding]:
    """A closed review has its list beside it, as it was kept, and both have its name."""
    from hashlib import sha256

    from hhmonitor.project.reviews import list_file, review_file

    reviews = look.contents.reviews
    for one in reviews.closed:
        file, kept = review_file(one.name), look.folder / list_file(one.name)
        if file not in reviews.documents:
            stray = next(name for name, document in reviews.documents.items() if document.data.get("name") == one.name)
            yield Finding("HH702", Place(stray, ("name",)), {"name": one.name})
        elif not kept.is_file() or sha256(kept.read_bytes()).hexdigest() != one.list_sha256:
            yield Finding("HH701", Place(file, ("list_sha256",)), {"file": list_file(one.name)})
