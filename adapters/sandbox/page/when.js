// The sandbox's clock, and instants as its readers say them.

import { spoken } from "./net.js";

// Dates as the desk's own cards say them: day before month, twenty-four hours.
const place = () => (spoken() === "en" ? "en-GB" : spoken());

let ahead = 0;

export function setClock(told) {
  ahead = Date.parse(told.now) - Date.now();
}

// In the reader's own zone, as every hour on the page.
export function clockSays(timeZone) {
  const options = { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", timeZone };
  return new Intl.DateTimeFormat(place(), options).format(new Date(Date.now() + ahead));
}

export function hour(iso, timeZone) {
  return new Intl.DateTimeFormat(place(), { hour: "2-digit", minute: "2-digit", timeZone }).format(new Date(iso));
}

export function day(iso, timeZone) {
  return new Intl.DateTimeFormat(place(), { weekday: "long", day: "numeric", month: "long", timeZone }).format(new Date(iso));
}
