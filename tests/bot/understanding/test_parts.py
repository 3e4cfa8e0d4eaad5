"""Part by part: sites, services and what was learned, urgency, sensitivity, language, money."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bot.charter import Charter, parse
from bot.understanding import Context, Learned, LearnedTerm, Money, RequestKind, read
from bot.understanding.service import stems_of
from bot.understanding.text import fold
from tests.bot.understanding.contexts import charter, context


@pytest.mark.parametrize(
    ("text", "site"),
    [
        ("un train pour Lyon jeudi", "aix"),
        ("chambre d'hôtel à Strasbourg lundi", "aix"),
        ("c'est pour Stras, il faudrait 3 chaises", "strasbourg"),
        ("réserver une salle à Lyon", "lyon"),
        ("réserver une salle à La Réunion jeudi", "reunion"),
        ("on a besoin de papier au siège", "aix"),
        ("un badge pour M. Lyon", "aix"),
        ("un coursier rue de Strasbourg", "aix"),
        ("organiser une réunion jeudi", "aix"),
        ("le siège du conducteur est cassé", "aix"),
        ("pour l'agence de La Réunion : deux écrans", "reunion"),
        ("visio avec Lyon demain 10h", "aix"),
        ("salle Lyon réservée deux fois", "aix"),
        ("fournitures à livrer dans le 69", "lyon"),
        ("facture de 69 € à payer", "aix"),
        ("we need two chairs at the Lyon office", "lyon"),
        ("flight to Lyon on Monday", "aix"),
    ],
)
def test_the_site_it_is_for_not_the_one_it_mentions(text: str, site: str) -> None:
    assert read(text, context(channel_site="aix", author_site="strasbourg")).site.value == site


def test_message_then_channel_then_person_then_nothing() -> None:
    text = "il me faut un badge"
    assert read(text, context(channel_site="lyon", author_site="aix")).site.value == "lyon"
    assert read(text, context(author_site="aix")).site.value == "aix"
    nothing = read(text, context()).site
    assert nothing.value is None
    assert nothing.certainty == 0.0


@pytest.mark.parametrize(
    ("text", "service"),
    [
        ("billet SNCF et hébergement pour deux", "travel"),
        ("bon de commande à faire pour l'imprimeur", "invoicing"),
        ("note de frais de taxi", "expenses"),
        ("I need a purchase order", "invoicing"),
        ("expense report for the hotel", "expenses"),
        ("le vol de mon badge", "office"),
        ("l'imprimente est en panne", "office"),
        ("quelle belle journée", None),
        ("je n'arrive plus à me connecter au VPN", None),
        ("URGENT plus d'internet en salle Rhône", None),
        ("le projecteur de la salle Rhône est mort", "office"),
        ("vidéoprojecteur salle Rhône HS", "office"),
        ("the projector in the boardroom is dead", "office"),
        ("il faut un projecteur en salle Rhône jeudi", "meetings"),
        ("j'ai un rdv demain à 9h chez un client. Il me faudrait une voiture", "travel"),
    ],
)
def test_the_service(text: str, service: str | None) -> None:
    assert read(text, context(language=None)).service.value == service


def test_a_service_explains_itself() -> None:
    assert read("un billet de train", context()).service.words == ("train", "billet") or set(
        read("un billet de train", context()).service.words
    ) <= {"billet", "train"}


def test_what_was_learned_changes_the_service_and_is_forgotten_with_it() -> None:
    text = "il me faut un truc gaufré pour le salon"
    stem = stems_first("gaufré")
    taught = Learned((LearnedTerm("service", stem, "office", 4.0), LearnedTerm("site", stem, "lyon", 4.0)))
    assert read(text, context()).service.value is None
    reading = read(text, context(), taught)
    assert reading.service.value == "office"
    assert reading.service.words == ("gaufré",)
    unlearned = Learned((LearnedTerm("service", stems_first("train"), "travel", -10.0),))
    assert read("un train", context(), unlearned).service.value != "travel"


def stems_first(word: str) -> str:
    return stems_of(fold(word))[0]


def other_charter(*, kind: str) -> Charter:
    """The same company, whose services have names and examples of its own."""
    text = charter().source
    renamed = text.replace("{fr: Déplacements, en: Travel}", "{fr: Escapades, en: Getaways}")
    renamed = renamed.replace(
        "examples: [réserver un train, billet d'avion, chambre d'hôtel, louer une voiture, book a flight]",
        f"examples: [zeppelin]\n    {kind}",
    )
    assert renamed.count("zeppelin") == 1
    return parse(renamed)


def test_a_charters_own_words_and_kind_name_the_service() -> None:
    ours = context()

    def service(text: str, chart: Charter) -> str | None:
        return read(text, Context(chart, "fr", None, None, ours.written_at, ours.timezone)).service.value

    named, said = other_charter(kind=""), other_charter(kind="kind: travel")
    assert service("un zeppelin pour deux", named) == "travel"
    assert service("un hébergement à Lille", named) is None
    assert service("un hébergement à Lille", said) == "travel"


@pytest.mark.parametrize(
    ("text", "urgent"),
    [
        ("URGENT badge perdu", True),
        ("le client attend à l'accueil, il faut un badge", True),
        ("je suis bloqué devant la porte", True),
        ("need it asap", True),
        ("my flight was cancelled, I need another", True),
        ("rien d'urgent, une chaise svp", False),
        ("il me faut un badge, c'est pour hier !!", True),
        ("il me faut la note de frais pour le dîner d'hier", False),
        ("pas pressé, mais il faudrait du papier", False),
        ("no rush, need a chair", False),
        ("passez vite fait quand vous avez un moment, ampoule grillée", False),
        ("mettre à jour le numéro d'urgence sur l'affiche svp", False),
        ("need emergency exit signs printed", False),
        ("il faudrait une salle jeudi", False),
    ],
)
def test_urgency(text: str, urgent: bool) -> None:
    assert read(text, context(language=None)).urgent.value is urgent


@pytest.mark.parametrize(
    ("text", "sensitive"),
    [
        ("je ne peux plus travailler avec lui", True),
        ("mon arrêt maladie est prolongé", True),
        ("une question sur mon salaire", True),
        ("my manager shouts at me in meetings", True),
        ("je divorce et je dois changer mon adresse", True),
        ("conflit d'agenda mardi, décaler la réunion", False),
        ("formation sur le harcèlement : réserver une salle", False),
        ("augmentation du prix du papier, vérifier le devis", False),
        ("prime d'assurance à payer", False),
        ("commander des stylos", False),
    ],
)
def test_sensitivity(text: str, sensitive: bool) -> None:
    assert read(text, context(language=None)).sensitive.value is sensitive


def test_what_is_private_and_nothing_else_goes_to_those_trusted_with_it() -> None:
    reading = read("un collègue me harcèle, à qui en parler", context())
    assert reading.service.value == "hr_admin"
    assert reading.sensitive.certainty > 0.9


@pytest.mark.parametrize(
    "text", ["URGENT relancer le client Martin", "urgent : déplacer la réunion", "asap book a taxi"]
)
def test_an_order_is_one_after_urgent_too(text: str) -> None:
    assert read(text, context(language=None)).request.value is RequestKind.YES


def test_where_it_is_said_weighs_in_the_asking() -> None:
    text = "Merci Paul, tu peux m'envoyer le lien ?"
    assert read(text, context(mentions_other=True)).request.certainty != read(text, context()).request.certainty
    vague = "la machine du couloir"
    assert read(vague, context(direct=True)).request.value is not RequestKind.NO
    answer = "plutôt 15h"
    assert read(answer, context(thread_reply=True)).request.value is RequestKind.NO


@pytest.mark.parametrize(
    ("text", "hint", "language"),
    [
        ("Could you book a room please", "fr", "en"),
        ("Pouvez-vous réserver une salle", "en", "fr"),
        ("meeting 14h", "en", "en"),
        ("ok", None, "fr"),
    ],
)
def test_language(text: str, hint: str | None, language: str) -> None:
    assert read(text, context(language=hint)).language.value == language


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("1 250,50 €", [("1250.50", "EUR")]),
        ("budget 1.2k€", [("1200", "EUR")]),
        ("£300 and €38", [("300", "GBP"), ("38", "EUR")]),
        ("14,000 euros", [("14000", "EUR")]),
        ("2 x 450 €", [("900", "EUR")]),
        ("deux billets, 3×£120.50 puis 2 fois 80 euros", [("361.50", "GBP"), ("160", "EUR")]),
        ("salle 1920x 1 080 €, 0 x 500 €", [("1080", "EUR"), ("500", "EUR")]),
        ("facture 2024-118, 3 personnes, salle 12", []),
    ],
)
def test_money(text: str, amounts: list[tuple[str, str]]) -> None:
    assert read(text, context()).amounts.value == tuple(Money(Decimal(value), unit) for value, unit in amounts)
