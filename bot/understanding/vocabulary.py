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
        reserver_car louer_car location_car thalys trainline deplacement louer_voiture location_voiture
        voiture_location aller_retour air_france carte_embarquement =vols intercites chambre_hotel
        reserver_taxi reserver_voiture taxi_aeroport taxi_gare vehicule_location =deplacements ordre_mission
        appart_hotel gite auberge motel blablacar carte_avantage abonnement_train abonnement_sncf
        voiture_service voiture_pool transfert_aeroport assurance_rapatriement place_train louer_minibus
        louer_utilitaire louer_camion parking_aeroport parking_gare consigne_gare billet_bus billet_tram
        carte_train
    """,
    3: """
        utilitaire =vol billet aeroport gare taxi vtc uber voyage voyager nuitee embarquement visa passeport
        escale itineraire trajet covoiturage bagage logement roissy orly decollage atterrir atterrissage
        enregistrement_vol bagage_soute surclassement chauffeur rer tramway autocar bateau hotelier
    """,
    2: """
        location voiture chambre nuit correspondance navette minibus ferry covoit vehicule hertz sixt
        europcar avis_location ter bus tram metro
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
        airport_transfer transfer_airport hire_van rent_van hire_minibus rent_minibus lodging guesthouse
        stopover railcard ferry_ticket travel_insurance mission_order travel_arrangement plane_ticket
        return_flight airport_parking parking_airport parking_station travel_card rebook_flight hire_coach
        luggage_allowance baggage_allowance
    """,
    3: """
        van airport travel trip ticket taxi cab accommodation itinerary visa passport layover uber fly
        check_in luggage =lands landing =boarding eurotunnel fare minibus tgv rebook motel hostel carpool
    """,
    2: "car hire shuttle suitcase stay night rental heathrow station rail ferry bus tram metro",
    1: "london paris brussels berlin madrid geneva milan seat departure arrival return",
}  # fmt: skip
MEETINGS_FR: Terms = {
    4: """
        reserver_resto reserver_restaurant reserver_restau reserver_table table_restaurant
        couvert_restaurant reserver_sale sale_reunion sale_libre sale_dispo reunion rendez_vous rdv visio
        visioconference ordre_jour agenda salle_reunion doodle assemblee_generale seminaire
        invitation_outlook invitation_teams caler_point organiser_point programmer_echange caler_echange
        organiser_echange prevoir_echange echange_teams bloquer_creneau trouver_creneau trouver_date
        convoquer point_telephonique repas_equipe prendre_rendez reserver_amphi soutenance fixer_date
        date_commune caler_date caler_dejeuner dejeuner_equipe diner_equipe pot_retraite
    """,
    3: """
        videoproj videoprojecteur =projo retroprojecteur =reu =reus =couverts salle creneau calendrier
        comite codir copil comex convocation atelier compte_rendu audioconference plateau_repas kickoff
        visios planifier replanifier seminaires brainstorm pot_depart afterwork visioconf cocktail
        petits_fours bloquer_agenda
    """,
    2: """
        conf resto restau restaurant invitation invite dejeuner point caler evenement traiteur paperboard
        disponibilite decaler call outlook petit_dejeuner petit_dej amphi auditorium dispo dispos entretien
        pot buffet teams zoom webinaire ag inviter reprogrammer =echange =echanges
    """,
    1: "formation reporter deplacer organiser participant convier",
}  # fmt: skip
MEETINGS_EN: Terms = {
    4: """
        meeting appointment conference_room meeting_room agenda calendar videoconference board_meeting
        boardroom book_restaurant book_table restaurant_table double_booked find_date find_slot free_slot
        free_hour free_half find_time steering_committee interview_slot diary_slot town_hall leaving_drinks
        get_together kick_off team_lunch team_dinner client_lunch client_dinner find_hour date_suits
        video_call conference_call set_call retirement_party
    """,
    3: """
        diary flipchart room reschedule seminar offsite attendee workshop catch_up minutes_meeting
        board_minutes take_minutes type_minutes write_minutes send_minutes circulate_minutes standup exco
        caterer sandwich buffet teleconference
    """,
    2: """
        schedule invite slot catering lunch sync call zoom teams projector conference event webinar
        invitation one_one
    """,
    1: "whiteboard organise training availability postpone together",
}  # fmt: skip
INVOICING_FR: Terms = {
    4: """
        prime_assurance =fact =factu facture facturation facturer impaye recouvrement bon_commande devis
        proforma pro_forma relancer_client note_credit relance_client relance_impaye avoir_client
        bons_commande commande_fournisseur refacturer refacturation numero_engagement chiffrage sepa
        lettrage rapprochement_bancaire grand_livre facturette retenue_garantie situation_travaux
        bon_reception lettre_relance releve_compte assurance_credit demande_prix bon_cde conditions_paiement
        delai_paiement rib_fournisseur iban_fournisseur caution_bancaire garantie_bancaire code_swift
    """,
    3: """
        fournisseur paiement virement reglement relancer relance encaissement chorus mise_demeure
        acompte_client tva echeancier avoir_facture retard_paiement escompte iban analytique depot_garantie
    """,
    2: """
        payer regler comptabilite comptable rib litige prelevement kbis bon_livraison penalite acompte bc
        cheque creance =paient =paye =payes =payee =payees tarif imputation
    """,
    1: "client echeance commande montant prestataire compta banque engagement virer",
}  # fmt: skip
INVOICING_EN: Terms = {
    4: """
        invoice purchase_order credit_note =dunning quotation accounts_payable =receivable =receivables
        unpaid_invoice credit_insurance goods_receipt delivery_note statement_account direct_debit
        chase_payment payment_terms price_list get_price supplier_contract bank_guarantee proforma pro_forma
        retention_money cost_code payment_run sepa swift_code
    """,
    3: """
        =transfer =transfers overdue unpaid quote supplier vendor payment billing bank_transfer remittance
        po wire_transfer owe formal_notice payment_reminder pricing dunning_letter creditor debtor cheque
        =iban been_paid bill
    """,
    2: "pay =paid vat wire chase deposit statement accounting accountant =fx price",
    1: "customer client amount bank",
}  # fmt: skip
EXPENSES_FR: Terms = {
    4: """
        note_frais notes_frais remboursement rembourser ndf indemnite_kilometrique frais_kilometrique
        avance_frais frais_deplacement frais_mission frais_repas ticket_caisse justificatif_taxi note_resto
        note_taxi per_diem saisir_km saisir_kilometre declarer_km frais_km indemnite_km carte_carburant
        carte_essence facture_resto own_poche paye_poche avance_poche carte_perso cb_perso telepeage_frais
        notes_resto ticket_parking ticket_peage ticket_metro frais_bouche frais_representation
        indemnite_repas indemnite_mission
    """,
    3: """
        justif avancer frais justificatif kilometrique ikm ik recu_taxi forfait_repas debourse telepeage
        kilometrage =remb rembourse ticket_repas avance_argent
    """,
    2: "peage carburant essence =recu_restaurant ticket_resto bareme kilometre =km =kms ticket poche",
    1: "resto restau restaurant repas parking",
}  # fmt: skip
EXPENSES_EN: Terms = {
    4: """
        own_pocket pocket_money paid_back pay_back expense reimburse reimbursement expense_report
        expense_claim per_diem mileage fuel_card fuel_slip own_card personal_card company_card
        corporate_card car_allowance card_slip travel_refund travel_expense travel_claim travel_cost
        hotel_refund taxi_receipt hotel_receipt fuel_receipt toll_receipt restaurant_receipt meal_allowance
        mileage_claim credit_card_slip advanced_money
    """,
    3: "receipt out_pocket reclaim reclaimable allowance kilometre",
    2: "claim refund toll petrol fuel dinner =km =kms advanced",
    1: "restaurant meal slip",
}  # fmt: skip
HR_FR: Terms = {
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
    """,
    3: """
        depression accident rtt mutuelle prevoyance rh conge maladie embauche augmentation prime retraite
        recrutement cdi cdd handicap entretien_annuel entretien_professionnel mi_temps titre_sejour
        maternite paternite attestation licencier demissionner carte_vitale ijss cpam embaucher anciennete
        echelon avertissement sanction subrogation remplacement_maladie harceler ancien_salarie
    """,
    2: """
        avenant teletravail absence contrat stagiaire alternant cse promotion prolongation medecin
        certificat bulletin coefficient pointage
    """,
    1: "solde rupture salarie pole_emploi france_travail stage nouvel_arrivant =cp",
}  # fmt: skip
HR_EN: Terms = {
    4: """
        payslip payroll salary sick_leave maternity_leave paternity_leave parental_leave employment_contract
        pay_slip pay_stub employment_certificate proof_employment annual_leave human_resource resignation
        dismissal wage pregnant harassment pay_rise certificate_employment employment_letter unpaid_leave
        sick_note maternity paternity days_off pay_raise salary_raise get_raise ask_raise family_leave
        leave_day paid_leave compassionate_leave bereavement occupational_health occupational_doctor
        work_doctor company_doctor disciplinary written_warning warning_file civil_status marital_status
        time_off sick_day doctor_note trial_period fixed_term permanent_contract carer_leave adoption_leave
        study_leave leave_request leave_entitlement advance_salary salary_advance haven_been_paid
        work_certificate salary_certificate social_security health_cover top_insurance bully bullying harass
        notice_letter end_contract redundancy severance family_situation staff_representative working_time
        return_work phased_return work_accident accident_work garnishee fit_note job_offer job_description
        trade_union appointment_doctor doctor_appointment
    """,
    3: """
        accident depression hr sick pension health_insurance bonus probation part_time pto day_off grievance
        recruit leave_balance resign notice_period work_permit contract_amendment doctor overtime hire
        seniority harassed payrise bonuses raise_salary retirement
    """,
    2: """
        take_leave contract medical remote_work onboarding intern employment certificate entitlement
        entitled
    """,
    1: "leave holiday vacation employee deducted",
}  # fmt: skip
REPORTING_FR: Terms = {
    4: """
        reporting tableau_bord tableaux_bord indicateur kpi fichier_suivi tableau_suivi power_bi
        chiffre_affaires consolider_chiffre statistique suivi_mensuel carnet_commandes budget_deplacement
        sortir_detail sortir_chiffre sortir_stat chiffre_cle etat_stock etat_heures balance_agee
        suivi_budgetaire suivi_activite compte_exploitation fichier_excel tableau_excel rapport_mensuel
        rapport_hebdo rapport_activite fichier_stock bilan_carbone
    """,
    3: """
        consolider consolidation graphique extraction previsionnel forecast tcd excel indicateurs graphe ppt
        diaporama histogramme camembert courbe indicateur_qualite ratio pptx xls xlsx csv
    """,
    2: """
        stock resultat chiffre rapport extraire export exporter bilan synthese budget tableau suivi
        base_donnee mettre_jour mise_jour fichier powerpoint stat saisie saisir diapo conso marge cumul
        doublon ventilation turnover comparatif inventaire taux
    """,
    1: "donnee mensuel trimestriel hebdomadaire hebdo actualiser slide cloture presentation colonne",
}  # fmt: skip
REPORTING_EN: Terms = {
    4: """
        dashboard reporting kpi spreadsheet tracking_file monthly_report weekly_report quarterly_report
        sales_report consolidate_figures tracking_sheet scorecard order_book headcount csr_report
        sustainability_report excel_file excel_sheet attendance_file pipeline_review balance_sheet
        profit_loss monthly_figures weekly_figures sales_figures year_date cash_flow cost_breakdown
    """,
    3: """
        metric consolidate statistic tracker forecast pivot_table report stats overview ageing compile
        consolidation turnover ppt powerpoint pptx xls xlsx csv sales_numbers
    """,
    2: """
        stock result figure chart excel data export extract numbers budget pivot update_file sheet template
        percentage overtime_file
    """,
    1: """
        monthly quarterly weekly summary slide deck update file presentation cell column table duplicate
        breakdown
    """,
}  # fmt: skip
OFFICE_FR: Terms = {
    4: """
        fourniture badge imprimante coursier cafetiere machine_cafe toner ramette carte_visite chronopost
        plombier serrure ascenseur photocopieur photocopieuse copieur climatisation carte_acces colissimo
        place_parking papier_imprimante colis bouteille_eau fontaine_eau service_generaux bureau_passage
        tableau_blanc odeur_gaz fuite_gaz extincteur volet_roulant rideau_fer gant chaussure_securite epi
        lettre_suivie lettre_recommandee affranchir encombrant benne guepe deratisation interphone digicode
        portail serrurier electricien vitrier jardinier signaletique lave_vaisselle evier etagere rayonnage
        transpalette fusible disjoncteur papier_toilette essuie_main thermostat chaudiere bouilloire
        salle_attente salle_pause salle_repos salle_bain salle_archives salle_coffres carte_voeux
        tenue_travail exercice_incendie alarme_incendie carton_demenagement numero_telephone ligne_telephone
        porte_bloquee porte_garage nid boite_lettres boite_cles visseuse distributeur_boissons
    """,
    3: """
        palette electricite courrier cartouche papier stylo clim chauffage ampoule neon fuite chaise
        fauteuil mobilier armoire casier toilette wc poubelle alarme menage nettoyage frigo microonde
        enveloppe timbre recommande moquette nettoyer photocopie store lampe cafe vitre clef cle agrafeuse
        classeur cahier bloc_note marqueur plastifieuse destructeur canape lavabo robinet radiateur casque
        gobelet micro_onde souris clavier degat_eau deplacer_armoire deplacer_meuble deplacer_bureau savon
        odeur carton blouse gilet affichage afficher banderole banniere plaque peinture peintre toiture
        gouttiere rat cafard fourmi dechet debarras debarrasser chariot verglas sel gardien barriere vigile
        frigidaire abonnement_revue table_pliante rallonge_electrique inondation inonder degat porte_manteau
        parapheur demagnetiser tapis nappe enseigne serviette rouleau
    """,
    2: """
        livreur panne ecran porte pli parking scanner imprimer impression reliure relier materiel reparer
        depanner livraison eau plante tampon prise rallonge demenagement commander fontaine vestiaire
        bourrage lumiere froid passage multiprise encre lait distributeur =piles cable chargeur goodies
        tote_bag =roses fleur bouquet gateau carte_cadeau carte_cantine tel_pro telephone_pro volet affiche
        panneau gaz poster archive incendie bouteille colle neige evacuer carrelage prospectus plaquette
        brochure flyer sac coffre journal plafond
    """,
    1: "bureau telephone accueil acces commande livrer local etage courier poste",
}  # fmt: skip
OFFICE_EN: Terms = {
    4: """
        supplies stationery badge printer courier coffee_machine toner business_card light_bulb plumber
        elevator photocopier access_card aircon air_conditioning office_supplies parcel post_office copier
        white_board gas_smell smell_gas gas_leak boiler_room car_park parking_space parking_spot
        greeting_card letterhead locksmith front_door back_door hard_hat safety_shoe safety_glasses
        safety_vest safety_boots hi_vis ppe extinguisher wasp nameplate forklift extension_lead
        extension_cord electrician gardener dishwasher paper_towel toilet_paper intercom hvac =ac thermostat
        handyman coffee_pod water_cooler water_fountain waiting_room break_room changing_room store_room
        storage_room phone_number name_plate first_aid bathroom visitor_pass trolley glove pest signage
        headed_paper smoke_detector fire_door fire_drill swipe_card desk_chair standing_desk archive_box
        cardboard_box bulletin_board
    """,
    3: """
        pallet electricity print printing bind radiator package paper pen ink heating cleaning cleaner chair
        furniture fridge bulb unlock carpet forward_mail forward_post microwave envelope stamp toilet sink
        alarm locker coffee notebook keyboard headset stapler leak boiler smell flooded flood carton lorry
        vest goggles helmet phone_list poster banner lobby nest mop spill socket fuse sofa ceiling roof
        barrier doorbell shutter soap newspaper magazine flyer brochure leaflet marker pen_refill shelf
        shelves rug recycling tray water_bottle mug cup cupboard whiteboard rubbish trash waste bins
        demagnetised demagnetized rodent mice rats cockroach smelly ladder drill kettle heater gas_bottle
        toolbox phone_ringing flower
    """,
    2: """
        power driver blind corridor screen broken repair monitor lift lock key door parking scanner copy
        freezing desk light bin window mouse water fix jammed delivery whiteboard_marker milk kitchen lamp
        fob gas salt snow ice slippery vomit archive hang plug tape tap cable charger battery screws
        visitor_badge label draught kit hall guard gate subscription
    """,
    1: "order mail post floor office cold hot reception phone security frame box",
}  # fmt: skip
IT_FR: Terms = {
    4: """
        vpn mot_passe logiciel informatique antivirus boite_mail acces_serveur session_windows wifi_invite
        code_wifi pc_portable ordinateur_portable salle_serveur ecran_bleu mise_jour_windows
        signature_outlook mot_passe_oublie
    """,
    3: "ordinateur ordi pc serveur messagerie connexion licence bug wifi reseau internet",
    2: "connecter outlook installer compte sharepoint onedrive mail",
}  # fmt: skip
IT_EN: Terms = {
    4: """
        vpn password software antivirus laptop login helpdesk guest_wifi wifi_code wifi_password server_room
        signature_outlook blue_screen shared_drive
    """,
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
LEGAL_FR: Terms = {
    4: """
        juridique avocat =statuts mandat pouvoir_juridique huissier contrat_maintenance contrat_entretien
        contrat_bail contrat_fournisseur contrat_location contrat_client contrat_prestation
        contrat_assurance contrat_cadre
    """,
    3: "nda notaire contentieux",
}
LEGAL_EN: Terms = {
    4: """
        legal lawyer nda notary maintenance_contract service_contract lease supplier_contract
        customer_contract client_contract rental_contract
    """,
    3: "litigation",
}

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
