/** "Lämna sidan snabbt": erases the conversation, and takes this page out of the way back. */

export function leaveQuickly(frame) {
  for (const link of document.querySelectorAll("[data-exit]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      sessionStorage.clear();
      if (frame?.dataset.session) navigator.sendBeacon("/radera");
      document.body.hidden = true;
      location.replace(link.href);
    });
  }
}
