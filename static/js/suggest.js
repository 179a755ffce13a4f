// Search boxes offer what may be meant while one types: the combobox pattern of ARIA. Without it the form searches.
const WAIT = 150;
const SHORTEST = 2;

function suggestions(box, place) {
  const input = box.querySelector("input[type=search]");
  const list = document.createElement("div");
  Object.assign(list, { id: `suggestions-${place}`, className: "suggest__list", hidden: true });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", box.dataset.suggestions);
  input.after(list);
  for (const [name, value] of Object.entries({
    role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id, autocomplete: "off",
  })) input.setAttribute(name, value);

  let active = -1, timer, request = new AbortController();

  function close() {
    request.abort();
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function option(suggestion, i) {
    const link = document.createElement("a");
    Object.assign(link, { id: `${list.id}-${i}`, className: "suggest__option", href: suggestion.url, tabIndex: -1 });
    link.setAttribute("role", "option");
    link.setAttribute("aria-selected", "false");
    const title = document.createElement("span");
    Object.assign(title, { lang: suggestion.lang, textContent: suggestion.title });
    const note = document.createElement("span");
    Object.assign(note, { className: "meta", textContent: suggestion.note });
    link.append(title, note);
    return link;
  }

  function show(found) {
    list.replaceChildren(...found.map(option));
    active = -1;
    input.removeAttribute("aria-activedescendant");
    list.hidden = found.length === 0;
    input.setAttribute("aria-expanded", String(found.length > 0));
  }

  function point(index) {
    const all = [...list.children];
    active = (index + all.length) % all.length;
    all.forEach((each, i) => each.setAttribute("aria-selected", String(i === active)));
    input.setAttribute("aria-activedescendant", all[active].id);
    all[active].scrollIntoView({ block: "nearest" });
  }

  async function ask() {
    request.abort();
    request = new AbortController();
    try {
      const response = await fetch(`${box.dataset.suggest}?${new URLSearchParams({ q: input.value })}`, { signal: request.signal });
      if (response.ok) show((await response.json()).suggestions);
    } catch (error) {
      if (error.name !== "AbortError") close();
    }
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    if (input.value.trim().length < SHORTEST) close();
    else timer = setTimeout(ask, WAIT);
  });
  input.addEventListener("blur", () => { clearTimeout(timer); close(); });
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  input.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    if (event.key === "Escape") close();
    else if (event.key === "ArrowDown") point(active + 1);
    else if (event.key === "ArrowUp") point(active < 0 ? -1 : active - 1);
    else if (event.key === "Enter" && active >= 0) list.children[active].click();
    else return;
    event.preventDefault();
  });
}

document.querySelectorAll("[data-suggest]").forEach(suggestions);
