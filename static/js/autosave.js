// Drafts: a form with data-autosave-url posts each changed field (data-draft-key, data-rev) by itself.
// Answers: 200 {rev, saved_at}; 409 {rev, value} = changed elsewhere; 401 = signed out; 413 = too long; 400, 423 {detail} = locked.
// Once all is saved the form gets the event "autosaved". Without this file the buttons of the form save everything.
const IDLE = 1200, LONGEST = 15000, SLOWEST = 30000;
const client = String(crypto.getRandomValues(new Uint32Array(1)));

const isChoice = (input) => ["radio", "checkbox"].includes(input.type);

function read([first, ...others]) {
  if (!isChoice(first)) return first.value;
  return [first, ...others].filter((input) => input.checked).map((input) => input.value).join(",");
}

function write(inputs, value) {
  for (const input of inputs) {
    if (isChoice(input)) input.checked = value.split(",").includes(input.value);
    else input.value = value;
  }
  inputs[0].dispatchEvent(new Event("input", { bubbles: true }));
}

// What a person reads in a conflict: the words beside a choice, else the text itself.
function words(inputs, value) {
  if (!isChoice(inputs[0])) return value;
  const ticked = inputs.filter((input) => value.split(",").includes(input.value));
  return ticked.map((input) => input.labels[0]?.innerText || input.value).join(", ") || "-";
}

function autosave(form) {
  const status = form.querySelector("[data-saved]") || document.querySelector("[data-saved]");
  const fields = new Map();
  let seq = 0, wait = 1000, timer, first = 0, busy = false, leaving = false;

  for (const input of form.querySelectorAll("[data-draft-key]")) {
    const key = input.dataset.draftKey;
    if (!fields.has(key)) fields.set(key, { key, inputs: [], rev: input.dataset.rev || 0 });
    fields.get(key).inputs.push(input);
  }
  for (const field of fields.values()) field.saved = read(field.inputs);
  const changed = () => [...fields.values()].filter((field) => read(field.inputs) !== field.saved);
  const next = () => changed().find((field) => !field.halted);

  function say(state, text) {
    if (!status) return;
    status.dataset.state = state;
    status.querySelector("[data-saved-text]").textContent = text;
  }

  function later(delay) {
    clearTimeout(timer);
    timer = setTimeout(send, delay);
  }

  function accept(field, rev) {
    field.rev = rev;
    field.inputs.forEach((input) => (input.dataset.rev = rev));
    const hidden = form.elements[`${field.inputs[0].name}-rev`];
    if (hidden) hidden.value = rev;
  }

  function post(field, value) {
    const body = new URLSearchParams({ key: field.key, value, base_rev: field.rev, client_id: client, seq: ++seq });
    body.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    const headers = { Accept: "application/json" };
    return fetch(form.dataset.autosaveUrl, { method: "POST", body, headers, redirect: "manual", keepalive: String(body).length < 60000 });
  }

  function retry(state, text) {
    say(state, text);
    later(wait);
    wait = Math.min(wait * 2, SLOWEST);
  }

  async function send() {
    clearTimeout(timer);
    const field = next();
    if (!changed().length && navigator.onLine && status?.dataset.state === "waiting") say("saved", "");
    if (!field || busy || leaving) return;
    const value = read(field.inputs);
    busy = true;
    say("saving", status?.dataset.saving);
    try {
      const answer = await post(field, value);
      if (answer.ok) saved(field, value, await answer.json());
      else if (answer.status === 409) conflict(field, await answer.json());
      else if ([400, 423].includes(answer.status)) halt(field, "failed", (await answer.json()).detail);
      else if (answer.status === 413) halt(field, "failed", status?.dataset.tooLong);
      else if (answer.status === 403 && (await window.sameReader?.())) later(wait);
      else if ([0, 401, 403].includes(answer.status)) retry("failed", status?.dataset.signedOut);
      else retry("waiting", status?.dataset.offline);
    } catch {
      retry("waiting", status?.dataset.offline);
    } finally {
      busy = false;
    }
  }

  function saved(field, value, { rev, saved_at: at }) {
    accept(field, rev);
    field.saved = value;
    wait = 1000;
    first = 0;
    if (next()) later(IDLE);
    else if (!changed().length) {
      say("saved", status?.dataset.text.replace("{time}", at));
      form.dispatchEvent(new CustomEvent("autosaved"));
    }
  }

  function halt(field, state, text) {
    field.halted = true;
    say(state, text);
    if (next()) later(0);
  }

  function make(tag, text, parent) {
    return parent.appendChild(Object.assign(document.createElement(tag), { textContent: text }));
  }

  function conflict(field, { rev, value }) {
    const say = status?.dataset || {}, box = document.createElement("div");
    halt(field, "waiting", say.conflict);
    box.className = "conflict";
    box.setAttribute("role", "alert");
    make("p", say.conflict, box);
    const pairs = make("dl", "", box);
    for (const [name, text] of [[say.mineLabel, read(field.inputs)], [say.theirsLabel, value]]) {
      const pair = make("div", "", pairs);
      make("dt", name, pair);
      make("dd", words(field.inputs, text), pair);
    }
    const row = make("div", "", box);
    row.className = "row";
    for (const [name, isMine] of [[say.mine, true], [say.theirs, false]]) {
      const button = Object.assign(make("button", name, row), { type: "button", className: "btn btn-2 btn-sm" });
      button.addEventListener("click", () => settle(field, rev, isMine ? null : value));
    }
    field.box?.remove();
    field.box = box;
    (field.inputs[0].closest(".field, .levels, .seg5, fieldset") || field.inputs[0]).after(box);
  }

  function settle(field, rev, theirs) {
    field.box.remove();
    field.halted = false;
    accept(field, rev);
    if (theirs === null) field.saved = null;
    else {
      write(field.inputs, theirs);
      field.saved = read(field.inputs);
      say("saved", "");
    }
    field.inputs[0].focus();
    send();
  }

  form.addEventListener("input", (event) => {
    const field = fields.get(event.target.dataset.draftKey);
    if (!field) return;
    if (!field.box?.isConnected) field.halted = false;
    first ||= Date.now();
    later(Date.now() - first > LONGEST ? 0 : IDLE);
  });
  // The form names itself, so that a message still on its way does not clash with it.
  form.addEventListener("submit", () => {
    leaving = true;
    const { client_id: page, seq: number } = form.elements;
    if (page && number) [page.value, number.value] = [client, ++seq];
  });
  form.addEventListener("offline", () => retry("waiting", status?.dataset.offline));
  addEventListener("pageshow", () => (leaving = false));
  addEventListener("online", send);
  document.addEventListener("visibilitychange", () => document.hidden && send());
  addEventListener("beforeunload", (event) => {
    if (!leaving && changed().length) event.preventDefault();
  });
}

document.querySelectorAll("form[data-autosave-url]").forEach(autosave);
