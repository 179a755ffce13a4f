/** The list of bodies, asked from the server. Without this script the form searches. */
import { combobox } from "./combobox.js";

for (const box of document.querySelectorAll("[data-combobox]")) {
  combobox(box, async (words) => {
    const query = new URLSearchParams({ q: words, region: box.dataset.region });
    try {
      const response = await fetch(`${box.dataset.combobox}?${query}`, { headers: { Accept: "application/json" } });
      return response.ok ? (await response.json()).bodies : null;
    } catch {
      return null;
    }
  });
}
