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
