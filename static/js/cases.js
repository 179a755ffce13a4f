// After a part of the page was swapped: what stood open stays open, and the keyboard stays where it was.
const titleOf = (part) => part.closest(".facet")?.querySelector(".facet__title")?.textContent ?? "";
const labelOf = (link) => link?.firstElementChild?.textContent.trim() ?? "";

let open = [];
let focused = null;

document.addEventListener("htmx:beforeSwap", () => {
  open = [...document.querySelectorAll("[data-keep-open] details[open]")].map(titleOf);
  const link = document.activeElement?.closest("[data-keep-open] a");
  focused = link && { facet: titleOf(link), label: labelOf(link) };
});

document.addEventListener("htmx:afterSettle", () => {
  const region = document.querySelector("[data-keep-open]");
  region.querySelectorAll("details").forEach((part) => { if (open.includes(titleOf(part))) part.open = true; });
  if (!focused) return;
  const same = [...region.querySelectorAll(".facet a")]
    .find((link) => titleOf(link) === focused.facet && labelOf(link) === focused.label);
  const place = same ?? region.querySelector(".results__count");
  if (place !== same) place.tabIndex = -1;
  place.focus({ preventScroll: true });
  focused = null;
});
