/** "Dela": names and numbers, by the phone's own way to share where there is one. */

export function shareAnswers(root) {
  for (const item of root.querySelectorAll("[data-share]")) {
    const text = item.dataset.text;
    if (navigator.share) item.querySelector("summary").addEventListener("click", (event) => shareFirst(event, text));
    if (navigator.clipboard) offerCopy(item.querySelector("[data-copy]"), text);
  }
}

function shareFirst(event, text) {
  event.preventDefault();
  navigator.share({ text }).catch(() => {});
}

function offerCopy(button, text) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(text);
    button.textContent = button.dataset.copied;
  });
}
