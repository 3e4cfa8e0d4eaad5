// Elements without markup: a string given here is only ever text.

export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "value") node.value = value;
    else if (name === "checked") node.checked = value;
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

// Put these children in place of what a node holds. What is the same stays where it stands, with its focus; what had
// the focus gives it to what took its place; and what was being read stays in sight.
export function refill(node, ...children) {
  const wanted = children.flat().filter(Boolean);
  const held = node.contains(document.activeElement) ? document.activeElement : null;
  const marks = held ? marksOf(held, node) : [];
  const read = node.scrollTop;
  const staying = new Set(wanted);
  for (const child of [...node.childNodes]) if (!staying.has(child)) child.remove();
  wanted.forEach((child, at) => {
    if (node.childNodes[at] !== child) node.insertBefore(child, node.childNodes[at] ?? null);
  });
  if (held && document.activeElement !== held) successor(node, held, marks)?.focus({ preventScroll: true });
  if (node.scrollTop !== read) node.scrollTop = read;
}

// What an element and those around it are known by, the nearest first.
function marksOf(held, node) {
  const found = [];
  for (let each = held; each && each !== node; each = each.parentElement) if (each.dataset.focus) found.push(each.dataset.focus);
  return found;
}

// What stands for an element that was taken away: itself drawn again, else what does the same in the same card, else the card.
function successor(node, held, marks) {
  if (node.contains(held)) return held;
  const named = (mark) => node.querySelector(`[data-focus="${CSS.escape(mark)}"]`);
  const [own, card] = [held.dataset.focus ? marks[0] : null, marks.at(-1)];
  const exact = own && named(own);
  if (exact && !exact.disabled) return exact;
  const around = card && named(card);
  const alike = held.dataset.testid && around?.querySelector(`[data-testid="${CSS.escape(held.dataset.testid)}"]:not(:disabled)`);
  return alike || around;
}

// Tell what is chosen in a menu. With the arrows of a keyboard one goes past what one does not want: then it is chosen
// with Enter, or by leaving the menu, and Escape forgets it.
export function onChosen(select, told) {
  let [typed, pending, held] = [false, false, select.value];
  const choose = () => { pending = false; told(select.value); held = select.value; };
  select.addEventListener("pointerdown", () => { typed = false; });
  select.addEventListener("focus", () => { held = select.value; });
  select.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && pending) {
      select.value = held;
      pending = false;
      event.stopPropagation();
    } else if (event.key === "Enter" && pending) {
      event.preventDefault();
      choose();
    } else {
      typed = event.key.startsWith("Arrow") || ["Home", "End", "PageUp", "PageDown"].includes(event.key) || (event.key.length === 1 && event.key !== " ");
      if (event.altKey) typed = false;
    }
  });
  select.addEventListener("change", () => { if (typed) pending = true; else choose(); });
  select.addEventListener("blur", () => { if (pending) choose(); });
  return select;
}

// Say something to whoever listens to the page. `of` names the message that it comes from, if any.
export function say(text, of = "") {
  const place = document.getElementById("spoken");
  while (place.children.length > 4) place.firstChild.remove();
  if (!text) return;
  const said = el("p", { "data-of": of }, text);
  place.append(said);
  setTimeout(() => said.remove(), 10000);
}

// What was said of messages that are no longer there, or no longer say so, is taken back.
export function unsay(stands) {
  for (const said of [...document.getElementById("spoken").children]) {
    if (said.dataset.of && !stands(said.dataset.of, said.textContent)) said.remove();
  }
}

// Children by key: what did not change stays as it stands, with its focus and its open menus.
export function keyed(cache, key, content, make) {
  const said = JSON.stringify(content);
  const known = cache.get(key);
  if (known && known.said === said) return known.node;
  const node = make();
  cache.set(key, { said, node });
  return node;
}

// A text in which no reference, LYO-42, is cut at the end of a line.
export function whole(text) {
  return text.split(/(\b[A-Z][A-Z0-9]*-\d+\b)/).map((each, at) => (at % 2 ? el("span", { class: "whole" }, each) : each));
}

export function icon(name) {
  return el("span", { class: `icon icon-${name}`, "aria-hidden": "true" });
}

export function initials(name) {
  const words = name.split(/[\s-]+/).filter(Boolean);
  return (words[0]?.[0] ?? "") + (words.length > 1 ? words[words.length - 1][0] : "");
}

export function hue(text) {
  let sum = 0;
  for (const letter of text) sum = (sum * 31 + letter.codePointAt(0)) % 997;
  return sum % 8;
}
