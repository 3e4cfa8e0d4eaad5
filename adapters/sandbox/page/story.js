// The desk's story: one sentence a step, and the page goes where it happens.

import { el, refill, say, whole } from "./dom.js";
import { sentence, t } from "./net.js";

let playing = false;

export function drawStory(node, state, does) {
  const story = state.story;
  node.hidden = !story?.open;
  if (node.hidden) return node.replaceChildren();
  node.setAttribute("aria-label", t("story_title"));
  const over = story.played >= story.steps;
  const next = async () => {
    if (playing) return;
    playing = true;
    drawStory(node, state, does);
    try {
      await does.next();
      say(state.story.says);
    } catch (error) {
      state.story = { ...state.story, problem: sentence(error) };
    } finally {
      playing = false;
      drawStory(node, state, does);
      node.querySelector("[data-testid=story-next]")?.focus();
    }
  };
  return refill(node,
    el("div", { class: "story-text" },
      story.played ? el("p", { class: "story-step" }, t("story_step", { number: story.played, total: story.steps })) : null,
      el("p", { "data-testid": "story-says" }, whole(story.says || t("story_intro"))),
      over ? el("p", { class: "line-quiet" }, t("story_end")) : null,
      story.problem ? el("p", { class: "error" }, story.problem) : null),
    el("div", { class: "buttons" },
      over ? null : el("button", {
        type: "button", class: "button button-primary", disabled: playing, "data-testid": "story-next", "data-focus": "story-next", onclick: next,
      }, playing ? t("story_playing") : t("story_next")),
      el("button", { type: "button", class: "button", "data-testid": "story-hide", "data-focus": "story-hide", onclick: does.hide }, t("story_hide"))));
}
