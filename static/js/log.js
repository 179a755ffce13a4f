// Saves a screen of the log while it is being typed, to the address the form itself is sent to.
import { addTaps } from "./taps.js";

const words = document.querySelector("[data-words]").dataset;
const status = document.querySelector("[data-saved]");
const DELAY = 1200;
const RETRY = 15000;

function tell(state, text) {
  status.className = `saved saved--${state}`;
  status.textContent = text;
}

function answer(response, body) {
  if (response.ok) {
    document.querySelectorAll("[data-revision]").forEach((field) => { field.value = body.revision; });
    tell("saved", words.savedAt.replace("{time}", body.time));
  } else if (response.status === 401) tell("error", words.signedOut);
  else if (response.status === 409) tell("error", words.conflict);
  else tell("error", words.failed);
}

function autosave(form) {
  let timer, running = false, again = false, leaving = false;

  async function save() {
    clearTimeout(timer);
    if (running) { again = true; return; }
    running = true;
    again = false;
    tell("saving", words.saving);
    try {
      const response = await fetch(form.dataset.autosave, {
        method: "POST", body: new FormData(form), headers: { Accept: "application/json" }, credentials: "same-origin",
      });
      answer(response, await response.json().catch(() => ({})));
    } catch {
      if (!leaving) {
        tell("unsent", words.offline);
        timer = setTimeout(save, RETRY);
      }
    }
    running = false;
    if (again) save();
  }

  form.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(save, DELAY); });
  form.addEventListener("submit", () => { leaving = true; clearTimeout(timer); });
  addEventListener("online", save);
}

addTaps(document.querySelector("main"), words);
document.querySelectorAll("[data-autosave]").forEach(autosave);
