// Messages as one sees them: who, when, what was said or shown, the signs under it, and what one may do with it.

import { card, runs } from "./cards.js";
import { el, hue, icon, initials } from "./dom.js";
import { t } from "./net.js";
import { understood } from "./understood.js";
import { day, hour } from "./when.js";

// `world`: {me, emoji, act, press, openThread, edit, remove}; `place`: {room, inThread}.
export function message(one, world, place) {
  if (one.deleted) {
    return el("article", { class: "message gone", "data-testid": `message-${one.ts}`, "data-focus": `message-${one.ts}`, tabindex: -1 },
      el("span", { class: "avatar none", "aria-hidden": "true" }),
      el("div", { class: "body" }, el("p", { class: "line-quiet" }, t("deleted")), place.inThread ? null : threadLink(one, world)));
  }
  const author = one.author;
  const copy = place.inThread && one.root === null;
  return el("article", {
    class: `message ${author.desk ? "of-desk" : ""}`,
    "data-testid": copy ? `thread-root-${one.ts}` : `message-${one.ts}`,
    "data-focus": `message-${one.ts}`,
    tabindex: -1,
    "aria-label": [author.name, hour(one.at, world.me.timezone), one.card?.subject].filter(Boolean).join(", "),
  },
  avatar(author),
  el("div", { class: "body" },
    el("header", {},
      el("span", { class: "author" }, author.name),
      author.desk ? el("span", { class: "tag" }, t("said_by_desk")) : null,
      el("time", { datetime: one.at, title: day(one.at, world.me.timezone) }, hour(one.at, world.me.timezone)),
      one.edited ? el("span", { class: "quiet-text" }, `(${t("edited")})`) : null),
    one.card
      ? card(one.card, (act, value, node) => world.press(place, one, act, value, node), one.ts)
      : el("div", { class: "text" }, runs(one.runs)),
    one.card ? understood(one, world, place) : null,
    one.files.map((file) => el("a", {
      class: "file",
      href: `${file.url}?as=${encodeURIComponent(world.me.id)}`,
      download: file.name,
    }, icon("clip"), file.name, el("span", { class: "quiet-text" }, t("file_size", { size: Math.ceil(file.size / 1000) })))),
    signs(one, world, place),
    place.inThread ? null : threadLink(one, world)),
  tools(one, world, place));
}

export function whisper(one, world, place) {
  return el("article", {
    class: "message whisper",
    "data-testid": `message-${one.ts}`,
    "data-focus": `message-${one.ts}`,
    tabindex: -1,
    "aria-label": ["Relais", hour(one.at, world.me.timezone), t("only_you")].join(", "),
  },
    avatar({ id: "relais", name: "Relais", desk: true }),
    el("div", { class: "body" },
      el("header", {},
        el("span", { class: "author" }, "Relais"),
        el("time", { datetime: one.at }, hour(one.at, world.me.timezone)),
        el("span", { class: "only-you" }, icon("eye"), t("only_you"))),
      card(one.card, (act, value, node) => world.press(place, one, act, value, node), one.ts)));
}

export function divider(iso, world) {
  return el("div", { class: "divider", role: "separator" }, el("span", {}, day(iso, world.me.timezone)));
}

function avatar(author) {
  return el("span", { class: author.desk ? "avatar desk" : `avatar tone-${hue(author.id)}`, "aria-hidden": "true" },
    author.desk ? "R" : initials(author.name));
}

function threadLink(one, world) {
  const count = one.thread?.length ?? 0;
  const secret = one.whispers?.length ?? 0;
  if (!count && !secret) return null;
  const last = one.thread[count - 1];
  const said = last ? (last.card ? last.card.summary : last.text) : "";
  return el("button", {
    type: "button",
    class: "thread-link",
    "data-focus": `thread-${one.ts}`,
    "data-testid": `open-thread-${one.ts}`,
    onclick: () => world.openThread(one.ts),
  },
  el("span", { class: "thread-count" }, icon("thread"), [
    count ? t("replies", { count }) : "",
    secret ? t("whispers_in_thread", { count: secret }) : "",
  ].filter(Boolean).join(", ")),
  last ? el("span", { class: "thread-last" }, t("said_by", { name: last.author.name, text: said })) : null);
}

function signs(one, world, place) {
  if (!one.reactions.length) return null;
  return el("div", { class: "signs" }, one.reactions.map((each) => el("button", {
    type: "button",
    class: each.mine ? "sign mine" : "sign",
    "aria-pressed": String(each.mine),
    "aria-label": t("reacted", { emoji: each.glyph, count: each.count, people: each.people.join(", ") }),
    title: each.people.join(", "),
    "data-testid": `reaction-${each.emoji}`,
    "data-focus": `${one.ts}-sign-${each.emoji}`,
    onclick: () => world.act({
      do: each.mine ? "unreact" : "react", conversation: place.room, message: one.ts, emoji: each.emoji,
    }),
  }, el("span", { "aria-hidden": "true" }, each.glyph), ` ${each.count}`)));
}

function tools(one, world, place) {
  const tool = (name, label, testid, onclick) => el("button", {
    type: "button",
    class: "tool",
    title: label,
    "aria-label": label,
    "data-testid": `${testid}-${one.ts}`,
    "data-focus": `${place.inThread ? "in-thread-" : ""}${testid}-${one.ts}`,
    onclick,
  }, icon(name));
  const drawn = el("div", { class: "tools" },
    tool("smile", t("react"), "react", (event) => pick(event.currentTarget, one, world, place)),
    place.inThread ? null : tool("thread", t("reply"), "reply", () => world.openThread(one.ts, true)),
    one.author.desk ? null : tool("ticket", t("create_request"), "shortcut", () => world.act({
      do: "shortcut", shortcut: "desk_from_message", conversation: place.room, message: one.ts,
    })),
    one.mine ? tool("pen", t("edit"), "edit", () => world.edit(place, one)) : null,
    one.mine ? tool("bin", t("delete"), "delete", () => world.remove(place, one)) : null);
  // A message is drawn again when it changes: a picker that stands open under it stays open, with its focus.
  if (picker?.isConnected && picker.dataset.of === pickerOf(one, place)) {
    const held = picker.contains(document.activeElement) ? document.activeElement : null;
    drawn.append(picker);
    queueMicrotask(() => held?.focus());
    drawn.firstChild.setAttribute("aria-expanded", "true");
  }
  return drawn;
}

let picker = null;

function pickerOf(one, place) {
  return `${place.inThread ? "thread" : "main"} ${one.ts}`;
}

function closePicker(focus = false) {
  const opener = picker?.parentElement?.firstChild;
  picker?.remove();
  picker = null;
  opener?.setAttribute("aria-expanded", "false");
  if (focus) opener?.focus();
}

function pick(button, one, world, place) {
  const again = picker?.isConnected && picker.dataset.of === pickerOf(one, place);
  closePicker();
  if (again) return;
  button.setAttribute("aria-expanded", "true");
  const opened = picker = el("div", {
    class: "picker",
    role: "group",
    "aria-label": t("pick"),
    "data-of": pickerOf(one, place),
    onkeydown: (event) => {
      const all = [...opened.querySelectorAll("button")];
      const at = all.indexOf(document.activeElement);
      const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 6, ArrowUp: -6 }[event.key];
      if (event.key === "Escape") { event.stopPropagation(); closePicker(true); }
      if (step) { event.preventDefault(); all[(at + step + all.length) % all.length].focus(); }
    },
  },
  world.emoji.map((each) => el("button", {
    type: "button",
    "aria-label": t("react_with", { emoji: each.name }),
    "data-testid": `pick-${each.name}`,
    onclick: () => {
      closePicker(true);
      world.act({ do: "react", conversation: place.room, message: one.ts, emoji: each.name });
    },
  }, each.glyph)));
  button.parentElement.append(opened);
  opened.querySelector("button").focus();
  setTimeout(() => document.addEventListener("click", function outside(event) {
    if (opened.contains(event.target)) return;
    document.removeEventListener("click", outside);
    if (picker === opened) closePicker();
  }), 0);
}
