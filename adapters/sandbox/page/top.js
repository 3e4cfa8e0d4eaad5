// The top of the page: whose desk, who one is, what time it is there, and the story.

import { el, icon, onChosen, refill } from "./dom.js";
import { t } from "./net.js";
import { clockSays } from "./when.js";

let moving = false;

export function drawTop(node, state, does) {
  const move = (body) => async () => {
    if (moving) return;
    moving = true;
    drawTop(node, state, does);
    try {
      await does.move(body);
    } finally {
      moving = false;
      drawTop(node, state, does);
    }
  };
  // Drawn again only when something in it changed: a menu that stands open stays open.
  const said = JSON.stringify([state.me.id, state.online, moving, state.company]);
  if (node.dataset.said === said) return;
  node.dataset.said = said;
  const step = (testid, label, said, body) => el("button", {
    type: "button", class: "button small", disabled: moving, "aria-label": said, title: said,
    "data-testid": testid, "data-focus": testid, onclick: move(body),
  }, label);
  refill(node,
    el("div", { class: "brand" }, el("img", { src: "/sandbox/page/icon.svg", alt: "", width: 28, height: 28 }),
      el("div", {}, el("strong", {}, "Relais"), el("span", { class: "company" }, state.company))),
    who(state, does),
    el("div", { class: "time", role: "group", "aria-label": t("time_tools") },
      el("span", { class: "clock", role: "timer", "data-testid": "clock", "data-zone": state.me.timezone, title: state.me.timezone, "aria-label": t("clock") }, moving ? t("moving") : clockSays(state.me.timezone)),
      step("plus-hour", t("plus_hour"), t("plus_hour_said"), { by: "1h" }),
      step("plus-day", t("plus_day"), t("plus_day_said"), { by: "1d" }),
      step("next-monday", t("monday"), t("monday_said"), { to: "monday 08:00" })),
    !state.story?.steps ? null : el("button", {
      type: "button", class: "button play", "data-testid": "story-open", "data-focus": "story-open", onclick: does.story,
    }, icon("play"), el("span", {}, t("story"))),
    state.online ? null : el("p", { class: "offline", role: "alert" }, t("offline")));
}

setInterval(() => {
  const shown = document.querySelector(".clock");
  if (!shown || moving) return;
  const said = clockSays(shown.dataset.zone);
  if (shown.textContent !== said) shown.textContent = said;
}, 5000);

function who(state, does) {
  const select = el("select", {
    id: "person-picker",
    "data-testid": "person-picker",
    "data-focus": "person-picker",
  }, groups(state.everyone).map(([label, people]) => el("optgroup", { label }, people.map((one) => el("option", { value: one.id }, named(one))))));
  select.value = state.me.id;
  onChosen(select, does.become);
  return el("div", { class: "who" }, el("label", { for: "person-picker" }, t("you_are")), select);
}

const RANK = ["coordinator", "assistant", "executive", "manager", "admin", "employee"];

function named(one) {
  if (one.outsider) return `${one.name}, ${t("role_outsider")}`;
  const role = RANK.find((each) => one.roles.includes(each)) ?? "employee";
  return role === "employee" ? one.name : `${one.name}, ${t(`role_${role}`)}`;
}

function groups(everyone) {
  const found = new Map();
  const put = (label, one) => found.set(label, [...(found.get(label) ?? []), one]);
  for (const one of everyone) {
    if (one.outsider) put(t("group_guest"), one);
    else if (one.roles.some((role) => role === "assistant" || role === "coordinator")) put(t("group_desk"), one);
    else if (one.roles.includes("employee")) put(t("group_site", { site: one.site_name ?? "" }), one);
    else put(t("group_lead"), one);
  }
  return [...found];
}
