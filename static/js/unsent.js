/** Where one meets the site or leaves it: what is on this phone and was not sent. */
import { countUnsent, forgetCopies } from "./phone/store.js";

const notice = document.querySelector("[data-unsent-notice]");
if ("leaving" in notice.dataset) await forgetCopies().catch(() => undefined);
const count = await countUnsent().catch(() => 0);
if (count) {
  const sentence = notice.querySelector("[data-unsent]");
  sentence.textContent = sentence.dataset.unsent.replace("{count}", count);
  notice.hidden = false;
}
