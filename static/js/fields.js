// The error summary takes the focus, and a link in it brings the person into the field itself.
document.querySelector("[data-focus]")?.focus();
// On a narrow screen the strip of tabs shows the open one.
for (const strip of document.querySelectorAll(".tabs")) {
  const open = strip.querySelector("[aria-current]");
  if (open) strip.scrollLeft += open.getBoundingClientRect().left - strip.getBoundingClientRect().left - 48;
}
document.addEventListener("click", (event) => {
  const link = event.target.closest(".errsum a[href^='#']");
  const field = link && document.getElementById(link.hash.slice(1));
  if (!field) return;
  event.preventDefault();
  (field.closest(".field, fieldset, .lv") || field).scrollIntoView({ block: "center" });
  field.focus({ preventScroll: true });
});

// A textarea with data-count="<id>" says how many characters it holds; the words come from that element's data-text.
const numbers = new Intl.NumberFormat(document.documentElement.lang);

function count(area) {
  const out = document.getElementById(area.dataset.count);
  if (!out) return;
  const most = area.maxLength > 0 ? area.maxLength : Number(area.dataset.most);
  out.textContent = out.dataset.text
    .replace("{count}", numbers.format(area.value.length))
    .replace("{most}", numbers.format(most));
  out.classList.toggle("over", area.value.length > most);
}

document.querySelectorAll("[data-count]").forEach(count);
document.addEventListener("input", (event) => {
  if (event.target.matches("[data-count]")) count(event.target);
});
document.addEventListener("htmx:afterSettle", (event) => event.target.querySelectorAll("[data-count]").forEach(count));

// Shows the description of the chosen level: [data-level-texts="<name of the radios>"] holds one [data-level] each.
document.querySelectorAll("[data-level-texts]").forEach((box) => {
  const show = (level) => {
    for (const text of box.querySelectorAll("[data-level]")) text.hidden = text.dataset.level !== level;
  };
  document.addEventListener("input", (event) => {
    if (event.target.name === box.dataset.levelTexts) show(event.target.value);
  });
});
