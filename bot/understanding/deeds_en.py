"""What is done, in English, by kind: phrases as `phrases` writes them, by weight; and those that say nothing."""

_WHOM = "me|us|him|her|them|everyone|everybody|people|guests|visitors"
_DAYS = "monday|tuesday|wednesday|thursday|friday|morning|afternoon|day|week|diary|calendar|agenda|schedule"
_RECUR = "weekly|daily|monthly|recurring|regular|fortnightly|quarterly"
_MEETS = "thing|one|slot|catch|sync|call|session|standup|invite|invitation|series|talk|review|huddle"
_SPENT = (
    "breakfast|lunch|dinner|meal|meals|coffees|drinks|petrol|fuel|diesel|taxi|taxis|cab|uber|parking|toll|tolls"
    "|ticket|tickets|hotel|room|stamps"
)
_OWN = "my|his|her|their|our"
_STATION = "station|airport|gare|terminal|harbour|ferry"
_PROOF = "proof|letter|paper|certificate|confirmation|statement|note|document"
_UNITS = (
    "site|region|month|week|day|hour|line|store|shop|customer|client|product|department|team|country|quarter|shift"
    "|ward|category|supplier|person|area|branch|machine"
)
_SERIES = "figures|numbers|stats|statistics|results|totals|data"

DEEDS_EN: dict[str, dict[float, str]] = {
    "meetings": {
        4: f"""
            squeeze ... in; slot|pencil|fit {_WHOM} in; {_RECUR} {_MEETS}; weekly|monthly|daily with
            show|showing ... around|round; bring|get|see|gather everyone|everybody|people|us|both|all ... together
            farewell|fairwell|leaving|goodbye|birthday|welcome coffee|drinks|drink|lunch|party|do|breakfast|speech
            free|clear|empty|block|wipe up|out? {_OWN} {_DAYS}; what time suits; works for everyone|everybody|all
            get|put|have ... on the phone|line with
            find|get|give|book|block us|me|them|him|her|everyone an|a|one|two|half|some hour|slot|moment|time
            in|into his|her|my|our|their|the calendar|diary|agenda; still on for; stood me|us up; sit in for me
            cover for me|him|her; who has|s got|booked the room; swap ... meeting|slot|call
            cancel|free|clear|empty|block|move my|his|her|our mondays|tuesdays|wednesdays
            cancel|free|clear|empty|block|move my|his|her|our thursdays|fridays|mornings|afternoons
        """,
        3: """
            hour|hours|minutes|mins|minute|min with; half an hour of; see|meet ... together; tour of the|our
            when|if is|are|s ... free|available; join|joining by|via|through phone|video|teams|zoom; dial in|into
            who is|s coming|attending; how many ... coming|attending; a quick word|call|chat|catch
            minutes of|from the|our|last; tell them|him|her|everyone ... late|running; running late for; be late for
            nobody|no one|everyone|all has|have? accepted|declined|confirmed; get|gather ... in a|one|the room
            the link ... call|meeting|dead|work|works|working; on one call; table for
            invite the|our|all|everyone|them|mr|mrs
        """,
        2: """
            to see|meet mr|mrs|ms|dr|prof|professor|sir; sound|sounding ... out; sound out
            his|her|their secretary|pa|assistant|assistants; lunch|dinner|breakfast|coffee|drinks with
            visit of the|our; take|walk ... round|around; overlaps|overlap|clashes|clash|clashing with
        """,
    },
    "travel": {
        4: f"""
            somewhere|anywhere|place|where|nowhere to sleep|stay; put|putting {_WHOM} up
            a lift|ride to|from|home|back
            miss|missed|missing my|the|our|his|her|their connection|flight|train|plane|boat|ferry
            room|rooms near|close|nearby; room|rooms next to; room|rooms ... nights|night
            stay|staying|stays ... nights|night; way home; gave ... my|our|his|her room away
            driver ... turned|shown up; first|last|next|early|late|night train|flight|plane|ferry|bus
            check me|us|him|her|them in; airport run; one way ticket|trip|to; bed|beds near|in|at|close
            need|needs|book|find|want|wants|get|reserve ... hotel|taxi|flight|train
        """,
        3: f"""
            seat|seats to; how do|can|will|should i|we|he|she|they get to|there|home|back
            stuck|stranded|waiting at|in the? {_STATION}; pick|collect|fetch|meet|drive|bring {_WHOM} ... {_STATION}
            reach|reaching|arriving|arrive|arrives|land|landing ... {_STATION}; a|one|two|three nite|nites
            i|we m|re|am|are|ll|will due|expected|wanted|needed in|at; get|getting|go|going|come|coming home ... from
            bed|beds for tonight|the|one|two|three|me|us|him|her; arriving|coming|travelling|traveling|flying from
            my|our|his|her taxi|cab|flight|train|coach|hotel|luggage|suitcase|bag
        """,
        2: f"""
            i|we ll|d|will? need|have|must|got to? be|get|arrive in|at|to; take|drive|fly|get|bring {_WHOM} home|there
            drive|fly|driven|flown {_WHOM}? to|from; on the|an earlier|later train|flight|plane
            i|we|he|she|they go|goes|going|travel|fly|head|drive|driving to|up|down|over
        """,
    },
    "expenses": {
        4: f"""
            with|on|from|by|using my|his|her own? card|money|cash|pocket|visa|wallet; own money|card|account|cash
            out of my|his|her|their pocket|wallet|purse; owe|owes|owed|owing me; pays|refund|refunds|pay me back
            paid|pay|pays|advanced|bought|covered|fronted ... myself|himself|herself|ourselves|personally
            who pays|refunds|reimburses|pay|refund me|us|him|her; {_OWN} expenses|reimbursement|mileage|receipts
            where|how do|does|should|can i|we|he|she ... receipts|receipt|tickets|slips|mileage|expenses
            paid|pay|pays|bought ... {_SPENT} ... and? myself|himself|herself; can|could i|we expense|claim
            expense it|this|that|them; advance for|of|on my|the|a? trip|mission|travel|fuel|expenses; laid out
            i m|am ... out of pocket; where|when|how ... see|get my money; company owes me
            card was|got|is refused|declined ... paid; my|his|her own car; in|with my own
            fill|filled up the? tank|car|van; who do|should i give|send|hand ... receipt|receipts|ticket|tickets
        """,
        3: f"""
            paid|pays|bought for? the|our|their|a|my ... {_SPENT}
            lost|missing|keep|original|originals ... receipt|receipts; petty cash; claim back
            get|claim|have|want|see|got|like my|our|that? money back; on|in|to my claim|expenses
            still|been waiting for my|the money|refund|reimbursement|euros; put it on mine|my; per km|kilometre|mile
            on|with mine; paid it|them|this|that|everything|all on|with|by? my|mine|cash; i|we paid cash
        """,
        2: "claim for; get|claim it|that|this back; paid for by me",
    },
    "invoicing": {
        4: """
            signed|open|new|missing|blanket|valid po|pos; po number|numbers|no
            purchase req|reqs|requisition|requisitions
            charged|billed|invoiced|debited|overcharged|undercharged us|me? twice|double|again|wrongly|for
            charged|billed|overcharged us; owe|owes|owed|owing us; refund|refunds from; past due
            client|customer|clients|customers ... pay|paid|paying|settle|settled|owes|owe
            chase|chasing|remind|reminding ... money|payment|invoice|invoices|pay
            supplier|vendor form|code|account|record; our bank|account details|detials|coordinates|number
            new|create|open supplier|vendor; keep|keeps|kept chasing us|me; cut|cutting us|me off
            final|second|third|last reminder|demand|notice|warning
            stop|stops|stopped|stopping deliveries|delivering|delivery|supplying; already paid it|this|that|them
            iban changed|has|is; order confirmation; lost|bounced cheque|check; top up the account
            they|he|she|supplier want|wants ... money|paid|paying; rib of|for the|our company|firm|business|society
            duplicate of|for ... invoice
        """,
        3: """
            price|prices|pricing|quote|quotes of|for|per|on|from; how much does|do|would|will|is|are ... cost|charge
            what does|do|would ... cost|charge; get|ask|need|want a|some|two|three? quote|quotes|price|prices|estimate
            won|wont|not|never|refuse|refuses|until t? to? pay|paid|paying|settle without|until|us|our|the
            pay|paying|settle the|this|our supplier|rent|landlord|deposit|balance|bill; bank details|detials
            is this one ours; price went|has|have|gone|goes up; prices went|have|gone|go up
            dispute|disputed|contest|query the|this|that|a? invoice|bill|charge|amount; wants paying|payment
            wrong amount|vat|address on; waiting|waits for his|her|their|payment|money
        """,
        2: """
            days|weeks|months late|overdue; approve|approved|approval ... order|purchase
            level|step|stage of? approval
        """,
    },
    "hr": {
        4: f"""
            {_PROOF} ... employed|employment|employer|salary; {_PROOF} that i work|am
            taken|deducted|docked ... pay|wages; how many days|leave|holidays ... i|left|have|remaining
            days i have|ve left|remaining; hand|give|handing|giving in? my notice
            advance on|of my|his|her pay|wages|salary|month; clock|clocked|clocking in|out|hours; clocked ... hours
            not|isn|wasn t? my|his|her boss|manager|supervisor|foreman|chief|superior; laid off; made redundant
            call|called|calling|phoned in sick; off|home|been sick|ill
            i|he|she m|am|is|s|was|ve|been off sick|ill|work
            my|his|her pay says|is|was|shows|has|doesn|didn|hasn|came; trial|probation period
            days|day for|off? ... wedding|funeral|birth|marriage; {_OWN} payslip|payslips|wages|salary
            contract ends|ended|ending|expires|runs; my|his|her|their hours; paid short|less; short paid
            sick child|kid|son|daughter; haven|hasn|not|never been paid my|overtime|salary|wages|bonus
            end of my|his|her contract|trial|probation|leave; go|going|work|working part time
            finish|leave|start early|earlier|late|later on|every; days in lieu; days off|leave
            paper|letter|certificate|form for|to the|my caf|landlord|bank|prefecture|creche|nursery|mortgage|embassy
            part of my|his|her salary|pay|wages
        """,
        3: """
            my|his|her shift|shifts|roster|rota|overtime|holidays|holiday|leave|pension|bonus|probation|maternity
            day s pay; monday|friday|month|week|year s pay; days left|remaining|off|owed; carry|carried ... over
            hours ... paid|unpaid|missing|short
            picked|chosen|selected|promoted|passed over? for|the job|post|role|position; sacked|fired
            work|working|works from home; my contract|probation; my|his|her bank details|detials|account
            warning|disciplinary letter; my file; a complaint against|about; no longer work; my|his|her days
            new|next starter|joiner|recruit; family|sick|maternity|parental leave; holiday|leave request|form|approval
            approve|approved|refused|refuse my leave|holiday|days; somebody|someone|anyone from|in hr
            talk|speak to hr|nadia
        """,
        2: """
            my mortgage|landlord|loan|lease|flat|visa; make|making it|this official; let|letting|lets me|him|her go
        """,
    },
    "reporting": {
        4: f"""
            hour|day|week|month|site|line by hour|day|week|month|site|line; {_SERIES} for|of|by|per|from
            list|listing of the? ... stores|customers|clients|orders|sites|suppliers|products|accounts|contracts
            {_SERIES} ... add up|match|tally
            open orders|order|customer|client|stock|store|product|orders list|listing
            the monthly|weekly|quarterly|daily for|is|due|needs; split|broken|break|breakdown down? by|per|between
            compared|versus|vs|against to|with? last|same|previous|year|month
            what did|have we ship|shipped|sell|sold|make|made|spend|spent|buy|bought
            give|send|get me|us|him|her|them the? latest? figures|numbers|stats|data|report
            top five|ten|twenty|10|20|5|3|three customers|clients|suppliers|products|sellers|sites|stores
            best sellers; one|a line|row per|for; wrong|new|grand total
            refresh|refreshed|update|updated the? dashboard|figures|chart|table|numbers|report|tracker
            add|put|remove|take ... to|on|off|from the list|table|sheet|file|tracker|chart
        """,
        3: """
            how many ... did|do|have|has we|they|it sell|sold|make|made|ship|shipped
            how many ... did|do|have|has we|they|it receive|received|have|had|lose|see
            how many ... per|last|since|this; number|count|total of|per
            add ... column|row|line|tab|columns|rows|col|cols
            out of|from|off the table|list|count|sheet|figures|numbers|chart|report
            tab|tabs|column|columns in|of|for|to; in tab|column|row|cell|sheet; add up
            as it|they was|were|stood on|at; how are we doing; trend|trends for|of|in|over
            percentage|share|rate|percent of; last|this year|month|quarter|week ... by|per|figures|numbers
            sorted|grouped|ranked|ordered by; as of|at end|the|last; comes|come to the same
            numbers|figures are|look|don|dont|doesn|wrong; list of all|every|each
            for|by each ward|site|store|shop|client|customer|month|week|day|department|team|line|machine
            last|first|second|new|extra column
        """,
        2: f"by|per {_UNITS}; same as|format|template|layout in|last|as; last|this month|quarter|year s {_SERIES}",
    },
    "office": {
        4: """
            need|needs cleaning|repairing|fixing|replacing|emptying
            need|needs changing|repainting|oiling|refilling|watering|tightening; double parked
            parked|parks|parking on|in|across|behind|over the|my|our|a|two
            mail|letter|letters|post|parcel|package|parcels for|arrived|came|addressed|went|from; out of order
            borrow|lend ... ladder|trolley|drill|tool|tools|table|chairs|projector|umbrella
            something|somebody|someone|car|van|truck|lorry ... blocks|blocking; locked out|in|inside|outside
            who has|s got the? key|keys; set|going|went off ... alarm; alarm ... off
            no hot|cold|running? water|heating|light|power|electricity|soap|paper|coffee|milk
            it|this|room|kitchen|fridge stinks|smells|reeks; at|waiting|left at? reception ... parcel|package
            package|parcel at|in the? reception|desk|mailroom; label printer
            visitor|temporary|new|lost badge|badges|pass; lost ... badge|key|keys
        """,
        3: """
            borrow|lend|borrowed; too hot|cold|warm|noisy|dark in|here|there
            ran|run|running|runs|low|short out|low of|on; we|we|i re|are|m|am out of
            lights|light won|are|is|stay|stays|off|on|out
            get|have|has rid|it? fixed|repaired|cleaned|serviced|replaced|mended|unblocked
            there is|s ... missing|broken|leaking|blocked|stuck|loose
            fix|repair|replace|mend|unblock|tighten|clean|empty the|my|our|this|that|it
            delivery of|for|arriving|coming|is|arrived
        """,
        2: """
            doesn|don|won|isn|wont|doesnt|not|stopped|never t? work|working|works|open|close
            doesn|don|won|isn|wont|doesnt|not|stopped|never t? start|turn|lock|flush|ring|shut
            broke|broken|come|came|fell|fallen off|down|apart; keeps beeping|ringing|opening|falling|leaking|stopping
        """,
    },
}
IDIOMS_EN = """
    on|in paper; school|news|research|white paper
    speaking|calling|writing|texting from the|my|a car|train|road|taxi|phone
    in|from the car|lift|train|taxi|queue|corridor|bus; on the|a|my train|plane|bus|phone|road|way|move
    at the|my desk|door; the|last|every|that|at|by|all|each night|nights; work|works|working nights|night; day night
    nights|night shift
    i|he|she|we|they m|am|is|s|are|re|ll|will|be in a|another|the? meeting|meetings|call|interview|training
    floor|shop|office|front|back door says|at; bank holiday|holidays; in|on the way; by the way; in case of
    chamber of; waste of time; break even; on|off the table; key|keys point|points|figures|account|people
    in the office; head office; post office hours; light touch|work; out of the blue; first thing; last minute
    good|bad news; i|he|she|they m|am|is|s|re|are off to|for; come|came|coming back to; key|keys to success
    the last|first straw|thing|time|word; room for improvement|manoeuvre|doubt; train of thought; on board
    flight of stairs; drive me mad|crazy|nuts; fly by; a light|fresh touch|look; table of contents; get|put through to
    be|am|is|are fired up
"""
