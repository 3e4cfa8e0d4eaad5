// Where one writes: Enter sends, / offers the commands and @ the names; what could not be sent stays.

import { el, icon } from "./dom.js";
import { commands, t, upload } from "./net.js";

const drafts = new Map();

// `key`: whose draft it is; `context()` gives {person, people, commands}; `send(text, files)` sends, and may fail.
export function composer({ key, label, testid, context, send, fail }) {
  const given = [];
  const list = el("ul", { class: "hints", role: "listbox", "aria-label": t("hints"), id: `${testid}-hints`, hidden: true });
  const input = el("textarea", {
    rows: 1,
    "data-testid": testid,
    "data-focus": testid,
    "aria-label": label,
    "aria-controls": `${testid}-hints`,
    "aria-autocomplete": "list",
    placeholder: label,
    maxlength: 40000,
    value: drafts.get(key) ?? "",
  });
  const chips = el("div", { class: "chips" });
  const chooser = el("input", { type: "file", class: "visually-hidden", tabindex: -1, "aria-hidden": "true" });
  const button = el("button", { type: "submit", class: "button button-primary", "data-testid": `${testid}-send` }, t("send"));
  const hints = hinting(input, list, context);

  const grow = () => {
    input.style.height = "auto";
    input.style.height = `${Math.min(input.scrollHeight + 2, 180)}px`;
  };
  const submit = async () => {
    const text = input.value;
    if (!text.trim() && !given.length) return;
    button.disabled = true;
    input.value = "";
    drafts.delete(key);
    hints.close();
    const files = given.splice(0);
    showChips();
    try {
      await send(text, files.map((file) => file.id));
    } catch (error) {
      input.value = input.value || text;
      drafts.set(key, input.value);
      given.push(...files);
      showChips();
      fail(error);
    } finally {
      button.disabled = false;
      grow();
    }
  };
  const showChips = () => {
    chips.replaceChildren(...given.map((file) => el("span", { class: "chip" }, file.name,
      el("button", {
        type: "button",
        "aria-label": t("remove_file", { name: file.name }),
        onclick: () => { given.splice(given.indexOf(file), 1); showChips(); },
      }, "×"))));
  };
  input.addEventListener("input", () => { drafts.set(key, input.value); grow(); hints.look(); });
  input.addEventListener("keydown", (event) => {
    if (hints.key(event)) return;
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      submit();
    }
  });
  input.addEventListener("blur", () => setTimeout(hints.close, 150));
  chooser.addEventListener("change", async () => {
    for (const file of chooser.files) {
      try {
        given.push(await upload(context().person, file));
      } catch (error) {
        fail(error);
      }
    }
    chooser.value = "";
    showChips();
    input.focus();
  });
  queueMicrotask(grow);
  return el("form", { class: "composer", onsubmit: (event) => { event.preventDefault(); submit(); } },
    list, chips,
    el("div", { class: "composer-row" },
      el("button", { type: "button", class: "quiet", "aria-label": t("attach"), title: t("attach"), onclick: () => chooser.click() }, icon("clip")),
      input, button),
    chooser,
    testid === "composer" ? el("p", { class: "keys" }, t("hint_keys")) : null);
}

function hinting(input, list, context) {
  let found = [];
  let at = 0;
  const close = () => { found = []; list.hidden = true; input.removeAttribute("aria-activedescendant"); };
  const choose = (hint) => {
    const before = input.value.slice(0, input.selectionStart);
    const after = input.value.slice(input.selectionStart);
    const start = hint.command ? 0 : before.lastIndexOf("@");
    input.value = `${before.slice(0, start)}${hint.insert}${after}`;
    const end = start + hint.insert.length;
    input.setSelectionRange(end, end);
    close();
    input.focus();
    input.dispatchEvent(new Event("input"));
  };
  const show = () => {
    list.hidden = !found.length;
    list.replaceChildren(...found.map((hint, index) => el("li", {
      role: "option",
      id: `${list.id}-${index}`,
      "aria-selected": String(index === at),
      onmousedown: (event) => { event.preventDefault(); choose(hint); },
    }, el("span", { class: "hint-name" }, hint.name), hint.said ? el("span", { class: "hint-said" }, hint.said) : null)));
    if (found.length) {
      input.setAttribute("aria-activedescendant", `${list.id}-${at}`);
      list.children[at].scrollIntoView({ block: "nearest" });
    }
  };
  const look = () => {
    const before = input.value.slice(0, input.selectionStart);
    const named = /(?:^|\s)@([\p{L} .'-]{0,30})$/u.exec(before);
    at = 0;
    if (before.startsWith("/") && !before.includes("\n") && context().commands) {
      const typed = before.toLowerCase();
      found = commands().filter((each) => each.insert.trim().startsWith(typed.trim()) && each.insert.trim() !== typed.trim())
        .map((each) => ({ command: true, name: each.insert, insert: each.insert, said: each.said }));
    } else if (named) {
      const typed = named[1].toLowerCase();
      found = [{ name: "Relais" }, ...context().people].filter((one) => one.name.toLowerCase().startsWith(typed))
        .slice(0, 7).map((one) => ({ name: `@${one.name}`, insert: `@${one.name} ` }));
    } else {
      found = [];
    }
    show();
  };
  const key = (event) => {
    if (!found.length) return false;
    const moves = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in moves) at = (at + moves[event.key] + found.length) % found.length;
    else if (event.key === "Tab" && !event.shiftKey) choose(found[at]);
    else if (event.key === "Enter" && !event.shiftKey && !found[at].command) choose(found[at]);
    else if (event.key === "Escape") close();
    else return false;
    event.preventDefault();
    event.stopPropagation();
    if (event.key in moves) show();
    return true;
  };
  return { look, key, close };
}
