"""The words of asking and of not asking, folded (no accents).

A phrase is words apart: `word`, `pre*` begins so, `a|b` either, `word?` may lack, `...` up to three words between.
"""

from bot.understanding.phrases import agreed, phrases

_SOMEONE = "you|u|we|i|someone|somebody|anyone|anybody|sb|smb|sbdy|y|one"
_DO = (
    "reserver|commander|imprimer|prevoir|envoyer|traiter|payer|regler|organiser|planifier|relancer|livrer|faire|valider"
    "|remplacer|changer|reparer|mettre|preparer|transmettre|signer|diffuser|decaler|annuler|renouveler|saisir|rendre"
    "|rembourser|verifier|corriger|completer|scanner|classer|archiver|facturer|recuperer|deposer|traduire|relire"
    "|refaire|etablir|prolonger|prevenir|inscrire|creer|bloquer|resilier|avertir"
)

ASKS = phrases(f"""
    pouvez|pourriez|pouriez vous|vs; peux|pourrais|peut|pourrait|peus tu|on|il|elle; vous|vs pouvez|pourriez|pouvez
    tu peux|pourrais|peut; can|could|would|will|cld|cud|may|might {_SOMEONE}; are you able
    quelqu un|une ... peut|pourrait; someone|somebody|anyone|anybody|sb|smb|sbdy could|can|cld
    qqn|qq1|qlq1 ... peut|pourrait; serait|est|serais t? il|ce possible; est il|ce possible; possible de|d|to|que
    si|if possible|poss
    would it be possible; is it possible; be possible; is|any there any
    ai|aurais|aurai|avons|aurons|aurions|a|ont besoin
    ai|aurais|avons aussi|encore|juste|vraiment|urgemment|grand besoin; besoin de|d|du|des; besoin ... svp|stp
    i|we|they|he|she|still|you ll|will|d? need|needs|require|requires
    need a|an|the|to|some|new|help|you|my|your|one|two
    need more|it|this|another|by|someone|3|4|5|6
    need|needs changing|updating|fixing|replacing|cleaning|booking|printing
    need|needs renewing|repairing|signing|moving|doing|refilling; needs|need to be; needed by|for|before|asap
    il me|nous|lui|leur|m|vous|te en? faut|faudrait|faudra|manque; il me|nous reste combien; il faudrait|faudra|faut
    faudrait|faudra; je|nous|j en? souhaite|souhaitons|souhaiterais|souhaiterions|voudrais|voudrions|aimerais|aimerions
    je|nous veux|voulons|desire|desirerais; souhaite|souhaiterait|voudrait|aimerait|souhaitent|voudraient|aimeraient
    i|we d|would like|love|appreciate; i|we want|wanted|wish; i m|am|was hoping|wondering; any chance|idea|news|update
    je|nous cherche|cherchons|recherche|recherchons; looking for|to|after; requesting; demande de|d; request for|to
    chance you|to|of; help me|us|with|please; aidez|aide|aider moi|nous|svp|stp; m|nous aider; merci d|par avance
    thanks|thank|thx|cheers in advance; merci de|bien vouloir; priere de|d; veuillez; would appreciate; grateful if
    serait gentil|sympa|top|super|bien|parfait|cool|genial|possible|utile; do you think you|we|i|it; auriez vous
    aurais|aurait tu|on; avez vous|tu ... possibilite|dispo|stock; would|do you mind; do you have|sell|handle|know
    ou en est|sont; ou trouver|est|sont|puis; comment faire|je|on|fait|puis|obtenir|recuperer; combien|quand je|il|y|est
    a|vers qui je|envoyer|j|m|dois|on|en; qui contacter|peut|s; quel|quelle|quels|quelles est|sont|formulaire|procedure
    how do|can|should|much|many i|we|to|days|is|does|people; where do|can|should|is|are i|we|my|the|it
    who do|can|should
    who is|s the? contact|responsible; when does|is|will|do|are; what s|is the status|deadline|procedure|process
    peut|peux on
    puis je; dois je; should|shall i|we; prevoir; a {_DO}; est ce que vous|tu|quelqu|qqn|je|on|c|il
    faut|faudrait {_DO}
    to be printed|booked|ordered|paid|sent|fixed|delivered|done|circulated|signed; please|pls|plz|kindly; svp|stp
    s il vous|te|vs|plait; voulez|voudriez vous; merci|thx de|d; vous gerez|occupez|faites
    n oubliez|oublie pas de|d reserver|commander|imprimer|relancer|organiser; don t forget to book|order|print
    on peut|pourrait {_DO}|avoir; que|on doit|dois|devons on|je|nous|faire; who takes|handles
    donne|envoie|transmets|adresse|remets|rends|depose|demande ... a qui
    il|elle|ils|chauffeur|livreur|transporteur|client|visiteur|technicien demande|demandent ou|quand|comment|combien|a
    can|could|may a|an|the|my|our|this|that|it ... be; what about my|the|that|our; where how
    a|ya moyen de|d; envisageable; is there a|any way|chance|possibility; peux|peu|pourrais|jpeux|jpeu avoir|recuperer
    vous me|nous faites|mettez|envoyez|donnez|preparez; faut un|une|des|du; needs a|an|the|some; who pays
    je peux|pourrais les|le|la {_DO}|reporter|poser|prendre
    why is|are|was|were|did|have|has ... my|our|the|we|they|i|it; grateful for
    what s|is the ... thing|way|procedure|form
    prefere|preferais demander|savoir|verifier
    if you|u|this|it|i re|are|is|m|have ... right people|person|place|channel|team
    """)

PERHAPS = phrases("""
    might|may need|want; not sure yet; peut etre besoin; besoin peut etre; what do you reckon|think
    is it worth|normal|just
    est ce normal; c est normal; anyone|anybody good; vous en pensez; t en penses; a ton|votre avis; what do we call
    """)
"""What its author is not sure to want: only they can tell."""

_THINGS = (
    "papier|cafe|toner|encre|eau|stylo|stylos|lait|capsules|gobelets|badge|badges|enveloppes|chauffage|savon|sucre"
    "|ramette|ramettes|place|places|timbres|clim|lumiere|electricite|courant|wifi|essuie|feuilles|salle|piles|cartouche"
    "|coffee|paper|ink|stock|milk|pens|envelopes|water|soap|heating|light|room|rooms|hot|power"
)
_WORKS = (
    "marche|marchent|fonctionne|fonctionnent|demarre|imprime|repond|chauffe|allume|ferme|ouvre|coule|charge|tourne"
    "|passe|passent"
)
_BROKEN = agreed("casse bloque coince bouche grille abime demagnetise dechire raye pirate vole fissure") + (
    "|fichu|fichue|mort|morte|foutu|foutue|debranche|vide|vides"
)
_KEPT = "code|cle|cles|clef|clefs|badge|badges|carte|passe|mdp|password|key|keys|card"
_VISITORS = (
    "client|clients|cliente|visiteur|visiteurs|chauffeur|livreur|transporteur|controleur|inspecteur|huissier|customer"
    "|visitor|visitors|driver|supplier|courier|candidat|candidate|auditor|inspector|bailiff"
)
_WRITTEN = (
    "address|amount|name|price|iban|vat|total|invoice|adresse|montant|nom|prix|tva|rib|facture|building|quai|quantity"
)
_HANDLED = agreed("paye regle envoye livre rembourse traite repare arrive valide")

NEEDS = phrases(f"""
    en panne|rade; hors service; hors d usage; h s; hs; ne|n ... {_WORKS} plus|pas; {_WORKS} plus|pas|mal
    s allume plus|pas
    est|sont|completement|tout|toute|encore|ai|a|toutes {_BROKEN}; {_BROKEN}; bourrage
    fuit|fuite|fuites|inonde*|deborde
    {agreed("perdu egare oublie paume")} mon|ma|mes|le|la|son|sa|notre; vole mon|ma|mes; me suis fait voler
    plus|pu de|d|du|aucun|aucune {_THINGS}; plus de|d ... {_THINGS}; y a|avait plus; y|n a plus|aucun|aucune|pas
    n avons|ai|avez|a|as plus|pas; on a plus|pas; reste plus; manque|manquent; pas de|d {_THINGS}|lien|acces|place
    toujours|jamais|encore pas|rien|aucune? ... recu|recue|recus|nouvelle|nouvelles|reponse|eu|{_HANDLED}
    pas|jamais encore|toujours|ete? {_HANDLED}|fait|faite|recu|recue; toujours ... en panne|bloque|attente
    a|est jour pas
    pas|plus a jour; n|t up to date
    is|are|s|been|got|seems|completely|re broken|down|jammed|dead|stuck|empty|leaking|out
    is|are|s|been|got|re|was flickering|missing|faulty|blocked|offline|frozen|overdue|unpaid|locked|wrong|expired|cold
    not working|charging|printing|responding|received|turning|arrived; stopped working|printing; jammed; broken; leaking
    isn|aren|doesn|won|doesnt|wont|isnt|not|t ... work|working|start|print|open|turn|charge|close|connect|valid|up
    out of order|paper|toner|coffee|ink|stock|milk|pens|envelopes; ran|run|running|are|we out|low of|on; been stolen
    lost|forgot|misplaced|broke my|the|our|his|her
    can t|not|cant|cannot ... log|access|find|open|get|connect|enter|print
    n|ne arrive|arrivons|parviens pas|plus; arrive pas|plus a; impossible de|d|to; unable to; ne|n peut|peux plus|pas
    probleme|problemes|souci|soucis|pb|pbs avec|de|sur|d|dans|au; un|petit|gros probleme|souci|pb; ca ne? coupe|plante
    problem|issue|trouble|problems|issues with|in|on|accessing
    haven|hasn|havent|hasnt|still|never|not ... received|heard
    haven|hasn|havent|hasnt|still|never|not ... receive|got|arrived|been|paid; missing; nobody has|cleaned; no one has
    expire|expires|expirent|perime|perimee; about to expire; erreur dans|sur|de; error|mistake in|on|with
    est faux|fausse
    on gele ici|dans|au|aux; est|sont tres|super|vraiment? sale|sales|crade|degueulasse dans|au|aux|en|partout
    enferme|enfermee|enfermes|enfermees dehors|dedans|dans
    trop froid|chaud; too cold|hot; freezing; se gele; caille; il fait ... degres|froid|chaud; clignote*
    fait un|du bruit
    smells; sent mauvais; en attente de|d|du; waiting for|on; attends toujours|encore|mon|ma|le|la|un|une; expecting a
    ne trouve|trouvons plus|pas; impaye|impayes|impayee|impayees; plus d|de acces; no longer ... work|access|works
    no more|hot|heating|coffee|paper|toner|water|soap|milk|ink|wifi|room|link; have|has|got no; owes|owe us|me
    doit|doivent|must|should etre|be {_HANDLED}|signed|paid|sent|delivered|done|approved|updated|booked; sinistre
    en retard de paiement; could|can use; running low
    j|je|on|nous n|y? arrive|arrivons pas|plus; attend|attends|attendons toujours|encore|depuis
    odeur|odeurs de|d|bizarre|suspecte|suspect; gas|burning|burnt|smoke|weird|strange|bad smell|smells
    smell|smells of|like gas|smoke|burning|burnt; sent le|la brule|gaz|cale|moisi|egout
    water coming|leaking|dripping|everywhere|pouring; flooded|flooding|overflowing|dripping; eau partout|coule
    no power|electricity|internet|network|heat; broke|came|come|fell off|down
    won t lift|lock|shut|stop|budge|move|load|run; wont lift|lock|shut|stop|budge|move|load|run
    can t|not ... pay|run|use|reach|hear; cant|cannot ... pay|run|use|reach|hear; can t|not stop the|it|water
    locked|stuck|trapped out|in|inside|outside; wasp|wasps|hornets|cockroaches|rats; guepes|frelons|cafards|rongeurs
    {_KEPT} ... {agreed("perdu egare oublie demagnetise")}|demagnetised|demagnetized|lost|expired
    porte|portes|portail|barriere|portillon|fenetre ... reste|restent {agreed("ouvert bloque coince entrouvert")}
    {_VISITORS} ... attend|attendent|waiting|sitting
    {_VISITORS} est|sont|is|are a|at|in l|the? accueil|entree|desk|reception
    a|ont fait|eu un malaise; entends|entend|vois|voit|capte|entendons plus? rien|mal; cannot|cant ... buy
    can t|not ... buy
    deducted|overcharged|docked; charged|paid|billed|preleve|debite|paye|facture twice|deux|2 fois?
    wrong|mauvais|mauvaise {_WRITTEN}; refuse|refusent|refuses|refusing de|d|to; less than usual|expected|agreed
    rame|rament|lague|bugge|buggue|beugue; is|are|so|super|very slow; leak|leaks in|from|at|under; un bruit bizarre
    fournisseur|client|prestataire|banque|bailleur|expert ... reclame|reclament; is|are asking for
    someone|somebody should|has
    moins que d|prevu|convenu; double booked; duplicates; doublons; stuck at|on
    """)
"""Something wrong or missing: a request that is implied."""

THANKS = phrases("""
    merci; mercii; mci; thanks; thank you|u; thx; ty; tks; cheers; remercie|remercions; bien recu|note|pris
    """)

_DONE_FR = (
    agreed(
        "reserve envoye paye commande recu regle depose livre imprime trouve retrouve valide signe appele termine"
        " relance recupere rempli renvoye rendu partage achete corrige prevenu change remplace"
        " repare deplace decale annule confirme resolu retabli range distribue rebranche installe nettoye reporte"
        " prolonge debloque depanne croise adore discute"
    )
    + "|fait|faite|faits|faites|transmis|transmise|transmises|mis|mise|mises|remise|remises"
    "|repondu|fini|finie|vu|pris|remis|eteint|parti|passe|gagne|signes"
)
_DONE_EN = (
    "sent|booked|paid|ordered|received|finished|fixed|found|done|printed|submitted|signed|updated|moved|spoke|spoken|got"
    "|sorted|shared|uploaded|replaced|put|left|made|returned|completed|forwarded|collected|delivered|repaired|approved"
    "|resolved|shipped|cancelled|canceled|arrived|won|confirmed|settled|cleaned|installed|extended|dropped|picked|handed"
    "|answered|transferred|swapped|switched|informed|emailed"
)
_BACK_FR = agreed("repare revenu regle arrive operationnel resolu termine retabli reserve confirme livre valide ouvert")

_LEAVE_IT = "ask|tell|trust|laugh|panic|park|feed|touch|disturb|call"
_DONT = f"use|enter|reply|open|{_LEAVE_IT}"

TELLS = phrases(f"""
    pour info|information|infos; fyi; for your info|information; just so you know; heads up
    vous|t|te|les informe|informons
    vous|t|te|les signale|rappelle|annonce|annoncer|informer; a noter; bonne|bonnes nouvelle|nouvelles; good|great news
    bienvenue a|au|parmi|chez|dans|aux; welcome to|aboard|our|on|back; ai|avons|a le|grand plaisir|honneur|joie
    pleased|happy|delighted|excited|proud|thrilled to; felicitation|felicitations|bravo|congrats|congratulations|kudos
    remember to; well done; sachez que|qu; note that; please note; veuillez noter; n oubliez|oublie pas
    don t|dont forget|worry
    petit|petite|petits|quick|friendly|gentle|small|just|simple rappel|reminder|rappels; pensez|pense a|bien
    merci de noter
    je|j serai|suis|ai absent|absente|off|joignable|indisponible; suis|serai|suis en teletravail|conge|conges|formation
    suis|serai en reunion|deplacement|retard|pause|vacances; i m|am|ll|will be? off|ooo|wfh|away|running|out|on
    i m|am|ll|will be? working from; out of office; working from home
    si quelqu|qqn|certains|jamais un? a|veut|souhaite|cherche
    si quelqu|qqn|certains un? ... besoin|interesse|interesses; si ca|cela interesse|vous|t|peut
    if anyone|anybody|someone|you
    if anyone|anybody|someone|you ... needs|wants|need|want|like|interested; if you|u need|want
    je peux|pourrais vous|t|m|te|le|en|la|les en? aider|aide|occuper|charger|depanner|faire|emmener|preter|filer|passer
    n hesitez|hesite pas; servez vous; il|en reste des|quelques|du|de|un|en
    ai un|une|deux|des place|places|billet|billets
    j|nous arrive|arrivons; i m|am there|coming|almost|nearly; anyone for|fancy; en trop; a donner|vendre
    i|we can|could help|take|do|cover|bring|lend|drop|give|show|pick|share; happy|glad to|help
    happy|glad|delighted|willing to help|assist|cover|lend|drive|show|explain|take|swap with?
    feel free; help yourself|yourselves; let me know if|when|should; free to a? good|anyone; spare one
    anyone|who|anybody|someone want|wants|interested|up|fancy|coming|in|joining|else|knows
    who s up|in|coming|hungry|free
    qui veut|vient|prend|serait|connait|sait; qui est partant|dispo|la; dites|dis moi si|quand
    je|nous confirme|confirmons
    voici; voila; ci joint|joints|jointe; here is|s|are|you|it; please find|see ... attached|below|enclosed|herewith
    attached is|are|the; confirmed
    je|on|nous m|s|nous en occupe|charge|occupons|chargeons; m|s en occupe|charge
    je|on regarde|verifie|transmets|reviens
    je|on tiens|prends|gere|vois|passe|arrive|valide|prefere
    je te|vous tiens|dis|rappelle|confirme|envoie|transmets|redis
    je te|vous laisse|souhaite|remercie
    i|we ll|will take|do|check|look|get|handle|see|let|send|bring|ask|forward|call|keep
    i|we ll|will come|join|try|sort|update|pass|have; on it
    c est|etait {_DONE_FR}|note|bon|super|genial|top|parfait|ok|trop
    c est|etait cool|drole|noye|vrai|clair|ca|mieux|moi
    tout est ok|bon|regle|pret|en|rentre
    tout fonctionne|marche|roule; all good|set|done|sorted|clear|fine; remarche|refonctionne|remarchent|remarchait
    marche|fonctionne de nouveau; marche|fonctionne a nouveau; marche|fonctionne bien|nickel|maintenant|parfaitement
    de|a nouveau operationnel|operationnelle|disponible; est|sont bien|maintenant|enfin? {_BACK_FR}
    est|sont disponible|disponibles
    works|working again|now|fine|great|perfectly; works|work|suits|fits well; suits|fits me|us
    works|work|fits for me|us|everyone|all
    am|pm|h|monday|tuesday|wednesday|thursday|friday works|suits|convient
    ca|cela me|nous va|convient; me|nous convient; is|are back|fixed|sorted|resolved|done
    is|are|s now confirmed|here|arrived|booked|delivered|signed|complete|solved; it|all s sorted|done|fixed|fine|good
    ai|a|avons|as|avez|ont|est bien|deja|finalement|enfin|juste|tout? {_DONE_FR}; a|ont|est ete {_DONE_FR}
    sont|est arrive*
    vient d|de etre|arriver|passer|livrer|reparer|repartir; i|we|ve|have|has|just already|just? {_DONE_EN}
    never mind; nevermind
    has|have|was|were|s been? {_DONE_EN}; has|have|have just|all been {_DONE_EN}; laissez|laisse tomber; plus besoin
    pas besoin
    no need; no longer need*; no|non thanks|merci; came by; joins|joined us|the|our; rejoint l|notre|la|le|nous
    faites|fais|faire attention|gaffe; soyez|sois; merci de patienter|respecter|badger
    svp|please|pls soyez|be|remember|enjoy
    venez|viens le|la|les|en chercher|recuperer|prendre; je repete; nothing to do|report|add
    rien a faire|signaler|dire|redire|voir|ajouter; please|pls don t {_DONT}; please|pls do not {_DONT}
    please|pls dont {_DONT}
    don t {_LEAVE_IT}; dont {_LEAVE_IT}; is|are now in|on|live|open|available|up; goes|going|went live; more news soon
    in case you|u|anyone need|needs|want; dm|mp|ping me; staying home; passed away; nous a|ont quitte|quittes
    condoleances
    office|shop|cafeteria|canteen|desk|cantine|bureau|agence|magasin closed|ferme|fermee for|on|pour|le|du|from
    closed for|until; fire drill at|on|today|tomorrow|this; everyone|everybody down|out|invited|welcome; town hall
    pour memoire; for the record; as agreed|discussed|promised; changement de planning|programme|horaire|horaires
    write|speak|talk to him|her; est|sont|sera|reste maintenu|maintenue|maintenus; aura|auront|a lieu
    has joined; left the; au final; in the end; finalement c|tout; on a|vient gagne|fini|reussi; we won|did|made
    """)
"""Announcements, offers, answers, reports of something done."""

OPENS_TELLING = phrases("""
    rappel; reminder; attention; info; infos; annonce; announcement; fyi; communication; flash; bienvenue; welcome
    travaux
    confirme; confirmed; confirmation
    offering; selling; vends; breaking; sondage; petit sondage; poll; quick poll
    """)
"""Words that announce, where a message begins by them."""

_PLEASURE = (
    "cafe|resto|restau|restaurant|verre|biere|bieres|apero|pot|dej|dejeuner|diner|pizza|burger|sushi|cine|cinema|foot"
    "|padel|match|running|pique|coffee|tea|lunch|dinner|beer|beers|drink|drinks|brunch|game|movie|pub|bar|bite|walk"
)
_FREE = agreed("disponible libre partant") + "|dispo|dispos|free|available|around"

INVITES = phrases(f"""
    on se fait|ferait|prend|boit|mange un|une|des; on se|s voit|retrouve|capte|rejoint|croise|appelle
    on dejeune|dine|mange|boit|trinque|sort|va boire|manger|dejeuner|ou|quand|ensemble|tous|ce|demain|jeudi|vendredi|a
    on dejeune|dine|mange|sort ensemble|lundi|mardi|mercredi|samedi
    on va boire|manger|dejeuner|diner|courir|prendre; qui ... {_PLEASURE}
    {_FREE} ... {_PLEASURE}; {_PLEASURE} ... anyone|anybody|ensemble|tente|tentes|partant|partants
    ca vous|te|t|tente|dit; ca te tente|dit; envie d|de ... {_PLEASURE}
    fancy a|an|some|going|joining; shall|should we grab|have|meet|hang|go|get ... {_PLEASURE}
    let s|lets grab|have|do|go|get|meet; wanna|gonna grab|have|do|go|get|join|come|meet|eat
    want|up to grab|have|join|eat|drink|meet ... {_PLEASURE}; grab|have a|some {_PLEASURE}
    who s|is up|in|coming|hungry|free|around|joining|game for|tonight|tomorrow|on
    """)
"""What colleagues propose to one another."""

_DAYS = (
    "demain|aujourd|ce|cet|cette|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|jusqu|exceptionnellement|toute"
    "|tomorrow|today|tonight|this|on|monday|tuesday|wednesday|thursday|friday|saturday|sunday|until|all|from|next"
)

AVAILABLE = phrases(f"""
    tu|t|vous es|etes ... {_FREE}; es|etes tu|vous ... {_FREE}; are|r you|u|we ... {_FREE}; you|u free|around|available
    dispo|dispos|disponible|disponibles|libre|libres pour un|une|en|discuter|parler|echanger|se
    dispo|dispos 2|5|10|15|deux|cinq|dix|min|maintenant; tu|vous fais|faites quoi|koi
    """)
"""Who is free, for what is not said to be the desk's."""

MEETS = phrases(f"""
    faudra|faudrait|faut qu on ... parle|reparle|discute|rediscute|voie|revoie|voit|revoit|appelle
    we should|could|must|need to? ... talk|chat|discuss|catch|meet
    un de ces quatre|jours|4; un jour ou; someday; some day; one of these days; one day i|we|you|maybe; a l occasion
    est|sont|sera|seront|reste|restera|restent {agreed("ferme annule reporte decale deplace interdit")} {_DAYS}|a|au
    reunion|reunions|point|seance|visite|formation|cours ... est|sont|sera {agreed("annule reporte decale deplace")}
    is|are|will be? closed|cancelled|canceled|postponed|moved|rescheduled {_DAYS}|to
    meeting|call|session|training|event|visit ... is|are cancelled|canceled|postponed|moved|rescheduled|off
    """)
"""What ought to be spoken of some day, what is closed or called off."""

_MET = "a|aurait|ont|as t? il|elle? vu|teste|essaye|goute|croise|lu|deja|entendu"

_WEATHER = "depression|tempete|cyclone|orage|orages|verglas|canicule|houle|neige|vent|storm|storms|snow|rain|heatwave"
_LENT = "chargeur|charger|cable|stylo|pen|doliprane|briquet|lighter|parapluie|umbrella|mouchoir|tournevis|decapsuleur"

CHATS = phrases(f"""
    il fait beau|gris|moche|doux|nuit|bon|super; un temps de; what a|nice|lovely day|weather
    bon week|weekend|we|appetit|courage|anniversaire|retour|voyage|lundi|vendredi|noel
    bonne journee|soiree|semaine|fin|annee|reunion|vacances|nuit|chance|fete|fetes|apres|route|pause|idee|rentree
    bonnes vacances|fetes; joyeux|joyeuse|joyeuses
    happy birthday|friday|monday|new|holidays|anniversary|easter
    happy ascension|pentecost|halloween|diwali|thanksgiving|weekend|tuesday|wednesday|thursday
    have a|an good|nice|great|lovely|wonderful|safe; lol|mdr|haha|ahah|ptdr|xd|hihi|hahaha|lmao|rofl|jaja|ahaha|mdrr
    quel|quelle temps|match|chaleur|film|soiree|journee|honte|bonheur|week; what a
    trop bien|drole|cool|fort|mignon|beau|bon
    vous|t|tu avez|as|a vu|regarde; did you|anyone|u see|watch|hear; on mange|dejeune|va manger|boire; cafe quelqu
    qui mange|dejeune|vient|paie|ramene; see you|u|y; hate de|d|que; looking forward; so funny|cute|good|cool|true|nice
    love it|this|that; j adore; ca roule|gaze|baigne; comment ca|allez|vas; how are|is|was you|everyone|your
    up for lunch
    croissant|croissants|gateau|gateaux|donuts|chouquettes|viennoiseries ... cuisine|pause|cafet|offert|offerts|salle
    cake|donuts|pastries|cookies|croissants ... kitchen|everyone|room; in the kitchen; en cuisine; salle de pause
    a demain|lundi|mardi|mercredi|jeudi|vendredi|bientot|plus|tout|toute|tantot; bises|bisous|bisou
    pot de depart|fin|bienvenue
    ca marche|roule|joue; excellent|excellente|super week|weekend|semaine|journee|idee|nouvelle|travail|match|reunion
    great|good|nice|awesome job|work|game|idea|weekend|one|evening|match|meeting; sympa|marrant|funny|hilarious|cute
    foot|football|basket|padel|running|apero|biere|bieres|verre|drinks|beers|pub; pot a|vendredi|ce
    match|foot|rugby hier|soir|soiree; vivement; il pleut|neige; raining|snowing|sunny; can t|cant wait for|to
    wait for summer
    good luck; hope you|u|everyone all|had|have|enjoyed|enjoy; fier|fiere|fiers|proud de|d|of
    je rigole|deconne|plaisante
    just|only kidding|joking; asking for a friend; my bad; is it|this|that true; si j ai bien compris
    tout va|passe bien
    comment va|vont ta|ton|tes|votre|vos|le|la; quelqu un|une {_MET}; qqn|qqun {_MET}; qq 1 {_MET}
    quelqu|qqn|qui|qq un|1? fait|part|va|monte ... covoit|covoiturage|covoiturages
    anyone|anybody seen|tried|heard|been|got
    cherche|cherchons|recherche ... volontaire|volontaires|covoiturage; for volunteers; c est le|la meme
    venez nombreux; come along; comme d hab|habitude|toujours; as usual; places|seats left; farewell|leaving drinks
    ouf; youpi
    besoin de|d rien|aucun|aucune; need anything; no ... needed; serai|serons|pourrai|viendrai pas; won t be
    m|s|nous occupe|charge|occupons de|d; i m|we|are taking|handling|bringing|sending|ordering|booking|blocking|going
    viens|venons de|d poster|envoyer|finir|passer|commander|reserver|payer|regler|deposer|imprimer|appeler|transmettre
    je|on bloque|note|commande; wfh; teletravail pour|aujourd|demain|lundi|mardi|mercredi|jeudi|vendredi
    c est qui le|la
    qui a mange|pris|laisse|fini|bu; who s the new; who ate|took|left; merci a tous|toutes|vous|tout
    thanks all|everyone|to
    petit sondage; quick poll; belle|magnifique|superbe vue; on dirait qu|que; c est quand deja; a qui le tour
    c etait nous|moi; desole|desolee|dsl|sorry pour|for|about le|la|the bruit|retard|noise|delay|mess
    {_WEATHER} ... annonce|annoncee|annonces|prevu|prevue|prevus|forecast|expected; quelqu un|une connait|sait
    quelqu un a|aurait un|une|1 {_LENT}; qqn a|aurait un|une|1 {_LENT}; anyone|anybody got|have a|an|some {_LENT}
    on est|sommes complet|complets; i|we ve asked|taken; i take|took; je|on reserve|commande pour ceux|tous|tout
    what s for lunch; lunch anyone; the weather|game|match; le match|film; le temps est; bravo; last|hier night|soir
    """)
