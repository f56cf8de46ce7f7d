// Requests: the only place that knows htmx's events: focus after a swap somebody asked for, and what to say when one fails.
const region = () => document.getElementById("messages");

document.addEventListener("htmx:afterSwap", (event) => {
  const asked = event.detail.requestConfig?.triggeringEvent;
  if (!asked || !["click", "submit"].includes(asked.type)) return;
  const target = event.detail.target.isConnected ? event.detail.target : document.getElementById(event.detail.target.id);
  const place = target?.querySelector("[data-focus], h1, h2, h3");
  if (!place) return;
  place.tabIndex = -1;
  place.focus();
});

function say(text) {
  const box = document.createElement("div");
  const words = document.createElement("p");
  box.className = "note flash note-bata";
  words.textContent = text;
  box.append(words);
  region()?.replaceChildren(box);
}

document.addEventListener("htmx:responseError", (event) => {
  const { status, responseText } = event.detail.xhr;
  if (status === 409) return say(responseText);
  if (status === 401 || status === 403) return location.reload();
  say(region()?.dataset.failed);
});
document.addEventListener("htmx:sendError", () => say(region()?.dataset.offline));
document.addEventListener("htmx:timeout", () => say(region()?.dataset.offline));

// A form goes out once, and only over a connection: without one, what was typed stays on the page.
document.addEventListener("submit", (event) => {
  const { dataset } = event.target, again = Date.now() - dataset.sent < 3000, gone = !navigator.onLine;
  if (!gone) dataset.sent = Date.now();
  if (!gone && !again) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (!gone) return;
  say(region()?.dataset.offline);
  region()?.scrollIntoView();
}, true);
