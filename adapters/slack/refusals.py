"""What Slack's error codes mean to the pump: one table, each group with its source.

Codes are from the « Errors » of the method pages on docs.slack.dev, as of November 2026, and platform facts 1.2–1.6.
"""

from __future__ import annotations

import re

import structlog

from adapters import platform as port

log = structlog.get_logger(__name__)

# chat.*, conversations.*, reactions.*, users.info, views.update: what is named is not there, or no longer; a channel
# archived or frozen takes nothing any more.
GONE = frozenset(
    """bad_timestamp channel_not_found invalid_channel invalid_ts_latest invalid_ts_oldest invalid_user is_archived
    is_inactive message_not_found no_item_specified not_found thread_not_found user_disabled user_not_found
    user_not_visible users_list_not_supplied users_not_found""".split()
)
# chat.postMessage, conversations.*: the desk is not in the channel; chat.postEphemeral: the person is not.
NOT_MEMBER = frozenset("not_in_channel user_not_in_channel".split())
# chat.postMessage, conversations.open: nothing may be written to this person, who takes no messages of apps.
BLOCKED = frozenset("cannot_dm_bot messages_tab_disabled".split())
# Every method: the token is no good, or the app is not installed any longer.
NOT_INSTALLED = frozenset(
    """account_inactive invalid_auth not_allowed_token_type not_authed org_login_required
    team_access_not_granted token_expired token_revoked two_factor_setup_required""".split()
)
# Every method: a scope is missing (facts 1.1), or the workspace's preferences forbid it.
FORBIDDEN = frozenset(
    """access_denied accesslimited as_user_not_supported cannot_reply_to_message cant_broadcast_message
    cant_delete_message cant_update_message compliance_exports_prevent_deletion edit_window_closed ekm_access_denied
    enterprise_is_restricted external_channel_migrating missing_scope no_access no_permission not_enabled not_reactable
    restricted_action restricted_action_non_threadable_channel restricted_action_read_only_channel
    restricted_action_thread_locked restricted_action_thread_only_channel team_not_found thread_locked""".split()
)
# chat.*, views.*: over the limits of facts 1.4 and 1.5.
TOO_BIG = frozenset(
    """invalid_blocks metadata_too_large msg_blocks_too_long msg_too_long too_many_attachments
    view_too_large""".split()
)
# Every method: nothing was done, for now.
TRANSIENT = frozenset("request_timeout service_unavailable team_added_to_org".split())
# Every method: « it's possible some aspect of the operation succeeded before the error was raised ».
UNCERTAIN = frozenset("fatal_error internal_error".split())
# Every method, with status 429 or, of chat.postMessage, without it (facts 1.6).
RATE_LIMITED = frozenset("message_limit_exceeded rate_limited ratelimited".split())
# Codes that the caller reads itself, or that a badly made call of ours gets: known, so not logged as news.
OURS = frozenset(
    """already_reacted duplicate_external_id exchanged_trigger_id expired_trigger_id hash_conflict invalid_arguments
    invalid_cursor invalid_metadata_format invalid_name invalid_trigger_id no_reaction no_text push_limit_reached
    too_many_emoji too_many_reactions""".split()
)

_MEANINGS: tuple[tuple[frozenset[str], type[port.PlatformError]], ...] = (
    (GONE, port.Gone),
    (NOT_MEMBER, port.NotMember),
    (BLOCKED, port.Blocked),
    (NOT_INSTALLED, port.NotInstalled),
    (FORBIDDEN, port.Forbidden),
    (TOO_BIG, port.TooBig),
    (TRANSIENT, port.Transient),
    (OURS, port.Permanent),
)
ERRORS: dict[str, type[port.PlatformError]] = {code: error for codes, error in _MEANINGS for code in codes}
"""Each code that says what became of the call, whatever the method."""

_CODE = re.compile(r"[a-z][a-z0-9_]{0,79}", re.ASCII)


def error_of(method: str, code: str) -> port.PlatformError:
    """What a code means, in the port's words; one that nobody knows is permanent, and logged."""
    known = ERRORS.get(code)
    if known is not None:
        return known(code)
    shown = code if _CODE.fullmatch(code) else "unreadable"
    log.warning("slack.code_unknown", method=method, code=shown)
    return port.Permanent(shown)
