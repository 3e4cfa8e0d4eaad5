"""What cannot wait, said without the word or with the word typed wrong; and what only looks so, word for word."""

from __future__ import annotations

import pytest

from bot.understanding import read
from tests.bot.understanding.contexts import context

CANNOT_WAIT = (
    "urgnet il me faut un badge",
    "c urgetn besoin d'une salle",
    "URGANT badge perdu svp",
    "besoin dun taxi au + vite",
    "tt de suite svp le contrat",
    "je suis devant et ça n'ouvre pas, quelqu'un peut venir ?",
    "je suis devant le portail, mon badge ne passe pas",
    "on est bloqués dehors, qui a la clé ?",
    "le fournisseur est au quai avec 3 palettes et personne pour signer",
    "la salle est pour tout à l'heure, c'est pour tout à l'heure !",
    "mon train part dans 1h et je n'ai pas de billet, vous pouvez m'en prendre un ?",
    "la prod est à l'arrêt, il manque le rouleau",
    "y a de l'eau qui coule du plafond sur les dossiers",
    "le tableau électrique fume",
    "i'm at the gate and my badge doesn't work, can someone come",
    "the tills are down, customers are queueing, who can help",
    "there is water dripping through the ceiling in room 3",
    "visitors standing outside for 20 min, can someone open",
    "train leaves in an hour and I've no ticket, please book one",
    "our delivery driver is at the dock and nobody is there to sign, please send someone",
    "we can't lock the shop, the shutter is stuck and it's 8 pm",
    "please fix the server, everyone is locked out",
    "smoke coming out of the printer, who do I call",
    "imediatement svp, une copie du bail",
    "les candidats sont debout dans le couloir, il faut une salle",
    "un enfant est coincé dans les toilettes, qui a la clé ?",
    "mon taxi n'est pas là, je suis sur le trottoir devant l'hôtel, rappelez-les svp",
)
CAN_WAIT = (
    "je suis à l'accueil jusqu'à 17h si besoin, quelqu'un peut passer prendre le courrier ?",
    "il faudrait une salle d'attente plus grande pour les visiteurs",
    "l'imprimante du 2e est en panne, pouvez-vous appeler le dépanneur ?",
    "le portail reste parfois bloqué, pouvez-vous demander un devis ?",
    "je serai devant l'hôtel mardi à 9h, pouvez-vous prévenir le taxi ?",
    "pouvez-vous commander un détecteur de gaz pour le labo",
    "trois nuits de suite à Lyon, hôtel svp",
    "j'ai perdu mon badge la semaine dernière, il m'en faut un autre",
    "le site web est à refaire, il faut trouver une agence",
    "mon train de mars a été annulé, comment se faire rembourser ?",
    "on attend 12 personnes à l'accueil jeudi, prévoyez des badges",
    "réserver une salle pour 20 personnes assises en U",
    "il est 10h sur l'invitation, mettez 11h svp",
    "il faudrait une affiche pour la chambre froide",
    "merci de bloquer le parking visiteurs pour jeudi",
    "le client sera à l'accueil mardi, pouvez-vous lui faire un badge ?",
    "le magasin ferme à midi samedi, mettez-le sur l'affiche svp",
    "je ne peux pas ouvrir le fichier joint, pouvez-vous le renvoyer ?",
    "ma lampe de bureau ne marche plus, il m'en faut une autre",
    "il manque un code sur la facture, pouvez-vous voir ?",
    "on est coincés pour les dates, proposez mardi ou jeudi svp",
    "j'ai un mauvais numéro pour le plombier, vous avez le bon ?",
    "le tableau blanc de la salle est cassé, à remplacer",
    "saumon fumé pour le cocktail de jeudi, 30 personnes",
    "réservez un taxi pour l'aéroport lundi, je suis à l'hôtel Mercure",
    "mon ordinateur est mort, je voudrais en commander un autre",
    "I'm at the Lyon office on Monday, could you book me a desk",
    "the coffee machine is broken, could someone call the supplier",
    "need a room for 20 people sitting in a U",
    "please order a gas detector for the lab",
    "could you print the signs for the emergency exit",
    "we need chairs at the front desk",
    "the customer desk is dirty, could someone clean it",
    "my flight in March was cancelled, how do I get refunded",
    "please book the 20 minute slot with Marc",
    "the website needs a new photo of the team",
    "please close the ticket LYO-3 and open another",
    "could you order a charger, mine is dead",
    "I lost my badge last week, please make another",
    "the visitor list for Thursday has the wrong name, please fix",
    "could you move the line 3 meeting to Tuesday",
    "can you book a cab for our guest, he's at the Mercure hotel on Monday",
    "water cooler: please order 10 bottles",
    "could you update the closing hours, we close at noon on Saturdays",
    "please stop the subscription to Le Monde",
    "je pars dans 2 semaines, il me faut un hotel",
    "il faut changer les piles de l'alarme",
    "the alarm code changed, could you print the new one",
    "merci de réserver pour le client japonais en face de la gare",
    "pouvez-vous arrêter le virement mensuel à la fin de l'année",
    "it's 3 pm for the call, please update the invite",
    "livraison lundi sur le quai 3, prévoyez quelqu'un svp",
    "on n'imprime plus rien en couleur, commandez du papier blanc",
    "le veilleur n'ouvre pas le dimanche, notez-le svp",
    "réparer le store de la salle Rhône pas urgant",
    "pa urgent mais il faudrait des stylos",
    "qd vs pouvez une chaise",
    "rien durgent, une ramette svp",
    "quand tu pe, imprime moi ça",
    "il me faut de l'argent liquide pour le pot",
    "le régent du château attend sa facture",
)
FAILS = "mon badge ne marche pas"
STRANDED = "je suis devant le portail"


@pytest.mark.parametrize("text", CANNOT_WAIT)
def test_what_cannot_wait_is_urgent(text: str) -> None:
    assert read(text, context(language=None, channel_site="lyon")).urgent.value


@pytest.mark.parametrize("text", CAN_WAIT)
def test_what_is_told_in_the_same_words_is_not(text: str) -> None:
    assert not read(text, context(language=None, channel_site="lyon")).urgent.value


@pytest.mark.parametrize(
    ("text", "urgent"),
    [
        (f"{FAILS}, pouvez-vous le changer ?", False),
        (f"{STRANDED}, pouvez-vous le repeindre ?", False),
        (f"{STRANDED}, {FAILS}, pouvez-vous venir ?", True),
        (f"{FAILS} et j'ai un client à 14h, pouvez-vous le changer ?", True),
        (f"{FAILS} et j'ai un client jeudi à 14h, pouvez-vous le changer ?", False),
        (f"{STRANDED}, {FAILS}, pouvez-vous venir ? rien d'urgent", False),
    ],
)
def test_what_fails_is_urgent_where_it_strands_somebody_or_an_hour_is_near(text: str, urgent: bool) -> None:
    assert read(text, context()).urgent.value is urgent
