/** "Dela svaret": name and number of the contacts, where the browser can share. */

export function shareAnswers(root) {
  if (!navigator.share) return;
  for (const item of root.querySelectorAll("[data-share]")) {
    item.hidden = false;
    item.querySelector("button").addEventListener("click", () => share(item.closest(".answer")));
  }
}

async function share(answer) {
  const names = [...answer.querySelectorAll(".who")].map((who) => {
    const call = who.nextElementSibling?.matches(".call") ? who.nextElementSibling : null;
    return `${who.textContent.trim()}: ${call ? call.lastElementChild.lastChild.textContent.trim() : "se sidan"}`;
  });
  await navigator.share({ title: "Vem ska jag ringa?", text: names.join("\n") }).catch(() => {});
}
