/** One tap instead of typing: “now” beside an hour, “today” beside a day, “one more” beside a number. */

const two = (number) => String(number).padStart(2, "0");

const stamps = {
  time: (at) => `${two(at.getHours())}:${two(at.getMinutes())}`,
  day: (at) => `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`,
};

function button(text, name, act) {
  const made = document.createElement("button");
  Object.assign(made, { type: "button", className: "button button--quiet tap", textContent: text });
  made.setAttribute("aria-label", name);
  made.addEventListener("click", act);
  return made;
}

/** @param {HTMLInputElement} input @param {string} value */
function write(input, value) {
  input.value = value;
  input.dispatchEvent(new Event("input", { bubbles: true }));
}

/** Buttons beside an input, outside its label: they have names of their own. */
function row(input, ...buttons) {
  const box = document.createElement("div");
  const part = input.closest("label") ?? input;
  box.className = "taps";
  part.replaceWith(box);
  box.append(part, ...buttons);
}

const labelOf = (input) => input.closest(".field")?.querySelector(".field__label")?.firstChild.textContent.trim() ?? "";

/**
 * @param {ParentNode} root
 * @param {{now: string, today: string, more: string, less: string}} words
 */
export function addTaps(root, words) {
  for (const input of root.querySelectorAll("input[data-now]")) {
    const kind = input.dataset.now;
    const word = kind === "time" ? words.now : words.today;
    row(input, button(word, `${labelOf(input)}: ${word}`, () => write(input, stamps[kind](new Date()))));
  }
  for (const input of root.querySelectorAll("input[data-counter]")) {
    const by = (step) => () => write(input, String(Math.max(0, (Number.parseInt(input.value, 10) || 0) + step)));
    const less = button("−", `${labelOf(input)}: ${words.less}`, by(-1));
    row(input, less, button("+", `${labelOf(input)}: ${words.more}`, by(1)));
  }
}
