// After a part of the page was swapped: what stood open stays open, and the keyboard stays where it was.
const titleOf = (part) => part.closest(".facet")?.querySelector(".facet__title")?.textContent ?? "";
// A part of a facet is known by both: the facet may stand open while what is more of it does not.
const nameOf = (part) => `${titleOf(part)} ${part.className}`;
const labelOf = (link) => link?.firstElementChild?.textContent.trim() ?? "";

let open = [];
let focused = null;

document.addEventListener("htmx:beforeSwap", () => {
  open = [...document.querySelectorAll("[data-keep-open] details[open]")].map(nameOf);
  const link = document.activeElement?.closest("[data-keep-open] a");
  focused = link && { facet: titleOf(link), label: labelOf(link) };
});

// In a long list of values one finds by typing; without JavaScript the list is simply read.
const LONG = 8;

function makeFilterable(region) {
  region.querySelectorAll("[data-filterable]").forEach((list) => {
    const values = [...list.children];
    if (values.length < LONG) return;
    const field = document.createElement("input");
    Object.assign(field, { type: "search", className: "facet__find", autocomplete: "off", placeholder: list.dataset.filterable });
    field.setAttribute("aria-label", list.dataset.filterable);
    field.addEventListener("input", () => {
      const typed = field.value.trim().toLowerCase();
      values.forEach((value) => { value.hidden = !value.textContent.toLowerCase().includes(typed); });
    });
    list.before(field);
  });
}

makeFilterable(document);

// The head is not swapped, and feed readers look there: its feed is to be that of the list on the screen.
function renewFeed(region) {
  const shown = region.querySelector('a[type="application/atom+xml"]');
  const inHead = document.head.querySelector('link[type="application/atom+xml"]');
  if (shown && inHead) inHead.href = shown.href;
}

document.addEventListener("htmx:afterSettle", () => {
  const region = document.querySelector("[data-keep-open]");
  makeFilterable(region);
  renewFeed(region);
  region.querySelectorAll("details").forEach((part) => { if (open.includes(nameOf(part))) part.open = true; });
  if (!focused) return;
  const same = [...region.querySelectorAll(".facet a")]
    .find((link) => titleOf(link) === focused.facet && labelOf(link) === focused.label);
  const place = same ?? region.querySelector(".results__count");
  if (place !== same) place.tabIndex = -1;
  place.focus({ preventScroll: true });
  focused = null;
});
