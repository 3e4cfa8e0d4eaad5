"""The whole dialogue: what is read first, the ten questions, the file, and what comes next."""

from __future__ import annotations

import errno
import os
import shlex
import shutil
import sys
from collections.abc import Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import typer

from bot.charter import Charter, warnings
from bot.charter.tree import read_tree
from relais.writing import places, team
from relais.writing.answers import LAST, Answers
from relais.writing.paper import written
from relais.writing.platforms import Platforms
from relais.writing.talk import NOTHING, Stopped, Talk

if TYPE_CHECKING:
    from adapters.surveying import Survey
    from relais.settings import Settings

MOST_WARNINGS = 12
_SETTINGS = {"slack": "SLACK_BOT_TOKEN", "teams": "TEAMS_APP_ID, TEAMS_APP_PASSWORD, TEAMS_TENANT_ID"}
"""What each platform is read with."""
INTERRUPTED = 130
"""The exit status of what Ctrl+C ended, as shells have it."""
REFUSED = 1
WRONG_USAGE = 2


def write_charter(file: Path, language: str, settings: Settings, *, force: bool, before: Charter | None) -> None:
    """Ask, then write `file`; `before`: the charter in force, to warn of what changes hands.

    Raises:
        typer.Exit: 2 where the file may not be written, 1 where the input ends before the questions do, 130 for
            Ctrl+C. Nothing is written then.
    """
    talk = Talk(language)
    target = file.resolve()
    if trouble := _obstacle(target, force=force):
        typer.echo(talk.text(trouble, file=str(file), option="--force"), err=True)
        raise typer.Exit(WRONG_USAGE)
    try:
        answers = _asked(talk, file, settings)
    except (Stopped, KeyboardInterrupt) as end:
        typer.echo()
        typer.echo(talk.text("stopped", file=str(file)), err=True)
        raise typer.Exit(REFUSED if isinstance(end, Stopped) else INTERRUPTED) from None
    paper = written(answers.draft)
    try:
        _put(target, paper, force=force)
    except OSError as error:
        # Ten questions were answered: what was made of them is at least shown.
        typer.echo(paper)
        typer.echo(talk.text("not_written", file=str(file), why=error.strerror or type(error).__name__), err=True)
        raise typer.Exit(REFUSED) from None
    _tell(answers, file, settings.charter, before)


def _obstacle(target: Path, *, force: bool) -> str | None:
    if target.is_dir() or not target.parent.is_dir() or not os.access(target.parent, os.W_OK):
        return "no_place"
    return "file_exists" if target.exists() and not force else None


def _asked(talk: Talk, file: Path, settings: Settings) -> Answers:
    talk.say("opening", file=str(file), count=LAST, nothing=NOTHING)
    offered = _offered()
    draft = places.with_nothing_said(talk.language, file.stem, talk.text("head_office"), tuple(offered[-1:]))
    platforms = Platforms(settings)
    answers = Answers(talk, draft, platforms, _told(talk, platforms))
    places.ask_company(answers)
    places.ask_provider(answers)
    places.ask_zone(answers)
    places.ask_sites(answers)
    places.ask_hours(answers)
    places.ask_requests(answers)
    places.ask_assistants_room(answers)
    team.ask_assistants(answers)
    team.ask_company_people(answers)
    team.ask_services(answers, offered)
    return answers


def _offered() -> Sequence[Mapping[str, Any]]:
    """The sample company's services, as its file writes them."""
    sample = files("relais").joinpath("charters/demo.yaml").read_text(encoding="utf-8")
    return cast("Sequence[Mapping[str, Any]]", read_tree(sample, "demo.yaml").data["services"])


def _told(talk: Talk, platforms: Platforms) -> dict[str, Survey]:
    """What each platform tells, with what it refuses; nothing of one that cannot be read at all."""
    told: dict[str, Survey] = {}
    if not platforms.keyed:
        talk.say("no_key", **_SETTINGS)
    for platform in platforms.keyed:
        talk.say("reading", platform=platform.capitalize())
        survey = platforms.read(platform)
        talk.troubles(survey.troubles)
        if not survey.answered:
            talk.say("by_hand")
            continue
        sizes = {"rooms": len(survey.rooms), "people": len(survey.members)}
        talk.say(f"read_{platform}", company=survey.company, **sizes)
        told[platform] = survey
    return told


def _put(target: Path, paper: str, *, force: bool) -> None:
    """The file, whole or not at all: it is written beside its place, then put there."""
    beside = target.with_name(f".{target.name}.{os.getpid()}.new")
    try:
        with beside.open("x", encoding="utf-8") as out:
            out.write(paper)
            out.flush()
            os.fsync(out.fileno())
        if target.exists():
            if not force:
                # It came while the questions were answered.
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))
            shutil.copymode(target, beside)
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)


def _tell(answers: Answers, file: Path, used: Path, before: Charter | None) -> None:
    talk = answers.talk
    charter = answers.charter(answers.draft, str(file))
    found = warnings(charter, before)
    talk.space()
    talk.say("done", file=str(file))
    for problem in found[:MOST_WARNINGS]:
        typer.echo(f"{problem.render(talk.language)} [{talk.text('charter.warning')}]")
    if len(found) > MOST_WARNINGS:
        talk.say("charter.and_more", count=len(found) - MOST_WARNINGS)
    if found:
        talk.say("charter.warnings_found", count=len(found))
    talk.space()
    talk.say("next")
    commands = {"next_check": f"charter check {shlex.quote(str(file))}", "next_doctor": "doctor", "next_serve": "serve"}
    typed = sys.argv[0] if Path(sys.argv[0]).name == "relais" else "relais"
    width = max(map(len, commands.values()))
    if file.resolve() != used.resolve():
        talk.say("next_setting", setting=f"RELAIS_CHARTER={file}")
    for key, command in commands.items():
        typer.echo(f"  {typed} {command:<{width}}  {talk.text(key)}")
