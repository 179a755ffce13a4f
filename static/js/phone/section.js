/** Some questions of one log. What is typed is kept at once. */
import { addTaps } from "../taps.js";
import { combobox } from "../combobox.js";
import { place } from "../place.js";
import { findBodies } from "./bodies.js";
import { complaint, copy, fill, slot } from "./dom.js";
import { answer, fillScreen, pairsOf, rowOf, showProblem } from "./forms.js";
import { titleOf } from "./home.js";
import { config, say, size, time } from "./words.js";

const PAUSE = 300;

/** All that was answered so far, here or on the server. */
const everything = (draft) => ({ ...draft.base, ...draft.screens });

/** The sections of a log, with those screens that make sense after what was answered. */
export function sectionsOf(draft) {
  if (draft.kit) return config.kit;
  const screens = everything(draft);
  const wanted = (key) => Object.entries(config.steps[key].wanted).every(([name, values]) => values.includes(answer(screens, name)));
  return config.log.filter(({ steps }) => steps.every(wanted));
}

/** @param {object} draft @param {string} key @returns {string} address of a section */
export const addressOf = (draft, key) => `#/log/${draft.uid}/${key}`;

class SectionView {
  constructor(app, draft, section) {
    Object.assign(this, { app, draft, section, view: copy("view-section"), timer: null, dirty: new Set(), kept: new Map() });
    this.form = slot(this.view, "form");
    this.screens = slot(this.view, "screens");
  }

  async build() {
    const sections = sectionsOf(this.draft);
    const here = sections.findIndex(({ key }) => key === this.section.key);
    fill(this.view, { title: this.section.title, draft: titleOf(this.draft) });
    slot(this.view, "progress").append(...sections.map((_each, n) => {
      const step = document.createElement("li");
      step.className = n < here ? "is-done" : n === here ? "is-current" : "";
      return step;
    }));
    for (const key of this.section.steps) await this.#addScreen(key);
    for (const key of this.section.steps) this.kept.set(key, JSON.stringify(this.#pairs(key)));
    if (this.section.steps.length === 1) hideRepeatedLabel(this.screens, this.section.title);
    const next = sections[here + 1]?.key ?? "finish";
    slot(this.view, "finish").href = addressOf(this.draft, "finish");
    this.form.addEventListener("input", (event) => this.#typed(event));
    this.form.addEventListener("change", (event) => this.#typed(event));
    this.form.addEventListener("submit", async (event) => {
      event.preventDefault();
      await this.flush();
      this.app.go(addressOf(this.draft, next));
    });
    this.#take();
    this.#showProblems();
    return this.view;
  }

  async #addScreen(key) {
    const screen = copy(`step-${key}`).firstElementChild;
    fillScreen(screen, structuredClone(everything(this.draft)[key] ?? []));
    this.screens.append(screen);
    for (const { field, text } of this.draft.remarks) {
      const input = screen.querySelector(`[name="${CSS.escape(field)}"], [name^="${CSS.escape(field)}_"]`);
      const beside = field === key ? screen.firstElementChild : input?.closest(".field");
      beside?.before(fill(copy("part-remark"), { text }));
    }
    if (key === "events") this.#events(screen);
    if (key === "files") await this.#files(screen);
    addTaps(screen, config.words);
    if (key === "place") place(screen);
    if (key === "body") await this.#bodies(screen);
  }

  #events(screen) {
    const rows = slot(screen, "rows");
    const add = () => {
      const row = rowOf("event", crypto.randomUUID());
      rows.append(row);
      addTaps(row, config.words);
      return row;
    };
    if (!rows.children.length) add();
    slot(screen, "add-row").addEventListener("click", () => add().querySelector("select").focus());
    rows.addEventListener("click", ({ target }) => {
      if (!target.closest("[data-remove-row]")) return;
      target.closest("[data-row]").remove();
      rows.dispatchEvent(new Event("input", { bubbles: true }));
    });
  }

  async #bodies(screen) {
    const box = slot(screen, "combobox");
    const bodies = await this.app.pack("bodies") ?? [];
    const chosen = answer(everything(this.draft), "body");
    if (chosen) {
      const kept = Object.assign(document.createElement("input"), { type: "radio", checked: true, value: chosen });
      slot(box, "results").append(kept);
    }
    combobox(box, async (query) => findBodies(bodies, query, answer(everything(this.draft), "region")));
  }

  async #files(screen) {
    const rows = slot(screen, "rows");
    const here = new Map((await this.app.files.of(this.draft.uid)).map((file) => [file.uid, file]));
    for (const uid of [...here.keys(), ...Object.keys(this.draft.there)]) {
      if (!rows.querySelector(`[data-row="${uid}"]`)) rows.append(rowOf("file", uid));
    }
    for (const row of rows.children) this.#describe(row, here.get(row.dataset.row));
  }

  /** @param {HTMLElement} row @param {{name: string, size: number, taken: number} | undefined} file what is here of it */
  #describe(row, file) {
    const uid = row.dataset.row;
    const name = file?.name ?? this.draft.there[uid] ?? "";
    fill(row, { name, about: file ? `${say("here")}: ${size(file.size)}, ${time(file.taken)}` : say("there") });
    const remove = slot(row, "remove-file");
    remove.hidden = !file;
    remove.textContent = say("remove", { name });
    remove.addEventListener("click", async () => {
      if (!confirm(say("remove_confirm", { name }))) return;
      await this.app.files.remove(uid);
      const rows = row.parentElement;
      row.remove();
      rows.dispatchEvent(new Event("input", { bubbles: true }));
    });
  }

  #take() {
    const refused = slot(this.view, "refused");
    for (const input of this.view.querySelectorAll("[data-file]")) {
      input.addEventListener("change", async (event) => {
        event.stopPropagation();
        const chosen = [...input.files];
        input.value = "";
        refused.replaceChildren();
        for (const file of chosen) await this.#add(file);
      });
      input.addEventListener("input", (event) => event.stopPropagation());
    }
  }

  async #add(file) {
    const [taken, refused] = [this.form.querySelector("[data-taken]"), this.form.querySelector("[data-refused]")];
    taken.textContent = say("adding", { name: file.name });
    const { uid, why } = await this.app.keepFile(this.draft.uid, file);
    taken.textContent = why ? "" : say("added", { name: file.name });
    if (why) { refused.append(complaint(why)); return; }
    const rows = this.screens.querySelector("[data-rows=file]");
    if (!rows) return;
    const row = rowOf("file", uid);
    rows.append(row);
    this.#describe(row, { name: file.name, size: file.size, taken: file.lastModified });
  }

  #typed({ target }) {
    const screen = target.closest("[data-screen]")?.dataset.screen;
    for (const key of screen ? [screen] : this.section.steps) this.dirty.add(key);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.flush(), PAUSE);
  }

  #pairs(key) { return pairsOf(this.screens.querySelector(`[data-screen="${key}"]`)); }

  /** Keeps what was typed since the last time; leaving a field, which changes nothing, is no typing. */
  async flush() {
    clearTimeout(this.timer);
    const keys = [...this.dirty];
    this.dirty.clear();
    for (const key of keys) {
      const [pairs, before] = [this.#pairs(key), this.kept.get(key)];
      if (JSON.stringify(pairs) === before) continue;
      this.kept.set(key, JSON.stringify(pairs));
      if (await this.app.keepScreen(this.draft, key, pairs)) continue;
      this.kept.set(key, before);
      this.dirty.add(key);
    }
  }

  #showProblems() {
    const mine = this.draft.problems.filter(({ step }) => this.section.steps.includes(step));
    for (const problem of mine) showProblem(this.screens, problem);
  }
}

function hideRepeatedLabel(screens, title) {
  const label = screens.querySelector(".field__label");
  if (label?.firstChild.textContent.trim() === title) label.classList.add("visually-hidden");
}

/** @param {import("./app.js").App} app @param {object} draft @param {string} key */
export async function section(app, draft, key) {
  const sections = sectionsOf(draft);
  const found = sections.find((each) => each.key === key) ?? sections[0];
  const view = new SectionView(app, draft, found);
  app.flush = () => view.flush();
  return view.build();
}
