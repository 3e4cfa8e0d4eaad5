"""What only hints, in English, that something is asked or only told: weaker than what asks outright, and added up.

A phrase is words apart: `word`, `pre*` begins so, `a|b` either, `word?` may lack, `...` up to three words between.
"""

from bot.understanding.phrases import Phrases, phrases

_DOES = (
    "working|printing|opening|closing|charging|responding|answering|showing|syncing|loading|heating|cooling|ringing"
    "|sending|receiving|locking|starting|scanning|reading|recognising|recognizing|moving|turning|beeping|connecting"
    "|accepting|recording|updating|flushing|draining|filling|lifting|shutting"
)
_RUINS = (
    "crashing|freezing|jamming|failing|falling|dropping|disconnecting|beeping|flashing|asking|saying|logging|kicking"
    "|rejecting|bouncing|resetting|restarting|rebooting|tripping|leaking|dripping|disappearing|changing|cutting"
    "|refusing|stopping|blinking|overheating|stalling|popping|sticking|calling|chasing"
)
_PAPERS = (
    "ticket|fine|invoice|invoices|bill|bills|letter|summons|claim|demand|penalty|statement|quote|reminder|reminders"
    "|form|complaint|refund|receipt|receipts|contract|notice|toll|speeding|dunning"
)
_SHOWN = "says|shows|reads|has|have|say|show|lists|list|displays|gives|carries|bears|prints|calls|goes|points|on|in"
_HANDS = "roofer|plumber|electrician|technician|engineer|garage|landlord|contractor|supplier|cleaner|maintenance"
_WRONG = "wrong|mistaken|misspelled|misspelt|outdated|old|incorrect|upside|swapped|mixed|doubled|twice"
_DAYS = "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
_TREATS = (
    "cake|cakes|cookies|biscuits|doughnuts|donuts|croissants|chocolates|leftovers|plums|apples|tomatoes|courgettes"
    "|honey|eggs|sweets|brownies|pastries|crate|drinks|beers|samosas|clementines|muffins|crisps"
)

HINTS = {
    2.5: phrases("""
        someone|somebody|anyone|one mst|must|should|ought|shld|shd; out of my own? pocket; on|with my own card|money
        pay|pays|give|gives|get me|us|him|her? back; money back; reimbursed|refunded by|for
        needs a|an|the|some|new|more; have|get it|them|this|that|these bound|fixed|sent|done|printed|signed|cleaned
        have|get it|them|this|that|these changed|repaired|replaced|delivered|booked|removed|checked|corrected|translated
        be conceivable|feasible|doable|thinkable|grateful|obliged
        would|d value|welcome
        am|m|are|re supposed|meant to do; what am|are i|we; what do|should i|we; who gives|takes|has|holds that|this|the
        would be who; who is that|it; whom do|should|can|to; over to you; leave|leaving it|this|that with|to you
        yours to
        do the needful; on my|our|his|her behalf; you|u know the drill; count|counting|relying on you; ok|okay|fine to
        allowed to; much obliged; can t do it|this|that myself; beyond me|us; no clue|idea how|what|who|where|why
        not my department; out of my depth; give|gave up; is there anybody|somebody|anyone|someone; who do|should i|we
    """),
    2.0: phrases(f"""
        dosnt|dosent|doesent|doesnot|doesnt|dont work|open|start|print|close|load|add|match|fit|connect
        it|that would help|be better|make sense if|to; i|we d|would rather you|we|have|not|be|it; was|were|been promised
        can|cannot|cant|couldn t? see|open|find|access|read|edit|log|connect|reach|print|enter|join|hear|use|upload|send
        spelt|spelled|written wrong|incorrectly; opens|does|shows|says|prints|reads nothing; came|come|comes|fell off
        since the update|migration|move|change|upgrade|storm|weekend|cut; since lunch|yesterday|monday|friday|noon
        still says|shows|reads; has|have nobody|noone|nowhere; nobody|noone to
        asking for|about; stopped|quit|refuses|won|doesn|isn t? to? {_DOES}; keep|keeps|kept {_RUINS}; no sign|trace of
        is|are|was|were|s|re nowhere|gone; remote|keys|key|cable|charger gone|missing; nowhere to be; instead of
        still|always {_SHOWN} the|my|our|last|old|an|a|under; should|ought be|say|read|have|show|to
        isn|is|are|aren|was|wasn t|not in|on the|my|our? list|system|calendar|file|invite|agenda
        there must|should|ought
        i|we got|received|have|get|had a|an|this|another|my|our? ... {_PAPERS}; on hold with|for; rights|access for|to
        same as|like last|before|usual|in; as soon as; as fast as; before|by noon|{_DAYS}|eod|tonight|cob|lunch|then
        must|has|have be|to ... by|before|for; is|are the wrong; never came|arrived|got|received|reached|showed|turned
        didn|did t|not? come|arrive|show|clean|deliver|receive|get|add|match; won t pay|move|unload|sign|ship|accept
        has|have|s not|only? been billed|charged|invoiced|debited|docked|deducted; billed|charged|invoiced|debited for
        sent|send us|it|me|our back|again|twice; cut|cuts|cutting us|off; due|expires|runs today|tomorrow|on|by|out
        no reply|answer|response|news|feedback from|yet|since|for; still waiting|no|not|nothing|missing|without
        window|aisle seat; one way; return|rtn ticket|flight|train; aller retour; vegetarian|vegan|halal|kosher|gluten
        {_WRONG} name|address|date|amount|number|size|colour|color|account|price|room|time|vat|way|order|file|version
        new starter|hire|joiner|recruit|trainee|intern ... {_DAYS}|start|starts|starting|tomorrow|arrives|next
        no laptop|badge|desk|chair|phone|login|account|access|key|keys|parking|password|contract|invoice|po|receipt
        out of|from order|stock|paper|toner; down to the|our last; last box|one|roll|pack|ream of; running low|out|short
        cheapest|whatever s? cheapest|available|fits; hour|hours short|missing; short of|by; to my|our name|attention
    """),
    1.0: phrases("""
        i|we don|dont|didn|can|cannot|cant|couldn t? know|find|have|see|get|understand|open|remember|reach|log
        nobody|noone knows|told|answers|answered|came|comes|replies|replied|picks|gave|there
        no one knows|told|answers|answered|came|comes|replies|replied|picks|gave|there
        i|we have|ve|had|got|must|should to
        third|second|2nd|3rd|fourth time|month|week; times at|in|the; too many|much|few|small|big|heavy|late|early
        not enough; the|a wrong; at least; with me in copy; cc me|to; in copy; to the usual
        usual template|place|supplier
        in excel|pdf|copy|word; must|has to; i think i; not the right; not mine; a mess|nightmare; my fault
        ideally; preferably; if|whenever possible; would be nice|great|good|ideal|handy|useful|lovely|perfect; budget
        up to|max 5|10|15|20|30|40|50|100 euros|people|pax; for 2|3|4|5|6|8|10|12|15|20|25|30|40 people|pax|persons
        could|should do|be with; ok for you; is that possible; what s|is the; attached is|are|my|the|our; enclosed
        wants|expects|insists|reckons it|them|to|a|the|his|her|on; within the|a|two|24|48; in the name of; delivered to
    """),
}
"""What hints that something is wanted, or is amiss."""

TELLING = {
    3.0: phrases(f"""
        dealing|taking|handling|sorting with? it|them|this|that; case closed; end of story; say hi|hello; those who|of
        just so everybody|everyone|you|it|we|people; not a request|complaint|question|criticism; you|u coming|joining
        closed|full|cancelled|late because|due; never again; reachable on|by|via; plan for this|the|next; for the record
        catalogue|newsletter|report|results|issue|minutes|version|release|update|menu|rota|list|magazine is|are|s out
        kindly|please note|mind|beware; shout|shoutout out? to; good riddance; hats off; rest in peace; first come first
        well played|deserved|done; help yourself|yourselves; take what|one|some|as|them|it if|you|many|all
        under control
        went|go|goes|gone|going well|fine|great|smoothly|live|perfectly|brilliantly|ok|viral; same here; no comment
        me too|neither|either; mine too; no need|worries|panic|stress|drama|complaints|news|change|changes|harm|biggie
        send help|wine|chocolate; is|are|was history|hilarious|adorable|legendary|iconic; in good hands
        all|everyone safe
        see|catch you|u|ya|y; says|say|saying hi|hello|thanks|cheers; thank god|goodness|heavens|you; fun fact
        plot twist
        works|working|running|back again|now|fine; up and running; back in stock|action|business|operation|service
        {_TREATS} in|on|by|from|are|left the|my? kitchen|fridge|microwave|counter|garden|table|break|canteen|coffee
        spare ticket|tickets|seat; for sale; giving away; free to good|a|whoever; room in my car; lost and found; rumour
        what a day|night|game|match|week|view|sunset|relief|shame|pity|joke|mess; guess who|what; you missed|should
    """),
    2.0: phrases(f"""
        killed|killing me|us; pure torture|hell|madness|joy|magic|genius; a|the crime|circus|zoo|nightmare|miracle|saint
        they ll call|come|send|be|bring|fix|let; walk|enter|go|come from|through|around; were angels|stars|amazing
        {_HANDS} comes|coming|come|arrives|arriving|keeps|has|is|s|on? at|on|it|tomorrow|monday|way
        be|am|is|are|m|s|re|running 5|10|15|20|30|ten|five|fifteen|twenty? min|mins|minutes? late; effective from|on|as
        as of|from {_DAYS}|next|now|today|tomorrow|the|january|september; from now|on on; is|are|s|re now
        from next|{_DAYS} ... is|are|will|the|we; until|till further|the|roadworks|works
        is|are|was back|closed until|on|in
        is|are|s over|done|through|back|ready|live|online|complete|available|sorted|solved|fixed|closed|open|up
        has|have|s|ve been done|sorted|solved|fixed|moved|resolved|repaired|replaced|cleaned|extended|approved
        solved|fixed|sorted it|them; he|she|they ll|will; that s|is why; so|in case you|if hear|see|notice|wonder
        don t be alarmed|surprised; works|prints|looks|smells|tastes|feels|sounds like; on me; as a backup; takes over
        arrived|delivered|fitted safely|it|yesterday|in; gets|earns|got more than; pretty well|good|nice|cool|decent
        loved|enjoyed|liked the|it|every|our|his|her; is|are|s off|away|sick today|sick|this|until|till|on|for; there in
        joking; kidding; haha; hahaha; lol; start|eat|go without me|us
        looks|sounds|smells|tastes great|good|nice|lovely|delicious|amazing; i guess the|that|so|not; heard through|that
        just to say; just saying; for what it; before you ask; people are asking; welcome to|back|aboard
        says yes|no; on the way
        passed the|with|all|first; won the|last|by; scored; born|arrived this|last|on ... {_DAYS}|morning|night|weekend
        looking good|great|forward; feels|tastes good|better|weird; turns|turned out; to be fair; of course
        the answer|code|password|key|meeting|room|lunch is; not me|us|mine; ask him|her|them; as always|ever; classic
        replaces|replacing me|her|him; is|are joining|retiring|visiting us|soon|today|on|next
        mind|watch|beware|careful the|your|of|when|on; traffic|roads|road is|are|closed|on|at; bring your|a|an|some|the
        come|join us|and|me; i ve|have the same; that makes two|three; count me in; me as well
        thanks again|all|everyone
    """),
    1.0: phrases("""
        frankly; honestly; legend; hero; heroes; everyone|everybody|folks|guys; you all; so funny|good|nice|proud
        my bad
        nobody|noone|none died|fell|hurt|cried|noticed|complained; fine; used to; never mind; poor; survived
        laughed; smiled; we share|managed|survived|made|did; at last
        happy|glad|pleased to; gone forever; best|worst ... ever; love|loving the; lovely; funny
        wow; yay; hooray; phew; oops; ouch; yum; rip; btw; enjoy; birthday; karaoke; football
        marathon; choir; raffle; quiz; barbecue|bbq; sunshine; rainbow; crossword
    """),
}
"""What hints that something is only told."""


IF_YOU_CAN = phrases("""
    don t|dont forget to cancel|move|send|pay|change|add|invite|renew|return|replace|extend|reserve|reschedule|tell|fix
    if you|u sell|stock|find|happen|know; if you|u can|could|would|manage
    if you|u have|get a? time|moment|minute|chance; if you|u don t mind
""")
"""A polite end, or order; other words after "if you" offer, and after "don't forget" remind."""

NOT_ASKING = phrases("""
    nothing|nobody|noone|none more|else? to|needs|need|needed be|done|do|to; no one|body needs|need to; have|has|got all
    nothing ... to be done; no more ... needed; everything|all|what i|we need|needed; i|we have|ve|got all i|we need
    please|pls don|do t|not make|ring|call|ask|tell|mention|touch|feed|wait|hesitate|laugh|panic|speak|talk|share|say
    please|pls dont make|ring|call|ask|tell|mention|touch|feed|wait|hesitate|laugh|panic|speak|talk|share|say|come
    please|pls|kindly note|remember|enjoy|respect|mind|avoid|refrain|excuse|accept|ignore|disregard|feel|beware|welcome
    please|pls|kindly be|stay careful|patient|aware|considerate|quiet|advised|reminded|informed|mindful|seated|vigilant
    please|pls|kindly bear|bring|keep with|your|up; i|we|id d|would|want|wanted|just? like|love|want? to thank|thanks
    would|d like|love to congratulate|introduce|wish|welcome|apologise|apologize|say|remind|announce|inform|share|thank
    want|wanted to thank|congratulate|introduce|wish|welcome|apologise|apologize|say|share
    don|doesn|dont|doesnt|didn|didnt|won t? need; need not|no|nothing; needs no|nothing; no longer needed
    all you|we need
    can|could you|we|anyone believe|imagine|guess; can only|t believe|complain; could|would|might have been|gone|died
    could be worse|better; would|could never; would have|ve been|loved|liked; can do; will do; who needs|need|wants
    stuck|sitting in traffic; stuck|sitting in a|the jam|queue|tailback
    need|needs ... holiday|holidays|drink|nap|vacation|hug|beer
    smells|smelled|smelling amazing|great|good|lovely|nice|delicious|heavenly|divine
    freezing|hot|boiling outside|out; waiting for the|spring|summer|christmas? weekend|holidays|summer|spring
    lost the|our match|game|bet|final
    someone|somebody has|s left|brought|baked|made|won|forgotten|parked; how is|was|are|s|did your|the|you|it|everybody
    how did|was it|that|the ... go|weekend|trip|holiday|match|party; where is|s everyone|everybody|the party; why so
    what is|s|are he|she|everyone|you|they doing|up|wearing|eating|watching; what about lunch|coffee|drinks|a
    problem|issue solved|sorted|fixed|gone; no problem|problems|issue|issues|trouble|error|errors|mistake
    helped|helping me|us|with; thanks|thank|thx ... for helping|fixing|sorting|sending|booking|letting
    if you|anyone|anybody|someone|u ... need|needs|needed|want|wants; in case you|anyone need|needs; needed|need was
""")
"""What holds a word of asking or of trouble, and neither asks nor troubles."""


def add_english_hints(phrases: Phrases) -> None:
    """Teach a search what hints, and what does not ask."""
    phrases.add("no", 3.0, *NOT_ASKING)
    phrases.add("needs", 2.5, *IF_YOU_CAN)
    for tag, by_weight in (("en_hint", HINTS), ("en_told", TELLING)):
        for weight, texts in by_weight.items():
            phrases.add(tag, weight, *texts)
