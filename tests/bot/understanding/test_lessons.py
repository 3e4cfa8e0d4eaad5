"""What corrections teach: a little at first, for good when requests agree, and never a name, a number or a date."""

from __future__ import annotations

from itertools import count

import pytest

from bot.understanding import read
from bot.understanding.lessons import LITTLE, Correction, Taught, learned_from, stems_in, taught_by
from tests.bot.understanding.contexts import charter, context

_IDS = count(1)
KAKEMONO = ("il faudrait un kakemono pour le salon", "kakemono à refaire svp", "où en est le kakemono ?")
UNSAID = "deux kakemonos"


def moved(text: str, to: str | None, read_as: str | None = None, language: str = "fr", *names: str) -> Correction:
    return Correction(next(_IDS), text, language, read_as, to, names)


def learned(*corrections: Correction, **forgotten: int) -> tuple[Taught, ...]:
    return taught_by(corrections, forgotten, charter(), ["Inès Caron"])


def words(*corrections: Correction) -> set[str]:
    return {each.word for each in learned(*corrections)}


def service(text: str, *corrections: Correction, language: str = "fr") -> str | None:
    return read(text, context(language=language), learned_from(learned(*corrections))).service.value


def test_two_requests_that_agree_teach_a_word_that_nobody_knew() -> None:
    assert service(UNSAID) is None
    assert service(UNSAID, moved(KAKEMONO[0], "office")) is None
    assert service(UNSAID, *(moved(each, "office") for each in KAKEMONO[:2])) == "office"


def test_one_request_never_outweighs_what_the_charter_says() -> None:
    """All the words of one request together weigh less than one of the charter's."""
    long = moved("badge imprimante courrier coursier cafetière", "meetings", "office")
    assert sum(term.weight for each in learned(long) for term in each.terms if term.weight > 0) == pytest.approx(LITTLE)
    assert all(term.weight > 0 for each in learned(long) for term in each.terms)
    for text in ("mon badge", "une imprimante", "un coursier"):
        assert service(text, long) == service(text) == "office"


def test_two_or_three_requests_move_a_word_of_the_office_for_good() -> None:
    asked = ("mon badge est mort", "refaire un badge", "nouveau badge svp", "badge perdu")
    known = [moved(each, "reporting", "office") for each in asked]
    assert service("il me faut un badge", *known[:1]) == "office"
    assert service("il me faut un badge", *known[:3]) == "reporting"
    assert learned(*known[:3])[0].service == "reporting"


def test_the_newest_wins_of_as_many_and_what_contradicts_itself_cancels_out() -> None:
    first, second, third = KAKEMONO
    both = (moved(first, "office"), moved(second, "office"), moved(third, "meetings"), moved(first, "meetings"))
    assert service(UNSAID, *both) == "meetings"
    there = (moved(first, "office"), moved(second, "office"))
    back = (moved(first, "meetings", "office"), moved(second, "meetings", "office"))
    assert service(UNSAID, *there, *back) == "meetings"
    gone = (moved(third, None, "office"), moved(first, None, "office"))
    assert service(UNSAID, *there, *gone) is None
    assert learned(*there, *gone) == ()


def test_half_of_those_who_say_a_word_must_agree() -> None:
    """Two more said one thing than another, and most said neither."""
    wanted = [moved(KAKEMONO[0], "office"), moved(KAKEMONO[1], "office")]
    others = [moved(KAKEMONO[2], each) for each in ("meetings", "travel", "reporting")]
    assert service(UNSAID, *wanted, *others[:2]) == "office"
    assert service(UNSAID, *wanted, *others) is None


def test_a_request_moved_back_teaches_nothing() -> None:
    assert learned(moved("mon badge est mort", "office", "office")) == ()


@pytest.mark.parametrize(
    "text",
    [
        "le colis de Dupont, voir avec Martin",
        "pour M. dupont et Mme martin, merci Inès",
        "LYO-42, dossier A320 n° 2024-118 et lot_12",
        "jeudi 12 décembre vers 14h, ou la semaine prochaine au plus tard",
        "écrire à camille@exemple.fr, cf. https://intranet.exemple/camille",
        "@camille @Zoé #lyon-desk",
        "bonjour, merci d'avance, cordialement, Lyon Strasbourg Aix",
        "Karim Diallo",
        "diallo, lyon et aix, avec caron",
        "pouvez-vous faire le nécessaire pour mon équipe avant midi svp",
    ],
)
def test_no_name_number_date_address_or_place_is_learned(text: str) -> None:
    twice = [moved(text, "office", None, "fr", "Karim Diallo") for _ in range(3)]
    assert words(*twice) <= {"colis", "dossier", "lot"}


def test_a_word_that_only_one_person_wrote_is_not_learned() -> None:
    """Somebody's own word stands in one request; what the office says is known."""
    assert words(moved("le zzyzx de mon badge", "reporting")) == {"badge"}
    assert words(moved("zzyzx", "office"), moved("encore zzyzx", "office")) == {"zzyzx"}
    assert words(moved("zzyzx", "office"), moved("encore zzyzx", "travel")) == set()


def test_where_some_words_speak_for_it_already_the_others_are_left_alone() -> None:
    three = [moved(f"la facture du train {place}", "invoicing", "travel") for place in ("a", "b", "c")]
    (facture,) = learned(*three)
    assert [(term.stem, term.value, term.weight) for term in facture.terms] == [("factur", "invoicing", 4.0)]
    assert service("un train pour Paris", *three) == "travel"


def test_the_words_of_the_language_that_it_was_written_in() -> None:
    """Both stems of a word say one thing once: « imprimante » is « imprim » in French, « imprimant » in English."""
    known = [moved(each, "reporting", "office") for each in ("imprimante", "l'imprimante", "une imprimante")]
    (taught,) = learned(*known)
    assert [term.weight for term in taught.terms] == [4.0, -4.0]
    assert service("l'imprimante", *known) == "reporting"
    english = [moved(each, "reporting", "office", "en") for each in ("the printer", "a printer", "printers")]
    assert service("the printer is jammed", *english, language="en") == "reporting"


def test_what_is_forgotten_teaches_no_longer_and_a_later_correction_may() -> None:
    known = [moved(each, "office") for each in KAKEMONO[:2]]
    assert learned(*known, kakemono=known[-1].id) == ()
    later = [moved("kakemono", "office"), moved("le kakemono", "office")]
    again = learned(*known, *later, kakemono=known[-1].id)
    assert [each.corrections for each in again] == [(later[1].id, later[0].id)]


def test_a_service_that_is_no_longer_listed_is_taught_nothing() -> None:
    assert learned(*(moved(each, "gone") for each in KAKEMONO)) == ()
    known = [moved(each, "gone") for each in KAKEMONO] + [moved(each, "office", "gone") for each in KAKEMONO[:2]]
    assert [term.value for each in learned(*known) for term in each.terms] == ["office"]


def test_a_word_is_shown_as_people_write_it() -> None:
    assert words(moved("Cafetière en panne, carte SNCF perdue", "reporting")) >= {"cafetière", "SNCF"}


def test_a_word_that_was_learned_is_among_those_that_say_why() -> None:
    known = learned_from(learned(*(moved(each, "office") for each in KAKEMONO)))
    reading = read("le kakemono du badge", context(), known)
    assert set(reading.service.words) == {"kakemono", "badge"}
    against = learned_from(learned(*(moved(each, "reporting", "office") for each in ("badge", "un badge", "badges"))))
    assert read("imprimante, courrier et badge", context(), against).service.words == ("imprimante", "courrier")
    assert "kakemonos" in stems_in(UNSAID).values()
