// Forms of the desk, each in a dialog that keeps what was typed until it is taken.

import { runs } from "./cards.js";
import { el, refill } from "./dom.js";
import { sentence, t } from "./net.js";

let open = null;

// Show a form. `send(id, values)` gives the reply; `after(reply)` is told of one that closes the form or opens another.
export function showForm(form, people, send, after) {
  if (open && open.id === form.id) {
    open.fill(form);
    return;
  }
  open?.dialog.close();
  const opener = document.activeElement;
  const pane = opener?.closest("#side, #main, #thread");
  const dialog = el("dialog", { class: "form", "data-testid": "dialog", "aria-labelledby": "form-title" });
  const shown = { id: form.id, dialog, fill: (newer) => fill(shown, newer, people, send, after) };
  open = shown;
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (open === shown) open = null;
    // The browser gives the focus back to what opened the form, unless that was drawn again meanwhile.
    if (!opener?.isConnected && opener?.dataset.focus) {
      pane?.querySelector(`[data-focus="${CSS.escape(opener.dataset.focus)}"]`)?.focus();
    }
  });
  document.body.append(dialog);
  shown.fill(form);
  dialog.showModal();
  dialog.querySelector("input, textarea, select, button")?.focus();
}

function fill(shown, form, people, send, after) {
  shown.id = form.id;
  const fields = form.fields.map((each) => field(each, people));
  const problem = el("p", { class: "error", role: "alert", hidden: true });
  const submit = el("button", { type: "submit", class: "button button-primary", "data-testid": "form-submit" }, form.submit);
  const node = el("form", {
    lang: form.language,
    novalidate: true,
    onsubmit: async (event) => {
      event.preventDefault();
      submit.disabled = true;
      problem.hidden = true;
      for (const each of fields) each.complain("");
      try {
        const values = Object.fromEntries(fields.map((each) => [each.id, each.value()]));
        settle(shown, fields, problem, await send(form.id, values), after);
      } catch (error) {
        problem.textContent = sentence(error);
        problem.hidden = false;
      } finally {
        submit.disabled = false;
      }
    },
  },
  el("h2", { id: "form-title" }, form.title),
  // What is long scrolls; what sends it, and why it cannot be sent, stay in sight.
  el("div", { class: "fields" },
    form.lines.map((line) => el("p", { class: "line-quiet" }, runs(line))),
    fields.map((each) => each.node)),
  problem,
  el("div", { class: "buttons" },
    el("button", { type: "button", class: "button", onclick: () => shown.dialog.close() }, form.cancel), submit));
  refill(shown.dialog, node);
}

function settle(shown, fields, problem, reply, after) {
  if (reply.r === "field_errors") {
    let first = null;
    for (const [id, text] of Object.entries(reply.errors)) {
      const wrong = fields.find((each) => each.id === id);
      if (wrong) {
        wrong.complain(text);
        first ??= wrong;
      } else {
        problem.textContent = text;
        problem.hidden = false;
      }
    }
    first?.input.focus();
  } else if (reply.r === "replace_form") {
    shown.fill(reply.form);
  } else {
    shown.dialog.close();
    after(reply);
  }
}

function field(question, people) {
  const id = `field-${question.id}`;
  const notes = [`${id}-error`];
  if (question.hint) notes.push(`${id}-hint`);
  const common = { id, name: question.id, "data-testid": id, "aria-describedby": notes.join(" ") };
  const input = control(question, common, people);
  const error = el("p", { class: "error", id: `${id}-error`, "aria-live": "polite" });
  const label = el("label", { for: id }, question.label,
    question.required || question.kind === "toggle" ? null : el("span", { class: "optional" }, ` ${t("optional")}`));
  const toggle = question.kind === "toggle";
  return {
    id: question.id,
    input,
    node: el("div", { class: toggle ? "field field-toggle" : "field" },
      toggle ? [input, label] : [label, input],
      question.hint ? el("p", { class: "hint", id: `${id}-hint` }, question.hint) : null,
      error),
    value: () => (toggle ? String(input.checked) : input.value),
    complain: (text) => {
      error.textContent = text;
      input.setAttribute("aria-invalid", text ? "true" : "false");
    },
  };
}

function control(question, common, people) {
  const options = question.kind === "person" && !question.options.length
    ? people.map((one) => ({ value: one.id, label: one.name }))
    : question.options;
  switch (question.kind) {
    case "long_text":
      return el("textarea", { ...common, rows: 4, maxlength: question.limit, value: question.value });
    case "choice":
    case "person": {
      const select = el("select", common,
        question.required && question.value ? null : el("option", { value: "" }, question.required ? t("choose") : "—"),
        options.map((option) => el("option", { value: option.value }, option.label)));
      select.value = options.some((option) => option.value === question.value) ? question.value : select.options[0]?.value ?? "";
      return select;
    }
    case "toggle":
      return el("input", { ...common, type: "checkbox", checked: ["true", "on", "1", "yes"].includes(question.value) });
    case "date":
    case "time":
      return el("input", { ...common, type: question.kind, value: question.value });
    default:
      return el("input", { ...common, type: "text", maxlength: question.limit, value: question.value, autocomplete: "off" });
  }
}
