/** The first screen: what is on this phone, and what waits to be sent. */
import { copy, fill, slot } from "./dom.js";
import { config, say, size, time, when } from "./words.js";

const CHIPS = { sent: "met", refused: "late", conflict: "late", closed: "late", queued: "unknown", open: "plain", copy: "plain" };
const WORDS = { sent: "sent", refused: "refused", conflict: "conflict", closed: "conflict", queued: "waiting", open: "open", copy: "open" };

/** @param {object} draft */
export const titleOf = (draft) => draft.title || say(draft.kit ? "hearing" : "log", { when: when(draft.begun ?? draft.changed) });

function lineOf(draft) {
  const line = copy("part-draft").firstElementChild;
  const link = slot(line, "title");
  link.textContent = titleOf(draft);
  if (draft.state !== "sent") link.href = `#/log/${draft.uid}/${["open", "copy"].includes(draft.state) ? "" : "finish"}`;
  const chip = slot(line, "chip");
  chip.hidden = false;
  chip.classList.add(`chip--${CHIPS[draft.state]}`);
  const word = draft.remarks?.length && draft.state === "copy" ? "returned" : WORDS[draft.state];
  chip.textContent = say(word, { time: draft.sentAt ? time(draft.sentAt) : "" });
  chip.dataset.of = draft.uid;
  slot(line, "about").textContent = when(draft.changed);
  return line;
}

/** Space taken and left. @param {HTMLElement} view */
async function showSpace(view) {
  const { usage, quota } = await navigator.storage?.estimate?.() ?? {};
  if (quota) slot(view, "space").textContent = say("space", { used: size(usage), free: size(Math.max(0, quota - usage)) });
}

/** @param {import("./app.js").App} app */
export async function home(app) {
  const view = copy("view-home");
  const drafts = await app.drafts.all();
  const unsent = drafts.filter(({ state }) => state !== "sent" && state !== "copy");
  fill(view, { unsent: unsent.length ? say("unsent", { count: unsent.length }) : say("nothing") });
  slot(view, "drafts").append(...drafts.map(lineOf));
  for (const button of view.querySelectorAll("[data-new]")) {
    button.addEventListener("click", async () => {
      const kit = button.dataset.new === "kit";
      const screens = kit ? { hearing: [["form", "open_meeting"]] } : {};
      const draft = await app.drafts.create({ kit, screens, begun: Date.now() });
      app.persist();
      app.go(`#/log/${draft.uid}/`);
    });
  }
  const waiting = drafts.some(({ state }) => state === "queued");
  slot(view, "send").hidden = !waiting;
  slot(view, "send").addEventListener("click", () => app.send());
  slot(view, "clear").hidden = !drafts.some(({ state }) => state === "sent");
  slot(view, "clear").addEventListener("click", async () => { await app.drafts.clearSent(); app.render(); });
  const signIn = slot(view, "sign-in");
  signIn.hidden = app.stopped !== "signed_out";
  signIn.href = `${config.signIn}?next=${encodeURIComponent(config.shell)}`;
  slot(view, "sending").textContent = app.stopped && waiting ? say(app.stopped) : "";
  slot(view, "sign-out").addEventListener("click", (event) => {
    if (unsent.length && !confirm(say("leave_confirm", { count: unsent.length }))) event.preventDefault();
  });
  showSpace(view.querySelector("[data-space]").parentElement);
  return view;
}

/** While files go. @param {ParentNode} root @param {{uid: string, name: string, percent: number}} news */
export function showProgress(root, { uid, name, percent }) {
  const chip = root.querySelector(`[data-of="${uid}"]`);
  if (chip) chip.textContent = say("sending", { name, percent });
}
