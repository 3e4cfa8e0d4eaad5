"""One change to the sample charter for each error it can have."""

from typing import NamedTuple


class Case(NamedTuple):
    """A change (from, to), how the line that the error points at then begins, the error's code, what was meant."""

    name: str
    change: tuple[str, str]
    line_begins: str
    code: str
    meant: str | None
    breaks_more: bool = False
    """Whether the change makes other errors besides, which it really does."""


TEAMS = "19:Ab_c-0123456789abcdefghijklmnopqrstuvwxyzABCDEF1@thread.tacv2"
_ENCODED = TEAMS.replace(":", "%3a").replace("@", "%40")
_TEAMS_LINK = f"https://teams.microsoft.com/l/channel/{_ENCODED}/Lyon?groupId={'0' * 36}&tenantId={'1' * 36}"
_SAMIAS = "{executive: helene, assistant: samia}"
_NADIAS = "{assistant: nadia, executive: helene}"

CASES = [
    Case("unknown key of the desk", ("  pilot: julie", "  pilott: julie"), "  pilott", "unknown_key", "pilot"),
    Case("unknown key at the top", ("\nservices:\n", "\nservice:\n"), "service:", "unknown_key", "services"),
    Case(
        "unknown key in an item", ("autonomy: supervised", "autonomie: x"), "  - {id: hugo", "unknown_key", "autonomy"
    ),
    Case(
        "unknown key two down",
        ("{first_response: 15m", "{first_responce: 15m"),
        "    urgent",
        "unknown_key",
        "first_response",
    ),
    Case("a key twice", ("    code: LYO\n", "    code: LYO\n    code: LYN\n"), "    code: LYN", "key_twice", None),
    Case("a missing key", ("    code: LYO\n", ""), "  - id: lyon", "missing_key", None),
    Case("an unknown site", ("{site: lyon, model", "{site: lion, model"), "  - {site: lion", "unknown_site", "lyon"),
    Case("a site by its name", ("sites: [lyon]}", "sites: [Lyon]}"), "  - {id: marc", "unknown_site", "lyon"),
    Case(
        "an unknown service",
        ("{service: hr_admin", "{service: hr_admim"),
        "  - {service: hr_ad",
        "unknown_service",
        "hr_admin",
    ),
    Case("an unknown person", ("assistant: ines,", "assistant: inès,"), "  - {site: lyon", "unknown_person", "ines"),
    Case("a person by name", ("backup: samia", "backup: Samia Roux"), "  - {service: hr", "unknown_person", "samia"),
    Case(
        "an unknown stand-in",
        ("employer: provider, sites: [lyon, aix],", "employer: provider, backup: clare, sites: [lyon, aix],"),
        "  - {id: ines",
        "unknown_person",
        "claire",
    ),
    Case("an unknown pilot", ("pilot: julie", "pilot: julien"), "  pilot: julien", "unknown_person", "julie"),
    Case("an unknown contact", ("contact: nadia", "contact: nadja"), "  contact", "unknown_person", "nadia"),
    Case("an unknown channel", ("channel: C0DESK}", "channel: C0DISK}"), "  - {id: flash", "unknown_channel", "C0DESK"),
    Case(
        "a purpose without channel",
        ("purpose: alerts", "purpose: rituals"),
        "  - {after: 2h,  notify: [site",
        "no_channel_of_purpose",
        None,
    ),
    Case(
        "an unknown notified",
        ("[coordinator]}\n  - {after: 2h", "[cordinator]}\n  - {after: 2h"),
        "  - {after: 30m",
        "unknown_audience",
        "coordinator",
    ),
    Case("an unknown approver", ("{by: manager", "{by: manageur"), "    approval", "unknown_audience", "manager"),
    Case(
        "a site's id twice", ("- id: lyon", "- id: aix # again"), "  - id: aix # again", "twice", None, breaks_more=True
    ),
    Case("a code twice", ("code: LYO", "code: AIX # again"), "    code: AIX # again", "twice", None),
    Case(
        "an e-mail twice, in capitals",
        ("claire.morel@relais-office.example", "INES.Caron@relais-office.example"),
        "  - {id: claire",
        "twice",
        None,
    ),
    Case("a channel twice", ("id: C0LYON", "id: C0AIX "), "  - {platform: slack, id: C0AIX ,", "twice", None),
    Case("a channel by its link", ("id: C0LYON", f'id: "{_TEAMS_LINK}"'), "  - {platform", "id_is_link", TEAMS),
    Case(
        "a channel by Slack's link",
        ("id: C0LYON", 'id: "https://durance.slack.com/archives/C0123456789"'),
        "  - {platform",
        "id_is_link",
        "C0123456789",
    ),
    Case(
        "a channel by a link that holds none",
        ("id: C0LYON", 'id: "https://durance.example/lyon"'),
        "  - {platform",
        "id_is_link",
        None,
    ),
    Case("an id as a link writes it", ("id: C0LYON", f'id: "{_ENCODED}"'), "  - {platform", "id_copied", TEAMS),
    Case(
        "an id with what follows it in a link",
        ("id: C0LYON", f'id: "{TEAMS};messageid=1700000000000"'),
        "  - {platform",
        "id_copied",
        TEAMS,
    ),
    Case("an emoji for two verbs", ("done: [white_check_mark]", "done: [eyes]"), "  done", "twice", None),
    Case(
        "an hour that is not",
        ('mon-thu: "08:30-12:30 13:30-18:00", fri', 'mon-thu: "08:30-25:30", fri'),
        "    hours: {mon-thu",
        "no_such_time",
        None,
    ),
    Case(
        "a French day", ('hours: {mon-fri: "09:00', 'hours: {lun-ven: "09:00'), "    hours: {lun", "bad_day", "mon-fri"
    ),
    Case(
        "a time zone",
        ("timezone: Indian/Reunion", "timezone: Indian/Réunion"),
        "    timezone",
        "bad_timezone",
        "Indian/Reunion",
    ),
    Case(
        "a time zone by its city",
        ("timezone: Europe/Paris", "timezone: Paris"),
        "  timezone: Paris",
        "bad_timezone",
        "Europe/Paris",
    ),
    Case(
        "a holiday calendar", ("holidays: FR-6AE", "holidays: FR-6AF"), "    holidays: FR-6AF", "bad_holidays", "FR-6AE"
    ),
    Case("a country", ("  holidays: FR\n", "  holidays: FRR\n"), "  holidays: FRR", "bad_holidays", "FR"),
    Case("a duration", ("{first_response: 15m", "{first_response: 1h30"), "    urgent", "bad_duration", "90m"),
    Case("a target of nothing", ("{first_response: 15m", "{first_response: 0m"), "    urgent", "bad_target", None),
    Case("a date that is not", ("[2026-12-24..2026-12-31]", "[2026-02-30]"), "    closed", "no_such_date", None),
    Case("a French date", ("[2026-12-24..2026-12-31]", "[24/12/2026]"), "    closed", "bad_date", "2026-12-24"),
    Case(
        "dates the wrong way",
        ("[2026-12-24..2026-12-31]", "[2026-12-31..2026-12-24]"),
        "    closed",
        "dates_reversed",
        "2026-12-24..2026-12-31",
    ),
    Case("ritual days", ("days: tue+thu", "days: tue+thurs"), "  - {id: flash", "bad_day", "tue+thu"),
    Case(
        "a role in the plural",
        ("roles: [coordinator]", "roles: [coordinators]"),
        "  - {id: coralie",
        "bad_choice",
        "coordinator",
    ),
    Case("a language", ("language: en, timezone", "language: uk, timezone"), "  - {id: tom", "bad_choice", None),
    Case(
        "a text for a list", ("aliases: [Stras, Illkirch]", "aliases: {a: b}"), "    aliases: {a", "wanted_list", None
    ),
    Case("a list for a text", ("name: Lyon\n", "name: [Lyon]\n"), "    name: [Lyon]", "wanted_text", None),
    Case("a text for keys", ("{fr: Déplacements, en: Travel}", "[Déplacements]"), "    name: [Dé", "wanted_keys", None),
    Case("a doubtful boolean", ("restricted: true", "restricted: oui"), "    restricted", "wanted_bool", None),
    Case("a number in words", ("above: 800", "above: beaucoup"), "    approval", "bad_number", None),
    Case("a code in small letters", ("code: STR", "code: str"), "    code: str", "bad_code", "STR"),
    Case("a code too long for a reference", ("code: STR", "code: STRASBOUR"), "    code: STR", "bad_code", "STRASBOU"),
    Case("a code too short for one", ("code: STR", "code: S"), "    code: S", "bad_code", None),
    Case(
        "a platform",
        ('{platform: teams, id: "19:desk', '{platform: team, id: "19:desk'),
        "  - {platform: team,",
        "bad_platform",
        "teams",
    ),
    Case(
        "nobody dedicated",
        ("model: dedicated, assistant: ines, backup: claire", "model: dedicated"),
        "  - {site: lyon",
        "dedicated_without_assistant",
        None,
    ),
    Case("her own backup", ("backup: claire", "backup: ines"), "  - {site: lyon", "own_backup", None),
    Case(
        "their own stand-in",
        ("employer: provider, sites: [lyon, aix],", "employer: provider, backup: ines, sites: [lyon, aix],"),
        "  - {id: ines",
        "own_backup",
        None,
    ),
    *(
        Case(
            name,
            ("\npeople:\n", f"\nexecutive_desk:\n  - {{{said}}}\n\npeople:\n"),
            "  - {executive",
            code,
            meant,
        )
        for name, said, code, meant in (
            ("an unknown executive", "executive: helen, assistant: samia", "unknown_person", "helene"),
            ("somebody who is no executive", "executive: marc, assistant: samia", "not_executive", None),
            ("an executive's assistant who is none", "executive: helene, assistant: marc", "not_assistant", None),
            (
                "an executive's backup who is none",
                "executive: helene, assistant: samia, backup: tom",
                "not_assistant",
                None,
            ),
            ("their own assistant", "executive: helene, assistant: helene", "own_assistant", None),
            ("one person twice", "executive: helene, assistant: samia, backup: samia", "own_backup", None),
        )
    ),
    Case(
        "an executive twice",
        ("\npeople:\n", f"\nexecutive_desk: [{_SAMIAS},\n  {_NADIAS}]\n\npeople:\n"),
        "  {assistant: nadia",
        "twice",
        None,
    ),
    Case("someone of another site", ("backup: claire", "backup: hugo"), "  - {site: lyon", "not_that_site", None),
    Case("someone who is no assistant", ("backup: claire", "backup: marc"), "  - {site: lyon", "not_assistant", None),
    Case(
        "someone not cleared",
        ("cleared: [hr_admin], sites: [aix],", "sites: [aix],"),
        "  - {service: hr_admin",
        "not_cleared",
        None,
    ),
    Case(
        "someone of the provider",
        (
            "roles: [assistant], cleared: [hr_admin], sites: [aix],",
            "roles: [assistant], employer: provider, cleared: [hr_admin], sites: [aix],",
        ),
        "  - {service: hr_admin",
        "not_company",
        None,
    ),
    Case(
        "someone without the service",
        ("services: [hr_admin, expenses]", "services: [expenses]"),
        "  - {service: hr_admin",
        "not_that_service",
        None,
    ),
    Case(
        "no confidential escalation",
        (
            "direct message\n  - {after: 0m,  notify: [assignee]}\n  - {after: 2h,  notify: [contact]}\n",
            "direct message\n",
        ),
        "    confidential: true",
        "confidential_without_escalation",
        None,
    ),
    Case(
        "a ritual that ends too soon",
        ('closes: "10:30"', 'closes: "08:30"'),
        "  - {id: standup",
        "ends_before_it_starts",
        None,
    ),
    Case("an id that means none", ("id: reporting\n", "id: other\n"), "  - id: other", "reserved_id", None, True),
    Case("a reserved id", ("{id: andre,", "{id: pilot,"), "  - {id: pilot", "reserved_id", None),
    Case(
        "an e-mail that is not",
        ("andre.payet@ateliers-durance.example", "andre.payet"),
        "  - {id: andre",
        "bad_email",
        None,
    ),
]
