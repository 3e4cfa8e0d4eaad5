"""What is private of one's life: family, death, separation, debts, faith, one's papers, and what is said to be private.

See `sensitive_cues`.
"""

from bot.understanding.phrases import phrases
from bot.understanding.sensitive_people import BE, GREAT, KIN, MY
from bot.understanding.sensitive_weights import DOUBT, LIKELY, SURE

_REASON = "raison|raisons|probleme|problemes|souci|soucis|motif|motifs|urgence|pb|pbs|histoire|histoires|affaire"

LOSSES = phrases(f"""
    {MY} {GREAT}? {KIN} {KIN}? est|sont|etait|s|is|has|vient|viennent? de|ete|just? mort|morte|morts|mourir|dead|died
    perdu|perdue|perdre|perd|lost|losing {MY}|un|une|a {GREAT}? {KIN}
    """)
"""A death told: nothing is broken, and nothing that the desk could find again is lost."""

FAMILY: dict[float, tuple[str, ...]] = {
    SURE: LOSSES
    + phrases(f"""
        divorc*; deces de|du|d|dans; decede|decedee|decedes; obseque*; enterrement*
        enterre|enterrer|enterrons|enterrent
        inhumation*; inhume*; cremat*; incinerat*; funerail*; funeral*; condoleance*; condolence*; bereave*
        passed|passing away
        enfant|fils|fille|mari|femme|conjoint|mere|pere ... malade|hospitalise|hospitalisee|accident
        my|his|her|our {GREAT}? {KIN}|son {KIN}? is|has|was|s|just|are? just|been? died|dying|dead
        {KIN}|son died|dying; vient de mourir
        {KIN} ... mort|morte|mourir|decede|mourant|mourante|disparu|disparue|suicide
        mort|morte de|du|d {MY}|la|l {KIN}; mort|morte subite*|subitement
        death in|of the|my|his|her family|{KIN}
        violence|violences conjugale|conjugales; garde d|des|de mes? enfant|enfants|gosses|petits
        garde partagee|exclusive|alternee
        pension alimentaire; custody; deuil; endeuill*; separation difficile|avec; conge enfant malade; enfant malade
        proche aidant; aidant|aidante familial|familiale
        family emergency|matter|issue|reasons|problem|problems|bereavement
        {_REASON} familial|familiale|familiaux|familiales; {_REASON} de? famille; drame familial; juge aux
        affaires familiales; domestic violence|abuse; child support; alimony; femme battue
        me|nous|se separe|separons|separer de|d mon|ma|sa|son; ma|notre|sa separation; sommes separes|separees
        separated from; m a|as quittee|quitte|trompe|trompee; quitte|quittee par; left me; broke up; break up; breakup
        my|mon|mes ex
        """),
    LIKELY: phrases(f"""
        deces; familial|familiale|familiaux; child care; sick child; childcare; childmind*; daycare; babysit*
        situation personnelle; personal situation|matter|issue|reasons|problem|emergency|crisis
        {_REASON} perso|persos|personnel|personnelle|personnels|personnelles
        sujet|question|demande perso|personnel|personnelle; nounou; nourrice; creche; assistante maternelle
        adopt* ... enfant|bebe|child|baby; agrement adoption; mourir|mourant|mourante; dying; cercueil; cimetiere
        couronne mortuaire; gerbe de
        """),
    DOUBT: phrases(f"""
        mon|ma|mes|notre|nos|my {GREAT}? {KIN}; my|his|her|our son; expecting our|my|twins|a|another
        attend|attends|attendons un? petit|deuxieme|troisieme|second|bebe
        ecole|creche|school|nursery|college|lycee a|vient|just|has|is appele|appelle|called|rang|calling
        mosquee; mosque; funeral home; bapteme; communion; bar mitzvah; veillee; succession; fugue; fugueuse
        my wife|husband|partner left
        quitte mon|ma; vient de me? quitter; left her|his husband|wife; trouver|chercher un appart|logement
        pension de famille; synagogue; l aid; careme; changer de|mon prenom|sexe|genre; deadname; logement d urgence
        somewhere safe; homeless; sans abri; sdf; tutelle; curatelle; rsa; refuge; shelter
        sa|ses femme|mari|enfants|fille|fils|mere|pere
        his|her|our wife|husband|kids|son|baby
        est|sont|s mort|morte|morts|mortes; {BE} dead; died; wedding; mariage; pacs; naissance; titre|carte de sejour
        work permit; sans papiers; naturalisation; asile; visa sponsor*; livret de famille
        acte de naissance|deces|mariage
        """),
}

PRIVATE: dict[float, tuple[str, ...]] = {
    SURE: phrases("""
        dossier disciplinaire|medical|du personnel; interdit bancaire; mes|ses|my|his|her dettes|debts|debt; en|in debt
        endette|endettee|surendett*; banque de france; avis d expulsion; expulsion; expulse|expulsee; evict*; repossess*
        homosex*; transgenre*; transgender*; coming out; non binaire|binary; transition de genre; gender transition
        """),
    LIKELY: phrases(f"""
        confidentiel*; confidential*; en prive; in private|confidence; entre nous; discretement; between us
        en toute discretion; strictement personnel; rdv|rendez|parler|entretien ... rh|drh; talk|speak|meet* ... hr
        {BE} gay|lesbienne|lesbian|trans|bisexuel|bisexuelle|bisexual|queer|homo|pede
        {BE} musulman|musulmane|juif|juive|catholique|croyant|croyante|athee|muslim|jewish|christian|atheist
        ma|mes|la priere|prieres; salle de priere; prayer room|time; to pray; pendant|fais|fait|pour le? ramadan
        i|je militant|milite; opinions|convictions politiques|religieuses; political|religious views|beliefs
        """),
    DOUBT: phrases("""
        perso; personal|private matter; delicat|delicate; sensible; sensitive; rh; hr; drh; discret|discrete
        discrets|discretes; discreet|discreetly; ramadan; shabbat; kippour
        """),
}
