"""Microsoft's own renderer of Adaptive Cards, in Chromium: what it makes of a card, and what it complains of.

`python -m tests.adapters.teams.renderer FOLDER` photographs the gallery, light and dark, wide and narrow.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

from playwright.sync_api import Browser, Page

from adapters.rendering import draw, draw_form
from adapters.teams import blocks, forms
from tests.bot.views import gallery
from tests.browser import launched_chromium

MODULES = Path(__file__).parents[2] / "npm" / "node_modules"
SCRIPTS = ("adaptivecards/dist/adaptivecards.min.js", "markdown-it/dist/markdown-it.min.js")
Scheme = Literal["light", "dark"]
WIDTHS = {"wide": 720, "narrow": 320}
"""Pixels: a channel on a desktop, and a telephone."""
INKS: dict[str, dict[str, str]] = {
    "light": {"ink": "#242424", "quiet": "#616161", "ground": "#ffffff", "shade": "#f5f5f5", "accent": "#5b5fc7",
              "bad": "#c4314b", "good": "#237b4b", "edge": "#d1d1d1"},
    "dark": {"ink": "#ffffff", "quiet": "#adadad", "ground": "#292929", "shade": "#1f1f1f", "accent": "#9299f7",
             "bad": "#f9526b", "good": "#92c353", "edge": "#616161"},
}  # fmt: skip
"""Near what Teams' two themes are: enough to see that nothing is unreadable in either."""
PICTURED = {
    "requester": "requester, new, standard", "triage": "triage, new, standard", "claimed": "triage, claimed, standard",
    "files": "triage, with files", "home": "home at work", "list": "long list",
    "show": "show to work, claimed, standard",
    "rating": "rating", "site": "ask site", "relayed": "relayed said to triage", "sensitive": "sensitive",
    "help": "help, fr", "two": "requester, in a hurry, seems two", "hurried": "triage, in a hurry",
    "twin": "requester, out of order, a colleague's too", "long": "triage, long", "greeting": "greeting",
    "followed": "followed, resolved", "learned": "learned, the end", "explained": "explained, in a hurry, of a request",
    "refusal": "refusal, who has it", "retired": "retired", "which": "ask if cancelled, which",
}  # fmt: skip
_PAGE = """<!doctype html><meta charset="utf-8"><style>
body { margin: 0; padding: 12px; font: 14px "DejaVu Sans", sans-serif; background: %(ground)s; color: %(ink)s;
  overflow-wrap: anywhere }
#card { border: 1px solid %(edge)s; border-radius: 6px; background: %(ground)s; padding: 4px }
.ac-pushButton { font: 600 14px "DejaVu Sans", sans-serif; padding: 5px 12px; border-radius: 4px; white-space: normal;
  border: 1px solid %(edge)s; background: %(ground)s; color: %(ink)s }
.ac-pushButton.style-positive { background: %(accent)s; color: %(ground)s }
.ac-pushButton.style-destructive { color: %(bad)s }
.ac-pushButton.expanded { background: %(shade)s }
.ac-input { font: inherit; padding: 5px; border: 1px solid %(edge)s; background: %(shade)s; color: %(ink)s }
.ac-actionSet { flex-wrap: wrap !important; overflow: visible !important; row-gap: 8px }
a { color: %(accent)s }
</style><div id="card"></div>"""
_RENDER = """([card, inks]) => {
  const { AdaptiveCard, HostConfig, SerializationContext, Version } = AdaptiveCards;
  const reader = markdownit({ html: false, linkify: true });
  AdaptiveCard.onProcessMarkdown = (text, result) => {
    result.outputHtml = reader.render(text);
    result.didProcess = true;
  };
  const colour = (plain, quiet) => ({ default: plain, subtle: quiet });
  const colours = { default: colour(inks.ink, inks.quiet), accent: colour(inks.accent, inks.accent),
    attention: colour(inks.bad, inks.bad), good: colour(inks.good, inks.good) };
  const style = (ground) => ({ backgroundColor: ground, foregroundColors: colours });
  const drawn = new AdaptiveCard();
  drawn.hostConfig = new HostConfig({
    fontFamily: '"DejaVu Sans", sans-serif', supportsInteractivity: true,
    fontSizes: { small: 12, default: 14, medium: 14, large: 18, extraLarge: 24 },
    fontWeights: { lighter: 200, default: 400, bolder: 600 },
    spacing: { small: 8, default: 12, medium: 16, large: 20, extraLarge: 24, padding: 16 },
    separator: { lineThickness: 1, lineColor: inks.edge },
    containerStyles: { default: style(inks.ground), emphasis: style(inks.shade) },
    actions: { maxActions: 6, buttonSpacing: 8, spacing: 'default', actionsOrientation: 'horizontal',
      actionAlignment: 'left', showCard: { actionMode: 'inline', inlineTopMargin: 12, style: 'emphasis' } },
    inputs: { label: { inputSpacing: 'small', requiredInputs: { weight: 'bolder', suffix: ' *' },
      optionalInputs: { weight: 'bolder' } } },
  });
  // The renderer's own pattern for a language remembers where it stopped, and refuses every other card.
  AdaptiveCards.CardElement.langProperty.regEx.lastIndex = 0;
  const told = new SerializationContext(Version.v1_5);
  drawn.parse(card, told);
  const complaints = [];
  for (let index = 0; index < told.eventCount; index += 1) complaints.push(told.getEventAt(index).message);
  complaints.push(...drawn.validateProperties().validationEvents.map((event) => event.message));
  window.sent = [];
  drawn.onExecuteAction = (action) => window.sent.push(
    { type: action.getJsonTypeName(), verb: action.verb, data: action.data });
  window.drawn = drawn;
  const place = document.getElementById('card');
  place.replaceChildren(drawn.render());
  return complaints;
}"""
_SEEN = """() => {
  const parted = (element) => {
    const found = [], texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) for (const word of texts.currentNode.data.matchAll(/\\p{L}{2,24}/gu)) {
      const range = document.createRange();
      range.setStart(texts.currentNode, word.index);
      range.setEnd(texts.currentNode, word.index + word[0].length);
      if (new Set([...range.getClientRects()].map((each) => each.top)).size > 1) found.push(word[0]);
    }
    return found;
  };
  const card = document.getElementById('card');
  const within = (selector, read) => [...card.querySelectorAll(selector)].map(read);
  return {
    text: card.innerText,
    tags: [...new Set(within('.ac-textBlock *, .ac-textRun *', (each) => each.tagName))],
    links: within('a', (each) => [each.innerText, each.getAttribute('href')]),
    runs: within('.ac-textRun', (each) => each.innerText),
    nameless: within('input, select, textarea', (each) => each).filter((each) => !each.labels?.length
      && !each.getAttribute('aria-label') && !each.getAttribute('aria-labelledby')).length,
    buttons: within('button', (each) => each.innerText),
    beyond: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    cut: within('.ac-textBlock, .ac-richTextBlock', (each) => each).filter(
      (each) => each.scrollWidth > each.clientWidth + 1).map((each) => each.innerText),
    parted: within('.ac-textBlock, .ac-richTextBlock, button', (each) => each).flatMap(parted),
  };
}"""

_EACH = f"([cards, inks]) => cards.map((card) => [({_RENDER})([card, inks]), ({_SEEN})()])"


class Missing(Exception):
    """The renderer was not fetched. Its text is the line to type."""


class Renderer:
    """A page on which cards are drawn, one after another."""

    def __init__(self, page: Page, scheme: Scheme = "light", width: int = WIDTHS["wide"]) -> None:
        missing = [each for each in SCRIPTS if not (MODULES / each).exists()]
        if missing:
            raise Missing(f"{missing[0]} is missing. Type: make tests/npm/node_modules/.package-lock.json")
        self.page = page
        self._inks = INKS[scheme]
        page.set_viewport_size({"width": width, "height": 900})
        page.set_content(_PAGE % self._inks)
        for each in SCRIPTS:
            page.add_script_tag(path=MODULES / each)

    def draw(self, card: dict[str, Any]) -> list[str]:
        """Draw a card; what the renderer complains of, in it and in the cards that unfold."""
        complaints: list[str] = self.page.evaluate(_RENDER, [json.loads(json.dumps(card)), self._inks])
        return complaints

    def seen(self) -> dict[str, Any]:
        """What stands on the page, what of it is beyond its edge, and the words that a line's end parts."""
        seen: dict[str, Any] = self.page.evaluate(_SEEN)
        return seen

    def drawn_and_seen(self, cards: list[dict[str, Any]]) -> list[tuple[list[str], dict[str, Any]]]:
        """What is complained of each of many cards, and seen of it: nothing is painted in between, half the work."""
        each: list[tuple[list[str], dict[str, Any]]] = self.page.evaluate(_EACH, [cards, self._inks])
        return each

    def press(self, label: str, *, last: bool = False) -> None:
        """Press the first button of that label, or the last."""
        found = self.page.get_by_role("button", name=label, exact=True)
        (found.last if last else found.first).click()

    def sent(self) -> list[dict[str, Any]]:
        """What was sent by pressing, with what stood in the fields."""
        sent: list[dict[str, Any]] = self.page.evaluate("() => window.sent")
        return sent


@contextmanager
def renderer(browser: Browser, scheme: Scheme = "light", width: int = WIDTHS["wide"]) -> Iterator[Renderer]:
    """A renderer on a page of its own, in Paris."""
    context = browser.new_context(locale="fr-FR", timezone_id="Europe/Paris")
    yield Renderer(context.new_page(), scheme, width)
    context.close()


def gallery_cards(language: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every card and form of the gallery, as Teams is sent them."""
    facts, reader = gallery.rendering_facts(), gallery.reader(language)
    for name, card in gallery.cards().items():
        yield name, blocks.card(draw(card, facts, reader))
    for name, form in gallery.forms_().items():
        yield f"form, {name}", forms.form_card(draw_form(form, facts, reader))
        yield f"form in chat, {name}", forms.form_card(draw_form(form, facts, reader), in_chat=True)


def photograph(folder: Path) -> None:
    """Pictures of some cards in both themes and widths, unfolded where they unfold."""
    folder.mkdir(parents=True, exist_ok=True)
    drawn = dict(gallery_cards("fr"))
    shown = {short: drawn[name] for short, name in PICTURED.items()}
    shown |= {"form": drawn["form in chat, new_request for others, filled"], "dialog": drawn["form, transfer"]}
    with launched_chromium() as browser:
        for scheme, width in (("light", "wide"), ("dark", "narrow"), ("light", "narrow"), ("dark", "wide")):
            with renderer(browser, scheme, WIDTHS[width]) as page:  # type: ignore[arg-type]  # one of the two
                for name, card in shown.items():
                    page.draw(card)
                    page.page.screenshot(path=folder / f"{name}-{scheme}-{width}.png", full_page=True)
                    for label, short in (("Autres actions", "open"), ("Annuler", "asked")):
                        if label in page.seen()["buttons"]:
                            page.press(label)
                            page.page.screenshot(path=folder / f"{name}-{short}-{scheme}-{width}.png", full_page=True)


if __name__ == "__main__":
    photograph(Path(sys.argv[1]))
