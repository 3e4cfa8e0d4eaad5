"""What is private told in words of every day: who is feared or distrusted, what pay lacks, who means to leave.

See `sensitive_cues`. A pronoun stands in most: it is somebody who is spoken of, no thing.
"""

from bot.understanding.phrases import phrases
from bot.understanding.sensitive_weights import DOUBT, LIKELY

_THEM = "lui|elle|eux|elles"
_SHIRT = "accent|nom|age|poids|origine|origines|religion|couleur|tenue|physique|corps|femme|name|weight|race"

TOLD: dict[float, tuple[str, ...]] = {
    LIKELY: phrases(f"""
        ne|n m|me|nous adresse|adressent|parle|parlent plus; m|nous adresse|adressent plus; talks|speaks to me|us since
        nobody|noone|no one talks|speaks|listens to me|us; se|s parlent|adressent plus
        don t|dont speak|talk any|anymore
        blague|blagues|vanne|vannes|moqueries sur|a mon|ma|mes|son|sa|leur {_SHIRT}
        joke|jokes about|on|of my|his|her|their {_SHIRT}; me|nous met|mettent la pression
        il|elle|qui|chef|manager|collegue m|me envoie|envoient|ecrit|ecrivent|appelle ... le|la|a soir|nuit|minuit
        he|she|who|manager|boss sends|texts|messages|calls|writes me ... at|every night|midnight
        he|she sends|texts me ... hearts|kisses
        sends|send me ... hearts|kisses|selfies; il|elle|on|qui me|m guette|epie|surveille|pousse|bouscule
        il|elle|on|qui me suit|suivait jusqu|partout|dans|au|a
        il|elle|qui m a pousse|poussee|bouscule|bousculee|tape|tapee|agrippe|agrippee|coince|coincee|suivi|suivie
        he|she|who follows|followed|watches|pushed|pushes|cornered|grabs|spies me|us
        fausse|fausses|faux note|notes|declaration|declarations|facture|factures|attestation
        fake|faked|faking ... report|reports|invoice|invoices|document|receipt|receipts
        sign|signe|signer something|une|un|de false|fausse|faux
        argent|sous|fond|billets ... caisse ... lui|elle|qu|quelqu
        money ... missing|gone from the till|cash|safe|register
        permis est|a|ete|m suspendu|retire|annule; retrait|suspension|annulation de|du? permis; driving ban
        licence|license ... suspended|revoked|taken; veut|voulons|veux|peut pas|plus la|le garder|reprendre|confirmer
        t|not want to keep him|her; won|wont t? keep him|her; fait|font|fera pas l affaire
        comment on? s en separe|debarrasse; s en separer|debarrasser; se separer|debarrasser d|de {_THEM}
        meme|same equipe|team|bureau|projet que|as {_THEM}|him|her; on|in his|her team anymore|again
        avec {_THEM} ca va|passe|marche|se plus|mal|pas; ca ne? va plus du tout; ca|cela va pas du tout|en
        je|j pense|songe|compte ... partir|demissionner; cherche|chercher autre chose|ailleurs
        thinking|think of|about leaving|quitting; looking for something else; want to leave the|my|this
        parler|confier a|avec quelqu un de ... confiance; besoin de parler a quelqu un|une
        someone|somebody i|we can trust|confide; need someone|somebody to? talk|listen
        talk to someone|somebody i|about me
        ai|a|fait|eu une crise ce|hier; gagne|gagnent|touche|touchent plus|moins|autant que moi|nous|lui|elle
        earn|earns|make|makes|gets|paid more|less|same than|as me|us|him|her; traiter|traitee|traite comme ca|un|une
        comme a? un|une? chien|chienne|moins|merde; like a dog|dirt|child|shit; heures|jours non|pas payees|payes
        m a? paye|payee en retard|moins; get|getting paid before|less; argent avant la|le|fin
        got paid late|early; retire|enleve|preleve|retenu|pris ... euros|e ce|sur
        took|taken ... off my|from
        hours ... slip|payslip; erreur|probleme|faute sur|dans ma|mes|sa fiche|fiches|bulletin|bulletins
        devenir|etre|serai|deviens papa|maman|pere|mere|parent; going|about to be|become a? dad|mum|mom|father|mother
        chez|voir le|un|une|ma|mon specialiste; appointment ... specialist; got hurt; me suis blesse|blessee
        at|reached my limit|limits|breaking; feel|feels|felt left|pushed|shut out|aside
        rough|hard|bad|tough patch|spell
        force|forcee|oblige|obligee|forces a|de faire|signer|mentir|venir ... heures|fausse|faux|malade|payees
        on|il|elle|me|m force|oblige a|de signer|mentir|cacher|rester
        wants|asked|asks|told|makes me to? lie|hide|falsify
        told|asked|forced to keep quiet|silent|lie
        he|she|who|il|elle|qui drinks|drinking|boit|picole at|au|pendant|a|en work|le? boulot|travail|bureau|cachette
        my|mon visa|titre runs|expire|expires
        soupconne|suspecte|suspect|suspects ... vol|vole|stealing|theft|faux|fausses|mentir|lying|frauder|piquer
        me|m donne|donnent|confie plus rien a; sidelined; mis|mise|mettre|mettent au placard; placardis*
        rather not say why|what; dirai|dire pas pourquoi; prefere|prefererais ne? pas dire|expliquer|preciser
        """),
    DOUBT: phrases("""
        ose|oser|peur d|de en|le? parler|dire; malaise avec|entre|dans; entre eux|elles ca
        moral|courage ... plus; je craque; ne sais plus quoi|comment faire avec; tourne mal; getting|got ugly|nasty
        """),
}
