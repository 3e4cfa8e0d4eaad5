"""`relais charter new`, as an administrator answers it, beside a fake Slack."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.charter import Charter, load
from tests.fakes.slack import CallFault, FakeSlack, running_fake_slack
from tests.relais.writing.conversing import PEOPLE, Ended, Said10, new, opened, printers_in, relais, user_id

HAND = Said10(
    company="Imprimeries",
    requests=("C0NANTES", "https://exemple.slack.com/archives/C0ROCHEFORT"),
    triage="C0POLE",
    assistants="Yanis Kerbrat <yanis@pole.example>, Maëlle Guéguen <maelle@pole.example>",
    coordinators=("Farid Amrani", "farid@pole.example"),
    of_provider="Yanis Kerbrat, Maëlle Guéguen, farid",
    pilot="Gaëlle Rouault <gaelle@estuaire.example>",
    cleared="Odile Ferron <odile@estuaire.example>, Bruno Sicard <bruno@estuaire.example>",
)
"""The same company without Slack."""


@pytest.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    async with running_fake_slack() as running:
        printers_in(running)
        yield running


def made(cwd: Path, ended: Ended) -> Charter:
    """The charter that was written, and nothing else in the folder."""
    assert ended.status == 0, ended
    assert names(cwd) == ["charter.yaml"]
    return load(cwd / "charter.yaml")


def names(cwd: Path) -> list[str]:
    return [each.name for each in cwd.iterdir()]


def nothing(cwd: Path) -> bool:
    return not names(cwd)


async def test_a_whole_dialogue_makes_a_charter_of_the_workspaces_own_ids_and_doctor_is_content(
    tmp_path: Path, slack: FakeSlack
) -> None:
    ended = await new(tmp_path, slack, Said10(company="Imprimeries de l'Estuaire"))
    charter = made(tmp_path, ended)
    assert ended.err == ""
    assert "[à revoir]" not in ended.out
    assert (charter.desk.name, charter.desk.provider) == ("Imprimeries de l'Estuaire", "Pôle Services")
    sites = [(site.id, site.code, site.name) for site in charter.sites]
    assert sites == [("nantes", "NAN", "Nantes"), ("rochefort", "ROC", "Rochefort")]
    assert [(each.id, each.purpose, each.site) for each in charter.channels] == [
        ("C0NANTES", "requests", "nantes"),
        ("C0ROCHEFORT", "requests", "rochefort"),
        ("C0POLE", "assistants", None),
    ]
    people = {one.id: one for one in charter.people}
    named = {key: (one.name, one.email) for key, one in people.items()}
    assert named == {key: told for key, told in PEOPLE.items() if key != "zoe"}
    assert {key: (one.employer, one.roles) for key, one in people.items()} == {
        "yanis": ("provider", ("assistant",)),
        "maelle": ("provider", ("assistant",)),
        "farid": ("provider", ("coordinator",)),
        "gaelle": ("company", ("manager", "executive")),
        "odile": ("company", ("assistant",)),
        "bruno": ("company", ("assistant",)),
    }
    assert (charter.desk.pilot, charter.desk.contact) == ("gaelle", "odile")
    assert people["odile"].cleared == people["bruno"].cleared == ("hr_admin",)
    given = {"SLACK_SIGNING_SECRET": slack.signing_secret, "RELAIS_PUBLIC_URL": "https://relais.example"}
    looked = await relais(tmp_path, slack, "doctor", **given)
    assert looked.status == 0, looked
    assert "Tout va bien." in looked.out
    checked = await relais(tmp_path, None, "charter", "check", "charter.yaml")
    assert (checked.status, "rien à signaler" in checked.out) == (0, True)


async def test_guests_whose_e_mail_is_hidden_are_paired_by_their_id(tmp_path: Path, slack: FakeSlack) -> None:
    yanis = slack.workspace.users[user_id("yanis")]
    yanis.kind, yanis.hidden = "guest", True
    said = Said10(assistants=("yanis, Maëlle", "maelle.gueguen@pole-services.example", "yanis, Maëlle", "y@p.example"))
    ended = await new(tmp_path, slack, said)
    people = {one.id: one for one in made(tmp_path, ended).people}
    assert (people["yanis"].slack, people["yanis"].email) == (yanis.id, "y@p.example")
    assert people["yanis"].employer == "provider"
    assert people["maelle"].slack is None
    given = {"SLACK_SIGNING_SECRET": slack.signing_secret, "RELAIS_PUBLIC_URL": "https://relais.example"}
    assert (await relais(tmp_path, slack, "doctor", **given)).status == 0


async def test_a_hidden_e_mail_may_be_typed_with_the_name(tmp_path: Path, slack: FakeSlack) -> None:
    yanis = slack.workspace.users[user_id("yanis")]
    yanis.kind, yanis.hidden = "guest", True
    said = Said10(assistants="Yanis Kerbrat <y@p.example>, Maëlle, Tout Neuf <neuf@p.example>")
    people = {one.id: one for one in made(tmp_path, await new(tmp_path, slack, said)).people}
    assert (people["yanis"].slack, people["yanis"].email) == (yanis.id, "y@p.example")
    assert (people["tout"].slack, people["tout"].name, people["tout"].email) == (None, "Tout Neuf", "neuf@p.example")


async def test_a_guest_is_taken_for_the_providers_until_told_otherwise(tmp_path: Path, slack: FakeSlack) -> None:
    zoe = slack.workspace.users[user_id("zoe")]
    zoe.kind = "guest"
    said = Said10(assistants="yanis, zoé", cleared=("zoé", "Odile"))
    ended = await new(tmp_path, slack, said)
    people = {one.id: one for one in made(tmp_path, ended).people}
    assert {key: one.employer for key, one in people.items() if key in ("yanis", "zoe")} == {
        "yanis": "provider",
        "zoe": "provider",
    }
    assert "✗ Zoé Petit est du prestataire" in ended.out, "nothing confidential goes to whom the provider employs"
    (tmp_path / "charter.yaml").unlink()
    said = Said10(assistants="yanis, zoé", of_provider="yanis, farid", cleared="zoé")
    people = {one.id: one for one in made(tmp_path, await new(tmp_path, slack, said)).people}
    assert (people["zoe"].employer, people["zoe"].cleared) == ("company", ("hr_admin",))


async def test_a_connect_outsider_and_the_channels_shared_with_their_company(tmp_path: Path) -> None:
    async with running_fake_slack() as slack:
        printers_in(slack, "outsider")
        said = Said10(requests=("", ("")), of_all=("-", "o", "peut-être", "oui"), triage=("", ""))
        charter = made(tmp_path, await new(tmp_path, slack, said))
        assert [channel.shared_with for channel in charter.channels] == ["provider"] * 3
        yanis = charter.person("yanis")
        assert yanis is not None
        assert (yanis.email, yanis.employer) == ("yanis.kerbrat@pole-services.example", "provider")
        assert yanis.slack == user_id("yanis"), "another company alone answers for that e-mail"
        given = {"SLACK_SIGNING_SECRET": slack.signing_secret, "RELAIS_PUBLIC_URL": "https://relais.example"}
        looked = await relais(tmp_path, slack, "doctor", **given)
        assert looked.status == 0, looked


async def test_a_channel_that_another_company_reads_is_the_providers_only_if_one_says_so(tmp_path: Path) -> None:
    async with running_fake_slack() as slack:
        printers_in(slack, "outsider")
        charter = made(tmp_path, await new(tmp_path, slack, Said10(of_all=("-", "non", "non"), triage=("", "non"))))
        assert [channel.shared_with for channel in charter.channels] == [None] * 3


async def test_a_name_that_several_bear_is_asked_about(tmp_path: Path, slack: FakeSlack) -> None:
    first = slack.workspace.user("Maëlle Guéguen", email="other@pole-services.example")
    said = Said10(assistants=("yanis, Maëlle Guéguen", "3", "zzz", "2"), pilot="gaelle")
    ended = await new(tmp_path, slack, said)
    emails = {one.email for one in made(tmp_path, ended).people if "assistant" in one.roles and not one.cleared}
    assert emails == {"yanis.kerbrat@pole-services.example", first.email}
    assert "1. Maëlle Guéguen, maelle.gueguen@pole-services.example" in ended.out
    assert ended.out.count("de 1 à 2") == 2


async def test_the_e_mail_or_the_handle_of_one_of_them_asks_nothing(tmp_path: Path, slack: FakeSlack) -> None:
    slack.workspace.user("Maëlle Guéguen", email="other@pole-services.example")
    said = Said10(assistants=f"@yanis.kerbrat, Other@Pole-Services.example, <@{user_id('maelle')}>")
    charter = made(tmp_path, await new(tmp_path, slack, said))
    ids = [one.id for one in charter.people_with("assistant") if not one.cleared]
    assert ids == ["yanis", "maelle", "maelle_gueguen"]


RUBBISH = {
    "company": ("x" * 201, "\x07", "Imprimeries"),
    "provider": ("x" * 201, "Pôle Services"),
    "zone": ("Paris", "Europe/Pariss", ""),
    "sites": ("Nantes, nantes", ",;", "Nantes (Mars/Base), Rochefort", "Nantes, Rochefort"),
    "hours": ("demain", "8h", "18h-8h", "lun 8h-9h lun 9h-10h", "", ""),
    "requests": ("99", "0", "#rien", "D0DIRECT", "", ""),
    "of_all": ("#nulle-part", "-"),
    "triage": ("demandes-nantes", "C0NANTES", ""),
    "assistants": ("", "-", "Zorglub", "Yanniss", "<a@b.c>", "Tout Neuf <pas-une-adresse>", "yanis, maelle"),
    "coordinators": ("yanis, qui", "Farid"),
    "of_provider": ("Gaëlle", "yanis, maelle, farid"),
    "pilot": ("gaelle, odile", "gaelle"),
    "managers": ("Yanis", "gaelle", "gaelle"),
    "executives": ("personne d'autre", "-"),
    "services": ("", ),
    "cleared": ("yanis", "Farid", "odile, bruno"),
}  # fmt: skip


async def test_rubbish_is_told_and_asked_again_at_each_question(tmp_path: Path, slack: FakeSlack) -> None:
    said = Said10(**(RUBBISH | {"services": ("99", "Plomberie", "+", "8-9", "7-1", "1-7")}))
    ended = await new(tmp_path, slack, said)
    charter = made(tmp_path, ended)
    refusals = re.findall(r"^.*✗ (.+)$", ended.out, re.MULTILINE)
    assert len(refusals) == 37, "\n".join(refusals)
    assert any("fuseau horaire connu" in each and "(vouliez-vous dire « Europe/Paris » ?)" in each for each in refusals)
    assert any("Yanis Kerbrat" in each for each in refusals), "who may have been meant"
    assert {one.id for one in charter.people_with("assistant")} == {"yanis", "maelle", "odile", "bruno"}


async def test_an_answer_that_is_no_text_is_asked_again(tmp_path: Path, slack: FakeSlack) -> None:
    typed = b"Imprimeries \xff\xfe\n" + Said10(company="Imprimeries").typed.encode()
    ended = await relais(tmp_path, slack, "charter", "new", "charter.yaml", typed=typed)
    assert made(tmp_path, ended).desk.name == "Imprimeries"
    assert "illisibles" in ended.out


@pytest.mark.parametrize("lines", [0, 1, 7, 12, 18])
async def test_the_end_of_input_leaves_nothing(tmp_path: Path, slack: FakeSlack, lines: int) -> None:
    typed = "".join(Said10().typed.splitlines(keepends=True)[:lines])
    ended = await new(tmp_path, slack, typed)
    assert ended.status == 1
    assert ended.err.strip().endswith("charter.yaml n’est pas écrit.")
    assert "Traceback" not in ended.err
    assert nothing(tmp_path)


async def test_ctrl_c_leaves_nothing(tmp_path: Path, slack: FakeSlack) -> None:
    terminal = await opened(tmp_path, slack)
    await terminal.interrupt()
    ended = await terminal.ended()
    assert ended.status == 130, ended
    assert "charter.yaml n’est pas écrit." in ended.err
    assert nothing(tmp_path)


async def test_a_file_that_is_there_is_replaced_only_when_told(tmp_path: Path, slack: FakeSlack) -> None:
    there = tmp_path / "charter.yaml"
    there.write_text("mine: true\n")
    there.chmod(0o640)
    refused = await new(tmp_path, slack, Said10())
    assert (refused.status, refused.out) == (2, "")
    assert "--force" in refused.err
    assert slack.log == [], "nothing was asked before"
    stopped = await new(tmp_path, slack, "", "--force")
    assert (stopped.status, there.read_text()) == (1, "mine: true\n")
    assert len(made(tmp_path, await new(tmp_path, slack, Said10(), "--force")).sites) == 2
    assert there.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("file", [".", "nowhere/charter.yaml"])
async def test_a_place_where_no_file_can_be_is_told_first(tmp_path: Path, slack: FakeSlack, file: str) -> None:
    ended = await relais(tmp_path, slack, "charter", "new", file, typed=Said10().typed)
    assert (ended.status, ended.out) == (2, "")
    assert file in ended.err


async def test_a_file_that_comes_meanwhile_is_kept_and_the_answers_are_shown(tmp_path: Path, slack: FakeSlack) -> None:
    terminal = await opened(tmp_path, slack)
    (tmp_path / "charter.yaml").write_text("mine: true\n")
    terminal.type(*Said10().lines)
    ended = await terminal.ended()
    assert ended.status == 1, ended
    assert (tmp_path / "charter.yaml").read_text() == "mine: true\n"
    assert "name: Relais essai" in ended.out
    assert "n’a pas pu être écrit" in ended.err
    assert names(tmp_path) == ["charter.yaml"]


async def test_without_a_token_channels_and_people_are_typed(tmp_path: Path) -> None:
    ended = await new(tmp_path, None, HAND)
    charter = made(tmp_path, ended)
    assert "SLACK_BOT_TOKEN" in ended.out
    assert [channel.id for channel in charter.channels] == ["C0NANTES", "C0ROCHEFORT", "C0POLE"]
    assert [one.email for one in charter.people_with("coordinator")] == ["farid@pole.example"]
    assert {one.id: one.employer for one in charter.people} == {
        **dict.fromkeys(("yanis", "maelle", "farid"), "provider"),
        **dict.fromkeys(("gaelle", "odile", "bruno"), "company"),
    }


async def test_a_name_typed_by_mistake_is_taken_back_and_all_may_be_named_at_once(tmp_path: Path) -> None:
    slip = ("C0POLE", "-", str(HAND.assistants))
    charter = made(tmp_path, await new(tmp_path, None, replace(HAND, assistants=slip, of_provider="toutes")))
    assert {one.id for one in charter.people} == {"yanis", "maelle", "farid", "gaelle", "odile", "bruno"}
    assert {one.id for one in charter.people if one.employer == "provider"} == {"yanis", "maelle", "farid"}


async def test_a_token_that_is_refused_is_told_and_all_goes_on_by_hand(tmp_path: Path, slack: FakeSlack) -> None:
    ended = await new(tmp_path, slack, HAND, SLACK_BOT_TOKEN="xoxb-of-nobody")
    assert [channel.id for channel in made(tmp_path, ended).channels] == ["C0NANTES", "C0ROCHEFORT", "C0POLE"]
    assert "✗ Slack\N{NO-BREAK SPACE}: le jeton est refusé (invalid_auth)." in ended.out
    assert "xoxb-of-nobody" not in ended.out + ended.err


async def test_without_the_scope_for_people_they_are_typed(tmp_path: Path, slack: FakeSlack) -> None:
    slack.workspace.scopes.remove("users:read")
    said = Said10(
        assistants=HAND.assistants,
        coordinators=HAND.coordinators,
        of_provider=HAND.of_provider,
        pilot=HAND.pilot,
        cleared=HAND.cleared,
    )
    ended = await new(tmp_path, slack, said)
    charter = made(tmp_path, ended)
    assert "✗ users:read" in ended.out
    assert [channel.id for channel in charter.channels] == ["C0NANTES", "C0ROCHEFORT", "C0POLE"]
    assert len(charter.people) == 6


async def test_channels_are_read_again_after_an_invitation(tmp_path: Path, slack: FakeSlack) -> None:
    for channel in ("C0NANTES", "C0ROCHEFORT", "C0POLE"):
        slack.workspace.leave(channel, "U0RELAIS")
    terminal = await opened(tmp_path, slack)
    lines = Said10(requests=("demandes-nantes", "r", "demandes-nantes", "demandes-rochefort")).lines
    at = lines.index("r")
    terminal.type(*lines[:at])
    await terminal.until("✗ Relais n’est dans aucun canal")
    for channel in ("C0NANTES", "C0ROCHEFORT", "C0POLE"):
        slack.workspace.join(channel, "U0RELAIS")
    terminal.type(*lines[at:])
    ended = await terminal.ended()
    charter = made(tmp_path, ended)
    assert "3 canaux trouvés." in ended.out
    assert [channel.id for channel in charter.channels] == ["C0NANTES", "C0ROCHEFORT", "C0POLE"]


async def test_a_channel_that_the_desk_is_not_in_may_be_named_by_its_id(tmp_path: Path, slack: FakeSlack) -> None:
    slack.workspace.leave("C0NANTES", "U0RELAIS")
    ended = await new(tmp_path, slack, Said10(requests=("C0NANTES", "")))
    assert made(tmp_path, ended).channels[0].id == "C0NANTES"
    assert "/invite @relais" in ended.out


async def test_one_channel_for_several_sites_is_the_whole_companys(tmp_path: Path, slack: FakeSlack) -> None:
    ended = await new(tmp_path, slack, Said10(requests=("demandes-nantes", "#demandes-nantes")))
    charter = made(tmp_path, ended)
    assert [(each.id, each.site) for each in charter.channels] == [("C0NANTES", None), ("C0POLE", None)]


async def test_a_single_site_in_english_with_nobody_cleared_and_services_of_its_own(
    tmp_path: Path, slack: FakeSlack
) -> None:
    said = Said10(
        provider="-",
        zone="Indian/Reunion",
        sites="Saint-Denis",
        hours="Mon-Thu 7:30-16:00, Fri 7:30-12:00",
        requests="1",
        of_all=None,
        triage="pole-assistantes",
        assistants="yanis",
        coordinators="-",
        of_provider=None,
        pilot="-",
        managers="-",
        executives="-",
        services="travel, HR, + Company vehicles",
        cleared="-",
    )
    ended = await new(tmp_path, slack, said, "--lang", "en")
    charter = made(tmp_path, ended)
    assert "HR and payroll is not offered" in ended.out
    assert [service.id for service in charter.services] == ["travel", "company_vehicles"]
    assert all(service.approval is None for service in charter.services), "nobody could say yes"
    assert (charter.desk.language, charter.desk.holidays) == ("en", "RE")
    assert [(one.id, one.employer) for one in charter.people] == [("yanis", "company")]
    assert "[to review]" in ended.out
    assert (tmp_path / "charter.yaml").read_text("utf-8").startswith("# The charter of Relais essai:")


async def test_a_site_of_another_zone_has_its_own_holidays(tmp_path: Path, slack: FakeSlack) -> None:
    said = Said10(sites="Nantes, Saint-Denis (Indian/Reunion)", requests=("", "demandes-rochefort"))
    charter = made(tmp_path, await new(tmp_path, slack, said))
    assert [(site.timezone, site.holidays) for site in charter.sites] == [
        ("Europe/Paris", "FR"),
        ("Indian/Reunion", "RE"),
    ]


async def test_names_that_would_break_a_file_come_back_as_they_are(tmp_path: Path, slack: FakeSlack) -> None:
    space = slack.workspace
    odd = ["Null", "Caron, Inès", 'O\'Neil: "Le #1" {x}', "- [x] *y* &z", "Zoé\u200b Petit\U0001f33b"]
    for number, name in enumerate(odd):
        space.user(name, email=f"odd{number}@pole-services.example")
    space.channels["C0NANTES"].name = "nantes\u2028: {x} # [y]\x07"
    said = Said10(
        company="Oui: « L'Été » #1 {&}",
        requests=("C0NANTES", ""),
        assistants=", ".join(f"odd{number}@pole-services.example" for number in range(len(odd))),
        coordinators=odd[1],
    )
    charter = made(tmp_path, await new(tmp_path, slack, said))
    assert charter.desk.name == "Oui: « L'Été » #1 {&}"
    assert [one.name for one in charter.people][:5] == [*odd[:4], "Zoé Petit\U0001f33b"]
    assert charter.people_with("coordinator")[0].name == odd[1]


async def test_the_file_of_the_settings_is_written_and_another_is_pointed_out(tmp_path: Path, slack: FakeSlack) -> None:
    ended = await relais(tmp_path, slack, "charter", "new", typed=Said10().typed)
    assert len(made(tmp_path, ended).sites) == 2
    assert "RELAIS_CHARTER" not in ended.out
    ended = await relais(tmp_path, slack, "charter", "new", "autre.yaml", typed=Said10().typed)
    assert "RELAIS_CHARTER=autre.yaml" in ended.out


async def test_a_workspace_that_is_slow_to_answer_is_waited_for(tmp_path: Path, slack: FakeSlack) -> None:
    slack.fault(CallFault("users.list", "limit", after=1))
    assert len(made(tmp_path, await new(tmp_path, slack, Said10())).people) == 6


async def test_nothing_is_posted_nor_changed(tmp_path: Path, slack: FakeSlack) -> None:
    made(tmp_path, await new(tmp_path, slack, Said10()))
    assert {call.method for call in slack.log} == {"auth.test", "users.conversations", "users.list"}
