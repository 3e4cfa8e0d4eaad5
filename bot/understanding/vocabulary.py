"""Office work in words: what people ask for, by kind of service, in French and in English.

A line is a weight and its terms; `_` joins the words of a phrase (small words left out); `=` asks for the exact
word, not its stem. Weights: 4 says it by itself, 3 nearly, 2 and 1 need company. A charter's service is tied to a kind
by its `kind`, or by the words of its name and examples.
"""

from __future__ import annotations

from bot.understanding.text import listed

Terms = dict[float, str]

TRAVEL_FR: Terms = {
    4: """
        train tgv sncf avion billet_train billet_avion billet_sncf hotel hebergement airbnb ouigo eurostar
        reserver_car louer_car location_car
        thalys trainline deplacement louer_voiture location_voiture voiture_location aller_retour air_france
        carte_embarquement =vols intercites chambre_hotel reserver_taxi reserver_voiture taxi_aeroport
        taxi_gare vehicule_location
    """,
    3: """
        utilitaire
        =vol billet aeroport gare taxi vtc uber voyage voyager nuitee embarquement visa passeport escale
        itineraire trajet covoiturage bagage logement roissy orly decollage
    """,
    2: """
        location
        voiture chambre nuit correspondance navette minibus ferry covoit vehicule hertz sixt europcar
        avis_location ter
    """,
    1: """
        depart retour aller couloir fenetre partir paris marseille lille bordeaux nantes toulouse londres
        bruxelles geneve madrid berlin milan rennes montpellier nice
    """,
}  # fmt: skip
TRAVEL_EN: Terms = {
    4: """
        =train =trains flight hotel airfare airline rental_car hire_car car_rental car_hire rent_car
        window_seat aisle_seat round_trip return_ticket boarding_pass eurostar train_ticket plane airbnb
    """,
    3: """
        van airport travel trip ticket taxi cab accommodation itinerary visa
        passport layover uber fly check_in luggage
    """,
    2: "car hire shuttle suitcase stay night rental heathrow station rail",
    1: "london paris brussels berlin madrid geneva milan seat departure arrival return",
}  # fmt: skip
MEETINGS_FR: Terms = {
    4: """
        reserver_resto reserver_restaurant reserver_restau reserver_table table_restaurant couvert_restaurant
        reserver_sale sale_reunion sale_libre sale_dispo
        reunion rendez_vous rdv visio visioconference ordre_jour agenda salle_reunion doodle
        assemblee_generale seminaire invitation_outlook invitation_teams caler_point organiser_point
    """,
    3: """
        videoproj videoprojecteur =projo retroprojecteur =reu =reus =couverts
        salle creneau calendrier comite codir copil comex convocation atelier compte_rendu audioconference
        plateau_repas kickoff visios planifier replanifier seminaires
    """,
    2: """
        conf resto restau restaurant
        invitation invite dejeuner point caler evenement traiteur paperboard disponibilite
        decaler call outlook petit_dejeuner petit_dej amphi auditorium dispo dispos entretien pot buffet teams
        zoom webinaire ag
    """,
    1: "formation reporter deplacer organiser participant convier",
}  # fmt: skip
MEETINGS_EN: Terms = {
    4: """
        meeting appointment conference_room meeting_room agenda calendar videoconference board_meeting boardroom
        book_restaurant book_table restaurant_table
    """,
    3: """
        diary flipchart room reschedule seminar offsite attendee workshop catch_up minutes_meeting board_minutes
        take_minutes type_minutes write_minutes send_minutes circulate_minutes standup
    """,
    2: """
        schedule invite slot catering lunch sync call zoom teams projector conference event webinar
        invitation one_one
    """,
    1: "whiteboard organise training availability postpone",
}  # fmt: skip
INVOICING_FR: Terms = {
    4: """
        prime_assurance
        =fact =factu facture facturation facturer impaye recouvrement bon_commande devis proforma pro_forma
        relancer_client note_credit relance_client relance_impaye avoir_client bons_commande
        commande_fournisseur
    """,
    3: """
        fournisseur paiement virement reglement relancer relance encaissement chorus mise_demeure
        acompte_client tva echeancier avoir_facture retard_paiement
    """,
    2: """
        payer regler comptabilite comptable rib litige prelevement kbis bon_livraison penalite acompte bc
        cheque creance
    """,
    1: "client echeance commande montant prestataire compta",
}  # fmt: skip
INVOICING_EN: Terms = {
    4: "invoice purchase_order credit_note =dunning quotation accounts_payable =receivable =receivables unpaid_invoice",
    3: """
        bill =transfer =transfers
        overdue unpaid quote supplier vendor payment billing bank_transfer remittance po
        wire_transfer owe formal_notice payment_reminder
    """,
    2: "pay =paid vat wire chase deposit statement bill accounting accountant",
    1: "customer client amount",
}  # fmt: skip
EXPENSES_FR: Terms = {
    4: """
        note_frais notes_frais remboursement rembourser ndf indemnite_kilometrique frais_kilometrique
        avance_frais frais_deplacement frais_mission frais_repas ticket_caisse justificatif_taxi note_resto
        note_taxi per_diem
    """,
    3: "justif avancer frais justificatif kilometrique ikm ik recu_taxi forfait_repas debourse",
    2: "peage carburant essence =recu_restaurant ticket_resto bareme kilometre",
    1: "resto restau restaurant repas parking",
}  # fmt: skip
EXPENSES_EN: Terms = {
    4: """
        own_pocket pocket_money paid_back pay_back expense reimburse reimbursement
        expense_report expense_claim per_diem mileage
    """,
    3: "receipt out_pocket",
    2: "claim refund toll petrol fuel dinner",
    1: "restaurant meal",
}  # fmt: skip
HR_FR: Terms = {
    4: """
        accident_trajet
        attestation_employeur attestation_travail contrat_travail arret_maladie arret_travail conge_maternite
        conge_paternite conge_parental bulletin_paie bulletin_salaire fiche_paie salaire =paie =paies
        salarial demission licenciement rupture_conventionnelle periode_essai solde_compte medecine_travail
        visite_medicale temps_partiel certificat_travail dpae accident_travail enceinte grossesse harcelement
        acompte_salaire saisie_salaire burn_out rqth ressource_humaine conge_paye enfant_malade poser_jour
        poser_conge solde_conges conge_sabbatique cong_maladie attestation_salaire rib_perso rib_personnel
    """,
    3: """
        depression accident
        rtt mutuelle prevoyance rh conge maladie embauche augmentation prime retraite recrutement cdi cdd
        handicap entretien_annuel entretien_professionnel mi_temps titre_sejour maternite paternite
        attestation licencier demissionner carte_vitale ijss cpam embaucher temps_partiel
    """,
    2: "avenant teletravail absence contrat stagiaire alternant cse promotion prolongation medecin certificat",
    1: "solde rupture salarie pole_emploi france_travail stage nouvel_arrivant",
}  # fmt: skip
HR_EN: Terms = {
    4: """
        payslip payroll salary sick_leave maternity_leave paternity_leave parental_leave employment_contract
        pay_slip pay_stub employment_certificate proof_employment annual_leave human_resource resignation
        dismissal wage pregnant harassment pay_rise certificate_employment employment_letter unpaid_leave
        sick_note maternity paternity days_off pay_raise salary_raise get_raise ask_raise
    """,
    3: """
        accident depression
        hr sick pension health_insurance bonus probation part_time pto day_off grievance recruit leave_balance
        resign notice_period work_permit contract_amendment doctor overtime hire
    """,
    2: "take_leave contract medical remote_work onboarding intern employment certificate",
    1: "leave holiday vacation employee",
}  # fmt: skip
REPORTING_FR: Terms = {
    4: """
        reporting tableau_bord tableaux_bord indicateur kpi fichier_suivi tableau_suivi power_bi
        chiffre_affaires consolider_chiffre statistique suivi_mensuel
    """,
    3: "consolider consolidation graphique extraction previsionnel forecast tcd excel indicateurs",
    2: """
        stock resultat
        chiffre rapport extraire export exporter bilan synthese budget tableau suivi base_donnee mettre_jour
        mise_jour fichier powerpoint stat saisie saisir
    """,
    1: "donnee mensuel trimestriel hebdomadaire hebdo actualiser slide cloture",
}  # fmt: skip
REPORTING_EN: Terms = {
    4: """
        dashboard reporting kpi spreadsheet tracking_file monthly_report weekly_report quarterly_report
        sales_report consolidate_figures tracking_sheet
    """,
    3: "metric consolidate statistic tracker forecast pivot_table report stats",
    2: "stock result figure chart excel data export extract numbers budget pivot update_file sheet",
    1: "monthly quarterly weekly summary slide deck update file",
}  # fmt: skip
OFFICE_FR: Terms = {
    4: """
        fourniture badge imprimante coursier cafetiere machine_cafe toner ramette carte_visite chronopost
        plombier serrure ascenseur photocopieur photocopieuse copieur climatisation carte_acces colissimo
        place_parking papier_imprimante colis bouteille_eau fontaine_eau service_generaux bureau_passage
        tableau_blanc
    """,
    3: """
        palette electricite
        courrier cartouche papier stylo clim chauffage ampoule neon fuite chaise fauteuil mobilier armoire
        casier toilette wc poubelle alarme menage nettoyage frigo microonde enveloppe timbre recommande
        moquette nettoyer
        photocopie store lampe cafe vitre clef cle agrafeuse classeur cahier bloc_note marqueur plastifieuse
        destructeur canape lavabo robinet radiateur casque gobelet micro_onde souris clavier degat_eau
    """,
    2: """
        livreur
        panne ecran porte pli parking scanner imprimer impression reliure relier materiel reparer depanner
        livraison eau plante tampon prise rallonge demenagement commander fontaine vestiaire bourrage lumiere
        froid passage multiprise encre lait
        distributeur =piles cable chargeur goodies tote_bag =roses fleur bouquet gateau carte_cadeau carte_cantine
        tel_pro telephone_pro
    """,
    1: "bureau telephone accueil acces commande livrer local etage courier poste",
}  # fmt: skip
OFFICE_EN: Terms = {
    4: """
        supplies stationery badge printer courier coffee_machine toner business_card light_bulb plumber
        elevator photocopier access_card aircon air_conditioning office_supplies parcel post_office copier
    """,
    3: """
        pallet electricity
        print printing bind radiator package paper pen ink heating cleaning cleaner chair furniture fridge
        bulb unlock carpet forward_mail forward_post
        microwave envelope stamp toilet sink alarm locker coffee notebook keyboard headset stapler leak
    """,
    2: """
        power driver blind corridor screen
        broken repair monitor lift lock key door parking scanner copy freezing desk light bin window mouse
        water fix jammed delivery whiteboard_marker milk kitchen lamp fob
    """,
    1: "order mail post floor office cold hot reception",
}  # fmt: skip
IT_FR: Terms = {
    4: "vpn mot_passe logiciel informatique antivirus boite_mail acces_serveur session_windows",
    3: "ordinateur ordi pc serveur messagerie connexion licence bug wifi reseau internet",
    2: "connecter outlook installer compte sharepoint onedrive mail",
}  # fmt: skip
IT_EN: Terms = {
    4: "vpn password software antivirus laptop login helpdesk",
    3: "computer server licence license network wifi internet",
    2: "install account email outlook sharepoint mailbox",
}  # fmt: skip
DOCUMENTS_FR: Terms = {
    4: "traduction traduire relecture mise_page retranscription dactylographier retranscrire",
    3: "relire transcription mettre_forme corriger",
    2: "rediger redaction scanner_document archiver",
}  # fmt: skip
DOCUMENTS_EN: Terms = {
    4: "translation translate proofread transcribe transcription",
    3: "formatting typing",
    2: "draft",
}
TRAINING_FR: Terms = {
    4: "opco cpf organisme_formation inscrire_formation",
    3: "formation certification",
    2: "stage module",
}
TRAINING_EN: Terms = {4: "training_course", 3: "training certification course", 2: "module"}
LEGAL_FR: Terms = {4: "juridique avocat =statuts mandat pouvoir_juridique", 3: "nda notaire contentieux"}
LEGAL_EN: Terms = {4: "legal lawyer nda notary", 3: "litigation"}

KINDS: dict[str, dict[str, Terms]] = {
    "travel": {"fr": TRAVEL_FR, "en": TRAVEL_EN},
    "meetings": {"fr": MEETINGS_FR, "en": MEETINGS_EN},
    "invoicing": {"fr": INVOICING_FR, "en": INVOICING_EN},
    "expenses": {"fr": EXPENSES_FR, "en": EXPENSES_EN},
    "hr": {"fr": HR_FR, "en": HR_EN},
    "reporting": {"fr": REPORTING_FR, "en": REPORTING_EN},
    "office": {"fr": OFFICE_FR, "en": OFFICE_EN},
    "it": {"fr": IT_FR, "en": IT_EN},
    "documents": {"fr": DOCUMENTS_FR, "en": DOCUMENTS_EN},
    "training": {"fr": TRAINING_FR, "en": TRAINING_EN},
    "legal": {"fr": LEGAL_FR, "en": LEGAL_EN},
}

GENERIC = frozenset(
    listed(
        """
        reserver reservation commander organiser preparer demander demande faire envoyer deplacer mettre mise
        jour louer suivi nouveau nouvelle besoin service services general generaux admin desk team equipe
        order book update ask new request get make general gestion autre divers other help aide personne
        people prevoir
    """
    )
)
"""Words that many kinds share: in a charter's name or example, they say little by themselves."""

SMALL_WORDS = frozenset(
    listed(
        """
        a ai aux au avec ce ces cet cette d dans de des du elle en est et eux il ils je j l la le les leur lui
        m ma mais me mes moi mon n ne nos notre nous on ou par pas pour qu que qui s sa se ses si son sur t ta
        te tes toi ton tu un une vos votre vous c y svp stp merci bonjour bjr the an and are at be by can
        could do for from has have i in is it its my of or our please that this to us was we will with would
        you your hello hi thanks am pareil idem
    """
    )
)
