// What was understood of a request's words, under its card, for who asks to see it.

import { card } from "./cards.js";
import { el } from "./dom.js";
import { get, sentence, t } from "./net.js";

// The cards on which a request's words may be read.
const KINDS = ["request", "triage"];
// Those that stand open stay so when their message is drawn again.
const open = new Set();

export function understood(one, world, place) {
  if (!KINDS.includes(one.card.kind)) return null;
  const mark = `${place.inThread ? "in-thread-" : ""}understood-${one.ts}`;
  const whose = `${world.me.id} ${mark}`;
  const shown = el("div", { role: "status" });
  const box = el("details", {
    class: "understood",
    open: open.has(whose),
    ontoggle: async () => {
      if (!box.open) return void open.delete(whose);
      open.add(whose);
      try {
        const told = await get(`understood/${encodeURIComponent(one.card.subject)}?as=${encodeURIComponent(world.me.id)}`);
        shown.replaceChildren(card(told.card, () => {}, mark));
      } catch (error) {
        shown.replaceChildren(el("p", { class: "error" }, sentence(error)));
      }
      return box.scrollIntoView({ block: "nearest" });
    },
  }, el("summary", { "data-testid": mark, "data-focus": mark }, t("understood")), shown);
  return box;
}
