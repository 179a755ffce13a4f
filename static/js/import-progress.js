/* Follows an import that the worker is busy with; without this script a link does the same by hand. */
const PAUSE = 2000;

async function look(region) {
  const response = await fetch(window.location.href, { credentials: "same-origin" });
  if (!response.ok) return;
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const fresh = page.querySelector("[data-import-progress]");
  if (fresh === null) {
    window.location.reload();
    return;
  }
  region.replaceChildren(...fresh.childNodes);
}

const region = document.querySelector("[data-import-progress]");
if (region !== null) {
  const again = () => look(region).catch(() => undefined).finally(() => window.setTimeout(again, PAUSE));
  window.setTimeout(again, PAUSE);
}
