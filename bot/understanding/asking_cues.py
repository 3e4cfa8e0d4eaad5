"""The words of asking and of not asking, folded (no accents).

A phrase is words apart: `word`, `pre*` begins so, `a|b` either, `word?` may lack, `...` up to three words between.
"""

from bot.understanding.text import phrases

ASKS = phrases("""
    pouvez|pourriez|pouriez vous; peux|pourrais|peut|pourrait|peus tu|on|il|elle; vous pouvez|pourriez|pouvez
    tu peux|pourrais|peut; can|could|would|will|cld|cud|may you|u|we|i|someone|somebody|anyone|anybody|y
    are you able; quelqu un|une ... peut|pourrait|saurait; qqn ... peut|pourrait
    serait|est|serais t? il|ce possible; est il|ce possible; possible de|d|to|que; is it|there possible|any
    would it be possible; ai|aurais|aurai|avons|aurons|aurions|a|ont|aurait grand? besoin; aurais aussi? besoin
    besoin de|d|du|des; besoin ... svp|stp; i|we|we|they|he|she|still need|needs|require|ll
    need a|an|the|to|some|new|help|you|my|your|one|two|more|it|this|by
    il me|nous|lui|leur|m|vous|te? en? faut|faudrait|faudra|manque|reste; il faudrait|faudra|faut
    faudrait|faudra
    je|nous|j en? ? souhaite*|souhaitons|souhaiterais|voudrais|voudrions|aimerais|aimerions|veux|veut|voulons|desire|desirerais
    souhaite|souhaiterait|voudrait|aimerait|souhaitent
    i|we d|would|want|wanted|wish|was|were like|love|to|a|an|my|hoping|wondering; any chance
    je|nous cherche|cherchons|recherche|recherchons; looking for|to; requesting; demande de|d|pour
    request for|to; chance you|to|of; help me|us|with|please; aidez|aide|aider moi|nous|svp|stp|pour
    m|nous aider; merci d|par avance; thanks|thank|thx|cheers in advance; priere de|d; veuillez
    would appreciate|be|love|like; grateful if; serait gentil|sympa|top|super|bien|parfait|cool|genial|possible
    do you think you|we|i|it; auriez vous; aurais tu; avez vous|tu ... possibilite|dispo|stock
    do|would you have|mind; mind booking|sending|if|ordering|printing|checking; ou en est|sont
    ou|quand|comment|combien|quel|quelle|qui puis|peut|dois|faut|contacter|je|on|est|sont|faire|recuperer|trouver|demander
    how|where|who|when|which do|can|should|to|is|much i|we|get|my|the|contact|find|ask|do|a; peut on|il
    puis je; dois je; should i|we; prevoir|prevoyez
    a commander|reserver|imprimer|prevoir|envoyer|traiter|payer|regler|organiser|planifier|relancer|livrer|faire|valider|remplacer|changer|reparer|mettre
    to be printed|booked|ordered|paid|sent|fixed|delivered; please|pls|plz|kindly
    svp|stp|s il vous|te|svp|plait; sil vous|te; est ce que vous|tu|quelqu|qqn|je|on|c|il|l
    voulez|voudriez vous; merci de|d|bien
    """)

NEEDS = phrases("""
    en panne|rade; hors service|d usage; h s; hs
    ne|n ... marche|fonctionne|demarre|imprime|repond|chauffe|allume|ferme|ouvre|coule|charge|tourne|passe|s plus|pas
    marche|fonctionne|demarre|imprime|chauffe|ferme|ouvre|charge|repond plus|pas|mal; s allume plus|pas
    casse|cassee|cassees|casses|fichu|fichue|mort|morte|foutu|foutue|abime|abimee|bouchee?|bouche|grille|grillee|grilles
    bloque|bloquee|bloques|bloquees|coince|coincee; bourrage; fuit|fuite|fuites|inonde*|coule|deborde|debordent
    perdu|perdue|egare|oublie|paume|casse mon|ma|mes|le|la|son|sa|notre
    ai|a perdu|egare|casse|oublie mon|ma|mes|le|la|son|sa; vole mon|ma|mes|le|la; ete vole|volee
    me suis fait voler
    plus|pu de|d|du|aucun papier|cafe|toner|encre|eau|stylo|stylos|lait|capsules|gobelets|badge|enveloppes|chauffage|savon|sucre|ramette|ramettes|place|timbres|clim|lumiere|electricite|courant|wifi|essuie|feuilles
    y a|avait plus; y|n a plus|aucun|aucune; n avons|ai|avez|a plus|pas; reste plus|que; vide|vides
    manque|manquent
    toujours pas|aucune|rien ... recu|recue|repare|reparee|nouvelle|nouvelles|reponse|arrive|arrivee|rembourse|remboursee|payee|paye|regle|reglee|livre|livree|remis|traite|traitee|eu
    toujours ... en panne|bloque|impayee|attente; ai pas|jamais recu|eu
    is|are|s|been|got|seems|completely broken|down|jammed|dead|stuck|empty|leaking|out|flickering|missing|faulty|blocked|offline|frozen|overdue|unpaid|locked|wrong|expired|making
    not working|charging|printing|responding|received|turning|arrived
    isn|aren|doesn|won|t|doesnt|wont|isnt|not ... work|working|start|print|open|turn|charge|close|connect|opening
    stopped working|printing; out of order|paper|toner|coffee|ink|stock|milk|pens|envelopes
    ran|run|running|are out|low; lost|forgot|misplaced|broke my|the|our; been stolen
    can t|not|cant|cannot ... log|access|find|open|get|connect|enter|print|reach
    n|ne arrive|arrivons|parviens pas|plus; arrive pas|plus a; impossible de|d|to; unable to
    probleme|problemes|souci|soucis|pb|pbs avec|de|sur|d|dans|au; un|petit|gros probleme|souci|pb
    problem|issue|trouble with|in|on|accessing
    haven|hasn|havent|hasnt|still|never ... received|receive|heard|got|arrived|been; missing
    expire|expires|expirent|perime|perimee; a renouveler|refaire|changer|remplacer|reparer|corriger
    erreur dans|sur|de; error|mistake in|on|with; trop froid|chaud; too cold|hot; freezing
    il fait ... degres|froid|chaud; clignote*; fait du|un bruit; smells|sent mauvais; en attente de|d|du
    waiting for|on; attends toujours|encore|mon|ma|le|la; ne trouve|trouvons plus|pas
    impaye|impayes|impayee|impayees; plus d|de acces; no longer ... work|access|works
    no more|hot|heating|coffee|paper|toner|water|soap|milk|ink|wifi
    doit|doivent|must|should|has|have etre|to? be? paye|payee|regle|reglee|envoye|envoyee|livre|rembourse|sign|signed|paid|sent|delivered|done|approved|updated|booked
    on attend|est|n|manque; en retard de paiement; sinistre
    """)
"""Something wrong or missing: a request that is implied."""

THANKS = phrases("""
    merci; mercii; mci; thanks; thank you|u; thx; ty; tks; cheers; remercie|remercions; bien recu|note|pris
    """)

TELLS = phrases("""
    pour info|information|infos; fyi
    vous|t|te|les informe|informons|signale|rappelle|annonce|annoncer|informer que|de|qu|d; a noter
    for your info|information; bonne nouvelle; good news; bienvenue a|au|parmi|chez|dans
    welcome to|aboard|our|on; ai|avons|a le|grand plaisir|honneur|joie
    pleased|happy|delighted|excited|proud to
    felicitation|felicitations|bravo|congrats|congratulations|chapeau|kudos; well done; sachez que|qu; heads up
    je serai|suis absent|absente|en teletravail|en conge|conges|formation|off|vacances|malade
    suis en teletravail|conge|conges|formation|reunion|deplacement|retard|pause
    i m|am|ll be? off|ooo|wfh|away|running late; out of office; working from home; n oubliez|oublie|oubliez pas
    don t|dont forget|worry; pensez|pense a|bien; please note; veuillez noter; just so you know
    reminder|rappel
    si quelqu|qqn|certains|vous|des|besoin un|a|veut|souhaite|cherche|voulez|avez|avais|personnes|interesse|est
    si ca|cela interesse|vous|t|peut
    peux vous|t|m|te|le|en|la|les? en? aider|aide|occuper|charger|depanner|faire|emmener|preter|filer|passer
    n hesitez|hesite pas; servez vous; il reste des|quelques|du|de|un
    ai une|un|deux|des place|places|billet|billets en|de|dispo|libre|trop|a
    i|happy|glad can|to help|take|do|drop|lend|cover|bring
    i can help|take|do|cover|bring|lend|drop|give|show|pick; feel free; help yourself|yourselves
    let me know if|when
    anyone|who|anybody|someone want|wants|interested|up|fancy|coming|in|joining|else|free|knows|know
    qui veut|vient|est|a|mange|prend|serait|pour|connait|sait; dites|dis moi si|quand
    voici|voila|ci joint|joints|jointe; voici; ci joint; voila le|la|les|l|c|qui|mon|ma; here is|s|are|you|it
    please find|see; attached; je|on|nous m|s|nous en occupe|charge|occupons|chargeons; m en occupe|charge
    s en occupe|charge; je|on regarde|verifie|transmets|reviens|tiens|fais|prends|vois|gere|passe|vous|t|te
    i ll|will|m take|do|check|look|get|handle|be|see|let|send|bring|on|ask|forward|call; on it
    je te|vous tiens|dis|rappelle|confirme|envoie|transmets|redis|laisse|souhaite|fais|remercie
    c est|etait fait|regle|reserve|envoye|paye|note|bon|parti|commande|livre|imprime|valide|super|genial|top|parfait|ok|trop|repare|corrige|signe|resolu|cool|drole|noye
    cest fait|bon|regle|ok|parfait|parti|note
    tout est|fonctionne|marche|roule|bon ok|bon|regle|pret|en|rentre|bien|parfait|a
    remarche|refonctionne|remarchent; remarche
    marche|fonctionne de nouveau|a|bien|nickel|maintenant|parfaitement
    de nouveau operationnel|operationnelle|disponible|en|ok
    est|sont bien? repare|reparee|revenu|revenue|regle|reglee|arrive|arrivee|arrives|operationnel|operationnelle|resolu|resolue|termine|terminee|disponible|disponibles|retablie|retabli|parti|partie|reserve|reservee|confirme|confirmee|confirmes|payee|signe|livre|livree|livres|ouvert|ouverte|valide|validee
    works|working again|now|fine|great|perfectly
    is|are|s|been back|fixed|sorted|resolved|done|done|confirmed|here|arrived|booked|delivered|signed|complete|solved|ready
    ai|a|avons|as|avez|ont|est bien|deja|finalement|enfin|juste? reserve|envoye|paye|commande|recu|fait|regle|depose|livre|imprime|trouve|retrouve|transmis|valide|signe|mis|appele|termine|fini|relance|recupere|rempli|renvoye|rendu|vu|partage|achete|corrige|prevenu|change|remplace|eteint|pris
    ai|avons reserve|envoye|paye|commande|recu|fait|regle|depose|livre|imprime|trouve|retrouve|transmis|valide|signe|mis|appele|termine|fini|relance|recupere|rempli|renvoye|rendu|vu|partage|achete|corrige|prevenu
    a|ont ete envoye|envoyee|envoyes|paye|payee|recu|recue|livre|livree|livres|reglee|regle|valide|validee|repare|reparee|fait|faite|signe|signee|commande|commandee|remplace|remplacee|deplacee|decalee|annulee|annule|reserve|reservee
    vient d|de etre|arriver|passer|livrer|reparer|repartir
    i|we|ve|have|has|just|already already|just? sent|booked|paid|ordered|received|finished|fixed|found|done|printed|submitted|signed|updated|moved|spoke|spoken|got|sorted|shared|uploaded|replaced|put|left|made|returned|completed|forwarded|collected
    has|have|was|were been? paid|sent|fixed|delivered|repaired|received|signed|booked|moved|replaced|ordered|approved|completed|resolved|shipped|updated|cancelled
    """)
"""Announcements, offers, answers, reports of something done."""

CHATS = phrases("""
    bon week|weekend|we|appetit|courage|anniversaire|retour|voyage|lundi|vendredi
    bonne journee|soiree|semaine|fin|annee|reunion|vacances|nuit|chance|fete|fetes|apres|route|pause|idee
    bonnes vacances|fetes; joyeux|joyeuse|joyeuses
    happy birthday|friday|monday|new|holidays|anniversary|easter
    have a|an good|nice|great|lovely|wonderful|safe; lol|mdr|haha|ahah|ptdr|xd|hihi|hahaha|lmao|rofl|jaja|ahaha
    ha ha; quel|quelle temps|match|chaleur|film|soiree|journee|honte|bonheur|week; what a
    trop bien|drole|cool|fort|mignon|beau|bon|hate|marrant; vous|t|tu avez|as|a vu|regarde
    did you|anyone|u see|watch|hear; on mange|dejeune|va|boit|se|y|dej|prend
    qui mange|dejeune|vient|paie|ramene; see you|u|y; hate de|d|que; looking forward
    so funny|cute|good|cool|true; love it|this|that; j adore; ca va|roule|gaze|baigne; comment ca|allez|vas|va
    how are|is|was you|everyone|your
    croissant|croissants|gateau|gateaux|donuts|cupcakes|chouquettes|cake|viennoiseries ... cuisine|kitchen|pause|cafet|offert|offerts|salle
    in the kitchen; en cuisine|salle de pause
    a demain|lundi|mardi|mercredi|jeudi|vendredi|bientot|plus|tout|toute|tantot; bises|bisous|bisou
    bonjour|hello a tous|toutes et?; pot de depart|fin|bienvenue; ca marche|roule|va|joue
    excellent|excellente week|weekend|semaine|journee|idee|nouvelle|travail|match
    il fait|fait beau|moche|bon|gris|nuit
    great|good|nice|awesome job|work|game|news|idea|weekend|one|evening|match
    sympa|marrant|drole|funny|hilarious|cute; joue|match|foot|rugby hier|soir|soiree
    """)
