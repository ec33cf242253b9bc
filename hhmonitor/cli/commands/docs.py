"""``docs``: the guides, on the screen or in the program that opens Markdown files.

A guide is a text, no answer to a question: it is shown as it is, and has no ``--format``.
"""

from __future__ import annotations

from typing import Annotated

import typer

from hhmonitor.cli.context import LangOption, OutputOption, page_for
from hhmonitor.cli.output import write_output
from hhmonitor.cli.session import refuse, speak
from hhmonitor.language import _

HELP = _("Show the guides: for the analyst, the reviewer, CI, the method, all commands, and developers.")


def docs(
    topic: Annotated[
        str | None, typer.Argument(metavar="[TOPIC]", help=_("The guide to show; without it, the list of guides."))
    ] = None,
    elsewhere: Annotated[
        bool, typer.Option("--open", help=_("Open the guide in the program that this computer has for it."))
    ] = False,
    output: OutputOption = None,
    lang: LangOption = None,
) -> None:
    """Show a guide."""
    from hhmonitor.answers.guides import GUIDES, guide_named, topics
    from hhmonitor.cli.guides_shown import guide_as_text, list_as_text
    from hhmonitor.findings import nearest

    speak(lang)
    if topic is None:
        write_output(list_as_text(GUIDES, page_for(output)), output)
        return
    guide = guide_named(topic)
    if guide is None:
        suggestion = nearest(topic, topics())
        message = _("there is no guide “{given}”; there are: {known}").format(given=topic, known=", ".join(topics()))
        refuse(message + (_("; did you mean {suggestion}?").format(suggestion=suggestion) if suggestion else ""))
    if elsewhere:
        typer.launch(str(guide.path))
        return
    write_output(guide_as_text(guide, page_for(output)), output)
