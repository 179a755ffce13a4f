// Beside the address of a ready question: how many cases it finds now, or why it cannot be a question.
const WAIT = 400;

for (const field of document.querySelectorAll("[data-question-count]")) {
  const told = document.createElement("p");
  told.className = "help";
  told.setAttribute("role", "status");
  field.after(told);
  let timer, request = new AbortController();

  async function tell() {
    request.abort();
    request = new AbortController();
    told.textContent = "";
    if (!field.value.trim()) return;
    const address = `${field.dataset.questionCount}?${new URLSearchParams({ query: field.value })}`;
    try {
      const answer = await fetch(address, { signal: request.signal });
      if (answer.ok) told.textContent = (await answer.json()).text;
    } catch (error) {
      if (error.name !== "AbortError") told.textContent = "";
    }
  }

  field.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(tell, WAIT); });
  tell();
}
