/** The PIN: entering it, setting it, and erasing all. */
import { complaint, copy, slot } from "./dom.js";
import { say } from "./words.js";

const SHORTEST = 6;

/** @param {import("./app.js").App} app */
export async function unlock(app) {
  const view = copy("view-unlock");
  const [form, error, pin] = [slot(view, "form"), slot(view, "error"), slot(view, "pin")];
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const result = await app.vault.unlock(pin.value);
    pin.value = "";
    if (result.open) { app.opened(); return; }
    if (result.spent) { await app.erase("erased"); return; }
    const text = result.left === null ? say("wrong_pin_again") : say("wrong_pin", { left: result.left });
    error.replaceChildren(complaint(text));
    pin.focus();
  });
  slot(view, "erase").addEventListener("click", () => { if (confirm(say("erase_confirm"))) app.erase(); });
  return view;
}

/** @param {import("./app.js").App} app */
export async function lock(app) {
  const view = copy("view-lock");
  const [form, error] = [slot(view, "form"), slot(view, "error")];
  const [pin, again, tries] = [slot(view, "pin"), slot(view, "again"), slot(view, "tries")];
  const has = await app.vault.hasPin();
  slot(view, "lock").hidden = !has;
  slot(view, "unset").hidden = !has;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const wrong = pin.value.length < SHORTEST ? "pin_short" : pin.value !== again.value ? "pin_differs" : "";
    if (wrong) { error.replaceChildren(complaint(say(wrong))); pin.focus(); return; }
    await app.vault.setPin(pin.value, Number(tries.value));
    app.notify("pin", say("pin_set"));
    app.go("#/");
  });
  slot(view, "unset").addEventListener("click", async () => {
    await app.vault.removePin();
    app.notify("pin", say("pin_removed"));
    app.render();
  });
  slot(view, "lock").addEventListener("click", () => location.reload());
  slot(view, "clear").addEventListener("click", async () => { await app.drafts.clearSent(); app.go("#/"); });
  slot(view, "erase").addEventListener("click", () => { if (confirm(say("erase_confirm"))) app.erase(); });
  return view;
}
