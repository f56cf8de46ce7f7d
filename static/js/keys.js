// C: quick note; J, K: next and previous person; a digit: the radio at that place. Not while typing.
addEventListener("keydown", (event) => {
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
