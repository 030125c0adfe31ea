"""The words and phrases that give a message its shape: one letter for each kind of word.

Three lists lie beside this file: common given names, common surnames, and places and
organisations. They are supporting evidence, never proof: a name is only looked for where the words
around it speak of a child or a family. A fourth, the everyday English of the work, keeps a capital
letter alone from making a name of a word.
"""

_KINDS = {
    # A member of somebody's family.
    "K": """young_mum brother sister son daughter stepson stepdaughter half_brother half_sister
        half-brother half-sister step_brother step_sister step-brother step-sister stepbrother
        stepsister foster_son foster_daughter foster_brother foster_sister mum mam mummy mom
        mother dad daddy father birth_mother birth_father birth_mum birth_dad birth_parent
        foster_mum foster_dad foster_mother foster_father stepmum stepdad step_mum step_dad
        step-mum step-dad stepfather stepmother step_father step_mother step-father step-mother
        nan nana nanny gran granny grandma grandmother grandad granddad grandpa grandfather
        grandparent mgm mgf pgm pgf maternal_grandmother paternal_grandmother
        maternal_grandfather paternal_grandfather maternal_aunt paternal_aunt maternal_uncle
        paternal_uncle great_aunt aunt auntie aunty uncle niece nephew cousin grandson
        granddaughter grandchild adoptive_mother adoptive_father mother's_partner mum's_partner
        dad's_partner father's_partner mum's_boyfriend mother's_boyfriend dad's_girlfriend
        her_partner his_partner her_boyfriend his_girlfriend her_husband his_wife birth_family
        ex_husband ex_wife ex_partner ex-husband ex-wife ex-partner mums_partner dads_partner
        mums_boyfriend dads_girlfriend""",
    # One child, or one who cares for a child.
    "+": """child chlid chidl ubb baby boy girl toddler infant newborn unborn teenager teen
        youngster kid lad yp young_person young_child young_man young_woman young_lady
        young_boy young_girl sibling twin triplet foster_child looked_after_child lac_child
        cp_child cin_child care_leaver subject_child index_child service_user unborn_baby
        foster_carer foster_parent kinship_carer special_guardian connected_carer parent
        carer adopter pupil uasc_child young_carer victim client student patient eldest
        youngest middle_child little_one little'un y/p""",
    # Several of them.
    "P": """children childs sibs mothers fathers kids babies boys girls siblings brothers sisters
        twins triplets sons daughters parents grandparents carers foster_carers foster_parents
        birth_parents young_people teenagers sibling_group sibling_pair sibling_groups
        half_siblings half-siblings adopters pupils foster_children cousins nieces nephews
        grandchildren mums dads yps care_leavers little_ones""",
    "Y": "family household fam",
    "H": "his her hers whose",
    "J": "their theirs",
    "2": "he she",
    "5": "little wee poor",
    "m": "mr mrs ms miss mx master",
    # Titles of people met through work.
    "d": """dr prof professor cllr councillor sir dame lord judge dc pc ds dci sgt inspector rev
        reverend hhj baroness hmi""",
    "j": """worker workers manager managers officer officers director directors head teacher
        teachers headteacher lead leads chair chairman doctor gp midwife coordinator co-ordinator
        iro iros ad advocate psychologist psychiatrist therapist solicitor consultant
        practitioner practitioners senco auditor auditors clerk secretary administrator trainer
        trainee commissioner colleague colleagues supervisor sw ssw tm qa adviser advisor analyst
        counsellor psw nqsw nqsws atm asye
        paediatrician health_visitor hv social_worker social_workers
        senior_social_worker team_manager team_managers service_manager reviewing_officer
        family_support_worker support_worker school_nurse personal_adviser personal_advisor
        virtual_school_head assistant_director staff_member deputy guardian nurse
        consultant_social_worker""",
    # Departments.
    "D": """hr finance legal policy performance communications comms commissioning procurement
        payroll ict governance democratic_services human_resources business_support
        quality_assurance early_help adult_services youth_services""",
    "_": """home_visit_to home_visit_with home_visit_for home_visit home_visits_to
        home_visits_with statutory_visit_to stat_visit_to sw_visit_to joint_visit_to
        unannounced_visit_to cp_visit_to lac_visit_to hv_to direct_work_with contact_between
        bruising_to bruise_to injury_to injuries_to harm_to foster_carer_for foster_carers_for
        carer_for carers_for adopter_for adopters_for placement_for guardian_for
        visit_overdue_for visits_overdue_for visit_due_for visit_outstanding_for
        placement_move_for overdue_visit_to born_to stat_visit statutory_visit cin_visit
        cin_visit_to cp_visit lac_visit complaint_from complaint_by complaints_from alert_on
        alerts_on alert_about""",
    # Where a pupil stands in school: "Lacey, Year 9".
    "=": """year_1 year_2 year_3 year_4 year_5 year_6 year_7 year_8 year_9 year_10 year_11 year_12
        yr_1 yr_2 yr_3 yr_4 yr_5 yr_6 yr_7 yr_8 yr_9 yr_10 yr_11""",
    "v": "visited visiting visit_to visits_to visit_with went_to_see saw seen",
    "#": """two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
        sixteen seventeen eighteen nineteen""",
    # What is one child's own: "Amelia's placement", and "placement for Amelia".
    "c": """voice_not voice_is voice_was placement bruise bruises bruising injury injuries
        disclosure disclosures bedroom wishes paternity foster adoption behaviour attendance
        date_of_birth dob care_plan child_protection_plan cp_plan cin_plan pathway_plan ehcp
        ehc_plan pep foster_placement lac_review cla_review core_group life_story life_story_work
        case_notes chronology genogram school_report adoption_order care_order section_47_enquiry
        section_47_enquiries s47_enquiry s47_enquiries child_in_need_plan
        child_protection_conference cp_conference case_conference safety_plan return_interview
        missing_episode missing_episodes boyfriend girlfriend permanence_plan icpc rcpc
        single_assessment lac_medical new_school strat_discussion strategy_discussion
        mental_health_needs
        health_needs adoption_match matching_panel_for later_life_letter
        missing_return_interview reunification_plan independent_visitor
        health_assessment initial_health_assessment""",
    # Any step in one child's case: "referral for Chloe".
    "p": """matching_panel iro_review lac_rev case_discussion exclusion permanent_exclusion neet
        lac_reviews cla_reviews looked_after_review looked_after_child_review review_conference
        initial_conference initial_child_protection_conference strategy_meeting s47 s.47
        section_47 s_47 s17 section_17 section_20 s20 pep_meeting cin_meeting cin_review
        child_in_need_meeting child_in_need_review placement_order placement_plan
        care_proceedings plo plo_meeting interim_care_order epo emergency_protection_order
        initial_assessment core_assessment pre-birth_assessment viability_assessment
        kinship_assessment sibling_assessment child_and_family_assessment parenting_assessment
        cp_medical safeguarding_concern safeguarding_concerns concern concerns concerned worried
        worries allegation allegations return_home_interview contact_session contact_visit
        referral referrals marf merf permanency_plan supervision_order sgo
        family_group_conference fgc case matter care_plans missing_report legal_planning_meeting
        legal_planning_mtg asylum_claim letterbox_contact autism_assessment adhd_assessment
        professionals_meeting strat_meeting age_assessment tac_meeting taf_meeting birth
        assessment case_file case_record case_summary case_audit file police_protection
        re-referral re-referrals rereferral case_transfer step_down step-down dna_test dna_tests
        health_check respite closed_for""",
    ">": """not_done_for overdue_for outstanding_for not_completed_for late_for missing_for
        ended_for broke_down_for deferred_for postponed_for delayed_for""",
    "q": "for on about concerning with between against",
    "r": "re ref regarding subject",
    "n": "aka called named name names nmae naem nicknamed nickname initials known_as goes_by",
    # What is done to a child: after was, has been or is.
    "t": """placed removed accommodated adopted fostered neglected abused assaulted smacked
        groomed trafficked exploited born looked_after on_a_child_protection_plan on_a_cp_plan
        on_a_cin_plan on_a_child_in_need_plan at_risk in_our_care harmed abducted radicalised
        known_to_social_care restrained stabbed removed_from pregnant rereferred re-referred""",
    # Where a child is: "placed with the Smiths", and "Amelia Jones placed in Kent".
    "4": """placed_with placed_in living_with staying_with lives_with lived_with stays_with
        found_with returned_to_live_with""",
    "8": "subject_to",
    # What is done with a child: "took Mia to the dentist".
    "7": "took collected dropped drove escorted transported fetched picked_up dropped_off brought",
    "3": """from_school to_school to_contact from_contact from_nursery to_nursery at_nursery
        missing dentist tearful contact birthday into_care""",
    "6": "lac cin cp uasc cla",
    "%": "surname surnames forename forenames first_name last_name full_name",
    # What a child does or has: "Jayden disclosed".
    "l": """to_a_new_placement to_a_new_foster_placement to_a_children's_home to_a_new_foster_carer
        had_his_rhi had_her_rhi had_their_rhi had_his_life_story_work had_her_life_story_work
        had_their_life_story_work had_his_review had_her_review had_his_health_assessment
        had_her_health_assessment been_told_about_the_move stepped_down_to_cin
        stepped_down_to_early_help stepped_up_to_cp stepped_up_to_child_protection
        moved_to_a_children's_home moved_to_residential moved_out_of_area moved_placement_again
        been_on_a_plan back_on_a_plan back_on_the_front_door back_on_a_cp_plan on_a_second_plan
        refusing_to_go_to_school refuses_to_go_to_school refusing_to_engage
        likes_her_social_worker likes_his_social_worker likes_her_worker likes_his_worker
        told_her_teacher told_his_teacher told_a_teacher told_their_teacher
        told_her_foster_carer told_his_foster_carer consulted_before_his_review
        consulted_before_her_review can't_speak can't_talk cannot_speak non-verbal arrested_with
        arrested_for arrested_on came_in_with_bruises came_in_with_a_bruise in_school_since
        out_of_prison in_prison in_custody disclosed absconded went_missing ran_away
        has_disclosed alleged cried cries was_tearful was_crying hit_me alone at_home_alone
        at_home at_school in_placement self-harms self_harms wet_the_bed attends_school
        attends_nursery goes_to_school starts_school goes_missing has_gone_missing wants_to_live
        wants_to_go_home wishes_and_feelings presented_with_bruising with_bruising with_bruises
        has_a_bruise has_bruises has_bruising had_a_bruise had_bruises had_bruising seen_alone
        excluded_from_school missing_from_home missing_from_care missing_from_placement
        missing_from_school missing_again still_missing reported_missing in_foster_care
        in_residential_care taken_into_care hospitalised returned_home spoken_to_alone bruised
        self-harming self_harming under_a_care_order on_a_care_order self-harmed self_harmed
        permanently_excluded was_excluded has_been_excluded remanded matched_with_adopters
        placed_out_of_borough gave_birth at_risk_of_fgm at_risk_of_cce at_risk_of_harm
        at_risk_of_forced_marriage been_to_school in_secure in_secure_accommodation on_cp_plans
        both_on_cp_plans has_autism has_adhd has_epilepsy has_a_disability wet_himself
        wet_herself was_seen was_not_seen wasn't_seen has_not_been_seen hasn't_been_seen
        has_been_seen seen_on_time was_visited told_her_social_worker told_his_social_worker
        attended_his_review attended_her_review attended_his_lac_review attended_her_lac_review
        came_to_his_lac_review came_to_her_lac_review came_to_his_review came_to_her_review
        refuses_school refusing_school refused_school came_into_care became_looked_after
        entered_care went_into_care at_risk_of_cse at_risk_of_exploitation back_home
        after_school has_been_arrested was_arrested arrested_again refusing_visits
        refused_visits refuses_visits refused_entry refusing_entry refused_access not_engaging
        was_abusive is_abusive complained_about_her complained_about_his not_seen_since
        not_been_seen_since missing_since not_visited assaulted_the assaulted_her assaulted_his
        threatened_the threatened_her attends_the_pru attends_pru at_the_pru turned_16 turned_17
        turned_18 turns_16 turns_17 turns_18 back_with_mum back_with_dad home_with_mum
        home_with_dad hadn't_been_seen had_not_been_seen hasnt_been_seen hadnt_been_seen
        moved_placement kicked_off ran_off wets_the_bed wetting_the_bed feels_safe
        fixed_term_exclusions in_a_wheelchair in_a_sling broken_arm selective_mute
        took_an_overdose took_the_overdose should_go_home hitting_other_kids
        hitting_other_children nonverbal non_verbal sickle_cell hasn't_been_visited
        has_not_been_visited asking_his_views asking_her_views sleeping_at_her sleeping_at_his
        staying_at_her staying_at_his went_home_to her_apprenticeship his_apprenticeship
        asked_for_a_new_social_worker wants_a_new_social_worker drew_a_picture
        has_not_been_to_school hasn't_been_to_school not_been_to_school not_attending_school
        not_attending_since life_story_book has_chickenpox had_chickenpox his_pep her_pep
        needs_a_passport needs_a_new_plan not_registered_with_a_gp spent_the_night
        slept_in_the_office her_tooth his_tooth her_advocate his_advocate her_viewpoint
        his_viewpoint filled_in_his filled_in_her doesn't_like_her_social_worker
        doesn't_like_his_social_worker her_new_social_worker his_new_social_worker moved_to_his
        moved_to_her been_on_cp moved_to_a_new_placement moved_to_new_placement""",
    "i": """is are was were be been being has have had am isn't aren't wasn't weren't hasn't
        haven't hadn't""",
    "g": "aged age ages",
    "y": """yo yrs yr y/o year_old years_old yr_old yrs_old month_old months_old mths_old
        weeks_old week_old days_old day_old year-old years-old month-old months-old week-old
        weeks-old yr-old years_of_age months_of_age""",
    "&": "and",
    "e": "the this that our",
    "E": "a an one whole another either which what some",
    "k": "de da di du van von der den al el bin ibn la le dos",
    "b": "by from",
    "Q": """'s_school 's_nursery 's_address 's_social_worker 's_social_workers 's_foster_carer
        's_foster_carers 's_plan_out_of_date 's_plan_is_out_of_date 's_plan_missing
        's_plan_still_missing 's_plan_not_done 's_plan_overdue 's_siblings 's_parents
        's_brothers 's_sisters 's_grandparents
        's_health_visitor 's_head_teacher 's_teacher 's_placement 's_foster_placement
        's_life_story_work 's_rhi 's_return_home_interview 's_return_interview 's_ehcp
        's_sw 's_ssw 's_iro 's_advocate 's_camhs_referral 's_viewpoint 's_tooth
        's_health_assessment 's_plan_drifted 's_plan_has_drifted 's_plan_drifting 's_strat
        's_cp_conference 's_placement_move""",
    # What a colleague does with an action or a case: "HX-1042: Jane to audit".
    "z": """audited audit audits graded grades completed completes confirms confirmed reports
        reported signed_off shadowed led delivered wrote drafted circulated briefed
        trained presented launched organised designed published
        reviewed reviews updated updates chaired chairs says sent owns""",
    ";": "to will can should",
    "U": "us we me",
    "V": "in at within",
    "1": "of",
    "9": "each every no per any",
    "<": "child_in_need child_looked_after",
    "w": """his_manager her_manager his_managers her_managers his_head her_head his_lead her_lead
        his_leads her_leads his_deputy her_deputy his_supervisor her_supervisor his_colleague
        her_colleague his_colleagues her_colleagues his_director her_director his_chair
        her_chair off_the_top_of_his_head off_the_top_of_her_head life_story_training
        after_school_club after_school_clubs chronology_training chronology_workshop
        chronology_workshops chronology_audit chronology_audits chronology_tool pep_training
        pep_process pep_form pep_forms children's_act children_in_need looked_after_children
        family_of_schools children_looked_after young_people's_participation mother_tongue
        next_steps family_and_friends friends_and_family whole_family think_family
        working_at_home works_at_home alone_about working_from_home works_from_home
        work_from_home work_at_home school_improvement at_school_improvement
        's_school_improvement""",
    # Where somebody lives, and what might be it.
    "R": """live_over lives_over live_above lives_above lives_at living_at lived_at live_at
        resides_at residing_at staying_at stays_at home_address home_addresses home_postcode
        moved_home_to family_home_at family_home_is home_is_at rehoused_to rehoused_at
        resident_at housed_at family_home_in home_conditions_at unannounced_at police_called_to
        police_attended unannounced_visit_to live_at_number lives_at_number living_at_number
        lives_at_no living_at_no""",
    "a": "lives_on live_on living_on lives_in living_in live_in lived_in lived_on",
    "x": "address address_is placed_at home_is family_home family_home_no",
    "h": """home_phone home_number home_telephone home_tel home_mobile family_phone family_number
        family_mobile family_tel family_home_tel family_home_phone family_home_number next_of_kin
        home_email moms_mobile moms_number moms_phone moms_email mums_mobile mums_number
        mums_phone mums_email dads_mobile dads_number dads_phone dads_email nans_mobile
        nans_number foster_carers_number foster_carers_mobile foster_carers_email carers_mobile
        carers_number""",
    "T": """road rd street st avenue ave lane ln close cl drive crescent cres court gardens gdns
        grove way place pl terrace terr mews yard hill walk square sq row parade rise green park
        view""",
    "O": """centre center school schools academy college hospital clinic surgery library hall
        office offices building hub council committee department team teams service services
        trust board panel charity foundation society association company ltd plc agency agencies
        partnership partnerships programme programmes project projects framework group groups
        police station university institute forum network unit church mosque temple house homes
        review inquiry report act order scheme model method approach tool toolkit scale index
        training workshop course conference meeting venue room floor reception headquarters hq
        helpline line duty desk switchboard website system database directorate borough ward
        wards festival tower trustees healthcare support helpdesk primary infants nursery
        secondary grammar depot gateway campus directory""",
}

# A child or a family that only describes the next word: child protection, family centre.
ATTRIBUTED = frozenset(
    """protection services service centre center centres group groups nurse nurses nursery support
    worker workers social sexual exploitation criminal poverty death deaths health mental
    development care law court courts learning practice practices focused focussed centred friendly
    minder minding hub hubs time therapy therapist intervention interventions information assessment
    assessments act commissioner partnership partnerships programme programmes board team teams
    placement placements finding outreach functional rights trafficking neglect abuse welfare safety
    safeguarding home homes house voice participation governor governors forum forums panel panels
    network networks helpline line steps room clinic first foundation trust charity school schools
    department directorate resources plan plans tax benefit benefits credit seat psychologist
    psychology psychiatrist education advocate advocacy champion council questions members evening
    level engagement views feedback survey surveys workshop workshops training course courses led
    meeting meetings conference conferences solutions strengths safe mediation justice focus
    perspective experience experiences outcomes view record records file files chronology needs
    order orders arrangements measures performance data referral referrals review reviews reviewing
    reunification liaison policy strategy community hospital workforce recruitment handbook guide
    leaflet pack app portal weight allowance allowances links link liaising agencies agency
    in-need mental-health lead leads""".split()
)


ENTRIES = {
    entry.replace("_", " "): kind for kind, entries in _KINDS.items() for entry in entries.split()
}
