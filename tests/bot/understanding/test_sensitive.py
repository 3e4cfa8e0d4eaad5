"""What is private without the words of human resources, and the words of what is private said of something else."""

from __future__ import annotations

import pytest

from bot.reading import is_private
from bot.understanding import read
from tests.bot.understanding.contexts import charter, context

PRIVATE = (
    "mon tuteur me touche les cheveux tout le temps",
    "mon formateur me fait des remarques sur ma tenue",
    "mon collègue est arrivé ivre ce matin, il conduit le chariot",
    "il vient bourré au travail",
    "je n'ose plus venir au bureau",
    "j'ose rien dire à personne",
    "I don't dare speak to anyone",
    "je ne veux plus être seule avec lui dans un bureau",
    "I don't want to be alone with him again",
    "please don't leave me alone in the office with him",
    "mon chef a installé une caméra au-dessus de mon poste",
    "my boss put a camera in front of my chair",
    "somebody wrote something awful on my locker",
    "quelqu'un a écrit des horreurs sur mon casier",
    "ma cheffe m'envoie des textos, mon chef des messages la nuit",
    "I get messages from my manager at night, please help",
    "le nouveau a un casier judiciaire",
    "the new guy has a criminal record",
    "a colleague steals from the till",
    "quelqu'un vole dans la caisse",
    "is the warning still on my record",
    "peut-on retirer l'avertissement de mon dossier, le blâme sur mon dossier",
    "je passe au tribunal jeudi, décalez ma réunion",
    "rdv à l'hôpital jeudi, annulez mon train",
    "je suis allergique au gluten, c'est une maladie",
    "mon fils est allergique aux arachides, il est à l'hôpital",
    "je dois passer à la pharmacie pour mon traitement",
    "my wife is dying, cancel my train",
    "ma mère est enterrée jeudi",
    "funeral of my father on Friday, please cancel my room",
    "je fais une dépression, il faut annuler ma semaine",
    "je subis un harcèlement téléphonique de mon chef",
    "je pars à la retraite en mars, il me faut mon dossier",
    "il m'attend à la sortie tous les soirs",
    "un accident hier, je suis à l'hôpital",
    "the school called, my kid is sick, cancel my taxi",
    "je suis épuisée, je ne peux plus travailler avec elle",
    "mon contrat n'est pas renouvelé, que faire ?",
    "je voudrais poser mes congés, ma mère est malade",
    "my salary is wrong, who can help",
    "there is a conflict with my manager about dates",
    "mon délégué syndical doit me voir, réservez une salle",
    "we are cutting headcount, prepare the letters",
    "I was sick, my father died",
)
OF_THE_OFFICE = (
    "pouvez-vous envoyer le devis à la clinique du Parc",
    "on a signé le marché de la clinique, bravo à tous",
    "plateaux repas jeudi, un végétarien et une personne allergique aux noix",
    "buffet pour 20, deux personnes allergiques au gluten",
    "lunch for ten, someone is allergic to nuts",
    "RAS de notre côté, merci",
    "un taxi près du tribunal jeudi 9h",
    "deux places de parking devant le tribunal svp",
    "nettoyer le local syndical svp",
    "afficher la note sur le panneau syndical",
    "il faut réparer le rideau de la pharmacie",
    "le projet est enterré, supprimez la réunion de jeudi",
    "le client m'attend à 9h, réservez un taxi",
    "on m'attend chez Suez jeudi, il faut une voiture",
    "alerte météo, dépression prévue mardi, rentrez le mobilier",
    "deep depression forecast on Friday, please secure the tents",
    "harcèlement commercial d'un fournisseur, bloquez son numéro",
    "Paul part en retraite, il faut une salle pour le pot",
    "drinks for Léa's retirement on Friday, book a room",
    "365 jours sans accident, commandez un gâteau",
    "commander 3 bouteilles d'oxygène médical",
    "préavis du bail au 1er mars, à noter svp",
    "the plants are dying, could someone water them",
    "the server is sick again, call the supplier",
    "the link is dead, please send another",
    "le lien est mort, pouvez-vous le renvoyer",
    "the old number is dead, update the website please",
    "someone parked on the ambulance bay, please have the car moved",
    "the gate of the nursery is jammed, call a locksmith",
    "there is a mistake in the overtime sheet, cell F2",
    "salary survey by Hays, please fill in the number of sites",
    "dispute it please, the invoice is wrong",
    "conflict of dates on Friday, please move the meeting",
    "the tap came off in my hand, call a plumber",
    "we can't stop the leak, call a plumber",
    "clean the smoking shelter please",
    "headcount of the seminar: 25, book the room",
    "copie du contrat avec Dalkia svp",
    "resend the contract to Suez please",
    "le stagiaire arrive quand ? il faut un badge",
    "où est le fichier des congés ?",
    "absences chart for the works meeting please",
)
PAPERS = (
    ("où est le fichier des congés ?", False),
    ("où est le fichier de mes congés ?", True),
    ("copie du contrat svp", False),
    ("copie de mon contrat svp", True),
    ("absences chart for the works meeting please", False),
    ("my absences chart please", True),
)


@pytest.mark.parametrize("text", PRIVATE)
def test_what_is_private_is_held(text: str) -> None:
    assert is_private(charter(), read(text, context(language=None, channel_site="lyon")))


@pytest.mark.parametrize("text", OF_THE_OFFICE)
def test_what_the_same_words_name_in_an_office_is_not_sensitive(text: str) -> None:
    assert not read(text, context(language=None, channel_site="lyon")).sensitive.value


@pytest.mark.parametrize(("text", "sensitive"), PAPERS)
def test_papers_of_the_staff_are_sensitive_where_they_are_somebodys_own(text: str, sensitive: bool) -> None:
    assert read(text, context(language=None)).sensitive.value is sensitive
