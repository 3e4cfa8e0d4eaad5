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

// Children by key: what did not change stays as it stands, with its focus and its open menus.
export function keyed(cache, key, content, make) {
  const said = JSON.stringify(content);
  const known = cache.get(key);
  if (known && known.said === said) return known.node;
  const node = make();
  cache.set(key, { said, node });
  return node;
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
