"""Words that everybody writes and that mean nothing of the office, though they look like words that do.

A stem or one letter makes them like a term of the vocabulary: "prenant" and "pregnant", "devant" and "devis", "replace"
and "relance". What such a word would decide is wrong, and a wrong service may make a message private.
"""

from bot.understanding.text import listed

_EITHER = listed(
    """
    admission admissions alternate alternatif alternatifs alternative alternatives amenant attended attendez
    attendre atteste avenement avenir ballet billion boiling bouffe bullet cacher caisse caisses cashier chaine
    chaines chamber chaque chasse chasseur cheating choque chords chores code codes commit connection constat
    contact contacte contacter contactez contacts contracte contracter contracting contraction contrast
    cooper copain copine copper corpus correspond correspondant couper courir court courte courtier courts couvre
    couvrir dealer dealers delivrer deployment derive devaient devais devait devant developpe devez devrez
    disons doctorate donner donnez eleve eleves emporter escape etoile
    etoiles excellence excellent excellente excellents expert experts explorer extrait facteur feature features
    figure finite fracture fringe garant garcon garcons gars hating heading healing hearing impressive incite
    indication indications indique indiquer indiquez initiation initie intend intent justin larmes log logis logs
    manage manager maquette marquer material menace modele modeles mutuellement numeros onboard packing
    painter painting palier panier parked parks pavement paysage pensons plaine planet planete plates player prenant
    prima primer pris promoter reaction reactions reagir reduction reigns relache
    relacher reliance relief rentrait replace resine resort retail retire retrait retraits sais served serves servir
    severe soeur soeurs bloque bloquee bloques broker brokers cartoon change changer complet compter compteur
    craque hangar journee journees mobilite paquet paquets plainte plaintes reparle starts solaire solaires sortis
    soucis soumis suivait suivant suivante suivants suivez tax taxe
    taxes tcheque tone tones tonnes tons tracer traiter traitez trying type types vendre vis vise viser vises vision
    visit visits vivement wife winter wiring
    """
)
_FRENCH = listed(
    """
    reporte reportee reportes reportees car monte montes montez pays part parts partout arrive arrivee arrives jour
    jours interne internes fixe fixes format formats charte chartes prolonger prolongez prolonge prolonges
    """
)
_ENGLISH = listed("fact facts state states point points store stores story stories location locations")
_ENGLISH += listed(
    """
    hear hears rep reps plant plants port ports even bc pays advance nice part parts leaves allow allows allowed week
    weeks month months
    """
)
ORDINARY = {"fr": frozenset(_EITHER + _FRENCH), "en": frozenset(_EITHER + _ENGLISH)}
"""By the language of the message: some are a term in the one and ordinary in the other ("car", "fact")."""
