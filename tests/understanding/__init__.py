"""How well the desk reads what people write: labelled messages, and the scorer that sets an answer beside each label.

    python -m tests.understanding [--part building|kept_apart] [--lang fr|en] [--errors FILE]

The messages were written, and labelled by what a good assistant would understand, by somebody who had not seen the
rules. Every third one, in the order of writing, went to the part kept apart. Whoever builds the reader may read
`building.*.jsonl` and must not read `kept_apart.*.jsonl`, nor what was wrong in it: only its figures.

A label says `request` (yes, no, or "ask" where one would ask), `service` (null for what is no request), `site` (null
where one has to ask), `urgent`, `sensitive` (yes, no, or "doubt") and the dates `due`, `event_start` and `event_end`,
or leaves all three of them out where nobody weighed them. A name that ends in `_also` lists what else is
defensible; in `dates_also` each entry is a whole set of dates.
"""
