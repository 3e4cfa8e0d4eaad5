"""Forms: accepted once, from their own person, in their time; what is wrong is said in place, nothing typed is lost."""

from __future__ import annotations

import pytest

from bot.cards import CloseForm, FieldErrors, ReplaceForm, Reply
from bot.events import FormSubmitted
from bot.forms import as_typed
from bot.talk import Talk
from storage.tables import Form, Inbox, Level, Outbox, State
from tests.bot.desk_harness import Story
from tests.bot.desk_sights import buttons, form_of

TRAIN = "il me faudrait un train pour Paris jeudi matin"
GONE = "Ce formulaire n’est plus valable."


def test_a_form_sent_twice_asks_once(desk: Story) -> None:
    form = desk.types("karim", "nouvelle un badge pour un visiteur")
    first = desk.sends("karim", form, site="lyon")
    second = desk.sends("karim", form, site="lyon")
    assert isinstance(first, CloseForm)
    assert second == CloseForm()
    assert len(desk.requests()) == 1


def test_a_form_is_its_persons(desk: Story) -> None:
    form = desk.types("karim", "nouvelle un badge pour un visiteur")
    for who in ("lea", "ines", "tom"):
        assert GONE in desk.text(desk.sends(who, form, site="lyon"))
    for invented in ("", "x" * 500, "' OR 1=1 --", "1"):
        assert GONE in desk.text(desk.sends("karim", invented, text="un badge", site="lyon"))
    assert desk.requests() == []


def test_a_form_of_another_purpose_cannot_be_sent(desk: Story) -> None:
    desk.types("karim", "relier")
    (code,) = desk.rows(Form)
    assert GONE in desk.text(desk.sends("karim", code.id, text="un badge"))


def test_an_expired_form_comes_back_as_it_was_typed(desk: Story) -> None:
    form = desk.types("ines", "nouvelle")
    desk.later(hours=13)
    typed = {"text": "un taxi pour la gare", "site": "lyon", "due": "demain 9h", "person": "Karim Diallo"}
    back = desk.sends("ines", form, **typed)
    assert isinstance(back, ReplaceForm)
    assert "Ce formulaire était resté ouvert longtemps." in desk.text(back)
    values = {each.id: each.value for each in form_of(back).fields}
    assert {name: values[name] for name in typed} == typed
    assert desk.requests() == []
    assert desk.sends("ines", form, **typed) == CloseForm()
    desk.sends("ines", back)
    assert [each.ref for each in desk.requests()] == ["LYO-1"]


def test_an_expired_form_is_refused_to_who_may_not_know_any_longer(desk: Story) -> None:
    asked = desk.says("karim", "#lyon", TRAIN)
    forms = {word: desk.types("ines", f"{word} LYO-1") for word in ("confier", "transférer", "répondre", "corriger")}
    desk.edits(asked, "il me faudrait mon bulletin de paie d'octobre")
    desk.later(hours=13)
    for word, form in forms.items():
        back = desk.sends("ines", form, text="Départ 8 h 04") if word == "répondre" else desk.sends("ines", form)
        assert isinstance(back, FieldErrors), word
        assert "Nadia" not in desk.text(back, "ines")
        assert desk.text(desk.types("ines", "voir LYO-99", "@")).partition("«")[0] in desk.text(back, "ines")


def as_sent(desk: Story, who: str, form: Reply, **values: str) -> str | None:
    """A form as a platform shows it again that must show it whole; none where it shows what was answered alone."""
    event = FormSubmitted(key="", at=desk.clock.now(), who=desk.who(who), form=form_of(form).id, values=values)
    again = desk.read(lambda unit: as_typed(Talk(unit, desk.company, frozenset({"slack"}), event)))
    return desk.text(ReplaceForm(form=again), who) if again is not None else None


def test_a_form_of_what_turned_private_is_not_shown_again(desk: Story) -> None:
    asked = desk.says("karim", "#lyon", TRAIN)
    forms = {word: desk.types("ines", f"{word} LYO-1") for word in ("confier", "transférer", "répondre", "attendre")}
    forms["corriger"] = desk.types("ines", "corriger LYO-1 échéance")
    for word, form in forms.items():
        assert "LYO-1" in (as_sent(desk, "ines", form, text="Départ 8 h 04") or ""), word
    desk.edits(asked, "il me faudrait mon bulletin de paie d'octobre")
    assert desk.request("LYO-1").level is Level.CONFIDENTIAL
    assert {word: as_sent(desk, "ines", form, text="Départ") for word, form in forms.items()} == dict.fromkeys(forms)


def test_a_form_that_is_over_keeps_what_was_typed(desk: Story) -> None:
    desk.says("karim", "#lyon", TRAIN)
    form = desk.types("ines", "confier LYO-1")
    desk.types("karim", "annuler LYO-1")
    assert isinstance(desk.sends("ines", form), FieldErrors)
    assert "LYO-1" in (as_sent(desk, "ines", form) or "")


def test_an_expired_reply_is_not_lost(desk: Story) -> None:
    desk.says("karim", "#lyon", TRAIN)
    form = desk.types("ines", "répondre LYO-1")
    desk.later(hours=13)
    back = desk.sends("ines", form, text="Départ 8 h 04")
    assert "Départ 8 h 04" in desk.text(back)
    desk.sends("ines", back)
    assert desk.by_desk("#lyon").count("Départ 8 h 04") == 1


@pytest.mark.parametrize(
    ("due", "told"),
    [
        ("31/02/2027", "« 31/02/2027 » n’existe pas."),
        ("2027-02-31", "« 2027-02-31 » n’existe pas."),
        ("le 31 février", "« le 31 février » n’existe pas."),
        ("31 April", "« 31 April » n’existe pas."),
        ("31/02 14h", "« 31/02 14h » n’existe pas."),
        ("99/99", "« 99/99 » n’existe pas."),
        ("demain 25h", "« demain 25h » : cette heure n’existe pas."),
        ("jeudi 25h de préférence", "« jeudi 25h de préférence » : cette heure n’existe pas."),
        ("jeudi 25h dernier délai", "« jeudi 25h dernier délai » : cette heure n’existe pas."),
        ("12/12/26 99:99", "« 12/12/26 99:99 » : cette heure n’existe pas."),
        ("2026-12-12 24:30", "« 2026-12-12 24:30 » : cette heure n’existe pas."),
        ("jeudi à 8 h 75", "« jeudi à 8 h 75 » : cette heure n’existe pas."),
        ("tomorrow 13pm", "« tomorrow 13pm » : cette heure n’existe pas."),
        ("23/11/2026", "Cette date est passée."),
        ("hier", "Cette date est passée."),
        ("24/11/2026 8:00", "Cette date est passée."),
        ("à la saint-glinglin", "Je ne comprends pas cette date."),
        ("la semaine des quatre jeudis", "Je ne comprends pas cette date."),
        ("à la semaine des 4 jeudis à 14h", "Je ne comprends pas cette date."),
        ("quand les poules auront des dents", "Je ne comprends pas cette date."),
        ("aux calendes grecques", "Je ne comprends pas cette date."),
        ("1er janvier 1900", "Je ne comprends pas cette date."),
        ("01/01/1900", "Cette date est passée."),
        ("31/12/9999", "Cette date est trop lointaine."),
        ("9999-12-31", "Cette date est trop lointaine."),
        ("31/12/9999 23:59", "Je ne comprends pas cette date."),
        ("le 31 décembre 2099", "Cette date est trop lointaine."),
        ("␀", "Je ne comprends pas cette date."),
        ("0" * 80, "Je ne comprends pas cette date."),
    ],
)
def test_a_date_that_cannot_be_is_said_in_place(desk: Story, due: str, told: str) -> None:
    form = desk.types("karim", "nouvelle un badge pour un visiteur")
    reply = desk.sends("karim", form, site="lyon", due=due)
    assert isinstance(reply, FieldErrors)
    assert set(reply.errors) == {"due"}
    assert told in desk.text(reply)
    assert "le reste est conservé" in desk.text(reply)
    assert isinstance(desk.sends("karim", form, site="lyon", due="27/11/2026"), CloseForm)
    assert desk.request("LYO-1").due == "2026-11-27"


@pytest.mark.parametrize(
    ("due", "taken"),
    [
        ("sous 48h", "2026-11-26"),
        ("72h max", "2026-11-27"),
        ("jeudi, pour 48h", "2026-11-26"),
        ("jeudi 14h, 30h de formation", "2026-11-26T14:00:00+01:00"),
        ("jeudi 14h, 30 hours of training", "2026-11-26T14:00:00+01:00"),
        ("livraison sous 72h avant vendredi", "2026-11-27"),
        ("delivery within 72 hours by Friday", "2026-11-27"),
        ("jeudi 24h", "2026-11-26T23:59:00+01:00"),
        ("jeudi 12h", "2026-11-26T12:00:00+01:00"),
        ("27/11 14 h 30", "2026-11-27T14:30:00+01:00"),
        ("jeudi 2pm", "2026-11-26T14:00:00+01:00"),
    ],
)
def test_hours_that_can_be_or_that_last_are_taken(desk: Story, due: str, taken: str) -> None:
    form = desk.types("karim", "nouvelle un badge pour un visiteur")
    assert isinstance(desk.sends("karim", form, site="lyon", due=due), CloseForm)
    assert desk.request("LYO-1").due == taken


def test_all_that_is_wrong_is_said_at_once(desk: Story) -> None:
    form = desk.types("ines", "nouvelle")
    reply = desk.sends("ines", form, person="Zorglub", text="  ", site="mars", service="magie", due="hier")
    assert isinstance(reply, FieldErrors)
    assert set(reply.errors) == {"person", "text", "site", "service", "due"}
    assert desk.requests() == []


def test_a_date_changed_meanwhile_is_said_and_what_was_typed_stays(desk: Story) -> None:
    desk.says("karim", "#lyon", TRAIN)
    mine = desk.presses("karim", desk.card("LYO-1", "#lyon"), "correct", "due")
    theirs = desk.presses("ines", desk.card("LYO-1", "#desk").card or mine, "correct", "office")
    assert theirs is not None
    desk.sends("ines", desk.types("ines", "corriger LYO-1"), due="30/11/2026")
    back = desk.sends("karim", mine, due="27/11/2026")
    assert isinstance(back, ReplaceForm)
    assert "Inès Caron a changé l’échéance de LYO-1 entre-temps. Ce que vous avez écrit est conservé." in desk.text(
        back
    )
    assert "27/11/2026" in desk.text(back)
    assert desk.request("LYO-1").event_start == "2026-11-30"
    desk.sends("karim", back)
    assert desk.request("LYO-1").event_start == "2026-11-27"
    assert desk.request("LYO-1").service == "office"


def test_a_field_left_alone_does_not_undo_what_others_changed(desk: Story) -> None:
    desk.says("karim", "#lyon", TRAIN)
    form = desk.presses("ines", desk.card("LYO-1", "#desk"), "transfer")
    desk.presses("karim", desk.card("LYO-1", "#lyon"), "correct", "aix")
    reply = desk.sends("ines", form, service="office")
    assert isinstance(reply, CloseForm)
    request = desk.request("LYO-1")
    assert (request.service, request.site) == ("office", "aix")


def test_a_transfer_overtaken_says_by_whom(desk: Story) -> None:
    desk.says("karim", "#lyon", TRAIN)
    form = desk.presses("ines", desk.card("LYO-1", "#desk"), "transfer")
    desk.presses("karim", desk.card("LYO-1", "#lyon"), "correct", "expenses")
    back = desk.sends("ines", form, service="office", site="aix")
    assert "Karim Diallo a changé le service de LYO-1 entre-temps." in desk.text(back)
    values = {each.id: each.value for each in form_of(back).fields}
    assert values == {"service": "office", "site": "aix"}
    assert (desk.request("LYO-1").service, desk.request("LYO-1").site) == ("expenses", "lyon")
    desk.sends("ines", back)
    assert (desk.request("LYO-1").service, desk.request("LYO-1").site) == ("office", "aix")


def test_the_same_change_by_two_is_no_conflict(desk: Story) -> None:
    desk.says("karim", "#lyon", TRAIN)
    form = desk.presses("ines", desk.card("LYO-1", "#desk"), "transfer")
    desk.presses("karim", desk.card("LYO-1", "#lyon"), "correct", "office")
    assert isinstance(desk.sends("ines", form, service="office"), CloseForm)


def test_an_assignment_overtaken_by_a_claim_says_by_whom(desk: Story) -> None:
    desk.says("karim", "#lyon", TRAIN)
    form = desk.types("coralie", "confier LYO-1")
    desk.types("claire", "prendre LYO-1")
    (ines,) = desk.options(form, "person", "Inès Caron")
    back = desk.sends("coralie", form, person=ines)
    assert "Claire Morel a changé la personne en charge de LYO-1 entre-temps." in desk.text(back)
    assert desk.who_has("LYO-1") == "claire"
    desk.sends("coralie", back)
    assert desk.who_has("LYO-1") == "ines"


def test_rights_are_looked_at_when_a_form_is_sent(desk: Story) -> None:
    desk.says("karim", "#lyon", TRAIN)
    form = desk.types("ines", "répondre LYO-1")
    desk.presses("karim", desk.card("LYO-1", "#lyon"), "correct", "hr_admin")
    reply = desk.sends("ines", form, text="Bonjour Karim")
    assert isinstance(reply, FieldErrors)
    assert "Bonjour Karim" not in desk.sees("karim")
    assert desk.request("LYO-1").state is State.NEW


def test_an_empty_answer_is_not_sent(desk: Story) -> None:
    desk.says("karim", "#lyon", TRAIN)
    for word in ("répondre", "attendre"):
        form = desk.types("ines", f"{word} LYO-1")
        assert "Écrivez quelques mots." in desk.text(desk.sends("ines", form, text=" \n "))
    assert desk.request("LYO-1").responded_at is None


def test_what_is_typed_is_kept_among_words_alone(desk: Story) -> None:
    secret = "Zorglub"
    form = desk.types("karim", f"nouvelle un train pour {secret}")
    desk.types("karim", f"{secret} s'il vous plaît")
    desk.types("karim", f"voir {secret}")
    desk.sends("ines", desk.types("ines", "nouvelle"), text="un train", person=secret, site="lyon")
    desk.sends("karim", form, site="lyon", due="hier")
    assert secret not in "".join(str(each.data) for each in desk.rows(Form))
    assert secret in "".join(each.reply or "" for each in desk.rows(Inbox))
    desk.pass_by(hours=1, minutes=1)
    desk.door.sweep().result(10)
    assert secret not in "".join(each.reply or "" for each in desk.rows(Inbox))
    assert secret not in "".join(str((each.body, each.error)) for each in desk.rows(Inbox))
    assert secret not in "".join(each.payload or "" for each in desk.rows(Outbox))
    desk.sends("karim", form, site="lyon")
    assert secret in desk.words(desk.request("LYO-1"))
    assert desk.request("LYO-1").site == "lyon"


def site_field(reply: Reply) -> tuple[bool, str]:
    (field,) = [each for each in form_of(reply).fields if each.id == "site"]
    return field.required, field.value


def test_a_form_asks_for_a_site_only_where_it_must(desk: Story) -> None:
    unknown = desk.types("zoe", "nouvelle", where="@")
    assert site_field(unknown) == (True, "")
    refused = desk.text(desk.sends("zoe", unknown, text="un badge pour un visiteur"))
    assert "je ne connais pas le vôtre. Choisissez-en un de la liste." in refused
    here = desk.types("zoe", "nouvelle", where="#lyon")
    assert site_field(here) == (True, "lyon")
    desk.sends("zoe", here, text="un badge pour un visiteur")
    assert desk.requests()[-1].site == "lyon"
    desk.types("zoe", "site aix")
    assert site_field(desk.types("zoe", "nouvelle", where="#lyon")) == (False, "")
    theirs = desk.types("ines", "nouvelle")
    told = desk.text(desk.sends("ines", theirs, person="Léa Faure", text="un badge pour un visiteur"))
    assert "Je ne connais pas le site de cette personne." in told


@pytest.mark.parametrize("who", ["karim", "ines"])
def test_what_is_private_and_asked_in_a_form_says_so_to_its_author(desk: Story, who: str) -> None:
    form = desk.types(who, "nouvelle")
    text = "je suis en arrêt maladie jusqu'à lundi, il faut prévenir le gardien"
    person = {"person": "Karim Diallo"} if who == "ines" else {}
    desk.sends(who, form, text=text, site="lyon", service="office", **person)
    card = desk.card("LYO-1", "@karim")
    assert "Elle reste privée : Nadia Benali la lit, et personne d’autre." in str(card)
    assert "répond avant" in str(card), "it is promised something all the same"
    assert card.card is not None
    assert "disclose" not in [act for act, _ in buttons(card.card)]
    assert "Elle reste privée" not in str(desk.card("LYO-1", "@nadia"))
    desk.types("nadia", "prendre LYO-1")
    desk.types("nadia", "fait LYO-1")
    assert "Elle reste privée" not in str(desk.card("LYO-1", "@karim"))


def test_so_does_what_is_private_and_of_no_service(desk: Story) -> None:
    desk.sends("karim", desk.types("karim", "nouvelle"), text="je suis en arrêt maladie", site="lyon", service="other")
    assert desk.request("LYO-1").service is None
    assert "Elle reste privée : Nadia Benali la lit" in str(desk.card("LYO-1", "@karim"))


def test_what_is_ordinary_and_asked_in_a_form_says_nothing_of_it(desk: Story) -> None:
    desk.sends("karim", desk.types("karim", "nouvelle"), text="il me faut un badge", site="lyon", service="office")
    assert "privée" not in str(desk.card("LYO-1", "@karim"))


def test_a_form_sent_as_it_was_says_that_nothing_changed(desk: Story) -> None:
    desk.says("karim", "#lyon", "il me faudrait un train pour Paris jeudi matin")
    desk.types("ines", "prendre LYO-1")
    form = desk.presses("ines", desk.card("LYO-1", "#desk"), "assign")
    assert "LYO-1 : Inès Caron s’en occupe déjà" in desk.text(desk.sends("ines", form), "ines")
    form = desk.presses("ines", desk.card("LYO-1", "#desk"), "transfer")
    assert "LYO-1" in desk.text(desk.sends("ines", form), "ines")
    assert desk.history("LYO-1") == ["ask", "claim"]
