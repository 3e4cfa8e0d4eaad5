"""Classes of English words that tell a deed asked for from a thing told: verbs, their past, people, what fails."""

from __future__ import annotations

from bot.understanding.text import listed

DEEDS = frozenset(
    listed(
        """
        add adjust align amend approve archive arrange assign attach authorise authorize bill block book bring
        buy cancel change charge chase check clean clear collect combine compare complete confirm connect convert copy
        correct create credit deactivate deduct delete deliver disable dispatch dispose distribute divide draft draw
        edit enable enrol enroll erase exchange explain export extend extract file fill find fix forward format free get
        give grant grease hand hang hire import include inform install insure invite invoice issue
        kick laminate list lock mend merge mount move notify obtain open order organise organize pay
        place postpone prepare print process procure provide publish pull purchase push put rearrange rebook recall
        recharge redo redirect redraft refill refit refund register reimburse reinstate relocate remind remove rename
        renew rent repair rephrase replace reply reprint request rescan reschedule resend reserve reset resize resolve
        restore restock retrieve retype return reverse review revoke rewrite save scan schedule send separate
        shift ship shorten sort split squeeze stamp stop submit subscribe supply swap switch tally
        terminate top track transcribe transfer translate trim type unblock uninstall unlock unsubscribe update upgrade
        upload validate verify water wire withdraw write
        """
    )
)
"""What is done for somebody at a desk."""
THINGS_TOO = frozenset(
    listed(
        """
        order book print check copy list bill charge change file stamp ship sign post mail report plan call cover
        request purchase transfer review rent schedule supply draft draw hand water fix top track return switch shift
        block credit export import issue type reply format fill place place free exchange update upgrade upload invoice
        lock split clear correct clean complete open separate top save wire process hire mount trim track
        """
    )
)
"""Deeds whose words are things or qualities too: "order 4512 arrived", "free coffee"."""
PAST = frozenset(
    listed(
        """
        moved shared sent gave took put left turned told heard saw met had went came got made found fixed ordered
        booked paid picked dropped brought bought cleaned emptied refilled replaced repaired swapped asked answered
        called rang spoke talked wrote read signed printed scanned posted uploaded updated added removed deleted changed
        closed opened locked unlocked switched set cut hung painted tidied washed stored parked drove walked ran won
        finished started tested tried checked counted finally arrived landed delivered collected returned received
        watched ate drank baked cooked tasted enjoyed loved liked learned learnt noticed thought wondered caught held
        passed handed transferred forwarded invited confirmed cancelled canceled postponed rescheduled agreed decided
        signed submitted filed sorted solved resolved dealt spent slept survived forwarded fitted hoovered mopped
        salted cleared shovelled queued shut kept
        """
    )
)
"""What somebody did; where nobody is named, its author."""
DOING = frozenset(
    listed(
        """
        answering running heading leaving working taking bringing offering selling giving staying going coming arriving
        popping stepping nipping driving walking landing boarding starting finishing closing opening testing celebrating
        enjoying loving watching wfh sitting eating having feeling getting
        """
    )
)
"""What its author is about, where the message begins by it."""
MODALS = frozenset(listed("can could would will cld wld shall should may might cn"))
SUBJECTS = frozenset(
    listed(
        """
        i we you u he she it they this that these those there the a an my our your his her their its someone somebody
        anyone anybody everyone one somone any some all both each mr mrs ms mme m dr another
        """
    )
)
"""What may be the subject of a question that begins by a modal."""
WONDERING = frozenset(
    listed("believe imagine guess see hear feel tell say even only ever you've not never have be stand")
)
"""Verbs after "can you" that ask for nothing: "can you believe it"."""
ASKING_VERBS = frozenset(
    listed(
        """
        wants want wanted needs requires require requests requested demands demand insists insist asks asked asking
        expects wanting requesting demanding insisting
        """
    )
)
"""What somebody else has of us."""
HARMED = frozenset(
    listed(
        """
        lost broke broken forgot forgotten dropped spilled spilt deleted missed missing ripped cracked smashed scratched
        bent wrecked erased overwrote overwritten mislaid misplaced damaged burnt burned shorted tore torn crashed
        stuck locked short unable supposed looking waiting trying hoping after wondering asked blocked allowed
        required expecting without down having struggling worried afraid left due billed charged invoiced debited
        docked run told planning organising organizing preparing hosting missing needing
        """
    )
)
"""What befell its author, or what they are after: no plain report."""
MISSING = frozenset(
    listed(
        """
        gone missing vanished disappeared stolen nowhere absent lacking unavailable snapped cracked ripped torn bent
        rusty loose wobbly wobbles wobbling squeaks squeaking rattles rattling buzzing grinding overheating overheats
        leaks leaking dripping drips smells stinks mouldy moldy rotten filthy sticky soaked flooded blocked clogged
        jammed jams stuck frozen freezes crashed crashes crashing corrupted garbled unreadable illegible blurry faded
        expired outdated obsolete duplicated misspelled misspelt mistyped misprinted swapped unpaid overdue overcharged
        underpaid short shorted broken bust busted dead faulty defective damaged dented scratched shattered smashed
        burst fused tripped unplugged disconnected locked lost kaput knackered flat error errors mistake mistakes wrong
        typo discrepancy mismatch incorrect inaccurate incomplete
        """
    )
)
"""What is amiss with a thing, by one word."""
