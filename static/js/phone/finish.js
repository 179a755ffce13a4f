/** The end of one log: what keeps it, the choice between two versions, and the way to the coordinator. */
import { copy, fill, slot } from "./dom.js";
import { titleOf } from "./home.js";
import { addressOf, sectionsOf } from "./section.js";
import { say, size } from "./words.js";

function problems(draft) {
  const summary = copy("part-problems");
  slot(summary, "list").append(...draft.problems.map(({ step, anchor, text }) => {
    const item = document.createElement("li");
    const home = sectionsOf(draft).find(({ steps }) => steps.includes(step));
    const line = document.createElement(home ? "a" : "span");
    line.textContent = text;
    if (home) line.href = `${addressOf(draft, home.key)}/${anchor}`;
    item.append(line);
    return item;
  }));
  return summary;
}

function conflicts(draft) {
  return draft.conflict.answers.map((both) => {
    const part = fill(copy("part-conflict"), { label: both.label, yours: both.yours.join("; "), stored: both.stored.join("; ") });
    for (const input of part.querySelectorAll("input")) input.name = both.name;
    return part;
  });
}

/** What the person chose, as the next sending tells it. */
function decided(view, draft) {
  const theirs = draft.conflict.answers.map(({ name }) => name)
    .filter((name) => view.querySelector(`[name="${CSS.escape(name)}"]:checked`).value === "stored");
  return { revision: draft.conflict.revision, theirs, conflict: null };
}

/** @param {import("./app.js").App} app @param {object} draft */
export async function finish(app, draft) {
  const view = copy("view-finish");
  const place = document.createElement("div");
  const files = await app.files.of(draft.uid);
  fill(view, { draft: titleOf(draft), files: files.length ? `${files.length} · ${size(files.reduce((sum, file) => sum + file.size, 0))}` : "" });
  if (draft.state === "refused") slot(view, "problems").append(problems(draft));
  if (draft.state === "conflict") slot(view, "conflict").append(fill(copy("part-notice"), { text: say("conflict") }), ...conflicts(draft));
  if (draft.state === "closed") slot(view, "conflict").append(fill(copy("part-notice"), { text: say("closed") }));
  slot(view, "sections").append(...sectionsOf(draft).map(({ key, title }) => {
    const line = document.createElement("li");
    const link = Object.assign(document.createElement("a"), { href: addressOf(draft, key), textContent: title });
    line.className = "log-list__item";
    line.append(link);
    return line;
  }));
  slot(view, "queue").addEventListener("click", async () => {
    const choice = draft.state === "conflict" ? decided(place, draft) : {};
    await app.drafts.update(draft.uid, () => ({ ...choice, state: "queued", problems: [] }));
    app.go("#/");
    app.send();
  });
  slot(view, "remove").addEventListener("click", async () => {
    if (!confirm(say("remove_confirm", { name: titleOf(draft) }))) return;
    await app.drafts.remove(draft.uid);
    app.go("#/");
  });
  place.append(view);
  place.className = "phone__view";
  return place;
}

