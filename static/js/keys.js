// J and K press the links with data-key: next and previous person. Off while typing, and for who switched it off (WCAG 2.1.4).
addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || document.documentElement.dataset.keys === "off") return;
  if (event.target.closest("input, textarea, select, [contenteditable], dialog")) return;
  const key = event.key.toLowerCase();
  const link = key.length === 1 && document.querySelector(`[data-pager] [data-key="${CSS.escape(key)}"]`);
  if (!link) return;
  event.preventDefault();
  link.click();
});
