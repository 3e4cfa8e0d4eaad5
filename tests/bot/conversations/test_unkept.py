"""What is refused is kept nowhere, by whatever way it comes in; its author is told alone, and the rest is taken."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import select
from sqlmodel import SQLModel
from structlog.testing import capture_logs

from bot import events
from bot.cards import Say
from bot.events import FileSeen
from storage.tables import Inbox, InboxState, Level
from tests.bot.desk_harness import Story, Wrote, answered
from tests.bot.desk_sights import CHANNELS, buttons
from tests.bot.paper import Shown

ILL = "mon arrêt de travail est pour dépression, du 3 au 7 décembre"
REPORT = "je veux signaler un harcèlement de mon responsable"
OTHERS = ("nadia", "samia", "ines", "claire", "coralie", "marc", "helene", "julie", "lea", "tom")
WAYS: dict[str, Callable[[Story, str], object]] = {
    "channel": lambda desk, text: desk.says("karim", "#lyon", text),
    "mention": lambda desk, text: desk.says("karim", "#lyon", text, to_desk=True),
    "direct": lambda desk, text: desk.says("karim", "@", text),
    "command": lambda desk, text: desk.types("karim", f"nouvelle {text}"),
    "bare command": lambda desk, text: desk.types("karim", text),
    "form": lambda desk, text: desk.sends("karim", desk.types("karim", "nouvelle"), text=text),
    "thread": lambda desk, text: desk.says("karim", "#lyon", text, under=taxi(desk)),
    "edit": lambda desk, text: desk.edits(taxi(desk), text),
    "triage": lambda desk, text: desk.says("ines", "#desk", text, under=in_triage(desk)),
    "alert": lambda desk, text: desk.types("karim", f"escalade {told(desk)} {text}"),
    "reply": lambda desk, text: desk.types("ines", f"répondre {taken(desk)} {text}"),
    "wait": lambda desk, text: desk.types("ines", f"attendre {taken(desk)} {text}"),
    "rating": lambda desk, text: desk.types("karim", f"noter {done(desk)} 2 {text}"),
    "reopened": lambda desk, text: desk.types("karim", f"rouvrir {done(desk)} {text}"),
    "correction": lambda desk, text: desk.types("karim", f"corriger {told(desk)} {text}"),
}


@pytest.fixture
def desk_url(sqlite_desk_url: str) -> str:
    """What is kept of a text is decided before any database: one kind tells it."""
    return sqlite_desk_url


def taxi(desk: Story) -> Wrote:
    return desk.says("karim", "#lyon", "il me faudrait un taxi jeudi à 9h pour la gare")


def told(desk: Story) -> str:
    taxi(desk)
    return "LYO-1"


def in_triage(desk: Story) -> Shown:
    return desk.card(told(desk), "#desk")


def taken(desk: Story) -> str:
    desk.types("ines", f"prendre {told(desk)}")
    return "LYO-1"


def done(desk: Story) -> str:
    desk.types("ines", f"fait {taken(desk)}")
    return "LYO-1"


def kept(desk: Story) -> str:
    """All that stands in the database, but for the charter."""
    found = []
    with desk.database.engine.connect() as connection:
        for table in SQLModel.metadata.sorted_tables:
            if table.name != "charter_version":
                found += [repr(tuple(row)) for row in connection.execute(select(table))]
    return "\n".join(found)


def shown_by_desk(desk: Story, who: str) -> str:
    """All that the desk shows somebody, whatever they or others wrote themselves."""
    rooms = "".join(desk.by_desk(where) for where in CHANNELS if where != "#alertes")
    return rooms + desk.by_desk(f"@{who}") + desk.whispered(who) + desk.opens_home(who)


@pytest.mark.parametrize("way", WAYS)
def test_a_diagnosis_is_kept_nowhere(desk: Story, way: str) -> None:
    with capture_logs() as logs:
        WAYS[way](desk, ILL)
    everything = kept(desk) + str(logs) + "".join(shown_by_desk(desk, each) for each in OTHERS)
    assert "pression" not in everything
    author = "ines" if way in ("triage", "reply", "wait") else "karim"
    assert "ni le nom de la maladie" in desk.sees(author)


@pytest.mark.parametrize("way", WAYS)
def test_a_report_becomes_nothing_and_is_told_to_nobody(desk: Story, way: str) -> None:
    with capture_logs() as logs:
        WAYS[way](desk, REPORT)
    everything = kept(desk) + str(logs) + "".join(shown_by_desk(desk, each) for each in OTHERS if each != "ines")
    for word in ("harc", "signalement", "whistle"):
        assert word not in everything
    author = "ines" if way in ("triage", "reply", "wait") else "karim"
    assert "aucune demande n’est créée" in desk.sees(author)
    assert len(desk.requests()) <= 1


def test_a_need_is_taken_without_the_detail(desk: Story) -> None:
    asked = desk.says("karim", "#lyon", ILL)
    offer = desk.last("@karim", "sensitive_offer")
    assert "mon arrêt de travail est […], du 3 au 7 décembre" in str(offer)
    assert "ni le nom de la maladie" in str(offer)
    assert "Nadia Benali, ou la médecine du travail" in str(offer)
    assert str(offer).count("appui long") == 1
    assert desk.by_desk("@karim").count("pensez à le supprimer") == 1
    desk.presses("karim", offer, "confide")
    request = desk.request("LYO-1")
    assert (request.level, desk.words(request)) == (
        Level.CONFIDENTIAL,
        "mon arrêt de travail est […], du 3 au 7 décembre",
    )
    assert asked.message.signs == []
    desk.edits(asked, f"{ILL}, et le 10")
    assert "pression" not in kept(desk)


@pytest.mark.parametrize(
    ("text", "told", "absent"),
    [
        ("mon chef me harcèle tous les jours", "à Nadia Benali, qui reçoit les signalements", "jamais"),
        ("un collègue m'a touché les fesses", "au Défenseur des droits", "jamais"),
        ("Nadia Benali me harcèle tous les jours", "à la médecine du travail", "reçoit les signalements"),
        ("mon salaire n'est pas arrivé", "Le confier à", "Défenseur"),
    ],
)
def test_who_endures_something_is_told_where_else_to_turn(desk: Story, text: str, told: str, absent: str) -> None:
    desk.says("karim", "#lyon", text)
    offer = str(desk.last("@karim", "sensitive_offer"))
    assert told in offer
    assert absent not in offer
    assert all("fenseur" not in shown_by_desk(desk, each) for each in OTHERS)


def test_what_an_illness_was_cut_out_of_is_confidential_by_a_form_too(desk: Story) -> None:
    text = "fauteuil adapté, jai une polyarthrite, svp"
    desk.sends("karim", desk.types("karim", "nouvelle"), text=text, site="lyon")
    request = desk.request("LYO-1")
    assert (request.level, desk.words(request)) == (Level.CONFIDENTIAL, "fauteuil adapté, […], svp")
    assert "[…]" not in desk.by_desk("#desk") + desk.by_desk("#lyon")


def test_a_word_beside_a_score_goes_with_nothing_that_an_illness_was_cut_out_of(desk: Story) -> None:
    reply = desk.types("karim", f"noter {done(desk)} 2 livré en retard, et claire est alcoolique")
    assert desk.text(reply).count("livré en retard") == 1
    sent = desk.sends(
        "karim", desk.types("karim", "noter LYO-1"), score="3", comment="livré tard, claire est alcoolique"
    )
    assert "semble personnel" in desk.text(sent)
    everything = kept(desk)
    assert "livré" not in everything
    assert "alcoolique" not in everything


def test_a_union_is_cut_out_of_an_ordinary_request(desk: Story) -> None:
    desk.says("karim", "#lyon", "je suis délégué CGT et il me faut une salle jeudi à 14h à Lyon")
    request = desk.request("LYO-1")
    assert (request.level, desk.words(request)) == (Level.STANDARD, "[…] et il me faut une salle jeudi à 14h à Lyon")
    assert "appartenance à un syndicat" in desk.by_desk("@karim")
    assert "CGT" not in desk.by_desk("#desk") + desk.by_desk("#lyon") + kept(desk)


def test_ordinary_needs_of_the_same_words_are_taken_as_they_are(desk: Story) -> None:
    for number, text in enumerate(
        ("il faudrait réserver une salle pour le CSE jeudi à 14h à Lyon", "je voudrais signaler une fuite d'eau à Lyon")
    ):
        desk.says("karim", "@", text)
        desk.later(minutes=20)
        assert desk.words(desk.requests()[number]) == text


def test_a_medical_document_is_not_kept(desk: Story) -> None:
    scan, note = FileSeen(name="compte-rendu IRM.pdf"), FileSeen(name="arret-maladie.pdf")
    desk.says("karim", "#lyon", "voici pour mon arrêt de travail du 3 au 7", files=(scan, note))
    offer = desk.last("@karim", "sensitive_offer")
    assert "arret-maladie.pdf" in str(offer)
    assert "IRM" not in str(offer) + kept(desk)
    desk.says("karim", "@", "", files=(scan,))
    assert "document médical" in str(desk.last("@karim", "notice"))
    assert "IRM" not in kept(desk)


def test_what_was_typed_is_in_the_answer_and_in_nothing_that_is_stored(desk: Story) -> None:
    reply = desk.types("karim", f"nouvelle {REPORT}")
    assert isinstance(reply, Say)
    assert REPORT in desk.text(reply)
    assert "harc" not in kept(desk)
    form = desk.types("karim", "nouvelle")
    sent = desk.sends("karim", form, text=f"une salle jeudi à Lyon\n{ILL}")
    assert ILL in desk.text(sent)
    assert "pression" not in kept(desk)
    assert "dépression" not in reply.model_dump_json() + sent.model_dump_json()


def test_a_repeated_act_gives_back_what_was_typed_again(desk: Story) -> None:
    where = events.Where(platform="slack", conversation="C0LYON")
    given = events.CommandGiven(
        key=desk.key(), at=desk.clock.now(), who=desk.who("karim"), where=where, command="desk", text=REPORT
    )
    for _ in range(2):
        assert REPORT in desk.text(desk.submit(given))


@pytest.mark.parametrize("text", [ILL, REPORT])
def test_what_waits_or_fails_is_kept_without_it(desk: Story, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    where = events.Where(platform="slack", conversation="C0LYON")
    stranger = events.Who(platform="slack", team="T1", user="nobody-yet")
    posted = {"who": stranger, "where": where, "ts": "17.5", "text": text, "mentions_desk": True}
    answered(desk.door.submit(events.MessagePosted(key=desk.key(), at=desk.clock.now(), **posted)))
    waiting = [row for row in desk.rows(Inbox) if row.state is InboxState.WAITING]
    assert len(waiting) == 1
    stored = desk.read(lambda unit: unit.need(Inbox, waiting[0].id).body) or ""
    for word in ("pression", "harc", "whistle", "health"):
        assert word not in stored + kept(desk)
    profile = events.Profile(who=stranger, name="Zoé Neuve", email="zoe.neuve@ateliers-durance.example")
    desk.submit(events.PeopleSeen(key=desk.key(), at=desk.clock.now(), profiles=(profile,)))
    assert "Je n’ai pas gardé une partie de votre texte" in desk.by_desk("@nobody-yet")
    assert "pression" not in kept(desk)
    assert "harc" not in kept(desk)


def test_somebody_elses_report_is_raised_by_nobody(desk: Story) -> None:
    written = desk.wrote("lea", "#general", REPORT)
    before = {who: shown_by_desk(desk, who) for who in ("nadia", "ines", "coralie")}
    desk.reacts("karim", written, "ticket")
    assert desk.requests() == []
    assert {who: shown_by_desk(desk, who) for who in before} == before
    assert "harc" not in kept(desk)
    assert "aucune demande n’est créée" in desk.by_desk("@lea")
    assert "signalement" not in desk.sees("karim")


def test_whoever_is_trusted_with_it_is_not_sent_to_themselves(desk: Story) -> None:
    desk.says("nadia", "@", "je suis séropositive, il me faut un taxi jeudi")
    assert "Nadia Benali, ou la médecine" not in desk.by_desk("@nadia")


def test_a_report_where_the_desk_does_not_listen_is_none_of_its_business(desk: Story) -> None:
    desk.says("karim", "#general", REPORT)
    assert desk.by_desk("@karim") == ""


def test_an_offer_of_the_desk_stays_its_authors_to_answer(desk: Story) -> None:
    desk.says("karim", "#lyon", ILL)
    card = desk.last("@karim", "sensitive_offer").card
    refusal = next(value for act, value in buttons(card) if act == "not_private") if card else ""
    for other in OTHERS:
        desk.forges(other, "not_private", refusal)
        desk.forges(other, "show_all", refusal)
        desk.forges(other, "confide", refusal)
    assert desk.requests() == []
    assert desk.by_desk("#desk") + desk.by_desk("#lyon") == ""
