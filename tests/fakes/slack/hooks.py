"""response_url: what may be said through it, five times in 30 minutes (platform facts 1.4)."""

from __future__ import annotations

import json

from aiohttp import web

from tests.fakes.slack.api import Asked, Refused
from tests.fakes.slack.chat import content_of
from tests.fakes.slack.records import BOT_USER, JSON, Call, Ephemeral, Hook
from tests.fakes.slack.workspace import Workspace, own_message

LIFE = 30 * 60.0
"""Seconds."""


class Hooks:
    """`POST /response/{key}`. `life`: how many seconds an address lives."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace, self.life = workspace, LIFE

    async def handle(self, request: web.Request) -> web.StreamResponse:
        try:
            body = json.loads(await request.text())
        except ValueError:
            return web.json_response({"ok": False, "error": "invalid_payload"}, status=400)
        call = Call("response_url", body, self.workspace.ticks())
        self.workspace.log.append(call)
        try:
            hook = self._hook(request.match_info["key"])
            say(self.workspace, hook, body, "response_url")
            call.status, call.answer = 200, {"ok": True}
        except Refused as refused:
            call.status = 404 if refused.error in ("used_url", "expired_url") else 500
            call.answer = {"ok": False, "error": refused.error, **refused.more}
        return web.json_response(call.answer, status=call.status)

    def _hook(self, key: str) -> Hook:
        hook = self.workspace.hooks.get(key)
        if hook is None or self.workspace.ticks() - hook.made > self.life:
            raise Refused("expired_url")
        if hook.left == 0:
            raise Refused("used_url")
        hook.left -= 1
        return hook


def say(workspace: Workspace, hook: Hook, body: JSON, via: str) -> None:
    """What an answer to a command or through a response_url does: for one's eyes only, unless it says in_channel."""
    source = workspace.message(hook.channel, hook.source or "")
    whisper = next((each for each in workspace.whispers if hook.source and each.ts == hook.source), None)
    if body.get("delete_original"):
        if source is not None and source.user == BOT_USER:
            workspace.delete(source)
        elif whisper is not None:
            workspace.whispers.remove(whisper)
        return
    content = content_of(Asked(workspace, body))
    if body.get("replace_original") and source is not None and source.user == BOT_USER:
        workspace.edit(source, BOT_USER, **content)
    elif body.get("replace_original") and whisper is not None:
        whisper.text, whisper.blocks = content["text"], content["blocks"]
    elif body.get("response_type") == "in_channel":
        workspace.post(own_message(workspace, hook.channel, thread=body.get("thread_ts"), **content))
    else:
        thread = body.get("thread_ts")
        told = Ephemeral(hook.user, hook.channel, workspace.ts(), content["text"], content["blocks"], thread, via)
        workspace.whispers.append(told)
