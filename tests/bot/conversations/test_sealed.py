"""With a key, nothing that was confided stands in clear in the database's own bytes: not while it waits, nor after."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.events import FileSeen
from storage.migrate import _back_up
from storage.sealing import Keys, new_key, read_keys
from storage.tables import Inbox, InboxState
from tests.bot.desk_harness import Story, company

ASKED = "il me faudrait mon bulletin de paie d'octobre, celui du pangolin"
CANARIES = ("pangolin", "narval", "axolotl", "quokka", "wombat", "ocelot", "tapir", "gerbille")


@pytest.fixture
def keyed(desk_url: str) -> Iterator[Story]:
    story = Story(desk_url, company())
    story.database.keys = read_keys(new_key("k1"))
    yield story
    # The next database of this process is opened by the same dialect.
    story.database.keys = Keys()
    story.close()


def bytes_of(desk: Story) -> str:
    """All that the database holds, as whoever takes its disk reads it: the file, its log, what stands beside it."""
    file = desk.database.file
    if file is not None:
        beside = [each for each in Path(file).parent.iterdir() if each.name.startswith(file.name)]
        return "\n".join(each.read_bytes().decode("utf-8", "replace") for each in beside)
    found: list[str] = []
    with desk.database.read() as connection:
        tables = connection.execute(text("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")).scalars().all()
        for table in tables:
            found += connection.execute(text(f'SELECT CAST(t AS text) FROM "{table}" t')).scalars().all()
    return "\n".join(found)


def leaks(desk: Story) -> list[str]:
    held = bytes_of(desk)
    return [each for each in CANARIES if each in held]


def confided(desk: Story) -> str:
    file = FileSeen(name="paie-axolotl.pdf", size=1, type="application/pdf", permalink="https://x/axolotl", owner="U1")
    desk.says("karim", "#lyon", ASKED, files=(file,))
    desk.presses("karim", desk.last("@karim", "sensitive_offer"), "confide")
    return str(desk.requests()[-1].ref)


def test_a_confidential_story_leaves_no_word_in_the_database(keyed: Story) -> None:
    desk = keyed
    ref = confided(desk)
    desk.presses("nadia", desk.card(ref, "@nadia"), "claim")
    more = desk.says("karim", "@", "précision : avec la prime du narval", under=desk.card(ref, "@karim"))
    desk.edits(more, "précision : avec la prime du narval, versée en ocelot")
    desk.sends(
        "nadia", desk.presses("nadia", desk.card(ref, "@nadia"), "reply"), text="voici déjà celui de la gerbille"
    )
    desk.types("karim", "nouvelle une attestation de salaire pour le tapir", where="@")
    desk.types("nadia", f"attendre {ref} quel est le numéro du quokka ?", where="@")
    desk.says("karim", "@", "numéro wombat 12", under=desk.card(ref, "@karim"))
    desk.types("karim", f"escalade {ref}", where="@")
    desk.opens_home("karim")
    desk.opens_home("nadia")
    assert desk.request(ref).level == "confidential"
    shown = desk.sees("karim") + desk.sees("nadia")
    assert [each for each in CANARIES if each not in shown] == []
    assert leaks(desk) == []
    if desk.database.file is not None:
        backup = _back_up(desk.database)
        assert backup is not None
        assert leaks(desk) == []


def test_what_waits_for_whoever_wrote_it_is_sealed_meanwhile(keyed: Story) -> None:
    keyed.wrote("karim", "#lyon", "x")
    unknown = keyed.wrote("inconnu", "#lyon", "mon arrêt maladie, et le tapir du médecin")
    keyed.door.submit(keyed.posted(unknown)).result(10)
    (waiting,) = [each for each in keyed.rows(Inbox) if each.state is InboxState.WAITING]
    assert "tapir" in waiting.body
    assert leaks(keyed) == []


def test_the_same_story_without_a_key_stands_in_clear(desk: Story) -> None:
    """Or the search above would find nothing whatever stood there."""
    confided(desk)
    assert {"pangolin", "axolotl"} <= set(leaks(desk))


def test_without_its_key_a_text_is_said_to_be_unreadable_and_the_desk_goes_on(keyed: Story) -> None:
    ref = confided(keyed)
    keyed.database.keys = read_keys(new_key("k2"))
    told = keyed.text(keyed.types("nadia", f"voir {ref}", where="@"), "nadia")
    assert "(texte illisible : clé absente)" in told
    assert "pangolin" not in told
    keyed.presses("nadia", keyed.card(ref, "@nadia"), "claim")
    assert "(texte illisible : clé absente)" in str(keyed.card(ref, "@nadia"))
    keyed.says("karim", "@", "précision : avec la prime", under=keyed.card(ref, "@karim"))
    assert "avec la prime" in keyed.sees("nadia")
