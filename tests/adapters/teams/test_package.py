"""The app's package: what Microsoft's own schema takes, what the desk answers, and what every client can show."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import struct
import subprocess
import zipfile
import zlib
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from playwright.sync_api import Browser

from adapters.teams import about
from adapters.teams.package import ICONS, PERMISSIONS, VERSION, is_guid, manifest, package, translation
from adapters.teams.translate import FROM_MESSAGE
from bot.conversations import discover
from bot.conversations.commands import named
from bot.locales import LANGUAGES
from tests.adapters.teams.icons import SIZES, drawn

ROOT = Path(__file__).parents[3]
PACKAGES = ROOT / "tests" / "npm"
SCHEMAS = PACKAGES / "node_modules" / "@microsoft" / "app-manifest" / "build" / "json-schemas" / "teams"
APP, URL = "11111111-2222-3333-4444-555555555555", "https://relais.example"
LONGEST = {
    r"name\.short": 30,
    r"name\.full": 100,
    r"description\.short": 80,
    r"description\.full": 4000,
    r".*\]\.title": 32,
    r".*\]\.description": 128,
}
"""What clients of every schema still in use show whole: before 1.21 a command had 32 and 128 characters."""
MADE = {
    "1.0.0": "3e7816b6c909e1f0198bff9dd6054d7da969384ee44af668c22156073ba01a2e",
    "1.0.1": "08b906d79987b2122eaa12cd1cf27ac1ca4bcbb515475e7fe27babdab67d7ebe",
    "1.0.2": "22c03c64715d64546b23b0273f9c3f9c4842ef06ed742bf6c1fe125a9cf02c23",
}
"""What each version held. A package that is changed has a version of its own: Teams takes no other for an update."""


def faults(*pairs: tuple[str, str, Any], folder: Path) -> list[Any]:
    """What Microsoft's schemas say is wrong with (schema's version, its name, document)."""
    arguments: list[str] = []
    for nth, (version, name, document) in enumerate(pairs):
        file = folder / f"{nth}.json"
        file.write_text(json.dumps(document), encoding="utf-8")
        arguments += [str(SCHEMAS / f"v{version}" / f"{name}.schema.json"), str(file)]
    run = [str(ROOT / ".venv" / "bin" / "node"), str(Path(__file__).with_name("schema.cjs")), *arguments]
    environment = {"PATH": os.environ["PATH"], "PACKAGES": str(PACKAGES)}
    done = subprocess.run(run, capture_output=True, text=True, timeout=60, env=environment)
    assert done.returncode == 0, done.stderr
    found: list[Any] = json.loads(done.stdout)
    return found


def opened(*, slash: bool = False) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(package(APP, URL, slash=slash))) as archive:
        assert archive.testzip() is None
        return {each.filename: archive.read(each) for each in archive.infolist()}


def at(document: Any, path: str) -> Any:
    for name, number in re.findall(r"(\w+)|\[(\d+)\]", path):
        document = document[name] if name else document[int(number)]
    return document


@pytest.mark.parametrize(("slash", "version"), [(False, "1.25"), (True, "1.29")])
def test_microsofts_own_schema_takes_it(slash: bool, version: str, tmp_path: Path) -> None:
    held = opened(slash=slash)
    pairs = [(version, "MicrosoftTeams", json.loads(held["manifest.json"]))]
    pairs += [(version, "MicrosoftTeams.Localization", json.loads(held[f"{each}.json"])) for each in LANGUAGES]
    assert faults(*pairs, folder=tmp_path) == []
    for _, name, document in pairs:
        assert document["$schema"].endswith(f"/v{version}/{name}.schema.json")


@pytest.mark.parametrize("spoiled", [{"accentColor": "green"}, {"scopes": ["personal"]}, {"id": "relais"}, {"bots": 1}])
def test_the_schema_is_really_asked(spoiled: dict[str, Any], tmp_path: Path) -> None:
    assert faults(("1.25", "MicrosoftTeams", manifest(APP, URL) | spoiled), folder=tmp_path)


def test_it_holds_its_manifest_its_icons_and_its_languages_and_nothing_else() -> None:
    held = opened()
    made = json.loads(held["manifest.json"])
    info = made["localizationInfo"]
    spoken = {info["defaultLanguageTag"]: info["defaultLanguageFile"]}
    spoken |= {each["languageTag"]: each["file"] for each in info["additionalLanguages"]}
    assert tuple(spoken) == LANGUAGES
    assert set(held) == {"manifest.json", *spoken.values(), *made["icons"].values()}
    assert set(made["icons"].values()) == set(ICONS)


@pytest.mark.parametrize("slash", [False, True])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_there_in_each_language_and_none_is_longer_than_a_client_shows(
    language: str, slash: bool
) -> None:
    made, said = manifest(APP, URL, slash=slash), translation(language, slash=slash)
    said.pop("$schema")
    told = {path for path in _texts(made, "") if re.search(r"^(name|description)\.|\.(title|description)$", path)}
    assert set(said) == told
    for path, words in said.items():
        assert isinstance(at(made, path), str)
        if language == "fr":
            assert at(made, path) == words
        (longest,) = (longest for pattern, longest in LONGEST.items() if re.fullmatch(pattern, path))
        assert 0 < len(words) <= longest, path
        assert not re.search(r"\{\w+\}|[<>*_`]", words), path


def _texts(value: Any, path: str) -> list[str]:
    if isinstance(value, str):
        return [path]
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    steps = ((f"[{key}]" if isinstance(key, int) else f".{key}" if path else str(key), each) for key, each in inside)
    return [found for step, each in steps for found in _texts(each, path + step)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_command_of_the_menus_is_one_that_the_desk_answers(language: str) -> None:
    discover()
    lists = manifest(APP, URL)["bots"][0]["commandLists"]
    assert [each["scopes"] for each in lists] == [["personal"], ["team"], ["groupChat"]]
    said = translation(language)
    for nth, menu in enumerate(lists):
        words = [said[f"bots[0].commandLists[{nth}].commands[{each}].title"] for each in range(len(menu["commands"]))]
        assert len(words) == len(set(words)) <= 10
        assert [word for word in words if named(word) is None] == []


def test_the_bot_hears_where_the_desk_works_and_the_message_action_is_the_one_it_takes() -> None:
    made = manifest(APP, URL)
    (bot,) = made["bots"]
    assert bot["botId"] == made["id"] == made["webApplicationInfo"]["id"] == APP
    assert set(bot["scopes"]) == {"personal", "team", "groupChat"}
    assert not bot["isNotificationOnly"]
    (extension,) = made["composeExtensions"]
    (action,) = extension["commands"]
    assert (action["id"], action["type"], action["context"]) == (FROM_MESSAGE, "action", ["message"])
    assert action["fetchTask"] is True
    asked = made["authorization"]["permissions"]["resourceSpecific"]
    assert asked == [{"name": name, "type": "Application"} for name in PERMISSIONS]
    assert made["supportsChannelFeatures"] == "tier1"
    assert made["validDomains"] == ["relais.example"]


def test_slash_commands_are_asked_for_only_where_they_are_wanted() -> None:
    without, having = manifest(APP, URL)["bots"][0], manifest(APP, URL, slash=True)["bots"][0]
    assert "supportsTargetedMessages" not in without
    assert not any("triggers" in each for each in without["commandLists"])
    assert having["supportsTargetedMessages"] is True
    assert all(each["triggers"] == ["mention", "slash"] for each in having["commandLists"])


@pytest.mark.parametrize("address", ["https://relais.example:8443", "https://relais.example/bureau"])
def test_a_domain_is_a_host_and_pages_are_under_the_address(address: str) -> None:
    made = manifest(APP, address)
    assert made["validDomains"] == ["relais.example"]
    assert made["developer"]["websiteUrl"] == f"{address}/teams/about"


def test_the_same_settings_make_the_same_package_and_a_change_of_it_wants_a_version_of_its_own() -> None:
    made = package(APP, URL) + package(APP, URL, slash=True)
    assert made == package(APP, URL) + package(APP, URL, slash=True)
    digest = hashlib.sha256()
    for slash in (False, True):
        for name, content in sorted(opened(slash=slash).items()):
            digest.update(name.encode() + b"\0" + content)
    assert next(reversed(MADE)) == VERSION
    assert digest.hexdigest() == MADE[VERSION], "the package changed: give it a higher version, and its digest"


@pytest.mark.parametrize(
    ("said", "is_one"),
    [
        (APP, True),
        (APP.upper(), True),
        (APP[:-1], False),
        (f"{APP}\n", False),
        ("relais", False),
        (f"{{{APP}}}", False),
    ],
)
def test_an_id_of_the_directory_is_known_by_its_shape(said: str, is_one: bool) -> None:
    assert is_guid(said) is is_one


@pytest.mark.parametrize("name", SIZES)
def test_an_icon_has_the_size_that_teams_wants(name: str) -> None:
    head = opened()[f"{name}.png"][:26]
    assert head[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", head[16:24]) == (SIZES[name], SIZES[name])


def test_the_outline_is_white_on_nothing() -> None:
    pixels = _pixels(opened()["outline.png"])
    seen = [each for each in pixels if each[3]]
    assert {each[:3] for each in seen} == {b"\xff\xff\xff"}
    assert 100 < len(seen) < len(pixels) / 2
    corners = (0, 31, 32 * 31, 32 * 32 - 1)
    assert not any(pixels[each][3] for each in corners)


def _pixels(png: bytes) -> list[bytes]:
    """The RGBA pixels of a PNG of eight bits without interlacing (PNG specification, 9.2)."""
    width, height, depth, kind = struct.unpack(">IIBB", png[16:26])
    assert (depth, kind) == (8, 6)
    data, place = b"", 8
    while place < len(png):
        (length,) = struct.unpack(">I", png[place : place + 4])
        if png[place + 4 : place + 8] == b"IDAT":
            data += png[place + 8 : place + 8 + length]
        place += length + 12
    raw, above, found = zlib.decompress(data), bytes(width * 4), []
    for row in range(height):
        start = row * (width * 4 + 1)
        line = bytearray(raw[start + 1 : start + 1 + width * 4])
        for i in range(len(line)):
            left, up = line[i - 4] if i > 3 else 0, above[i]
            corner = above[i - 4] if i > 3 else 0
            near = min((left, up, corner), key=lambda each: abs(left + up - corner - each))
            line[i] = (line[i] + (0, left, up, (left + up) // 2, near)[raw[start]]) & 255
        above = bytes(line)
        found += [above[i : i + 4] for i in range(0, len(above), 4)]
    return found


@pytest.mark.browser
def test_the_icons_are_what_their_drawings_show(chromium_browser: Browser) -> None:
    assert {name: _alike(chromium_browser, name) for name in SIZES} == dict.fromkeys(SIZES, True)


def _alike(browser: Browser, name: str) -> bool:
    """Whether an icon is its drawing's, to a shade: another Chromium smooths its edges a little differently."""
    pngs = (opened()[f"{name}.png"], drawn(browser, name))
    urls = ["data:image/png;base64," + base64.b64encode(png).decode() for png in pngs]
    page = browser.new_page()
    try:
        apart: float = page.evaluate(
            """async (urls) => {
                const read = async (url) => {
                    const image = new Image(); image.src = url; await image.decode();
                    const canvas = new OffscreenCanvas(image.width, image.height).getContext("2d");
                    canvas.drawImage(image, 0, 0);
                    return canvas.getImageData(0, 0, image.width, image.height).data;
                };
                const [one, other] = await Promise.all(urls.map(read));
                return one.reduce((sum, each, nth) => sum + Math.abs(each - other[nth]), 0) / one.length;
            }""",
            urls,
        )
    finally:
        page.close()
    return apart < 3


class Ids(HTMLParser):
    """The ids of a page, and its text."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.ids |= {value or "" for name, value in attrs if name == "id"}

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize(
    ("asked", "language"),
    [("fr-FR,fr;q=0.9", "fr"), ("en-GB, fr", "en"), ("de-DE, en;q=0.5", "en"), ("", "fr"), ("zz,,;", "fr")],
)
async def test_the_addresses_of_the_manifest_lead_to_a_page_in_the_readers_language(asked: str, language: str) -> None:
    app = web.Application()
    app.add_routes(about.routes())
    developer = manifest(APP, "")["developer"]
    async with TestClient(TestServer(app)) as client:
        for name in ("websiteUrl", "privacyUrl", "termsOfUseUrl"):
            path, _, part = developer[name].partition("#")
            answer = await client.get(path, headers={"Accept-Language": asked})
            read = Ids()
            read.feed(await answer.text())
            assert (answer.status, answer.headers["Content-Language"]) == (200, language)
            assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
            assert not part or part in read.ids
            assert translation(language)["description.full"] in read.text


def test_what_the_tests_take_from_npm_is_locked_and_names_no_address() -> None:
    lock = json.loads((PACKAGES / "package-lock.json").read_text(encoding="utf-8"))
    packages = {name: each for name, each in lock["packages"].items() if name}
    assert {"node_modules/@microsoft/app-manifest", "node_modules/adaptivecards"} <= set(packages)
    for name, each in packages.items():
        assert each["integrity"].startswith("sha512-"), name
        assert "resolved" not in each, name
