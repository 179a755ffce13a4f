/** A list of bodies that opens while typing: the combobox pattern of ARIA with a listbox. */
const WAIT = 250;

/**
 * @param {HTMLElement} box with the words of the list in its `data-…`
 * @param {(query: string) => Promise<{key: string, name: string, note: string}[] | null>} find null: no answer
 */
export function combobox(box, find) {
  const input = box.querySelector("input[name=body_text]");
  const results = box.querySelector("[data-results]");
  const key = document.createElement("input");
  Object.assign(key, { type: "hidden", name: "body", value: results.querySelector(":checked")?.value ?? "" });
  const list = document.createElement("div");
  Object.assign(list, { id: "body-list", className: "combobox__list", hidden: true });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", box.dataset.found);
  const state = document.createElement("p");
  state.className = "meta combobox__state";
  state.setAttribute("role", "status");
  results.replaceWith(key, state);
  input.parentElement.append(list);
  for (const [name, value] of Object.entries({
    role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id, autocomplete: "off",
  })) input.setAttribute(name, value);
  if (key.value) state.textContent = box.dataset.chosen;

  let active = -1, timer, asked = 0;
  const options = () => [...list.children];

  function close() {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function point(index) {
    const all = options();
    active = (index + all.length) % all.length;
    all.forEach((option, i) => option.setAttribute("aria-selected", String(i === active)));
    input.setAttribute("aria-activedescendant", all[active].id);
    all[active].scrollIntoView({ block: "nearest" });
  }

  function choose(option) {
    input.value = option.dataset.name;
    key.value = option.dataset.key;
    state.textContent = box.dataset.chosen;
    close();
    input.form.dispatchEvent(new Event("input"));
  }

  function show(bodies) {
    list.replaceChildren(...bodies.map((body, i) => {
      const option = document.createElement("div");
      Object.assign(option, { id: `body-${i}`, className: "combobox__option" });
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      Object.assign(option.dataset, { key: body.key, name: body.name });
      option.append(body.name);
      if (body.note) {
        const note = document.createElement("span");
        Object.assign(note, { className: "meta", textContent: body.note });
        option.append(note);
      }
      return option;
    }));
    active = -1;
    input.removeAttribute("aria-activedescendant");
    list.hidden = bodies.length === 0;
    input.setAttribute("aria-expanded", String(bodies.length > 0));
    state.textContent = bodies.length ? `${box.dataset.found}: ${bodies.length}` : box.dataset.none;
  }

  async function search() {
    const mine = ++asked;
    if (input.value.trim().length < 2) { close(); state.textContent = ""; return; }
    const bodies = await find(input.value);
    if (mine !== asked) return;
    if (bodies) show(bodies); else close();
  }

  input.addEventListener("input", () => { key.value = ""; clearTimeout(timer); timer = setTimeout(search, WAIT); });
  input.addEventListener("blur", () => { asked += 1; clearTimeout(timer); close(); });
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => { const option = event.target.closest("[role=option]"); if (option) choose(option); });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !list.hidden) { close(); event.preventDefault(); return; }
    if (list.hidden) { if (event.key === "ArrowDown") search(); return; }
    if (event.key === "ArrowDown") point(active + 1);
    else if (event.key === "ArrowUp") point(active < 0 ? -1 : active - 1);
    else if (event.key === "Enter" && active >= 0) choose(options()[active]);
    else return;
    event.preventDefault();
  });
  if (document.activeElement === input && !key.value) search();
}
