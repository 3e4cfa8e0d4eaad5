"""Office work in French words, by kind; how a line is written is told where they are put together."""

TRAVEL_FR: dict[float, str] = {
    4: """
        train tgv sncf avion billet_train billet_avion billet_sncf hotel hebergement airbnb ouigo eurostar
        reserver_car louer_car location_car thalys trainline louer_voiture location_voiture voiture_location
        aller_retour air_france carte_embarquement =vols intercites chambre_hotel reserver_taxi
        reserver_voiture taxi_aeroport taxi_gare vehicule_location =deplacements ordre_mission appart_hotel
        gite auberge motel blablacar carte_avantage abonnement_train abonnement_sncf voiture_service
        voiture_pool transfert_aeroport assurance_rapatriement place_train louer_minibus louer_utilitaire
        louer_camion parking_aeroport parking_gare consigne_gare billet_bus billet_tram carte_train
        chambre_double chambre_simple chambre_single classe_affaires esta premiere_classe =deplacement
        train_nuit chambre_hote wagon_lit couchette vol_interieur vol_direct voiture_fonction minibus_loue
        transport_aeroport siege_enfant siege_bebe 9_places location_utilitaire retour_train aller_train
        titre_transport reservation_hotel hebergement_equipe location_vehicule louer_vehicule
        reserver_vehicule vehicule_service camionnette_location easyjet ryanair lufthansa transavia klm
        vueling volotea =corsair air_austral =g7 heetch
    """,
    3: """
        utilitaire =vol billet aeroport gare taxi vtc uber voyage voyager nuitee embarquement visa passeport
        escale itineraire trajet covoiturage bagage logement roissy orly decollage atterrir atterrissage
        enregistrement_vol bagage_soute surclassement chauffeur rer tramway autocar bateau hotelier voyageur
        transport_gare chercher_gare chercher_aeroport hoteliere bagages passager aerogare flixbus
        vols sejour =ibis novotel =mercure campanile kyriad hilton marriott radisson =cdg montparnasse
        perrache consulat
    """,
    2: """
        location voiture chambre nuit correspondance navette minibus ferry covoit vehicule hertz sixt
        europcar avis_location ter bus tram metro camionnette monospace wagon peniche traversee dodo
        ambassade
    """,
    1: """
        depart retour aller couloir fenetre partir paris marseille lille bordeaux nantes toulouse londres
        bruxelles geneve madrid berlin milan rennes montpellier nice transport valise
    """,
}
MEETINGS_FR: dict[float, str] = {
    4: """
        reserver_resto reserver_restaurant reserver_restau reserver_table table_restaurant
        couvert_restaurant reserver_sale sale_reunion sale_libre sale_dispo reunion rendez_vous rdv visio
        visioconference ordre_jour agenda salle_reunion doodle assemblee_generale seminaire
        invitation_outlook invitation_teams caler_point organiser_point programmer_echange caler_echange
        organiser_echange prevoir_echange echange_teams bloquer_creneau trouver_creneau trouver_date
        convoquer point_telephonique repas_equipe prendre_rendez reserver_amphi fixer_date date_commune
        caler_date caler_dejeuner dejeuner_equipe diner_equipe pot_retraite lien_teams lien_visio lien_zoom
        pause_cafe accueil_cafe =soutenance jury deliberation colloque congres symposium conference_presse
        table_ronde assemblee journee_porte liste_invites plan_table vin_honneur ceremonie inauguration
        voeux_personnel galette_rois arbre_noel visite_guidee visite_usine conf_call prise_rdv
        liste_presence feuille_emargement emargement verre_amitie date_reunion creneau_libre reunion_hebdo
        point_hebdo cotech codev soiree_annuelle team_building calendly klaxoon =gmeet
    """,
    3: """
        videoproj videoprojecteur =projo retroprojecteur =reu =reus =couverts salle creneau calendrier
        comite codir copil comex convocation atelier compte_rendu audioconference plateau_repas kickoff
        visios planifier replanifier seminaires brainstorm pot_depart afterwork visioconf cocktail
        petits_fours bloquer_agenda debrief kick_off viennoiserie soiree_entreprise interprete audience
        plaidoirie rencontre entrevue apero barbecue bbq pique_nique banquet conference intervenant
        animateur traducteur presentiel distanciel webex skype meet quorum proces_verbal pv emploi_temps
        repousser avancer_reunion retrospective scrum brief restitution comites hebdo
    """,
    2: """
        conf resto restau restaurant invitation invite dejeuner point caler evenement traiteur paperboard
        disponibilite decaler call outlook petit_dejeuner petit_dej amphi auditorium dispo dispos entretien
        pot buffet teams zoom webinaire ag inviter reprogrammer =echange =echanges diner invites convive
        repas_client vegetarien vegan gluten allergie menu micro_salle disponible cafe_accueil presence
        tournee planning_salle audition
    """,
    1: "formation reporter deplacer organiser participant convier",
}
INVOICING_FR: dict[float, str] = {
    4: """
        prime_assurance =fact =factu facture facturation facturer impaye recouvrement bon_commande devis
        proforma pro_forma relancer_client note_credit relance_client relance_impaye avoir_client
        bons_commande commande_fournisseur refacturer refacturation numero_engagement chiffrage sepa
        lettrage rapprochement_bancaire grand_livre facturette retenue_garantie situation_travaux
        bon_reception lettre_relance releve_compte assurance_credit demande_prix bon_cde conditions_paiement
        delai_paiement rib_fournisseur iban_fournisseur caution_bancaire garantie_bancaire code_swift
        payer_deux payee_deux double_paiement facture_impayee rib_client appel_offres
        cahier_charges_fournisseur fiche_fournisseur referencer_fournisseur creer_fournisseur
        compte_fournisseur arriere creance_client plan_comptable tresorerie ordre_virement mandat_sepa
        trop_percu trop_paye agios numero_tva siret extrait_kbis condition_paiement penalites_retard
        decompte dgd situation_mensuelle memoire_travaux rapprochement delai_reglement demande_devis
        bon_commandes =bdc attestation_vigilance attestation_urssaf note_honoraires honoraires loyer_bureau
        loyer_local facture_edf quittance echeancier_paiement pennylane sellsy =coupa =ariba tresor_public
    """,
    3: """
        fournisseur paiement virement reglement relancer relance encaissement chorus mise_demeure
        acompte_client tva echeancier avoir_facture retard_paiement escompte iban analytique depot_garantie
        sous_traitant remise_cheque avoir_fournisseur solder_compte honoraire fournisseurs =factures
        facturier relances =comptant echeances avaliser tarification bordereau expert_comptable
        commissaire_comptes marche_public soustraitant rappel_paiement bailleur assureur refacture impayees
        huissier_impaye urssaf dgfip
    """,
    2: """
        payer regler comptabilite comptable rib litige prelevement kbis bon_livraison penalite acompte bc
        cheque creance =paient =paye =payes =payee =payees tarif imputation remise =dette =dettes acheter
        achat achats tresorier compta_fournisseur reference_prix marchandise douane exoneration caution
        bancaire =edf =engie veolia cotisation abonnement_electricite
    """,
    1: "client echeance commande montant prestataire compta banque engagement virer assurance",
}
EXPENSES_FR: dict[float, str] = {
    4: """
        note_frais notes_frais remboursement rembourser ndf indemnite_kilometrique frais_kilometrique
        avance_frais frais_deplacement frais_mission frais_repas ticket_caisse justificatif_taxi note_resto
        note_taxi per_diem saisir_km saisir_kilometre declarer_km frais_km indemnite_km carte_carburant
        carte_essence facture_resto own_poche paye_poche avance_poche carte_perso cb_perso telepeage_frais
        notes_resto ticket_parking ticket_peage ticket_metro frais_bouche frais_representation
        indemnite_repas indemnite_mission facturette frais_avance frais_hotel frais_taxi frais_parking
        frais_carburant rembourser_billet recu_carte ticket_essence ticket_carburant ticket_restaurant_perdu
        carte_corporate carte_affaires plafond_repas forfait_nuitee =ndfs frais_kms note_hotel note_essence
        addition_resto pourboire defraiement defrayer ticket_train_perdu frais_pro =remboursements spendesk
        expensya notilus =n2f =concur
    """,
    3: """
        justif avancer frais justificatif kilometrique ikm ik recu_taxi forfait_repas debourse telepeage
        kilometrage =remb rembourse ticket_repas avance_argent rembourses remboursee addition
        notes_restaurants
    """,
    2: """
        peage carburant essence =recu_restaurant ticket_resto bareme kilometre =km =kms ticket poche gasoil
        gazole diesel peages minibar
    """,
    1: "resto restau restaurant repas parking",
}
HR_FR: dict[float, str] = {
    4: """
        accident_trajet attestation_employeur attestation_travail contrat_travail arret_maladie
        arret_travail conge_maternite conge_paternite conge_parental bulletin_paie bulletin_salaire
        fiche_paie salaire =paie =paies salarial demission licenciement rupture_conventionnelle
        periode_essai solde_compte medecine_travail visite_medicale certificat_travail dpae accident_travail
        enceinte grossesse harcelement acompte_salaire saisie_salaire burn_out rqth ressource_humaine
        conge_paye enfant_malade poser_jour poser_conge solde_conges conge_sabbatique cong_maladie
        attestation_salaire rib_perso rib_personnel liste_personnel medaille_travail calcul_participation
        prime_participation interessement epargne_salariale heure_sup heure_supplementaire
        convention_collective grille_salaire grille_salariale solde_tout_compte solde_tt_compte
        prolongation_arret arret_prolonge volet_arret arret_medecin dernier_bulletin ancien_bulletin
        bulletin_mois jour_cp poser_cp solde_cp reste_cp contrat_apprentissage contrat_alternance
        mi_temps_therapeutique entretien_prealable mise_pied sanction_disciplinaire disciplinaire
        conge_naissance conge_deuil conge_anciennete prime_anciennete visite_embauche visite_reprise
        certificat_medical arret_medical demande_acompte avance_paie jours_fractionnement attestation_pole
        attestation_france_travail journee_carence jour_carence complementaire_sante situation_familiale
        changement_rib promesse_embauche fiche_aptitude visite_aptitude temps_partiel rdv_medecin
        heures_nuit travail_nuit garde_enfant don_jours feuille_heures fiche_poste cure_desintoxication
        psychologue psychiatre depressif deprime fausse_couche =cancer chimio hospitalise hospitalisee
        operation_genou divorce divorcee veuf deces_mere deces_pere enterrement obseques garde_alternee
        pension_alimentaire surendettement dettes_perso raciste racisme sexiste sexisme discrimination
        homophobe insulte insulter humilie humilier =agresse =agressee agression violence =syndicat
        =syndicats delegue_personnel delegue_syndical prudhommes inspection_travail inspecteur_travail
        prudhomme entretien_evaluation treizieme_mois 13e_mois heures_supp heures_supplementaires
        compte_epargne jour_enfant jours_enfant conge_proche proche_aidant =aidant contrat_pro
        contrat_saisonnier stage_3e offre_emploi candidature fiche_renseignement_salarie dossier_personnel
        attestation_presence certificat_scolarite changement_adresse changer_rib ticket_restaurant_salarie
        titres_restaurant carte_swile teletravailler conge_exceptionnel demenagement_jour planning_conges
        solde_rtt astreinte_payee prime_nuit prime_panier indemnite_transport pass_navigo bulletin_modele
        cumul_emploi temps_therapeutique reprise_travail arret_prolongation en_arret iban_salaire
        virement_salaire avance_salaire delegation_saisie suicide suicidaire gastro grippe covid migraine
        insomnie addiction alcoolique ivre saoul =silae =payfit =lucca =figgo =dsn carsat medecin_traitant
        arret_jusqu
    """,
    3: """
        depression accident rtt mutuelle rh conge maladie embauche augmentation prime retraite recrutement
        cdi cdd handicap entretien_annuel entretien_professionnel mi_temps titre_sejour maternite paternite
        attestation licencier demissionner carte_vitale ijss cpam embaucher anciennete echelon sanction
        subrogation remplacement_maladie harceler ancien_salarie =avertissement =prevoyance absenter
        dejeuner_absence mutation promu promue =renvoye =vire viree burnout angoisse stress fatigue_nerveuse
        psy harceleur pointeuse =paye_mars =cps apprenti apprentie entretien_embauche entretien_rh postuler
        =cv interim_contrat saisonnier ameli =caf
    """,
    2: """
        avenant teletravail absence contrat stagiaire alternant cse promotion prolongation medecin
        certificat bulletin coefficient pointage apprentissage interim conflit =blesse =blessee
    """,
    1: "solde rupture salarie pole_emploi france_travail stage nouvel_arrivant =cp",
}
REPORTING_FR: dict[float, str] = {
    4: """
        reporting tableau_bord tableaux_bord indicateur kpi fichier_suivi tableau_suivi power_bi
        chiffre_affaires consolider_chiffre statistique suivi_mensuel carnet_commandes budget_deplacement
        sortir_detail sortir_chiffre sortir_stat chiffre_cle etat_stock etat_heures balance_agee
        suivi_budgetaire suivi_activite compte_exploitation fichier_excel tableau_excel rapport_mensuel
        rapport_hebdo rapport_activite fichier_stock bilan_carbone mise_jour_tableau formule_excel
        pointage_stock etat_ventes etat_commandes etat_recapitulatif fichier_clients fichier_ventes
        requete_sql tableau_croise onglet etat_avancement taux_occupation taux_absenteisme taux_rebut
        taux_panne trs =nps =otif point_chiffre recapitulatif nombre_visiteurs nombre_dossiers nombre_appels
        nombre_pieces nombre_commandes nombre_clients bilan_annuel bilan_activite chiffres_mois
        chiffres_ventes extraction_sap sortir_liste sortir_etat liste_clients liste_commandes
        effectif_service rapport_incident comptage frequentation =looker =qlik
    """,
    3: """
        consolider consolidation graphique extraction previsionnel forecast tcd excel indicateurs graphe ppt
        diaporama histogramme camembert courbe indicateur_qualite ratio pptx xls xlsx csv macro recap
        moyenne mediane pourcentage requete filtre tableur sondage questionnaire enquete recensement
        sous_total ecart benchmark reel_budget statistiques effectifs volumetrie rendement productivite
        rebut =ventes
    """,
    2: """
        stock resultat chiffre rapport extraire export exporter bilan synthese budget tableau suivi
        base_donnee mettre_jour mise_jour fichier powerpoint stat saisie saisir diapo conso marge cumul
        doublon ventilation turnover comparatif inventaire taux comparer analyse repartition production
        visiteurs_jour nombre total cumule colonnes =tri =trier vente conso_elec detail_chiffre =sap =crm
    """,
    1: "donnee mensuel trimestriel hebdomadaire hebdo actualiser slide cloture presentation colonne evolution",
}
OFFICE_FR: dict[float, str] = {
    4: """
        fourniture badge imprimante coursier cafetiere machine_cafe toner ramette carte_visite chronopost
        plombier serrure ascenseur photocopieur photocopieuse copieur climatisation carte_acces colissimo
        place_parking papier_imprimante colis bouteille_eau fontaine_eau service_generaux bureau_passage
        tableau_blanc odeur_gaz fuite_gaz extincteur volet_roulant rideau_fer gant chaussure_securite
        lettre_suivie lettre_recommandee affranchir encombrant guepe deratisation interphone digicode
        portail serrurier electricien vitrier jardinier signaletique lave_vaisselle evier etagere rayonnage
        transpalette fusible disjoncteur papier_toilette essuie_main thermostat chaudiere bouilloire
        salle_attente salle_pause salle_repos salle_bain salle_archives salle_coffres carte_voeux
        tenue_travail exercice_incendie alarme_incendie carton_demenagement numero_telephone ligne_telephone
        porte_bloquee porte_garage nid boite_lettres boite_cles visseuse distributeur_boissons badgeuse
        broyeur plastifier defibrillateur coupure_courant tableau_electrique bloc_notes pot_encre sapin_noel
        cle_bureau cles_bureau coupe_papier rouleau_scotch dossier_suspendu =benne =bennes =epi cendrier
        escabeau echelle horloge pendule groupe_electrogene compresseur convoyeur monte_charge
        quai_chargement tire_palette balayeuse autolaveuse nettoyeur karcher canalisation egout plomberie
        chasse_eau evacuation_bouchee seau eponge javel detergent sopalin essuie_tout papier_toilettes
        assiette couvert_plastique cuillere biscuit grille_pain micro_ondes rideau store_electrique
        moisissure humidite ventilateur ventilation vmc poussette_chariot poubelles conteneur_dechets
        papier_bulle boite_postale facteur tourniquet =sas agent_securite cadenas detecteur_fumee
        trousse_secours pharmacie_secours =masques charlotte surblouse linge blanchisserie matelas oreiller
        repose_pied repose_poignet accoudoir dossier_chaise siege_bureau chaise_bureau lampe_bureau
        bras_ecran casque_audio dictaphone =adaptateur =adaptateurs chargeur_telephone =talkie =talkies
        walkie standard_telephonique repondeur surligneur stylos gomme regle_metal perforatrice
        tampon_encreur recto_verso mauvaises_herbes tonte tondre pigeon frelon araignee souris_cuisine
        rongeur lavage_voiture borne_recharge borne_electrique visite_entretien contrat_menage femme_menage
        agent_entretien prestataire_menage heures_menage vaisselle torchon bonbonne nuisible sanitaire
        sanitaires lyreco bruneau =otis =kone schindler ricoh xerox =gls =dpd =tnt
    """,
    3: """
        palette electricite courrier cartouche papier stylo clim chauffage ampoule neon fuite chaise
        fauteuil mobilier armoire casier toilette wc poubelle alarme menage nettoyage frigo microonde
        enveloppe timbre recommande moquette nettoyer photocopie store lampe cafe vitre clef cle agrafeuse
        classeur cahier bloc_note marqueur plastifieuse destructeur canape lavabo robinet radiateur casque
        gobelet micro_onde souris clavier degat_eau deplacer_armoire deplacer_meuble deplacer_bureau savon
        odeur carton gilet affichage afficher banderole banniere peinture peintre toiture gouttiere cafard
        fourmi dechet debarras debarrasser chariot verglas barriere vigile frigidaire abonnement_revue
        table_pliante rallonge_electrique inondation inonder degat porte_manteau parapheur demagnetiser
        tapis nappe enseigne serviette rouleau temperature the_vert dhl congelateur tiroir uniforme scotch
        trombone ciseaux balai serpilliere aspirateur haie patere =rats =sucre =blouse =blouses =plaque
        =gardien deborde deborder =fuit goutte_plafond grince grincer couine clignote clignoter =bip biper
        =pue puer disjoncte disjoncter =vitre banc lampadaire grillage cloture arbre_tombe gravier
        sel_deneigement salage deneiger gyrophare klaxon rat insecte puce bache caisse_plastique caddie
        sechoir seche_main secheresse radiateur_froid courant_air porte_manteaux lino dalle parquet fissure
        platre =ampoules echafaudage nacelle manche_balai raclette coffre_fort imprimantes =tele television
        perceuse visser tournevis marteau outil outillage =clou photocopies agrafes =postit post_it
        enveloppes timbres eclairage =elis kiloutou loxam
    """,
    2: """
        livreur panne ecran porte pli parking scanner imprimer impression reliure relier materiel reparer
        depanner livraison eau plante tampon prise rallonge demenagement commander fontaine vestiaire
        bourrage lumiere froid passage multiprise encre lait distributeur =piles cable chargeur goodies
        tote_bag =roses fleur bouquet gateau carte_cadeau carte_cantine tel_pro telephone_pro volet affiche
        panneau gaz archive incendie bouteille colle neige evacuer carrelage prospectus plaquette brochure
        flyer sac coffre journal plafond cadeau escalier rampe velo electrique =sel =poster bouche bouchee
        deboucher =penche tordu casse cassee decolle arrache dechire abime bruit bruyant chaud humide
        reception_colis livre_colis etiquette pancarte sonnette sonnerie =gare stationne stationnement garer
        poussiere tache vetement pile_batterie batterie frigo_panne jardin arbre ranger rangement debloquer
        remplir_distributeur remettre_papier
    """,
    1: "bureau telephone accueil acces commande livrer local etage courier poste fruit lettre entree",
}
IT_FR: dict[float, str] = {
    4: """
        vpn mot_passe logiciel informatique antivirus boite_mail acces_serveur session_windows wifi_invite
        code_wifi pc_portable ordinateur_portable salle_serveur ecran_bleu mise_jour_windows
        signature_outlook mot_passe_oublie
    """,
    3: "ordinateur ordi pc serveur messagerie connexion licence bug wifi reseau internet",
    2: "connecter outlook installer compte sharepoint onedrive mail",
}
DOCUMENTS_FR: dict[float, str] = {
    4: "traduction traduire relecture mise_page retranscription dactylographier retranscrire",
    3: "relire transcription mettre_forme corriger",
    2: "rediger redaction scanner_document archiver",
}
TRAINING_FR: dict[float, str] = {
    4: "opco cpf organisme_formation inscrire_formation",
    3: "formation certification",
    2: "stage module",
}
LEGAL_FR: dict[float, str] = {
    4: """
        juridique avocat =statuts mandat pouvoir_juridique huissier contrat_maintenance contrat_entretien
        contrat_bail contrat_fournisseur contrat_location contrat_client contrat_prestation
        contrat_assurance contrat_cadre
    """,
    3: "nda notaire contentieux",
}
