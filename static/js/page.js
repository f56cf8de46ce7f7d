// Menus are <details data-menu>: Escape or a press elsewhere closes them.
const open = () => document.querySelectorAll("details[data-menu][open]");
document.addEventListener("click", (event) => open().forEach((menu) => menu.contains(event.target) || (menu.open = false)));
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  open().forEach((menu) => {
    menu.open = false;
    menu.querySelector("summary").focus();
  });
});

// A button with data-print prints the page; it stays hidden where there is no JavaScript.
document.querySelectorAll("[data-print]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", () => print());
});

// C: quick note; J, K: next and previous person; a digit: the radio at that place. Not while typing.
document.addEventListener("keydown", (event) => {
  const { target, key } = event;
  if (event.ctrlKey || event.metaKey || event.altKey || document.documentElement.dataset.keys === "off" || !/^[1-9cjk]$/i.test(key)) return;
  if (target.closest("input:not([type=radio]), textarea, select, [contenteditable], dialog")) return;
  const row = target.closest("fieldset") || document.querySelector("[data-digits]");
  const chosen = key > 0 ? row?.querySelectorAll("[type=radio]")[key - 1] : document.querySelector(`[data-pager] [data-key=${key.toLowerCase()}]`);
  if (!chosen) return;
  event.preventDefault();
  chosen.focus();
  chosen.click();
});

// A link with data-dialog="<id>" opens that <dialog> instead of going to its page; without JavaScript the page is used.
document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-dialog]");
  const dialog = link && document.getElementById(link.dataset.dialog);
  if (!dialog || !dialog.showModal) return;
  event.preventDefault();
  dialog.showModal();
});

// #session-end opens 5 minutes before a session ends; #signed-out where typed words would be lost.
const dialog = document.getElementById("session-end"), gone = document.getElementById("signed-out");
const unsent = () => document.querySelector("form[data-typed]:not([data-sent])");
if (dialog) {
  const { url, over, left, who } = dialog.dataset;
  let end = Date.now() + left * 1000, field = "";
  window.sameReader = async (options) => { // signing in again changes the token; throws where nobody knows
    const answer = await fetch(url, { redirect: "manual", signal: AbortSignal.timeout(4000), ...options });
    if (![0, 200, 401].includes(answer.status)) throw answer;
    const now = answer.ok ? await answer.json() : {};
    end = Date.now() + (now.left || 0) * 1000;
    if (now.who !== who) return false;
    document.getElementsByName("csrfmiddlewaretoken").forEach((input) => (input.value = now.token));
    return true;
  };
  const near = () => end - Date.now() < 300000;
  setInterval(async () => {
    if (gone.open) return;
    if (near()) await sameReader(); // another tab may have gone on
    if (end < Date.now() && unsent()) gone.showModal();
    else if (end < Date.now()) location = over + encodeURIComponent(location.pathname + location.search + field);
    else if (near() && !dialog.open) {
      field = `#${document.activeElement.id}`;
      dialog.showModal();
    }
  }, 20000);
  dialog.addEventListener("submit", (event) => sameReader({ method: "POST", body: new FormData(event.target) }));
}

// The error summary takes the focus; a link in it leads into the field itself.
document.querySelector("[data-focus]")?.focus();
document.addEventListener("click", (event) => {
  const link = event.target.closest(".errsum a[href^='#']");
  const field = link && document.getElementById(link.hash.slice(1));
  if (!field) return;
  event.preventDefault();
  (field.closest(".field, fieldset, .lv") || field).scrollIntoView({ block: "center" });
  field.focus({ preventScroll: true });
});
// On a narrow screen the strip of tabs shows the open one.
for (const strip of document.querySelectorAll(".tabs")) {
  const open = strip.querySelector("[aria-current]");
  if (open) strip.scrollLeft += open.getBoundingClientRect().left - strip.getBoundingClientRect().left - 48;
}

// A textarea with data-count="<id>" says how many of data-most characters it holds; that element's data-text has the words.
const numbers = new Intl.NumberFormat(document.documentElement.lang);
function count(area) {
  const out = document.getElementById(area.dataset.count), { most } = area.dataset;
  if (!out) return;
  out.textContent = out.dataset.text.replace("{count}", numbers.format(area.value.length)).replace("{most}", numbers.format(most));
  out.classList.toggle("over", area.value.length > most);
}
document.querySelectorAll("[data-count]").forEach(count);
document.addEventListener("htmx:afterSettle", (event) => event.target.querySelectorAll("[data-count]").forEach(count));

// Shows the description of the chosen level: [data-level-texts="<name of the radios>"] holds one [data-level] each.
document.querySelectorAll("[data-level-texts]").forEach((box) => {
  document.addEventListener("input", ({ target }) => {
    if (target.name !== box.dataset.levelTexts) return;
    for (const text of box.querySelectorAll("[data-level]")) text.hidden = text.dataset.level !== target.value;
  });
});

// Typed text or a change in [data-ask] that nothing has kept yet: the browser asks before it is left. Not drafts.
function typed({ form, dataset }) {
  if (!form || dataset.draftKey) return;
  form.dataset.typed = 1;
  delete form.dataset.sent;
}
document.addEventListener("input", ({ target }) => {
  if (target.matches("[data-count]")) count(target);
  if (target.matches("textarea, [data-ask] *")) typed(target);
});
if (document.querySelector(".errsum")) document.querySelectorAll("textarea, [data-ask] *").forEach((area) => area.value && typed(area));
addEventListener("beforeunload", (event) => unsent() && event.preventDefault());

// A file field with data-most: a larger photo is made smaller here; another file is not taken, and data-too-big says why.
async function smaller(file) {
  const picture = await createImageBitmap(file);
  const canvas = document.createElement("canvas"), part = Math.min(1, 2400 / Math.max(picture.width, picture.height));
  [canvas.width, canvas.height] = [picture.width * part, picture.height * part];
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.85));
  return new File([blob], file.name.replace(/\.\w+$/, ".jpg"));
}

document.addEventListener("change", async ({ target }) => {
  const { most, tooBig } = target.dataset, file = target.files?.[0], out = target.nextElementSibling;
  if (!tooBig) return;
  out.textContent = "";
  if (!file || file.size <= most) return;
  const less = await smaller(file).catch(() => file), kept = new DataTransfer();
  if (less.size <= most) kept.items.add(less);
  else out.textContent = tooBig;
  target.files = kept.files;
});

// A page with data-fresh says how things stand: the back button fetches it again.
addEventListener("pageshow", (event) => event.persisted && document.querySelector("[data-fresh]") && location.reload());

// Requests: what htmx does not: focus after a swap somebody asked for, and what to say when one fails.
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

let said; // what the last lost connection left on the page
function say(text) {
  said = document.createElement("div");
  said.className = "note flash note-bata";
  said.appendChild(document.createElement("p")).textContent = text;
  region()?.replaceChildren(said);
}
const offline = () => say(region()?.dataset.offline);
document.addEventListener("htmx:responseError", (event) => {
  const { status, responseText } = event.detail.xhr;
  if (status === 409) return say(responseText);
  if (status === 401 || status === 403) return location.reload();
  say(region()?.dataset.failed);
});
document.addEventListener("htmx:sendError", offline);
document.addEventListener("htmx:timeout", offline);
addEventListener("online", () => said?.remove());

// Without a connection nothing leaves the page.
function stop(event) {
  event.preventDefault();
  event.stopImmediatePropagation();
}
function stay(event, form) {
  stop(event);
  if (form?.dataset.autosaveUrl) return form.dispatchEvent(new Event("offline"));
  offline();
  region()?.scrollIntoView();
}
document.addEventListener("click", (event) => {
  if (!navigator.onLine && event.target.closest("a[href]:not([href^='#'])")) stay(event);
}, true);
// A form goes out once; one with words after a look whether its writer is still signed in.
document.addEventListener("submit", async (event) => {
  const form = event.target, { dataset } = form;
  if (!navigator.onLine) return stay(event, form);
  if (dataset.asking || Date.now() - dataset.sent < 3000) return stop(event);
  if (window.sameReader && dataset.sent !== "now" && form.querySelector("textarea")) {
    stop(event);
    dataset.asking = 1; // a second press in between
    const same = await sameReader().catch(() => { stay(event, form); });
    delete dataset.asking;
    if (!same) return same === false && gone.showModal();
    dataset.sent = "now";
    return form.requestSubmit(event.submitter);
  }
  dataset.sent = Date.now();
}, true);
