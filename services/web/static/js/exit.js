/** "Lämna sidan snabbt": erases the conversation, and takes this page out of the way back. */

import { memory } from "./memory.js";

export function leaveQuickly(frame) {
  for (const link of document.querySelectorAll("[data-exit]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      memory.clear();
      if (frame?.dataset.session) forget(frame.dataset.session);
      document.body.hidden = true;
      window.top.location.replace(link.href);
    });
  }
}

/** Erases while the page is already on its way out. */
function forget(session) {
  fetch("/api/chat", {
    method: "DELETE",
    keepalive: true,
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ session }),
  }).catch(() => {});
}
