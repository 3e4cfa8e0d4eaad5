// The list of where one can go, and what is unread there.

import { el, icon, refill } from "./dom.js";
import { t } from "./net.js";

// `state`: {me, rooms, room}; `startNew`: what the button of a new request does.
export function drawSide(place, state, startNew) {
  const item = (id, name, sign, unread) => el("li", {}, el("a", {
    href: `#${encodeURIComponent(state.me.id)}/${encodeURIComponent(id)}`,
    "data-testid": `conversation-${id}`,
    "data-focus": `conversation-${id}`,
    "aria-current": state.room === id ? "page" : null,
    class: unread ? "unread" : null,
  }, sign, el("span", { class: "name" }, name), unread ? el("span", { class: "dot", role: "img", "aria-label": t("unread") }) : null));
  const hash = () => el("span", { class: "hash", "aria-hidden": "true" }, "#");
  const channels = state.rooms.filter((one) => one.kind === "channel");
  place.setAttribute("aria-label", t("list"));
  refill(place,
    el("ul", {}, item("home", t("home"), icon("home"), false)),
    el("h2", {}, t("channels")),
    el("ul", {}, channels.map((one) => item(one.id, one.name, hash(), isUnread(state, one)))),
    el("h2", {}, t("direct")),
    el("ul", {}, state.rooms.filter((one) => one.kind === "direct").map((one) => item(one.id, t("direct_with"), icon("desk"), isUnread(state, one)))),
    el("button", {
      type: "button", class: "button button-primary new", "data-testid": "new-request", "data-focus": "new-request",
      onclick: startNew,
    }, t("new_request")));
}

// What stands in a conversation now has been seen.
export function markSeen(state, room) {
  const known = state.rooms.find((one) => one.id === room);
  if (known?.last) localStorage.setItem(`seen ${state.me.id} ${room}`, known.last);
}

// Where a phone does not show the list beside, the way back to it.
export function wayBack(leave) {
  return el("button", { type: "button", class: "quiet back", "aria-label": t("back"), onclick: leave },
    icon("back"), el("span", { class: "dot", hidden: true }));
}

// It tells that something waits to be read in another conversation, as the list would.
export function tellBack(state) {
  const waits = state.rooms.some((room) => isUnread(state, room));
  for (const each of document.querySelectorAll(".back")) {
    each.setAttribute("aria-label", t(waits ? "back_unread" : "back"));
    each.querySelector(".dot").hidden = !waits;
  }
}

function isUnread(state, room) {
  return Boolean(room.last) && room.id !== state.room && (localStorage.getItem(`seen ${state.me.id} ${room.id}`) ?? "") < room.last;
}
