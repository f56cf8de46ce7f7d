// A link with data-dialog="<id>" opens that <dialog> instead of going to its page; without JavaScript the page is used.
document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-dialog]");
  const dialog = link && document.getElementById(link.dataset.dialog);
  if (!dialog || !dialog.showModal) return;
  event.preventDefault();
  dialog.showModal();
});

// #session-end opens 5 minutes before a session ends; then comes the sign-in page, which leads back to the same field.
const dialog = document.getElementById("session-end");
if (dialog) {
  const { url, over, left } = dialog.dataset;
  let end = Date.now() + left * 1000, field = "";

  async function ask(options) {
    const answer = await fetch(url, { redirect: "manual", ...options });
    end = answer.ok ? Date.now() + (await answer.json()).left * 1000 : 0;
  }

  const near = () => end - Date.now() < 300000;
  setInterval(async () => {
    if (near()) await ask(); // another tab may have gone on
    if (end < Date.now()) location = over + encodeURIComponent(location.pathname + location.search + field);
    else if (near() && !dialog.open) {
      field = `#${document.activeElement.id}`;
      dialog.showModal();
    }
  }, 20000);
  dialog.addEventListener("submit", (event) => ask({ method: "POST", body: new FormData(event.target) }));
}
