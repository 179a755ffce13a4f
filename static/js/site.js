// General behaviours of every page; the page works without them.
document.documentElement.classList.add("js");

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent.trim());
  const word = button.textContent;
  button.textContent = button.dataset.copied;
  setTimeout(() => { button.textContent = word; }, 2000);
});

document.querySelectorAll("[data-print]").forEach((button) => button.addEventListener("click", () => print()));

document.querySelector("[data-focus]")?.focus();

// Browsers without ::details-content cannot show a folded part on a wide screen by CSS alone.
if (!CSS.supports("selector(::details-content)")) {
  for (const [selector, width] of [[".menu", "62rem"], [".drawer", "56rem"]]) {
    const wide = matchMedia(`(min-width: ${width})`);
    const unfold = () => document.querySelectorAll(selector).forEach((part) => { part.open = wide.matches; });
    unfold();
    wide.addEventListener("change", unfold);
  }
}

// A dossier prints with every working unfolded.
addEventListener("beforeprint", () => {
  document.querySelectorAll("main details:not([open], .checks-waiting)").forEach((part) => { part.open = true; part.dataset.folded = ""; });
});
addEventListener("afterprint", () => {
  document.querySelectorAll("[data-folded]").forEach((part) => { part.open = false; delete part.dataset.folded; });
});
