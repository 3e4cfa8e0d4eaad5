// Cards and texts of the desk. Each run is text; only a link that the desk made is a link.

import { el, onChosen, whole } from "./dom.js";
import { t } from "./net.js";

export function runs(list) {
  return (list ?? []).map((run) => {
    let node;
    if (run.t === "mention") node = el("span", { class: "mention" }, run.text.startsWith("@") ? run.text : run.text);
    else if (run.t === "link" && /^(https?:\/\/|\/)/.test(run.url ?? "")) {
      node = el("a", { href: run.url, rel: "noopener noreferrer", target: "_blank" }, run.text);
    } else if (run.t === "when") node = el("time", { datetime: run.value }, run.text);
    else node = run.t === "said" ? el("span", { class: "said" }, run.text) : el("span", {}, whole(run.text));
    return run.strong ? el("strong", {}, node) : node;
  });
}

// `press(act, value, button)` is called with the node that was pressed. `at` names the message, for the focus.
export function card(shown, press, at) {
  const node = el("div", { class: `card card-${shown.audience}`, lang: shown.language });
  if (!shown.parts.length) node.append(el("p", {}, runs(shown.summary_runs)));
  for (const part of together(shown.parts)) node.append(...drawn(part, press, at));
  return node;
}

// Buttons, and menus, that follow one another flow as one: a platform's limit a row is not this page's.
function together(parts) {
  return parts.reduce((all, part) => {
    const last = all.at(-1);
    if (part.p === "menu") return last?.p === "menus" ? [...all.slice(0, -1), { p: "menus", menus: [...last.menus, part] }] : [...all, { p: "menus", menus: [part] }];
    if (part.p !== "buttons" || last?.p !== "buttons") return [...all, part];
    return [...all.slice(0, -1), { ...last, buttons: [...last.buttons, ...part.buttons] }];
  }, []);
}

function drawn(part, press, at) {
  switch (part.p) {
    case "line":
      return [el(part.style === "quote" ? "blockquote" : "p", { class: `line line-${part.style}` }, runs(part.runs))];
    case "fields":
      return [el("dl", {}, part.rows.flatMap(([label, value]) => [el("dt", {}, runs(label)), el("dd", {}, runs(value))]))];
    case "buttons":
      return [el("div", { class: "buttons" }, part.buttons.map((each) => button(each, press, at)))];
    case "menus":
      return [el("div", { class: "menus" }, part.menus.map((each) => menu(each, press, at)))];
    default:
      return [el("hr")];
  }
}

function button(each, press, at) {
  return el("button", {
    type: "button",
    class: `button button-${each.style}`,
    disabled: !each.enabled,
    "data-testid": `button-${each.act}`,
    "data-focus": `${at}-${each.act}-${each.value}`,
    onclick: async (event) => {
      if (each.confirm && !(await ask(each.confirm, each.style === "danger", each.agree))) return;
      await press(each.act, each.value, event.target);
    },
  }, each.label);
}

function menu(part, press, at) {
  const held = part.chosen ?? "";
  const known = part.options.some((option) => option.value === held);
  const select = el("select", {
    "aria-label": part.label,
    "data-testid": `button-${part.act}`,
    "data-focus": `${at}-${part.act}-${part.label}`,
  },
  known ? null : el("option", { value: "" }, part.label),
  part.options.map((option) => el("option", { value: option.value }, option.label)));
  select.value = known ? held : "";
  onChosen(select, (chosen) => {
    select.value = known ? held : "";
    if (chosen !== held && chosen !== "") press(part.act, chosen, select);
  });
  return el("label", { class: "menu" }, known ? el("span", {}, part.label) : null, select);
}

// A question whose answer is yes or no, in a dialog of its own; true for yes.
export function ask(question, danger = false, agree = null) {
  return new Promise((resolve) => {
    let answer = false;
    const dialog = el("dialog", { class: "ask", "data-testid": "dialog", "aria-label": question },
      el("p", {}, question),
      el("div", { class: "buttons" },
        el("button", { type: "button", class: "button", onclick: () => dialog.close() }, t("no")),
        el("button", {
          type: "button",
          class: `button ${danger ? "button-danger" : "button-primary"}`,
          "data-testid": "dialog-yes",
          onclick: () => { answer = true; dialog.close(); },
        }, agree ?? t("yes"))));
    dialog.addEventListener("close", () => { dialog.remove(); resolve(answer); });
    document.body.append(dialog);
    dialog.showModal();
  });
}
