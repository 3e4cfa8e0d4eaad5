"""What only hints, in French, that something is wanted or only told: weaker than what asks outright, and added up.

A phrase is words apart: `word`, `pre*` begins so, `a|b` either, `word?` may lack, `...` up to three words between.
"""

from bot.understanding.phrases import Phrases, agreed, phrases
from bot.understanding.text import listed

_FAILS = (
    "fuit|fuient|goutte|gouttent|suinte|suintent|coule|grince|grincent|couine|couinent|claque|claquent|siffle|sifflent"
    "|vibre|vibrent|bourdonne|ronfle|crache|crachent|crachote|fume|fument|surchauffe|bipe|bippe|bipent|clignote"
    "|clignotent|disjoncte|disjonctent|plante|plantent|rame|rament|freeze|freezent|bugue|bugge|beugue|beugge|bug|bugs"
    "|bugguent|buguent|lague|laguent|patine|frotte|frottent|tremble|tremblent|penche|penchent|branle|deconne|deconnent"
    "|merde|merdent|foire|dysfonctionne|cloche|retarde|gresille|gresillent|sature|saturent|decroche|decrochent|gondole"
    "|moisit|rouille|saute|sautent|refoule|deborde|degouline|ramollit|sonne|sonnent|avale|bouffe|macule|bave|deteint"
    "|goutte|pue|puent|empeste|colle|raye|brule|chauffe|ralentit|resiste|force|pend|pendouille"
)
_ITSELF = (
    "decolle|decollent|decroche|decrochent|detache|detachent|devisse|devissent|effondre|fissure|effrite|ecaille|dechire"
    "|delite|deconnecte|deconnectent|bloque|bloquent|coince|coincent|eteint|eteignent|vide|vident|gondole|rallume"
    "|dechausse|decharge|dechargent|debranche|affaisse|desagrege|coupe|coupent|fige|figent|degrade|degradent|balade"
)
_FAILED = agreed(
    "lache saute disjoncte plante grille crame brule explose pete cede avale mange fondu bouffe claque efface supprime"
    " ecrase perdu casse rate loupe oublie egare vole fracture renverse inonde"
)
_HAS_FAILED = agreed(
    "disparu tombe casse effondre decroche decolle detache bloque coince eteint arrete coupe ecroule perdu mort efface"
    " envole evapore volatilise expire perime depasse"
)
_AMISS = agreed(
    "troue use rape fele crame pete flingue rouille bouche sature cabosse moisi deregle defonce ebreche eclate"
    " tordu devisse desaxe effiloche decousu rompu fendu brise deteriore endommage pourri perime desactive errone"
) + (
    "|defectueux|defectueuse|defectueuses|capricieux|capricieuse|poisseux|poisseuse|kaput|naze|nazes|nase|nases"
    "|illisible|illisibles|inutilisable|inutilisables|introuvable|introuvables|inaccessible|inaccessibles|injoignable"
    "|injoignables|bancal|bancale|indechiffrable|inexploitable|incomprehensible|incomprehensibles|invivable|intenable"
    "|dangereux|dangereuse|insupportable|anormal|anormale|inadmissible|inacceptable|glacial|glaciale|irrespirable"
)
_WAITS = "attend|attendent|patiente|patientent|poireaute|poireautent|impatiente|impatientent|pietine|pietinent|trepigne"
_DEMANDS = (
    "demande|demandent|redemande|redemandent|reclame|reclament|exige|exigent|impose|imposent|relance|relancent"
    "|harcele|harcelent|menace|menacent|facture|facturent|refacture|refacturent|preleve|prelevent|coupe|coupent|refuse"
    "|refusent|doit|doivent|met|mettent|bloque|bloquent"
)
_TAKEN_AWAY = agreed(
    "retire retenu enleve ponctionne sucre refuse supprime deduit preleve sabre rembourse oublie compte facture double"
    " coupe bloque demande reclame redemande relance impose conseille"
)
_DOES = (
    "faire|reserver|commander|reparer|changer|remplacer|prevoir|signer|envoyer|recuperer|deposer|obtenir|trouver|refaire"
    "|remettre|poser|declarer|justifier|remplir|rattraper|basculer|joindre|contacter|brancher|configurer|installer|activer"
    "|renouveler|payer|rendre|imprimer|demander|transmettre|passer|saisir|annuler|decaler|rembourser|caler"
    "|bloquer|ressortir|preparer|relancer|rajouter|ajouter|retrouver|debloquer|ouvrir|creer|refiler|filer|monter|livrer"
    "|finir|terminer|boucler|regler|nettoyer|verifier|controler|evacuer|trouver|scanner|classer|traduire|relire|couper"
)
_HANDLED = agreed(
    "decale deplace reporte annule reserve commande imprime envoye signe paye livre repare remplace change prevenu"
    " verifie corrige valide nettoye rendu regle traite recupere evacue debarrasse"
)
_OWN_THINGS = (
    "frais|tickets|ticket|prime|primes|solde|paie|paye|salaire|conges|rtt|heures|note|notes|avance|billet|billets|badge"
    "|mutuelle|ordi|ordinateur|pc|ecran|ecrans|clavier|souris|fauteuil|chaise|casier|telephone|portable|poste|casque|mdp"
    "|compte|acces|session|messagerie|vol|train|hotel|chambre|commande|facture|attestation|bulletin|fiche|contrat|bip"
    "|chaussures|gants|blouse|veste|tenue|imprimante|micro|voiture|chauffage|bureau|mot|carte|demenagement|rib|arret"
)
_NUMBERED = (
    "numero|code|acces|badge|bon|nouvelle|nouvelles|reponse|signature|etiquette|cle|cles|lumiere|chauffage|eau|reseau"
    "|internet|wifi|courant|clim|ecran|chaise|place|facture|commande|visa|tampon|accord"
)
_ANY_QUESTION = "est|sont|se|on|je|puis|faut|trouve|trouver|dois|deposer|envoyer|adresser|ranger|jeter|signer|mettre"

HINTS: dict[float, tuple[str, ...]] = {
    3.0: phrases(f"""
        a {_DOES}; avez|auriez|avais vous|tu un|une|des|la|le|du|encore|assez
        doit|doivent|devra|devrait|devront etre {_HANDLED}; au secours; en souffrance; a l aide; a l arret; en rade
        comment je|on|ca|faire|fait|proceder|obtenir|s|puis|declarer|poser|recuperer; ou pas|non
        pas|aucunement|rien d? urgent|presse|pressee|presses|urgence; sans urgence|se presser
        quand vous|tu pouvez|peux|pourrez|avez|aurez|as|pourras; des que possible; quand possible
        si un|une|quelqu|qqn ... peut|pouvait|passe|pourrait|veut|voulait; ame|ames charitable|charitables; bonne ame
        c est|serait|etait pour savoir|reserver|commander|demander|un|une|des
        m|nous|me {_DEMANDS}; me|nous le|la|les|lui|en? {_DOES}; m|nous en? a|ont {_TAKEN_AWAY}
        sais|savons|sait|savent plus|pas|meme ... ou|comment|qui|quel|quelle|quoi|si
        comprends|comprend|comprenons pas
        comprends|comprend|comprenons plus|rien
        ai|a|avons|aurais droit; y|ne comprends|comprend|connais rien; {agreed("perdu paume largue")} dans|avec|entre
        on m|me|nous doit; j|y attends mes|mon|ma|le|la|un|une|depuis
        attends|attend|attendons mon|ma|mes|notre|nos|depuis|toujours|encore; c est quoi le|la|les|l; c est ou|combien
        combien de|d|ca|on|je|coute|il|est|j; qui s occupe|charge; pour qui|quoi|combien on|je|c|les|le|la
        qui gere|gerent|valide|signe|paye|paie|appeler|prevenir|contacter|voir|doit|devait|traite|fait|peut|pourrait
        a|chez|vers|aupres|par|de|avec qui on|je|est|dois|faut|il|s|demander|envoyer|donner|remettre|adresser
        ou {_ANY_QUESTION}; y a moyen; moyen de|d; il me|nous faut|faudrait|manque; saurait|sauriez; etincelle*
        on|nous|je cherche|cherchons|recherche un|une|des|quelqu|qqn|2|3|deux|trois; fuite*; electrocut*
        serait|serais pas possible; pas moyen de|d; on|je fait|fais comment|quoi|koi|kwa
        paye|payee|payes|payees|facture|facturee|factures|compte|preleve|debite|regle deux|2|trois|3 fois; en double
        {agreed("blesse coince bloque enferme")} dans|sur|sous|a|au|devant
        {_WAITS} ... accueil|bas|entree|dehors|quai
        """),
    2.0: phrases(f"""
        {_AMISS}; fumee; odeur|odeurs; s|se {_ITSELF}; a|ont|vient|viens|ai|avons d? {_FAILED}
        est|sont|s|suis ... {_HAS_FAILED}
        sale|sales|crade|crades|degueu|degueulasse|degueulasses|occupee|occupe par|de
        est|sont encore|toujours|trop sale|prise|pleine|occupee|ferme|fermee
        fait|font des|du|un|une|de? etincelles|bruit|bruits|traits|taches|bulles|caprices|siennes|boucan|vacarme
        a|ont rendu l ame; veut|veulent plus|pas|rien; en carafe|rideau|vrac|boucle|morceaux|miettes|lambeaux|berne
        ecran noir|bleu|blanc|fige; message|code d? erreur; erreur; va|vont et vient|viennent; a plat; a sec
        dans le noir; aux abonnes absents; dans les choux; hors jeu|delai|delais; tout|toute|toutes seul|seule|seules
        {_WAITS}; pied de grue; pas de|d {_NUMBERED}; sans {_NUMBERED}; y a|avait personne; personne a|pour
        mal tape|tapee|orthographie|orthographiee|ecrit|ecrite|saisi|saisie|compte|comptes|calcule|calculee|imprime
        mal imprimee|rempli|remplie|cable|regle|reglee|ferme|fermee|affiche|range|faite|mis|mise|ficele|foutu|coupe
        se trompe|trompent|sont; s est|sont trompe|trompee|trompes|plante|plantee; correspond|correspondent pas|plus
        pas le|la|les bon|bonne|bons|bonnes; c est le|la mauvais|mauvaise; s ecrit|appelle; coquille*; doublon*
        figure|figurent|apparait|apparaissent|colle|collent|passe|tient|tiennent|rentre|rentrent pas|plus
        marche|fonctionne|fonctionnent|marchent|repond|suit|charge|prend|lit|imprime qu|mal|pas|plus|que|jamais
        est|sont pas|plus a|en|la|dans|sur|au|aux; a|ont|affiche|indique encore|toujours le|la|les|l
        toujours|encore pas|rien|aucun|aucune; rien recu; ca|cela fait ... que|qu; depuis ... mois|semaines|jours
        ca passe|compte|rentre|marche|se en|dans|sur|comme|comment|met
        pris|prise|prises en charge
        quel|quelle|quels|quelles est|sont|taille|format|adresse|numero|code|jour|delai|date
        s est|me suis|se sont|m fait mal; fait|faite mal; glisse|glissent|glissade; accident
        s est etale|etalee|coupe|coupee|brule|brulee|pris|prise|evanoui|evanouie; a|ont|aura|aurait besoin
        manque|manquent; petite|juste|une|autre question; impossible; oblige|obliges|obligee|obligees de
        mise|mettre en demeure; au huissier; prevoir; si possible; dans l ideal; idealement; budget
        de preference; preference; pitie; degats; inondation; sinistre; par erreur; a tort; au lieu de ce
        a quelle|quel heure|jour|adresse|numero|moment|service|nom; dans quel|quelle; sur quel|quelle; de quel|quelle
        quelqu un|une parle|connait|sait|saurait|gere; qqn parle|connait|gere|saurait; au nom de; a mon nom
        ne|n plus|pas le droit; on fait|peut avec|sans; la|le|les bonne|bon procedure|formulaire|modele|version
        mon|ma|mes {_OWN_THINGS}; pour ce|cette|demain|lundi|mardi|mercredi|jeudi|vendredi matin|soir|midi|aprem|apres
        les|la|le meme|memes|idem qu|que|qu hier; comme la derniere|d habitude|d hab|l an; un modele|devis
        """),
    1.0: phrases(f"""
        {_FAILS}; au lieu de|d|du; quelque chose de|d|pour|qui; un truc|machin pour; pareil pour|a; sinon
        depuis ce|hier|lundi|mardi|mercredi|jeudi|vendredi|matin|janvier|fevrier|mars|avril|mai|juin|juillet|septembre
        il faut|faudra|faudrait|fallait; cordialement|cdt|cdlt; svp|stp
        trop petit|petite|court|grand
        trop froid|chaud|lourd|bas|haut|serre|juste; bizarre; sais|savez si; y a|aurait un|une|des; faut
        """),
}
"""What hints that something is wanted, is amiss, or is not known, by weight."""

_WELL = agreed("bon pret regle repare debloque retabli arrive livre leve boucle gagne valide range sauve resolu") + (
    "|ok|complet|complete|comble|top|nickel|clos|close|finis|finie|terminee|termine"
)
_NEWS = (
    "prend|prendra|fete|fetent|fetera|epouse|demenage|quitte|rejoint|accouche|gagne|remporte|decroche|integre|succede"
    "|remplace|reprend|part|partira"
)
_ALL = "pensez|pensons|evitez|evitons|laissez|respectez|profitez|notez|sachez|imaginez|croyez|venez|servez|rejoignez"

TELLING: dict[float, tuple[str, ...]] = {
    3.0: phrases(f"""
        a vos agendas|marques|tabliers; save the date; avis aux|a; entree|acces|service libre; ouvert a tous|toutes
        on vous attend; rendez vous a|au|dans|devant; jusqu|jusque a? nouvel ordre; desormais; dorenavant
        touche du bois; record battu|absolu|du; ressuscit*; salle comble; je dis ca je|moi; plus|pas la peine
        sans commentaire|commentaires; no comment; mon|notre|son anniv|anniversaire; prend|prendra sa|leur retraite
        le|la|les prochain|prochaine|prochains qui|fois; ceux qui; fete|fetent|fetons ses|son|leur|leurs|nos|les
        ai|a|ont eu son|sa|mon|ma|leur bac|permis|cap|bts|diplome|code|concours|examen; y suis
        ca va mieux|bien|aller|deja; sous controle; rien a signaler|faire|voir|craindre; pas|aucune inquietude
        plus de peur; tout va|roule|baigne|s; a bon port; bien arrive|arrives|arrivee|rentre|rentres|rentree|dormi
        on|je gere|gerons|surveille|maitrise|croise; comme neuf|neuve; a la votre|tienne|sante
        je dis|disais ca; m|vous|te en? promets|jure; a confirme|annonce|promis|valide que|qu; reponse c|est
        demande|demandez|vois|voyez lui|leur|avec|chez|directement
        {_ALL} a|au|le|la|les|que|qu|l|en|bien|moi|pas|vous
        il|elle|ils|elles|on rappelle|rappellent|rappelleront|rappellera|livre|livrent|repasse|repassent|repassera
        a|ont {_NEWS}; vive le|la|les; longue vie; rip; paix a; minute de silence; quelle|quel equipe|ambiance|talent
        nous quitte|quittent; on l|les aime|adore; respect; bon vent
        """),
    2.0: phrases(f"""
        interdit|interdite|obligatoire|obligatoires|gratuit|offert|offerts a|au|aux|de|d|des|pour|sur|dans|par
        est|sont bien|enfin|deja|tous|toutes? {_WELL}; est|sont|tout de retour; a priori; parait|parrait qu|que
        apparemment; franchement; ma foi; figurez vous; figure toi; a croire; il parait; parait il
        c est moi|lui|elle|eux|bibi|nous|toi; encore un|une lundi; de mon temps; cette fois; genre; la classe; chapeau
        champion|champions|championne; legende|legendaire; pour rappel; qu on se le dise; hier soir; l autre jour|fois
        dans ma|ta|sa|mon|ton voiture|veste|poche|sac|jardin|coffre; suis rentre|rentree|revenu|revenue|alle|allee
        ai|a failli|cru|dormi|adore|kiffe|reve; tellement; incroyable; inoubliable; la honte; les doigts dans le nez
        comme par hasard|magie; on|tu devrait|devrais; on en parle|reparle|rigole|rira; c etait; il|elle|j etait|etais
        en rose|rouge|bleu|blanc; bisou*; la bonne blague|nouvelle; la vie est|c; ma belle|mere|soeur|tante|cousine
        mon fils|mari|gendre|beau|frere|voisin|chat|chien|ado|gamin; vous etes des|les; gratuit*
        trop hate|content|contente
        le mot|proverbe|record|sketch|feuilleton|mystere|miracle; un miracle; a la retraite; en retraite; pot de|d|au
        nous reviendrons|reviendrais|revenons vers; votre message|demande a bien ete
        """),
    1.0: phrases("""
        etait|etaient|avait|avaient|faisait|faisaient; on dit|disait|dirait; vous savez|allez; quand meme; bref; enfin
        sympa; voila; a la cantine|cafet|cafete; c est bien|cool|bon|beau|moche|dommage|fou|dingue|marrant|triste
        """),
}
"""What hints that something is only told: announcements, news, banter, what is well; by weight."""

OCCASIONS = frozenset(
    listed(
        """
        inventaire inventaires pot apero journee journees fete galette barbecue bbq kermesse tombola loto collecte don
        vaccination depistage coupure coupures travaux exercice evacuation fermeture ouverture reouverture inauguration
        pleniere assemblee ag election elections greve manifestation concours tournoi match soiree repas brocante
        carnaval ceremonie passage ramassage releve maintenance demenagement rassemblement spectacle noel marche
        vide collation chasse sensibilisation secheresse canicule alerte vigilance perturbation perturbations deviation
        circulation simulation test interruption verglas desinfection deratisation ferme fermes fermee portes brunch
        afterwork karaoke chorale yoga sophrologie foot footing cafe croissants gateau gateaux expo exposition braderie
        """
    )
)
"""What a message announces that begins by it, with no article: « Inventaire samedi », « Coupure EDF mardi »."""


def add_french_hints(phrases: Phrases) -> None:
    """Teach a search what hints."""
    for tag, by_weight in (("fr_hint", HINTS), ("fr_told", TELLING)):
        for weight, texts in by_weight.items():
            phrases.add(tag, weight, *texts)
