// The page: who one is, where one stands, and what the server says has changed.

import { ask, card } from "./cards.js";
import { composer } from "./compose.js";
import { el, icon, keyed, refill, say, unsay } from "./dom.js";
import { showForm } from "./forms.js";
import { divider, message, whisper } from "./messages.js";
import { get, listen, post, sentence, speak, t, Unanswered } from "./net.js";
import { fill, growing, kept, readToTheEnd, scroller } from "./reading.js";
import { drawSide, markSeen, tellBack, wayBack } from "./side.js";
import { drawStory } from "./story.js";
import { drawTop } from "./top.js";
import { clockSays, setClock } from "./when.js";

const wide = matchMedia("(min-width: 1080px)");
const node = (id) => document.getElementById(id);
const state = {
  me: null, everyone: [], emoji: [], company: "", rooms: [], room: null, thread: null,
  shown: null, home: null, limit: 80, follow: null, online: true, story: null, into: null,
  opening: false, // whether the home's card, asked for, may still come
  becoming: null, // whom one is about to be
};
let stopListening = null;
let messagesDrawn = new Map();
let repliesDrawn = new Map();

const world = {
  get me() { return state.me; },
  get emoji() { return state.emoji; },
  act,
  openThread: (ts, write) => {
    state.into = write ? "textarea" : ".scroll";
    return go({ thread: ts });
  },
  press: (place, one, name, value, button) => once(button, { do: "press", conversation: place.room, message: one.ts, act: name, value }),
  edit: (place, one) => editing(place, one),
  remove: async (place, one) => {
    if (await ask(t("delete_sure"), true)) await act({ do: "delete", conversation: place.room, message: one.ts });
  },
};

async function start() {
  await insisting(async () => {
    await opened();
    const told = await get("people");
    Object.assign(state, { everyone: told.people, emoji: told.emoji, company: told.company });
    setClock(await get("clock"));
    state.story = await get("story");
  });
  addEventListener("hashchange", () => insisting(follow).catch(failed));
  wide.addEventListener("change", () => draw());
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && state.thread && !document.querySelector("dialog[open]")) go({ thread: null });
  });
  await insisting(follow);
}

// Without this the page is nothing: it is asked for until it is answered.
async function insisting(what) {
  for (let first = true; ; first = false) {
    try {
      await what();
      return reached();
    } catch (error) {
      if (!(error instanceof Unanswered)) throw error;
      if (first) failed(error);
      await new Promise((resolve) => setTimeout(resolve, 2000));
    }
  }
}

// Nothing is there to see until the desk has lived what came before: what it is at is told meanwhile.
async function opened() {
  const place = node("main");
  const bar = el("progress", { max: 1 });
  const said = el("p", { role: "status" });
  for (;;) {
    const told = await get("opening");
    if (told.open) break;
    if (!bar.isConnected) place.replaceChildren(el("div", { class: "preparing", "data-testid": "preparing" }, said, bar));
    if (said.textContent !== told.message) said.textContent = told.message;
    bar.value = told.lived;
    bar.setAttribute("aria-label", told.message);
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  place.replaceChildren();
}

// The address says who, where and which thread: #ines/C0LYON/17…; without it, the first employee, in a channel of theirs.
async function follow() {
  const [person, room, thread] = location.hash.slice(1).split("/").map(decodeURIComponent);
  const me = state.everyone.find((one) => one.id === person) ?? firstPerson();
  if (me !== state.me) await become(me);
  if (me !== state.me) return;
  const known = state.rooms.find((one) => one.id === room);
  const next = known ? known.id : room === "home" || room === "list" ? room : wide.matches ? firstRoom() : "list";
  if (next !== state.room) {
    Object.assign(state, { room: next, shown: null, limit: 80, follow: null });
    messagesDrawn = new Map();
  }
  if ((thread || null) !== state.thread) repliesDrawn = new Map();
  state.thread = thread || null;
  // Whoever opens a thread has seen where theirs leads: one that they close does not open again by itself.
  if (state.thread) state.follow = null;
  if (state.room === "home") await openHome();
  else await refresh();
}

// A card on its way is waited for; once the desk has nothing more to do, none comes.
async function openHome() {
  state.opening = true;
  if (await act({ do: "home" }) === null) return;
  await refresh();
  if (!state.home) await get("idle").catch(() => null);
  state.opening = false;
  await refresh();
}

function firstPerson() {
  return state.everyone.find((one) => one.roles.includes("employee") && !one.outsider) ?? state.everyone[0];
}

function firstRoom() {
  const own = state.rooms.find((one) => one.purpose === "requests" && one.site === state.me.site);
  return (own ?? state.rooms[0])?.id ?? "home";
}

function go(where) {
  const next = { person: state.me.id, room: state.room, thread: state.thread, ...where };
  if ("room" in where && !("thread" in where)) next.thread = null;
  const parts = [next.person, next.room, next.thread].filter(Boolean).map(encodeURIComponent);
  const hash = `#${parts.join("/")}`;
  if (hash === location.hash) return follow();
  return new Promise((resolve) => {
    addEventListener("hashchange", () => setTimeout(resolve, 0), { once: true });
    location.hash = hash;
  });
}

async function become(me) {
  // What is still shown is somebody else's: nothing of it can be pressed any more.
  node("panes").inert = true;
  state.becoming = me;
  try {
    const [told, rooms] = await Promise.all([get(`texts?as=${encodeURIComponent(me.id)}`), roomsOf(me)]);
    if (state.becoming !== me) return;
    stopListening?.();
    speak(told);
    Object.assign(state, { me, rooms, room: null, thread: null, shown: null, home: null });
  } catch (error) {
    if (state.becoming === me) {
      state.becoming = null;
      node("panes").inert = false;
    }
    throw error;
  }
  state.becoming = null;
  node("spoken").replaceChildren();
  let again = false;
  stopListening = listen(me.id, (notice) => noticed(notice), (online) => {
    state.online = online;
    // Where one wanted to go meanwhile counts too.
    if (online && again) follow().then(reached).catch(failed);
    again = true;
    top();
  });
}

async function roomsOf(person) {
  return (await get(`conversations?as=${encodeURIComponent(person.id)}`)).conversations;
}

const pending = new Map();
let soon = null;

// Several things often change at once: they are looked at together.
function noticed(notice) {
  for (const [what, which] of Object.entries(notice)) pending.set(what, which);
  soon ??= setTimeout(async () => {
    soon = null;
    const seen = new Map(pending);
    pending.clear();
    try {
      if (seen.has("clock") || seen.has("everything")) setClock(await get("clock"));
      if (seen.has("form")) await openLate(seen.get("form"));
      await refresh();
    } catch (error) {
      failed(error);
    }
  }, 60);
}

async function refresh() {
  const { me, room } = state;
  if (!room) return;
  const as = `as=${encodeURIComponent(me.id)}`;
  const rooms = await roomsOf(me);
  let shown = null;
  let home = null;
  if (room === "home") home = (await get(`home?${as}`)).card;
  else if (room !== "list") shown = await get(`conversations/${encodeURIComponent(room)}?${as}&limit=${state.limit}`);
  if (me !== state.me || room !== state.room) return;
  tell(state.shown, shown);
  Object.assign(state, { rooms, shown, home });
  if (shown) {
    for (const root of shown.messages) root.whispers = shown.whispers.filter((one) => one.root === root.ts);
    markSeen(state, room);
    const followed = shown.messages.find((one) => one.ts === state.follow);
    if (followed && wide.matches && !state.thread && (followed.thread.length || followed.whispers.length)) {
      state.follow = null;
      await go({ thread: followed.ts });
      return;
    }
  }
  draw();
}

// What others have said since, for whoever listens.
function tell(before, now) {
  const all = (seen) => [...(seen?.messages ?? []).flatMap((one) => [one, ...one.thread]), ...(seen?.whispers ?? [])];
  const there = new Map(all(now).filter((one) => !one.deleted).map((one) => [one.ts, one]));
  const words = (one) => t("said_by", { name: one.author?.name ?? "Relais", text: one.card ? one.card.summary : one.text });
  unsay((ts, said) => there.has(ts) && words(there.get(ts)) === said);
  if (!before || before.id !== now?.id) return;
  const last = all(before).reduce((most, one) => (one.ts > most ? one.ts : most), "");
  for (const one of [...there.values()].filter((each) => each.ts > last && !each.mine).slice(-3)) say(words(one), one.ts);
}

async function act(body) {
  try {
    const reply = await post("act", { as: state.me.id, client: crypto.randomUUID(), ...body });
    answered(reply);
    // What one did is seen even where the server's news do not come through.
    refresh().catch(failed);
    return reply;
  } catch (error) {
    failed(error);
    return null;
  }
}

// A second press while the first is under way does nothing. Disabled, the button would lose the focus for good.
async function once(button, body) {
  if (button.getAttribute("aria-busy")) return;
  button.setAttribute("aria-busy", "true");
  await act(body);
  button.removeAttribute("aria-busy");
}

function answered(reply) {
  if (reply.r === "open_form" || reply.r === "replace_form") openForm(reply.form);
  else if (reply.r === "held") toast(t("one_moment"));
  else if (reply.card && reply.conversation !== state.room) toast(reply.card.summary, reply.conversation);
}

// A form whose answer was awaited: what it shows has come.
async function openLate(id) {
  const { forms } = await get(`forms?as=${encodeURIComponent(state.me.id)}`);
  for (const form of forms) if (form.id === id) openForm(form);
}

function openForm(form) {
  showForm(form, state.everyone, (id, values) => post("act", {
    as: state.me.id, client: crypto.randomUUID(), do: "submit", form: id, values,
  }), answered);
}

function failed(error) {
  toast(sentence(error), null, true).classList.toggle("unanswered", error instanceof Unanswered);
}

// The server answers again: that it did not is no longer so.
function reached() {
  for (const said of document.querySelectorAll(".toast.unanswered")) said.remove();
}

function toast(text, room = null, wrong = false) {
  for (const other of node("toasts").children) if (other.firstChild.textContent === text) other.remove();
  const shown = el("div", { class: wrong ? "toast wrong" : "toast" }, el("span", {}, text),
    room ? el("button", { type: "button", class: "quiet", onclick: () => { shown.remove(); go({ room }); } }, t("direct_with")) : null,
    el("button", { type: "button", class: "quiet", "aria-label": t("close"), onclick: () => shown.remove() }, "×"));
  node("toasts").append(shown);
  setTimeout(() => shown.remove(), wrong ? 12000 : 7000);
  return shown;
}

async function editing(place, one) {
  const form = {
    id: `edit-${one.ts}`, title: t("edit"), lines: [], submit: t("save"), cancel: t("cancel"), language: state.me.language,
    fields: [{ id: "text", kind: "long_text", label: t("edit"), value: one.text, options: [], required: true, limit: 40000 }],
  };
  showForm(form, [], async (id, values) => {
    const body = { do: "edit", conversation: place.room, message: one.ts, text: values.text };
    return post("act", { as: state.me.id, client: crypto.randomUUID(), ...body });
  }, () => {});
}

function draw() {
  node("panes").inert = Boolean(state.becoming);
  const held = document.activeElement;
  const shut = node("thread").dataset.at?.split(" ")[2];
  document.body.dataset.pane = state.thread ? "thread" : state.room === "list" ? "list" : "main";
  node("skip").textContent = t("skip");
  const keep = kept(node("main").querySelector(".scroll"), Boolean(state.shown));
  top();
  drawSide(node("side"), state, () => act({ do: "shortcut", shortcut: "desk_new" }));
  thread();
  main();
  tellBack(state);
  drawStory(node("story"), state, { next: nextStep, hide: () => { state.story.open = false; draw(); node("top").querySelector(".play")?.focus(); } });
  keep(node("main").querySelector(".scroll"));
  if (state.into && state.thread && !node("thread").hidden) {
    node("thread").querySelector(state.into).focus();
    state.into = null;
  } else if (held !== document.body && !held.checkVisibility()) refocus(shut);
}

// What had the focus is gone or covered: the next best is where it led, or where it came from.
function refocus(shut) {
  if (document.querySelector("dialog[open]") || (document.activeElement !== document.body && document.activeElement.checkVisibility())) return;
  const [side, middle, aside] = [node("side"), node("main"), node("thread")];
  const named = (place, mark) => place.querySelector(`[data-focus="${CSS.escape(mark)}"]`);
  const found = document.body.dataset.pane === "list" ? side.querySelector("a")
    : !aside.hidden ? aside.querySelector(".scroll")
      : (shut && (named(middle, `thread-${shut}`) ?? named(middle, `message-${shut}`))) || middle;
  found?.focus({ preventScroll: found === middle });
}

function top() {
  drawTop(node("top"), state, {
    become: (id) => go({ person: id, room: wide.matches ? null : state.room, thread: null }),
    move: async (body) => {
      try {
        setClock(await post("clock", { as: state.me.id, ...body }));
        say(clockSays(state.me.timezone));
        await refresh();
      } catch (error) {
        failed(error);
      }
    },
    story: () => { state.story.open = true; draw(); node("story").querySelector("button")?.focus(); },
    list: () => go({ room: "list" }),
  });
}

async function nextStep() {
  const told = await post(`story/next?as=${encodeURIComponent(state.me.id)}`, {});
  state.story = { ...told, open: true };
  setClock(await get("clock"));
  const look = told.look;
  if (look) await go({ person: look.as, room: look.conversation ?? "home", thread: wide.matches || look.deep ? look.thread : null });
  await refresh();
}

function main() {
  const place = node("main");
  if (state.room === "list") {
    delete place.dataset.at;
    return void place.replaceChildren();
  }
  if (place.dataset.at !== `${state.me.id} ${state.room}`) frame(place);
  const box = place.querySelector(".scroll");
  if (state.room === "home") {
    const press = (name, value, button) => once(button, { do: "press", act: name, value });
    refill(box, keyed(messagesDrawn, "home", [state.me.id, state.home, state.opening], () => el("div", { class: "home" },
      state.home ? card(state.home, press, "home") : el("p", { class: "line-quiet" }, t(state.opening ? "empty_home" : "no_home")))));
    return undefined;
  }
  if (!state.shown) return undefined;
  if (fill(box, () => refill(box, stream(state.shown))) && box.clientHeight) readToTheEnd(box);
  return undefined;
}

function stream(shown) {
  const place = { room: shown.id, inThread: false };
  const all = [...shown.messages, ...shown.whispers.filter((one) => one.root === null).map((one) => ({ ...one, whisper: true }))]
    .sort((a, b) => (a.ts < b.ts ? -1 : 1));
  const nodes = [];
  if (shown.earlier) {
    nodes.push(el("button", { type: "button", class: "quiet earlier", onclick: () => { state.limit += 200; refresh().catch(failed); } },
      t("earlier", { count: shown.earlier })));
  }
  nodes.push(...byDay(all, messagesDrawn, place));
  return nodes.length ? nodes : [el("p", { class: "nothing" }, t("nothing_yet"))];
}

// Messages in order, and the day before the first of each; `before`: an instant whose day is told already.
function byDay(all, drawn, place, before = null) {
  const date = (iso) => new Date(iso).toLocaleDateString("fr", { timeZone: state.me.timezone });
  let today = before && date(before);
  return all.flatMap((one) => {
    const known = today === date(one.at);
    today = date(one.at);
    const said = keyed(drawn, one.ts, one, () => (one.whisper ? whisper(one, world, place) : message(one, world, place)));
    return known ? [said] : [keyed(drawn, `day ${today}`, [today, state.me.id], () => divider(one.at, world)), said];
  });
}

function frame(place) {
  place.dataset.at = `${state.me.id} ${state.room}`;
  const room = state.rooms.find((one) => one.id === state.room);
  const direct = room?.kind === "direct";
  const name = !room ? t("home") : direct ? t("direct_with") : `# ${room.name}`;
  const purpose = t(`purpose_${!room ? "home" : direct ? "direct" : room.purpose}`);
  place.replaceChildren(
    el("header", { class: "head" },
      wayBack(() => go({ room: "list" })),
      el("div", {}, el("h1", {}, name),
        el("p", {}, purpose, room && !direct ? ` · ${t("members", { count: room.members })}` : ""))),
    room ? growing(name) : scroller(name),
    room ? composer({
      key: `${state.me.id} ${room.id}`,
      label: direct ? t("write_to_desk") : t("write_in", { name: `#${room.name}` }),
      testid: "composer",
      context: () => ({ person: state.me.id, people: state.shown?.people ?? [], commands: true }),
      send: (text, files) => written(room.id, null, text, files),
      fail: failed,
    }) : "");
}

async function written(room, root, text, files) {
  const command = /^\/(\S+)\s*([\s\S]*)$/.exec(text.trim());
  const body = command && !root
    ? { do: "command", conversation: room, command: command[1], text: command[2] }
    : { do: "post", conversation: room, thread: root, text, files };
  const reply = await post("act", { as: state.me.id, client: crypto.randomUUID(), ...body });
  if (body.do === "post" && !root) state.follow = reply.ts;
  node("main").querySelector(".scroll")?.setAttribute("data-fresh", "1");
  answered(reply);
  await refresh();
}

function thread() {
  const place = node("thread");
  const root = state.shown?.messages.find((one) => one.ts === state.thread);
  place.hidden = !root;
  if (!root) {
    place.replaceChildren();
    delete place.dataset.at;
    return;
  }
  if (place.dataset.at !== `${state.me.id} ${state.room} ${root.ts}`) threadFrame(place, root);
  const box = place.querySelector(".scroll");
  const at = { room: state.room, inThread: true };
  const below = [...root.thread, ...root.whispers.map((one) => ({ ...one, whisper: true }))].sort((a, b) => (a.ts < b.ts ? -1 : 1));
  fill(box, () => refill(box, byDay([{ ...root, thread: null, whispers: null }], repliesDrawn, at),
    el("hr", { class: "under-root" }), byDay(below, repliesDrawn, at, root.at)));
}

function threadFrame(place, root) {
  place.dataset.at = `${state.me.id} ${state.room} ${root.ts}`;
  place.setAttribute("aria-label", t("thread"));
  place.replaceChildren(
    el("header", { class: "head" },
      wayBack(() => go({ thread: null })),
      el("h2", {}, t("thread")),
      el("button", { type: "button", class: "quiet close", "aria-label": t("close_thread"), "data-testid": "thread-close", onclick: () => go({ thread: null }) }, "×")),
    growing(t("thread")),
    composer({
      key: `${state.me.id} ${state.room} ${root.ts}`,
      label: t("write_thread"),
      testid: "thread-composer",
      context: () => ({ person: state.me.id, people: state.shown?.people ?? [], commands: false }),
      send: (text, files) => written(state.room, root.ts, text, files),
      fail: failed,
    }));
}

start().catch(failed);
