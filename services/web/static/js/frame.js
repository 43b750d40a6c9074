/** The chat inside another site's frame, where no cookie comes: it keeps the session itself. */

import { memory } from "./memory.js";

const SESSION = "anhoriglots-session:";
const KEPT = "lots-host";

/** Links that stay: they open the phone or the post, or move within the page. */
const HERE = /^(tel:|sms:|mailto:|#)/;

/** Whether this is the frame and not the page. */
export const framed = document.getElementById("chat").dataset.kind === "embed";

/** The host's script remembers the session for its next page: the frame itself may keep nothing. */
export function keepSession(frame) {
  tell(SESSION + frame.dataset.session);
}

/** The site that opened the frame; it alone is told anything. A page of our own comes after
 * another language has been chosen: then the site is the one that was remembered. */
function hostOrigin() {
  const from = URL.canParse(document.referrer) ? new URL(document.referrer).origin : null;
  if (!from || from === location.origin) return location.ancestorOrigins?.[0] ?? memory.get(KEPT);
  memory.set(KEPT, from);
  return from;
}

const host = framed ? hostOrigin() : null;

function tell(text) {
  if (host) parent.postMessage(text, host);
}

/** Brings the conversation back; gives whether there was one. */
export async function restore(frame, log) {
  const session = framed && decodeURIComponent(location.hash.slice(1));
  if (!session) return false;
  const response = await fetch(`/embed/samtal?kommun=${frame.dataset.municipality}&sprak=${frame.dataset.language}`, {
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

/** Links leave the frame, except those that change its language; Escape closes it. */
export function openOutside(frame) {
  if (!framed) return;
  tell("anhoriglots-ready");
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    if (link?.getAttribute("href").startsWith("/embed")) link.hash = encodeURIComponent(frame.dataset.session);
    else if (link && !HERE.test(link.getAttribute("href"))) link.target = "_blank";
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") tell("anhoriglots-close");
  });
}
