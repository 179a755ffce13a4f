/** Screens of the log: filled from name–value pairs, and read into them as a browser would post them. */
import { complaint, copy, keyed, slot } from "./dom.js";
import { config } from "./words.js";

/** @typedef {[string, string][]} Pairs */

const inputsOf = (screen) => [...screen.querySelectorAll("input[name], select[name], textarea[name]")];

/** @param {HTMLElement} screen @returns {Pairs} */
export const pairsOf = (screen) => inputsOf(screen)
  .filter((input) => !["radio", "checkbox"].includes(input.type) || input.checked)
  .map((input) => [input.name, input.value]);

/** @param {string} name of the inputs that tell the rows: `event` or `file` @param {string} key */
export function rowOf(name, key) {
  const row = keyed(copy(`part-${name}`), config.placeholder, key);
  return row.querySelector("[data-row]");
}

/** @param {HTMLElement} screen @param {Pairs} pairs */
export function fillScreen(screen, pairs) {
  const rows = slot(screen, "rows");
  if (rows) for (const [name, key] of pairs) if (name === rows.dataset.rows) rows.append(rowOf(name, key));
  const values = new Map();
  for (const [name, value] of pairs) values.set(name, [...(values.get(name) ?? []), value]);
  for (const input of inputsOf(screen)) {
    const typed = values.get(input.name);
    if (!typed) continue;
    if (["radio", "checkbox"].includes(input.type)) input.checked = typed.includes(input.value);
    else write(input, typed.shift() ?? "");
  }
  for (const about of screen.querySelectorAll("details")) {
    about.open = inputsOf(about).some(({ value }) => value);
  }
}

function write(input, value) {
  if (input.type === "date" && value && !/^\d{4}-\d\d-\d\d$/.test(value)) input.type = "text";
  input.value = value;
}

/** The value of an answer with one input, wherever it was typed. */
export const answer = (screens, name) => Object.values(screens).flat().find(([key]) => key === name)?.[1] ?? "";

/**
 * Puts what is wrong beside its field.
 * @param {HTMLElement} root
 * @param {{anchor: string, text: string}} problem
 */
export function showProblem(root, { anchor, text }) {
  const input = anchor && root.querySelector(`#${CSS.escape(anchor)}`);
  const field = input?.closest(".field");
  if (!field) return;
  const error = complaint(text).firstElementChild;
  error.id = `${anchor}_problem`;
  field.classList.add("field--error");
  const before = field.querySelector(".field__control, .choice");
  before.before(error);
  for (const one of field.querySelectorAll("input, select, textarea")) {
    one.setAttribute("aria-invalid", "true");
    one.setAttribute("aria-describedby", `${one.getAttribute("aria-describedby") ?? ""} ${error.id}`.trim());
  }
}
