"""What is done, in French, by kind: phrases as `phrases` writes them, by weight; and those that say nothing."""

_MINE = "mon|ma|mes|notre|nos|son|sa|ses"
_DAYS = "lundi|mardi|mercredi|jeudi|vendredi|matin|matinee|aprem|apres|journee|semaine|agenda|planning"
_PEOPLE = (
    "commissaire|commissaires|auditeur|auditeurs|auditrice|client|clients|cliente|candidat|candidats|candidate|batonnier"
    "|banquier|banquiere|comptable|notaire|avocat|avocate|expert|experts|directeur|directrice|fournisseur|fournisseurs"
    "|architecte|maire|prefet|inspecteur|inspectrice|consultant|consultants|partenaire|partenaires|delegation|elus"
    "|actionnaires|investisseurs|prestataire|prestataires|assureur|formateur|journaliste|conseiller|conseillere"
    "|associes|delegues|president|presidente|patron|equipes|visiteurs"
)
_SPENT = (
    "deplacement|deplacements|taxi|taxis|resto|restau|restaurant|repas|hotel|essence|gasoil|gazole|carburant|peage|peages"
    "|parking|train|mission|missions|chantier|metro|frais|fournitures|timbres"
)
_SLIPS = "tickets|ticket|justificatifs|justificatif|justifs|justif|recus|recu|facturettes|facturette|notes|tickers"
_MONEY = "sous|argent|billes|thune|thunes|pognon|euros|fric|creances|somme|sommes|paiement|paiements"
_PAID = "paye|payee|payes|payees|regle|regles|avance|avancee|sorti|debourse|achete|achetee|pris"
_DONE = (
    "fait|vendu|livre|depense|recu|traite|produit|consomme|coute|ouvert|signe|perdu|gagne|eu|embauche|facture|utilise"
    "|rentre|sorti|expedie|accueilli|refuse|accepte"
)
_UNITS = (
    "jour|mois|site|ligne|semaine|service|heure|client|agence|an|equipe|region|magasin|produit|famille|atelier|poste"
    "|pays|tranche|trimestre|canal|categorie|fournisseur|machine|chantier|commercial|departement"
)
_BODY = "poignet|cheville|dos|bras|jambe|main|doigt|doigts|epaule|genou|pied|nez|cote|cotes|tete|oeil"
_HURT = "casse|cassee|foule|foulee|tordu|tordue|fracture|fracturee|ouvert|ouverte|blesse|blessee|brule|brulee"
_PROOF = "papier|document|lettre|attestation|certificat|mot|preuve|courrier|justificatif"

DEEDS_FR: dict[str, dict[float, str]] = {
    "meetings": {
        4: f"""
            annul*|liber*|degag*|vide|vider|videz|bloqu*|decal* tout|toute? {_MINE} {_DAYS}
            trouv*|bloqu*|cale|caler|calez|calons|fixe|fixer|fixez un|une|1 ... creneau|date|moment|trou|rdv
            emploi du temps; point hebdo|mensuel|quotidien
            recevoir|recois|recoit le|la|l|les|un|une|des|nos|notre|mon|mes ... {_PEOPLE}
            recevons|accueillir|rencontrer|reunir le|la|l|les|un|une|des|nos|notre|mon|mes ... {_PEOPLE}
            se voir|voie|parle|parler|cause|causer a|tous|ensemble|quand|vite|avant; tout le monde autour
            rassembler tout|les|l|toute; calez|calons|cale|caler nous|moi|lui|ca
            bloquez|bloque moi|nous|lui ... heure|heures|matinee|aprem|journee|creneau
            dans mon|son|notre|leur|l|le agenda|calendrier|planning; remplacer ... reunion|comite|point|rdv
            point avec; decaler|decale|decalez|deplacer|deplace ... rdv|reunion|point|visio|entretien|rendez
            repousser|avancer|reporter|annuler|annulez|annule ... rdv|reunion|point|visio|entretien|rendez
            convoquer|convoque|convoquez|inviter|invite|invitez le|la|les|l|tout|toute|tous
            bloquer|bloque|bloquez|caler|cale|calez ... h|heure|heures
        """,
        3: f"""
            h|heure|heures|minutes|minute|min|mn avec; voir le|la|les|mon|notre|m|mme|maitre ... {_PEOPLE}
            dire|prevenir|avertir|previens|previenne|prevenez ... retard|absent|absente
            dire|prevenir|avertir|previens|previenne|prevenez ... serai|viendrai|viendra|viendrons
            qui devait|doit le|la|les|nous recevoir|accueillir; tout le monde dispo|disponible|libre
            qui vient|sera|est la; visite guidee; a la meme heure; reunir; faire visiter; en visio
            je|on serai|sera|serons|suis ... en retard; mis|mettre|mettez|met tout le monde
            lien de|du|pour|d la|l|une? visio|reunion|appel|connexion
            peux|peut|pouvons pas lundi|mardi|mercredi|jeudi|vendredi; salle pour|de|libre|a
            accepte|decline|confirme l invitation; prendre|prenez|pris|caler|fixer|reprendre un? rdv|rendez
            ete reporte|reportee|reportes|reportees
        """,
        2: """
            en meme temps que; chevauch*; quelque chose|endroit|lieu|coin de|au|plus? calme|discret pour; rencontrer
            besoin de|d voir|parler; demi heure; son|sa|leur secretaire|assistant|assistante
        """,
    },
    "travel": {
        4: """
            quoi|ou|part|endroit|place pour? dormir|loger; dormir|loger|loge|dort|dorment sur place|pres
            rate|ratee|rater|loupe|louper|manque mon|ma|le|la|notre|son correspondance|train|avion|vol|tgv|bateau
            venir|vient|aller|va chercher|recuperer ... gare|aeroport|terminal
            emmener|emmene|amener|conduire|deposer|ramener|rapatrier|rapatrie ... gare|aeroport|hotel|terminal
            premier|dernier|prochain|premiere train|tgv|avion|vol|bus|ferry; un|des lit|lits pour|ce; une piaule
            celui|le train|tgv|avion de|d; reserver|prendre|prenez|reservez ... train|tgv|vol|avion|hotel|taxi|voiture
            me|nous|le|la|les ramener|ramene; donne|donnee|donnes ma|notre|sa chambre
            encore|plus de la? place dans le|l; mon|ma|notre|son|leur taxi|vol|hotel|bagages|valise|correspondance
            place|places dans celui|celle; reste ... place|places ... celui|train|vol|tgv|avion
            prendre|rembourser son|leur|mon|un billet
        """,
        3: """
            coince|bloque|bloquee|bloques|coincee|coinces a|au|en|dans l|la|le? gare|aeroport|terminal|train|avion
            comment je|on|nous|il|elle rentre|rentrons|vais|va|allons; moyen de rentrer|aller|venir
            dormir sur|pres|du|la
            faut|faudrait|faudra que je|on|nous sois|soit|soyons|aille|aillions a|au|en|sur|chez
            faut|faudrait|faudra que je|on|nous monte|descende|parte|rentre|rentrions a|au|en|sur|chez
            je|on|nous monte|montons|descends|descend|descendons|remonte|redescends|rentre|rentrons|file a|sur|en|de
            arrive|arrivent|atterrit|atterrissent|debarque|debarquent ... gare|aeroport|train|avion|vol|tgv
        """,
        2: """
            suis|sommes|est|sont attendu|attendus|attendue|attendues a|au|en|chez
            aille|ailles|aillent|allions a|au|en|chez
            je|on|nous dois|doit|devons aller|etre|monter|descendre|partir|filer|rejoindre a|au|en|sur|chez
            je|on|nous vais|va|allons|pars|part|partons a|au|en|sur|chez|pour; rejoindre ... a|au|sur|chez
        """,
    },
    "expenses": {
        4: f"""
            {_PAID} moi|perso|personnellement; {_PAID} ... moi|ma|sa poche|meme|carte|cb|compte
            de|pour ma|sa poche|pomme; recuper* mes|mon|l|ses {_MONEY}|frais; me doit|doivent|devez|devait
            qui me|nous|te? rembours*; {_SLIPS} de|du|d|des {_SPENT}
            ou|comment ... depose|deposer|mets|mettre|envoie|envoyer|donne ... {_SLIPS}
            rentre|passe|passer|passent|mettre|mets dans|en|sur la|les|ma|mes? ndf|frais|note|notes
            mes ... de|d {_SPENT}; {_PAID} le|la|les|un|une|des|du|l {_SPENT}
            toujours|encore|jamais pas? vu|recu la couleur|mes|mon rembours*|argent|sous
            me|nous fais|faire|fait rembours*; ma|sa voiture|bagnole perso|personnelle
            passe|passer|mettre|mis en note|ndf; j ai depanne; de|sur mes deniers|sous; avec mes|mon sous|argent|cash
            j ai avance|debourse|sorti
            a qui je|on? donne|rends|envoie|remets ... ticket|tickets|recu|recus|note|notes|justif|justificatifs
        """,
        3: """
            avec|sur ma|sa propre? carte|cb|visa; ma carte bleue|bancaire|perso|personnelle; carte perso|bleue
            plein|pleins d|de essence|gasoil|gazole|diesel|carburant; saisir|enregistrer mes|les tickets|frais
            avec tous? les tickets|justificatifs; je la|le|les mets dans l outil; payer|paye avec ma|mes
            plus d|de ticket|recu|justificatif; perdu le|mon|les|mes|la ticket|tickets|recu|recus|note|justificatif
            par|du|au kilometre|km; ma|mes|mon note|notes|frais|remboursement|remboursements|justifs
            prime|forfait repas|panier|kilometrique
        """,
        2: """
            je|on|nous recupere|recuperons comment; comment|quand je|on|nous recupere|recuperons
            photos|photo|scan ou|originaux
        """,
    },
    "invoicing": {
        4: f"""
            nous doit|doivent|devait|devaient; reclame|reclamer|reclamez ... {_MONEY}; trop percu
            en double ... paye|payee|facture|prelev*; nous ont|a compte|factur*|refactur*|debite|preleve|pris
            refactur*|factur*|compt*|preleve|debite ... deux|double|fois; bon|numero de commande
            relanc* ... paiement|facture|factures|impaye|impayes; pas paye la|le|les|leur facture
            menace|menacent|menacant de couper|bloquer|stopper|suspendre|plus|ne; deja paye|regle|payee|reglee
            attend|attendent|attends|reclame son|leur|le|ses|l|un cheque|argent|reglement
            attend|attendent|attends|reclame son|leur|le|ses|l|un paiement|virement|acompte|solde
            reclament|demande|demandent|veut son|leur|le|ses|l|un cheque|argent|reglement
            reclament|demande|demandent|veut son|leur|le|ses|l|un paiement|virement|acompte|solde; solde debiteur
            regulariser; bon pour accord; derniere|deuxieme|seconde|troisieme relance; rappel de paiement|facture
            payer|regler|paye|regle|payez|reglez le|la|les|l|ce|cette|un|une fournisseur|facture|loyer|prestataire
            payer|regler|paye|regle|payez|reglez le|la|les|l|ce|cette|un|une traiteur|artisan|acompte|solde
            changer|change|nouveau rib|iban ... fournisseur; livre|livrent|livrer plus tant|sans; duplicata de|du|d
            duplicata a|pour; reclame|reclamer ... devis|facture
        """,
        3: """
            prix|tarif|tarifs du|de|d|des|au|pour
            combien coute|coutent|couterait|vaut|valent|ca|ils coute|prennent|facturent
            demander|avoir|obtenir|sortir|chercher ... prix|tarif|tarifs|devis
            mois|jours|semaines de retard de? paiement; passer|passe|faire|lancer une commande; commande chez|aupres
            trop cher; facture|factures|facturee pas|encore|toujours|jamais|introuvable|perdue|erronee
            erreur de|sur la|le? montant|facture|tva|prix; attend|attendent d|son|leur etre|paiement paye?|payee?
        """,
        2: "mois|jours|semaines de retard; contest*; conteste|contestez|contester; pas|jamais paye|paye*|regle",
        0.5: "credit mutuel|agricole|lyonnais|cooperatif; banque postale|populaire; caisse d|depargne epargne?",
    },
    "hr": {
        4: f"""
            {_PROOF} comme quoi; {_PROOF} ... travaille|employe|employee|salarie|salariee|bosse|employeur
            combien de|d jours ... ai|j|reste|droit|conge|conges; ai combien de jours
            me|lui|m reste ... jours|conges|rtt
            pose|poser|posez|posais mon|ma|mes|un|une|des|le|les|deux|trois pont|jour|jours|conge
            pose|poser|posez|posais mon|ma|mes|un|une|des|le|les|deux|trois conges|rtt|vacances|semaine|cp
            solde insuffisant; compte|marque|note|declare|mis absent|absente|absents; ma|sa|leur paye|paie|fiche
            ce que je|on touche|gagne; avance|acompte sur ma|mon|sa|son|le|la; assistante|assistant social|sociale
            saisie sur|de mon|ma|son|sa|salaire|compte|salaires; {_BODY} {_HURT}; ma|sa chute
            attestation ... transport
            me suis|s est|s etait|m etais blesse|blessee|coupe|coupee|brule|brulee|cogne|coince|fait
            heures|h sup|supp; a qui je|on peux|peut|dois|doit|puisse? en? parler|plaindre|adresser|confier|signaler
            parler ... pas a lui|elle; parler a quelqu un ... pas|autre|mais; je les pose
            pas ete retenu|retenue|augmente|augmentee|promu|promue; mon fils|bebe|gamin malade; ma fille malade
            passer|passe a|en 80|90|temps; finir|partir|quitter plus tot; heures de|d recup|recuperation|nuit|supp
            cheque|cheques vacances|cadeau|cadeaux; fin de|du mon|son|ma|contrat|periode
            renouvel* ... contrat|cdd|mission; prolong* mon|son|ma|sa contrat|cdd|arret|conge|mission|periode
            mon|son|leur arret; mes|ses|leurs conges|rtt|cp|heures|jours|vacances|droits|points; mon|son solde
            ma|sa prime|mutuelle|retraite|demission|mutation|titularisation|fiche|paye
            en arret|maladie depuis|jusqu|de|pour|toute|cette; prise|poste en|de charge mutuelle
            etre|est|suis|ete|fait vire|viree|vires
            papier|attestation|lettre|certificat pour|a la|l|mon|ma|le caf|prefecture|creche|proprio|proprietaire
            papier|attestation|lettre|certificat pour|a la|l|mon|ma|le bailleur|ecole|cpam|banque|ameli
            medecin ... veut|dit|interdit|refuse ... porte|travaille|reprenne
        """,
        3: """
            heures|nuits|dimanches ... pas|non|mal|jamais paye|payes|payees|comptees|comptes
            jours|primes|astreintes|samedis ... pas|non|mal|jamais paye|payes|payees|comptees|comptes
            manque ... heures|nuits|prime|paye|paie; pointeuse|badgeuse|badgeage m|me|a|compte
            mes heures|nuits|horaires|jours; chute dans|en|du|sur; suis|est|etait tombe|tombee dans|du|de|en|sur
            une avance|un acompte; par jour d absence; mon|son contrat|avenant|cdi|cdd|chomage|preavis|solde
            je|il|elle viens|vient|viendrai|viendra pas aujourd|ce|demain|lundi|mardi|mercredi|jeudi|vendredi
            voir|contacter|joindre|parler la? a? rh|drh|nadia; quelqu un des? rh|aux
            mon|ma|son chef|cheffe|manager|responsable|superieur|collegue me|m|lui|n|ne
            nouvel|nouvelle|nouveau arrivant|embauche|embauchee|recrue|stagiaire|alternant|apprenti
        """,
        2: """
            aide|aides sociale|sociales|financiere|exceptionnelle; payer|paye mon|le loyer
            mon logement|credit|pret|proprio
        """,
    },
    "reporting": {
        4: f"""
            combien on|nous|il|elle|ils a|avons|ont|avait ... {_DONE}; combien ... par {_UNITS}; nombre de|d ... par
            meme epoque|periode
            compare|comparee|comparaison|rapport|versus|vs ... an|annee|mois|dernier|derniere|precedent
            enlev*|retir*|ajout*|rajout*|supprim* ... colonne|ligne|onglet|tableau; top 5|10|20|dix|cinq|trois
            les 5|10|20|dix|cinq|trois ... clients|fournisseurs|produits|ventes|articles
            plus gros clients|fournisseurs|chantiers|contrats; on en est ou; ou on en est
            au propre ... fichier|tableau|liste; tableau|fichier|suivi|liste|planning au propre|jour
            refaire|corriger|completer ... tableau|fichier|suivi|chiffres|stats|graphique|onglet
            mettre|actualiser|maj|verifier ... tableau|fichier|suivi|chiffres|stats|graphique|onglet
            sortir|ressortir|extraire|tirer ... chiffres|stats|statistiques|donnees|liste
            envoyer|donner|donnez|sortez|envoyez ... chiffres|stats|statistiques|donnees|liste
            sortir|ressortir|extraire|tirer|envoyer|donner|donnez|sortez|envoyez ... etat|etats|totaux|heures|ventes
            chiffres ... faux|fausses|collent|colle|bons|justes|tombent
            tableau de|d|des|du presences|presence|ventes|heures|conges|stocks|livraisons
            tableau de|d|des|du pannes|incidents|chiffres|commandes|effectifs|couts|suivi|charges
        """,
        3: f"""
            nombre de|d; combien de|d ... cette|depuis|an|annee|mois|semaine; {_DONE} par {_UNITS}
            liste de|des|du ... clients|commandes|contrats|magasins|fournisseurs|dossiers|ventes|machines|articles
            repartition par|des|du; chiffres de|du|des|par; dans l|le onglet|tableau|fichier|colonne
            classement|palmares|top|tri|trie|triee|tries|classe|classes|classees par|des; ca colle pas
            evolution de|du|des|sur; combien de|d ... vendu|livre|traite|recu|produit|fait|sorti|entre|ouvert
            cumul|total|totaux|moyenne|somme de|du|des|par|sur|annuel
            heures par chantier|client|service|personne|affaire
            ou en est|sont le|la|les ventes|stock|stocks|chiffres|budget|production|objectifs
        """,
        2: f"par {_UNITS} et|puis? par; l an dernier; par {_UNITS}; liste des|de",
    },
    "office": {
        4: """
            par erreur chez|ici|dans; colis|courrier|pli|lettre pour|arrive|destine|est|adresse; visite d entretien
            groupe electrogene; gare|garee|garees|gares sur|devant|en|derriere
            preter|pretez|emprunter ... escabeau|echelle; enferme|enfermee|enfermes dehors|dedans|dans|a|dehors
            porte ... claquee|claque|bloquee|ferme|ouvre|coincee; sent|sentent mauvais|le|bizarre
            ca|qui|il|elle fuit|coule|deborde|sonne|clignote|grince|bipe|pue|goutte|sent|chauffe
            y a|ya plus d|de papier|cafe|savon|gobelets|eau|encre|lait|toner|stylos|ampoules|chauffage|lumiere
            plus aucun|une|de stylo|chaise|ramette|gobelet; pris|reste|restee|coince|bloque dans l ascenseur
            perdu ... badge|cle|cles|clef; oublie ... badge|cle|cles|clef; qui a ... cle|cles|clef|clefs
            nouveau|nouvelle|refaire|desactiver|activer|programmer ... badge|badges
        """,
        3: """
            emprunter; il fait froid|chaud|noir|14|15|16|17|28|30; plus|pas de lumiere|chauffage|eau|courant|jus
            laisse ... allume|ouvert|ouverte|trainer
            reparer|repare|reparez|nettoyer|vider|changer le|la|les|l|mon|ma|ce|cette|un
            remplacer|remettre|deboucher|resserrer|recoller|graisser|purger le|la|les|l|mon|ma|ce|cette|un
            quelqu un pour monter|porter|deplacer|brancher|descendre|demonter
            monter|demonter|brancher|accrocher|fixer|installer le|la|les|l|un|une|des meuble|meubles|ecran|ecrans
            monter|demonter|brancher le|la|les|l|un|une|des tableau|etagere|etageres|bureau|armoire
            accrocher|fixer|installer le|la|les|l|un|une|des tableau|etagere|etageres|bureau|armoire; en rupture de
            reste plus|que ... ramettes?|cartons|gobelets|capsules|gants|masques; en panne
        """,
        2: """
            marche|fonctionne|ouvre|ferme|demarre|allume|imprime|decroche|coule|sonne plus|pas|mal; a court de|d
            y a|ya plus de|d; est|sont|etait reste|restee? casse|cassee|casses|hs|foutu|foutue
            est|sont|etait reste|restee? fichu|pete|petee|coince|coincee|bouche|bouchee
            est|sont bloque|bloquee|bloques|bloquees; qui|se decolle|decroche|detache|devisse; fait un|du bruit
        """,
    },
}
IDIOMS_FR = """
    chambre de|des|d commerce|metiers|agriculture|notaires|l; chambre froide|syndicale|regionale
    commissaire|commissaires aux; sur le|du papier; pour son|mon papier
    suis|est|sommes|etre|serai|sera|sort|sors|etais en|de reunion|rdv|visio|comite; pied de grue; tout le monde part
    par la; mise en route|service; prendre l air; en cours de|d; travail|travaille de nuit; de la part
    nulle|quelque|autre part; a part; d une part; prise de tete|parole|sang; porte a faux; mettre la|en porte
    a la lumiere; pole position; ligne de conduite; feu vert; a mon|son|leur compte; tenir compte; rendre compte
    en fin de compte; au bout du compte; se rendre compte; me rends compte; etat des|de lieux|choc
    coup de main|fil|pouce|froid|barre; entre nous; tour de table; sur la table; au pied du; le gars|mec du
    carte blanche; fait le point; point de vue; en panne d inspiration|idee|idees; passe a la
    la derniere|premiere fois; du premier coup; en train de|d; a fond de train
    vol de|du|d mon|ma|mes|notre|nos|son|sa|badge|cle|cles|materiel|cuivre|gasoil|velo|caisse|outils; au vol; voler
    chambre d|de echo; lit de justice; porte parole; de porte a; prendre la porte; sur la route; tenir la route
    avoir de la place; a la place; sur place; met en place; de la place; cette|de nuit; prendre la suite; c est que ca
"""
