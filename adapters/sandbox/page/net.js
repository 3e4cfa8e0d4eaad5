// The server: its answers, the page's texts in the reader's language, and what it says of its own accord.

let texts = {};
let language = "fr";
let offered = [];
let plural = new Intl.PluralRules("fr");

export async function get(path) {
  return answer(await fetch(`/sandbox/api/${path}`));
}

export async function post(path, body) {
  return answer(await fetch(`/sandbox/api/${path}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  }));
}

export async function upload(person, file) {
  const query = new URLSearchParams({ as: person, name: file.name });
  return answer(await fetch(`/sandbox/api/files?${query}`, {
    method: "POST",
    headers: { "Content-Type": file.type || "application/octet-stream" },
    body: file,
  }));
}

async function answer(response) {
  let told = null;
  try {
    told = await response.json();
  } catch {
    throw new Error(t("failed"));
  }
  if (!response.ok) throw new Error(told.message || t("failed"));
  return told;
}

export async function speak(person) {
  const told = await get(`texts?as=${encodeURIComponent(person)}`);
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
