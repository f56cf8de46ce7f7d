// Menus are <details data-menu>: Escape or a press elsewhere closes them. A button with data-print
// prints the page; it stays hidden where there is no JavaScript.
const open = () => document.querySelectorAll("details[data-menu][open]");

addEventListener("click", (event) => open().forEach((menu) => menu.contains(event.target) || (menu.open = false)));
addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  open().forEach((menu) => {
    menu.open = false;
    menu.querySelector("summary").focus();
  });
});
document.querySelectorAll("[data-print]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", () => print());
});
