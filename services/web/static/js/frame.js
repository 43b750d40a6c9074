/** The chat inside another site's frame, where no cookie comes: it keeps the session itself. */

import { memory } from "./memory.js";

const SESSION = "anhoriglots-session:";

/** Whether this is the frame and not the page. */
export const framed = document.getElementById("chat").dataset.kind === "embed";

/** The host's script remembers the session for its next page: the frame itself may keep nothing. */
export function keepSession(frame) {
  if (framed) parent.postMessage(SESSION + frame.dataset.session, "*");
}

/** Brings the conversation back; gives whether there was one. */
export async function restore(frame, log) {
  const session = framed && decodeURIComponent(location.hash.slice(1));
  if (!session) return false;
  const response = await fetch(`/embed/samtal?kommun=${frame.dataset.municipality}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ session }),
  }).catch(() => null);
  if (!response?.ok) return false;
  frame.dataset.session = session;
  log.insertAdjacentHTML("beforeend", await response.text());
  return log.querySelector(".turn") !== null;
}

/** Erases here and at the server. */
export async function eraseHere(frame) {
  const body = JSON.stringify({ session: frame.dataset.session });
  const headers = { "Content-Type": "application/json" };
  const response = await fetch("/api/chat", { method: "DELETE", headers, body });
  if (!response.ok) throw new Error("not erased");
  memory.clear();
  frame.dataset.session = "";
  keepSession(frame);
}

/** Links leave the frame, and Escape closes it. */
export function openOutside() {
  if (!framed) return;
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    if (link && !link.href.startsWith("tel:") && !link.getAttribute("href").startsWith("#")) link.target = "_blank";
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") parent.postMessage("anhoriglots-close", "*");
  });
}
