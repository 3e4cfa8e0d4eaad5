// The server: its answers, the page's texts in the reader's language, and what it says of its own accord.

// Until the reader's own texts are known: the desk's, of what is said when they cannot be had.
let texts = { ...document.documentElement.dataset };
let language = document.documentElement.lang;
let offered = [];
let plural = new Intl.PluralRules(language);

// What the server refused, said by it in a sentence.
export class Refused extends Error {}
// What got no answer at all: it can be asked again.
export class Unanswered extends Error {}

// What an error is to whoever reads the page.
export function sentence(error) {
  if (error instanceof Refused || error instanceof Unanswered) return error.message;
  console.error(error);
  return t("broken");
}

export async function get(path) {
  return asked(path);
}

export async function post(path, body) {
  return asked(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
}

export async function upload(person, file) {
  const query = new URLSearchParams({ as: person, name: file.name });
  return asked(`files?${query}`, { method: "POST", headers: { "Content-Type": file.type || "application/octet-stream" }, body: file });
}

async function asked(path, how = {}) {
  let response = null;
  let told = null;
  try {
    response = await fetch(`/sandbox/api/${path}`, how);
    told = await response.json();
  } catch {
    throw new Unanswered(t("failed"));
  }
  if (response.ok) return told;
  throw told.message ? new Refused(told.message) : new Unanswered(t("failed"));
}

// Speak as the server told for someone: the page's texts, and the commands that they may give.
export function speak(told) {
  ({ texts, language } = told);
  offered = told.commands;
  plural = new Intl.PluralRules(language);
  document.documentElement.lang = language;
  document.title = t("title");
}

// What one may write after /, each with what it does.
export function commands() {
  return offered;
}

export function spoken() {
  return language;
}

export function t(key, values = {}) {
  let text = texts[key] ?? "";
  if (typeof text === "object") text = text[plural.select(values.count)] ?? text.other;
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

// Listen for someone; the function given back stops it.
export function listen(person, told, connected) {
  let socket = null;
  let stopped = false;
  let wait = 500;
  const open = () => {
    if (stopped) return;
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    socket = new WebSocket(`${scheme}://${location.host}/sandbox/ws?as=${encodeURIComponent(person)}`);
    socket.onmessage = (event) => {
      const notice = JSON.parse(event.data);
      if (notice.hello) {
        wait = 500;
        connected(true);
      }
      told(notice);
    };
    socket.onclose = () => {
      if (stopped) return;
      connected(false);
      setTimeout(open, wait);
      wait = Math.min(wait * 2, 8000);
    };
  };
  open();
  return () => {
    stopped = true;
    socket?.close();
  };
}
