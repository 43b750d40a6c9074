/** The way to /api/chat, and its errors in plain words. */

import { words } from "./words.js";

const PATIENCE = 15000;

/** Sends `text`; gives the turn as HTML that the server has escaped, or null where the text was a
 * wish to have the conversation erased, and it has been. Throws on any error. */
export async function ask(frame, text) {
  const response = await fetch(`/api/chat?sprak=${frame.dataset.language}`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "text/html" },
    body: JSON.stringify({
      message: text,
      session: frame.dataset.session || null,
      municipality: frame.dataset.municipality || null,
    }),
    signal: AbortSignal.timeout(PATIENCE),
  });
  if (!response.ok) throw await refusal(response);
  frame.dataset.session = response.headers.get("X-Lots-Session") ?? "";
  return response.headers.has("X-Lots-Erased") ? null : response.text();
}

async function refusal(response) {
  const error = new Error("refused");
  if (response.status >= 500) return error;
  error.detail = (await response.json().catch(() => ({}))).detail;
  error.wait = response.headers.get("Retry-After");
  return error;
}

/** Whether it is the service or the way there that is down, and not the message. */
export const isDown = (error) => !error.detail && !error.wait;

/** What the person is told: that nothing is lost, what happened, and when to try again. */
export function explain(error) {
  if (error.wait) return `${words.kept} ${words.many} ${howLong(error.wait)}.`;
  return `${words.kept} ${error.detail ?? words.lost}`;
}

function howLong(wait) {
  const left = Number(wait) || 30;
  return left > 90 ? `${Math.ceil(left / 60)} ${words.minutes}` : `${left} ${words.seconds}`;
}
