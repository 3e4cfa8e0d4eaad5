// Where each list is read, so that whoever reads stays where they were.

import { el } from "./dom.js";

const NEAR = 80;

// Whoever read the end still sees it when what stands below grows: the story's bar, a long answer being written.
const sized = new ResizeObserver((entries) => {
  for (const { target } of entries) if (target.dataset.end && target.clientHeight) target.scrollTop = target.scrollHeight;
});

// What scrolls by key and by finger, and is read from its top.
export function scroller(label) {
  return el("div", { class: "scroll", tabindex: 0, role: "group", "aria-label": label });
}

// The same for a list that grows at its end: a fresh one is read from there.
export function growing(label) {
  const box = scroller(label);
  Object.assign(box.dataset, { fresh: "1", end: "1" });
  box.addEventListener("scroll", () => {
    if (atEnd(box)) box.dataset.end = "1";
    else delete box.dataset.end;
  });
  sized.observe(box);
  return box;
}

export function atEnd(box) {
  return box.scrollHeight - box.scrollTop - box.clientHeight < NEAR;
}

// Fill a list, and go on showing its end to whoever was there; says whether they were.
export function fill(box, how) {
  const end = atEnd(box) || Boolean(box.dataset.fresh);
  if (box.clientHeight) delete box.dataset.fresh;
  how();
  if (end && box.clientHeight) box.scrollTop = box.scrollHeight;
  return end;
}

let read = null;

// Where a conversation was read stays in sight when a thread opens beside it, which makes it longer, or covers it:
// `box` as it stands, `whole` when it is a conversation; what it returns is called, with what stands then, once drawn.
export function kept(box, whole) {
  const seen = box?.clientHeight > 0;
  if (seen) read = { box, top: box.scrollTop, end: whole && atEnd(box) };
  return (now) => {
    if (read?.box !== now || !now?.clientHeight) return;
    if (read.end) now.scrollTop = now.scrollHeight;
    else if (!seen) now.scrollTop = read.top;
  };
}

// Whoever was led to the end of a list has read it to its end.
export function readToTheEnd(box) {
  read = { box, top: box.scrollTop, end: true };
}
