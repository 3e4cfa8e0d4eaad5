"""Office work in English words, by kind; how a line is written is told where they are put together."""

TRAVEL_EN: dict[float, str] = {
    4: """
        =train =trains flight hotel airfare airline rental_car hire_car car_rental car_hire rent_car
        window_seat aisle_seat round_trip return_ticket boarding_pass eurostar train_ticket plane airbnb
        airport_transfer transfer_airport hire_van rent_van hire_minibus rent_minibus lodging guesthouse
        stopover railcard ferry_ticket travel_insurance mission_order travel_arrangement plane_ticket
        return_flight airport_parking parking_airport parking_station travel_card rebook_flight hire_coach
        luggage_allowance baggage_allowance hotel_room single_room double_room twin_room esta business_class
        direct_flight fly_out plane_seat connecting_flight aparthotel child_seat rideshare overnight_stay
        pool_car company_van rental_van hire_vehicle book_vehicle seven_seater nine_seater book_driver
        airport_pickup easyjet
    """,
    3: """
        van airport travel trip ticket taxi cab accommodation itinerary visa passport layover uber fly
        check_in luggage =lands =boarding eurotunnel fare minibus tgv rebook motel hostel carpool overnight
        room_night pick_station pick_airport collect_airport collect_station drive_airport railway =journey
        sleeper chauffeur booking_reference lodge baggage carpooling rer =thalys =inbound =outbound
        timetable consulate accommodate =inn
    """,
    2: """
        car hire shuttle suitcase stay night rental heathrow station rail ferry bus tram metro ride pickup
        coach crossing check_out bunk cabin commute passenger embassy
    """,
    1: "london paris brussels berlin madrid geneva milan seat departure arrival return transport terminal",
}
MEETINGS_EN: dict[float, str] = {
    4: """
        meeting appointment conference_room meeting_room agenda calendar videoconference board_meeting
        boardroom book_restaurant book_table restaurant_table double_booked find_date find_slot free_slot
        free_hour free_half find_time steering_committee interview_slot diary_slot town_hall leaving_drinks
        get_together kick_off team_lunch team_dinner client_lunch client_dinner find_hour date_suits
        video_call conference_call set_call retirement_party kickoff all_hands townhall steerco agm
        teams_link zoom_link block_diary block_calendar book_dinner book_lunch dial_in one_to_one
        meeting_minutes notes_meeting cancel_meeting conf_call google_meet away_day open_day symposium venue
        guest_list seating_plan rsvp save_date hold_date time_slot round_table amphitheatre quorum convene
        lunch_box platter
    """,
    3: """
        diary flipchart room reschedule seminar offsite attendee workshop catch_up minutes_meeting
        board_minutes take_minutes type_minutes write_minutes send_minutes circulate_minutes standup exco
        caterer sandwich buffet teleconference debrief coffee_break committee interview rearrange
        =refreshments webex skype timeslot keynote congress ceremony inauguration banquet celebration
        aperitif barbecue bbq picnic huddle scrum interviewer roundtable exhibition lecture auditorium
        livestream interpreter adjourn canape gathering rehearsal
    """,
    2: """
        schedule invite slot catering lunch sync call zoom teams projector conference event webinar
        invitation one_one dinner breakfast demo clash delegation half_hour pastry postpone hearing panel
        speaker celebrate menu assembly viewing fortnightly candidate tour theatre hybrid vegetarian vegan
        gluten dietary drink
    """,
    1: "whiteboard organise training availability together participant guest visitor talk secretary =fair",
}
INVOICING_EN: dict[float, str] = {
    4: """
        invoice purchase_order credit_note =dunning quotation accounts_payable =receivable =receivables
        unpaid_invoice credit_insurance goods_receipt delivery_note statement_account direct_debit
        chase_payment payment_terms price_list get_price supplier_contract bank_guarantee proforma pro_forma
        retention_money cost_code payment_run sepa swift_code ledger paid_twice double_payment late_payment
        invoicing reconcile_account overpayment prepayment down_payment arrears credit_limit purchase_ledger
        sales_ledger cost_center bookkeeping bookkeeper rate_card framework_agreement incoterm vat_number
        siret kbis onboard_supplier payee billing_address receipt_goods standing_order rfq rebate
        call_tender purchase_requisition refund_customer
    """,
    3: """
        =transfer =transfers overdue unpaid quote supplier vendor payment billing bank_transfer remittance
        po wire_transfer owe formal_notice payment_reminder pricing dunning_letter creditor debtor cheque
        =iban been_paid bill reconcile reconciliation debt subcontractor cost_centre late_fee penalty chase
        vat procurement =instalment =instalments overpaid underpaid tariff retainer royalty beneficiary
        bounced =inv =invs bid rfp
    """,
    2: """
        pay =paid wire deposit statement accounting accountant =fx price settle settlement outstanding
        discount tender rent bank_details owed =estimate purchase contractor fee levy =customs
    """,
    1: "customer client amount bank reminder insurance",
}
EXPENSES_EN: dict[float, str] = {
    4: """
        own_pocket pocket_money paid_back pay_back expense reimburse reimbursement expense_report
        expense_claim per_diem mileage fuel_card fuel_slip own_card personal_card company_card
        corporate_card car_allowance card_slip travel_refund travel_expense travel_claim travel_cost
        hotel_refund taxi_receipt hotel_receipt fuel_receipt toll_receipt restaurant_receipt meal_allowance
        mileage_claim credit_card_slip advanced_money money_back cash_advance paid_myself lost_receipt
        taxi_fare paid_own subsistence imprest gas_station petrol_station congestion_charge parking_fee
        parking_receipt lunch_receipt petty_cash
    """,
    3: """
        receipt out_pocket allowance kilometre kilometer parking_ticket refund =reclaim =reclaimable minibar
        =miles refuel
    """,
    2: "claim toll petrol fuel dinner =km =kms advanced diesel",
    1: "restaurant meal slip spent",
}
HR_EN: dict[float, str] = {
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
        trade_union appointment_doctor doctor_appointment off_sick salary_slip wage_slip pay_sheet
        sick_child burnout pregnancy breastfeeding night_shift maternal_leave leave_form =disability
        childbirth miscarriage =cancer chemo hospitalised psychologist psychiatrist counselling anxiety
        panic_attack insomnia suicide drunk addiction rehab diabetes diabetic epilepsy insulin back_pain
        injury sprained divorce divorced custody alimony widow deceased passed_away carer garnish
        garnishment racist racism sexist sexism discriminate discrimination homophobic insult humiliate
        blackmail violence assault stalk groped employee_rep layoff labour_inspector labour_court
        reprimand appraisal performance_review annual_review pay_grade pay_gap payday minimum_wage
        overtime_pay thirteenth_month profit_sharing savings_plan pension_scheme mutuelle meal_voucher
        restaurant_voucher luncheon_voucher apprenticeship internship new_joiner job_ad job_advert
        background_check working_hours time_card sabbatical =secondment residence_permit employer_certificate
        personnel_file whistleblow in_confidence smell_alcohol smells_alcohol
    """,
    3: """
        accident depression hr sick pension health_insurance bonus probation part_time pto day_off grievance
        recruit leave_balance resign notice_period work_permit contract_amendment doctor overtime hire
        seniority harassed payrise bonuses raise_salary retirement timesheet childcare adoption newborn
        therapy counsellor anxious exhausted =stress =stressed drugs =disabled injured fracture ankle wrist
        =separated =died death funeral threaten threat shout yell scream violent inappropriate =union quit
        sacked =fired redundant promoted promotion recruitment vacancy cv applicant rota roster confidential
        privately
    """,
    2: """
        take_leave contract medical remote_work onboarding intern employment certificate entitlement
        entitled surgery faint apprentice newcomer wedding unpaid
    """,
    1: "leave holiday vacation employee deducted shift wheelchair",
}
REPORTING_EN: dict[float, str] = {
    4: """
        dashboard reporting kpi spreadsheet tracking_file monthly_report weekly_report quarterly_report
        sales_report consolidate_figures tracking_sheet scorecard order_book headcount csr_report
        sustainability_report excel_file excel_sheet attendance_file pipeline_review balance_sheet
        profit_loss monthly_figures weekly_figures sales_figures year_date cash_flow cost_breakdown ytd
        absenteeism pie_chart survey_result stock_count inventory_count occupancy_rate dataset power_bi
        powerbi histogram benchmark subtotal fte carbon_footprint throughput scrap_rate oee trs otif nps
        actuals reforecast vlookup gsheet google_sheet one_pager stocktake footfall incident_report
        incident_figures
    """,
    3: """
        metric consolidate statistic tracker forecast pivot_table report stats overview ageing consolidation
        turnover ppt powerpoint pptx xls xlsx csv sales_numbers graph churn variance comparison formula
        macro inventory excel =indicator =indicators =compile sql survey questionnaire census tally totals
        average median ratio revenue margin consumption yield downtime shortfall snapshot database
        =occupancy
    """,
    2: """
        stock result figure chart data export extract numbers budget pivot update_file sheet template
        percentage overtime_file trend analyse compare backlog slide deck analysis query filter percent
        volumes =sales profit incidents =attendance =row =rows =tab =tabs crm
    """,
    1: "monthly quarterly weekly summary update file presentation cell column table duplicate breakdown rate count",
}
OFFICE_EN: dict[float, str] = {
    4: """
        supplies stationery badge printer courier coffee_machine toner business_card light_bulb plumber
        elevator photocopier access_card aircon air_conditioning office_supplies parcel post_office copier
        white_board gas_smell smell_gas gas_leak boiler_room car_park parking_space parking_spot
        greeting_card letterhead locksmith front_door back_door hard_hat safety_shoe safety_glasses
        safety_vest safety_boots hi_vis ppe extinguisher wasp nameplate forklift extension_lead
        extension_cord electrician gardener dishwasher paper_towel toilet_paper intercom hvac =ac thermostat
        handyman coffee_pod water_cooler water_fountain waiting_room break_room changing_room store_room
        storage_room phone_number name_plate first_aid bathroom visitor_pass trolley glove pest headed_paper
        smoke_detector fire_door fire_drill swipe_card desk_chair standing_desk archive_box cardboard_box
        bulletin_board lightbulb repaint registered_letter recorded_delivery fedex mailroom letterbox
        shredder laminate laminator photocopy lanyard notepad ring_binder sticky_note cctv defibrillator
        power_cut vending_machine workwear move_desk move_furniture christmas_tree coffee_bean hand_soap
        fire_alarm signed_for courier_pick office_chair bike_rack filing_cabinet =signage sewage plumbing
        compressor generator hoist pallet_truck stepladder broom hoover detergent bleach sponge napkin
        cutlery spoon biscuit toaster stove curtain awning sticker mould mold ventilation clogged puddle
        dustbin bubble_wrap franking postage postman postbox turnstile gatehouse security_guard keycard
        padlock smoke_alarm eyewash earplug overalls coverall scrubs apron hairnet laundry linen pillow
        mattress armchair stool footrest backrest armrest monitor_arm headphone dictaphone =adapter
        =adapters walkie_talkie landline answering_machine switchboard fax wall_clock weeds pigeon ants bees
        hornet spider car_wash charging_point ev_charger highlighter biro eraser hole_punch rubber_stamp
        ink_pad double_sided ashtray
    """,
    3: """
        pallet electricity print printing bind radiator package paper pen ink heating cleaning cleaner chair
        furniture fridge bulb unlock carpet forward_mail forward_post microwave envelope stamp toilet sink
        alarm locker coffee notebook keyboard headset stapler leak boiler smell flooded flood carton lorry
        vest goggles helmet phone_list banner lobby nest mop spill socket fuse sofa ceiling roof barrier
        doorbell shutter soap newspaper magazine flyer brochure leaflet marker pen_refill shelf shelves rug
        recycling tray water_bottle mug cup cupboard whiteboard rubbish trash waste bins demagnetised
        demagnetized rodent mice cockroach smelly ladder drill kettle heater gas_bottle toolbox
        phone_ringing flower tea sugar temperature dhl binder staples bouquet wreath dirty stain loo drip
        freezer oven hinge drawer workstation uniform hedge charging_station umbrella towel tile lawn
        =calculator =posters =evacuation gutter drain pipe pump conveyor scaffold tarpaulin bucket vacuum
        tissue jug snack shade flag plaque plaster damp fan heat stuffy noise noisy squeak creak rattle buzz
        beep flicker spark wobbly wobble crooked =torn =ripped overflow overflowing crate mask boots gown
        bench earphone cord garden bird =rat =ups pencil ruler glue binding grit overflows damaged
    """,
    2: """
        power driver blind corridor screen broken repair monitor lift lock key door parking scanner copy
        freezing desk light bin window mouse water fix jammed delivery whiteboard_marker milk kitchen lamp
        fob gas salt snow ice slippery vomit archive hang plug tape tap cable battery screws visitor_badge
        label draught kit hall guard gate subscription folder fire gift cake blocked electric ramp hallway
        bicycle removal shoes jacket paint stuck scissors card_reader =stairs =charger dish wall crack smoke
        burnt loose snapped burst container unload camera radio tablet bike tree seal extension glasses
        picture =tidy =tidied
    """,
    1: "order mail post floor office cold hot reception phone security frame box fruit letter storage entrance",
}
IT_EN: dict[float, str] = {
    4: """
        vpn password software antivirus laptop login helpdesk guest_wifi wifi_code wifi_password server_room
        signature_outlook blue_screen shared_drive
    """,
    3: "computer server licence license network wifi internet",
    2: "install account email outlook sharepoint mailbox",
}
DOCUMENTS_EN: dict[float, str] = {
    4: "translation translate proofread transcribe transcription",
    3: "formatting typing",
    2: "draft",
}
TRAINING_EN: dict[float, str] = {4: "training_course", 3: "training certification course", 2: "module"}
LEGAL_EN: dict[float, str] = {
    4: """
        legal lawyer nda notary maintenance_contract service_contract lease supplier_contract
        customer_contract client_contract rental_contract
    """,
    3: "litigation",
}
