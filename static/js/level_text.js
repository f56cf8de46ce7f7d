// Shows the description of the chosen level: [data-level-texts="<name of the radios>"] holds one [data-level] each.
document.querySelectorAll("[data-level-texts]").forEach((box) => {
  const show = (level) => {
    for (const text of box.querySelectorAll("[data-level]")) text.hidden = text.dataset.level !== level;
  };
  document.addEventListener("input", (event) => {
    if (event.target.name === box.dataset.levelTexts) show(event.target.value);
  });
});
