// A textarea with data-count="<id>" says how many characters it holds; the words come from that element's data-text.
const numbers = new Intl.NumberFormat(document.documentElement.lang);

function show(area) {
  const out = document.getElementById(area.dataset.count);
  if (!out) return;
  const most = area.maxLength > 0 ? area.maxLength : Number(area.dataset.most);
  out.textContent = out.dataset.text
    .replace("{count}", numbers.format(area.value.length))
    .replace("{most}", numbers.format(most));
  out.classList.toggle("over", area.value.length > most);
}

document.querySelectorAll("[data-count]").forEach(show);
document.addEventListener("input", (event) => {
  if (event.target.matches("[data-count]")) show(event.target);
});
document.addEventListener("htmx:afterSettle", (event) => event.target.querySelectorAll("[data-count]").forEach(show));
