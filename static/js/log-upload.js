// Sends each chosen file at once and by itself, under an identifier made here: sent again, it is received once.
const form = document.querySelector("[data-upload]");
const files = document.querySelector("[data-files]");
const progress = document.querySelector("[data-progress]");
const refused = document.querySelector("[data-refused]");

function identifier() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

function complain(name, sentence, retry) {
  const line = document.createElement("div");
  line.setAttribute("role", "alert");
  const text = document.createElement("p");
  text.className = "field__error";
  text.textContent = `${name}: ${sentence}`;
  line.append(text);
  if (retry) {
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "button button--quiet", textContent: form.dataset.again });
    button.addEventListener("click", () => { line.remove(); retry(); });
    line.append(button);
  }
  refused.append(line);
}

async function send(file, receipt) {
  const body = new FormData();
  body.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  body.append("upload", file);
  progress.textContent = form.dataset.sending.replace("{name}", file.name);
  try {
    const address = `${form.dataset.upload}${receipt}/`;
    const response = await fetch(address, { method: "POST", body, headers: { Accept: "application/json" } });
    const answer = await response.json().catch(() => ({}));
    if (response.status === 201) {
      document.querySelector("[data-nothing]")?.remove();
      if (!document.getElementById(`id_${answer.uid}-title`)) files.insertAdjacentHTML("beforeend", answer.row);
    } else if (response.status === 400) complain(file.name, answer.error);
    else complain(file.name, form.dataset.failed, () => send(file, receipt));
  } catch {
    complain(file.name, form.dataset.failed, () => send(file, receipt));
  }
  progress.textContent = "";
}

async function take(input) {
  const chosen = [...input.files];
  if (!chosen.length) return;
  input.value = "";
  refused.replaceChildren();
  for (const file of chosen) await send(file, identifier());
}

for (const input of form.querySelectorAll("input[type=file]")) {
  input.addEventListener("input", (event) => event.stopPropagation());
  input.addEventListener("change", () => take(input));
  take(input);
}
