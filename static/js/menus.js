// Menus are <details data-menu>: Escape or a press elsewhere closes them.
const open = () => document.querySelectorAll("details[data-menu][open]");

addEventListener("click", (event) => open().forEach((menu) => menu.contains(event.target) || (menu.open = false)));
addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  open().forEach((menu) => {
    menu.open = false;
    menu.querySelector("summary").focus();
  });
});
