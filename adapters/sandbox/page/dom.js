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

// Put these children in place of what a node holds, and keep the focus where it was, by its data-focus.
export function refill(node, ...children) {
  const held = node.contains(document.activeElement) ? document.activeElement : null;
  const key = held?.dataset.focus;
  node.replaceChildren(...children.flat().filter(Boolean));
  if (held && document.activeElement !== held) {
    const again = node.contains(held) ? held : key && node.querySelector(`[data-focus="${CSS.escape(key)}"]`);
    if (again) again.focus({ preventScroll: true });
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
