/** The worker behind the pages, and its new versions: they wait until the person agrees. */
import { copy, slot } from "./dom.js";
import { config } from "./words.js";

/**
 * @param {(notice: DocumentFragment) => void} offer shows that a new version is ready
 * @param {() => Promise<void>} before what must be kept before the page is loaded anew
 */
export async function follow(offer, before) {
  if (!("serviceWorker" in navigator)) return;
  let controlled = Boolean(navigator.serviceWorker.controller);
  const registration = await navigator.serviceWorker.register(`${config.base}worker.js`, { scope: config.base, type: "module" });
  const ready = () => {
    const worker = registration.waiting;
    if (!worker || !navigator.serviceWorker.controller) return;
    const notice = copy("part-update");
    slot(notice, "do").addEventListener("click", async () => { await before(); worker.postMessage("refresh"); });
    offer(notice);
  };
  ready();
  registration.addEventListener("updatefound", () => registration.installing?.addEventListener("statechange", ready));
  navigator.serviceWorker.addEventListener("controllerchange", async () => {
    if (controlled) { await before(); location.reload(); }
    controlled = true; // the first worker only takes over
  });
}

/** Asks the browser to send when there is a network, even if this page is gone by then. */
export async function sendLater() {
  const registration = await navigator.serviceWorker?.getRegistration(config.base);
  await registration?.sync?.register("send").catch(() => undefined);
}
