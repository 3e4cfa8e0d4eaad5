"""Words that any need may be said with: they tell no service from another, and nothing is learned of them."""

from bot.understanding.dates.lexicon import MONTHS, NUMBERS, ORDINALS, UNITS, WEEKDAYS
from bot.understanding.text import listed
from bot.understanding.vocabulary import GENERIC, SMALL_WORDS

_FRENCH = listed(
    """
    avoir avons avez ont avait avais avaient aura aurai aurait auriez aurais ayant eu etre suis sommes etes sont etait
    etais etaient ete sera serait seraient serez soit soient pouvoir pouvez peut peux peuvent pourrait pourriez pourrais
    pourra vouloir veut veux voulez voudrais voudrait veuillez devoir dois doit doivent devez devrait devais faut
    faudra faudrait falloir fait fais faites font fera ferai ferait faire refaire refait savoir sais sait savez saurait
    souhaite souhaiterais souhaitez aimerais aimerait besoins prendre prends prenez prend pris prise reprendre donner
    donne donnez dire dis dit dites voir vois voit voyez revoir venir viens vient viennent venez venu aller vais va vont
    allez ira arriver arrive arrivent arrivez rester reste restent trouver trouve trouvez tenir tient mettez mettre met
    mis remettre remis passer passe passez gerer gere caler regarder regarde chercher cherche attendre attend attends
    attendons ecrire ecris ecrit lire parler parle savez penser pense croire crois sembler semble compter compte tout
    tous toute toutes tres trop plus moins bien mal bon bonne bons bonnes mieux pire aussi encore deja toujours jamais
    parfois souvent comme quand comment combien pourquoi quel quelle quels quelles quoi dont donc car alors puis ensuite
    enfin sinon sauf meme memes autre autres plutot vraiment juste seulement presque environ tellement peu beaucoup
    assez rien personne aucun aucune certains certaines plusieurs chaque chacun chacune quelque quelques quelqu celui
    celle ceux celles ceci cela ici la-bas depuis entre vers chez sans sous avant apres pendant lors durant contre
    malgre selon pres loin devant derriere dessus dessous dedans dehors cote debut fin milieu oui non matin matinee midi
    soir soiree nuit demain hier aujourd hui ajd dmn dem aprem journee jour prochain prochaine suivant suivante dernier
    derniere date dates heure moment temps fois tard tot possible impossible urgent urgence vite rapide rapidement asap
    svp stp merci mercii cordialement bonjour bonsoir salut coucou bsr slt cdt cdlt madame monsieur mme mlle cher chere
    dire chose choses truc trucs machin gens monde homme femme fille garcon collegue collegues client clients equipe
    equipes site bureau bureaux societe entreprise assistante question questions reponse probleme problemes souci soucis
    info infos information informations message mail exemple cas raison idee liste etat nom noms numero partie grand
    grande grands petit petite petits gros nouveau nouveaux ancien ancienne seul seule deux trois premier retour retours
    necessaire dispo disponible pret prete ouvert ouverte ferme fermee perdu refuse manque marche change
    """
)
_ENGLISH = listed(
    """
    been being was were has had having does did doing done don doesn didn isn aren wasn weren won wouldn couldn shouldn
    want wants wanted would like likes should could might must may shall need needs needed get gets got getting give
    gives given take takes took taken make makes made come comes came coming going goes gone went look looks looking
    find finds found keep keeps kept let lets put puts know knows think thinks see sees seen saw say says said tell
    tells told ask asks asked try tries tried trying use uses used seem seems mean means happen happens start starts
    stop stops turn turns call calls bring brings show shows hold leave leaves left wait waits waiting move moves work
    works working help helps thank thanks answer reply write one ones two some any all more most less least few much
    many very too also still already always never ever often again back now then than there here when where what which
    who whom whose how why because but just only even both either neither each every other others another same such
    own several something somebody someone somewhere anything anybody anyone anywhere nothing nobody everything
    everybody everyone whatever whoever he she her hers him his they them their theirs these those its itself myself
    yourself himself herself ourselves themselves before after during since until till about above below into onto
    over under with without within between among against through across near far off out down up around away along
    inside outside instead unless while whether though although however maybe perhaps really actually apparently
    probably kindly politely usually quite rather almost enough today tomorrow yesterday tonight morning afternoon
    evening night noon day days week next last first second late later early past half time times date dates possible
    urgent urgently soon quickly asap pls please hurry sorry hey dear regards okay yes nope thing things stuff issue
    issues problem problems question message mail email number name names place line part kind way case people person
    man woman guy colleague colleagues customer customers client clients office company team boss big small little
    old new good bad right wrong same full empty open closed whole long short high low great fine
    """
)
EVERYDAY = frozenset({*_FRENCH, *_ENGLISH} | SMALL_WORDS | GENERIC).union(WEEKDAYS, MONTHS, NUMBERS, ORDINALS, UNITS)
