/** The way to /api/chat, and its errors in plain words. */

const PATIENCE = 15000;

/** Sends `text`; gives the turn as HTML that the server has escaped. Throws on any error. */
export async function ask(frame, text) {
  const response = await fetch("/api/chat", {
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
  return response.text();
}

async function refusal(response) {
  const error = new Error("refused");
  error.detail = (await response.json().catch(() => ({}))).detail;
  error.wait = response.headers.get("Retry-After");
  return error;
}

/** What the person is told: what happened, that nothing is lost, and whom to call anyway. */
export function explain(error) {
  const kept = "Det du skrev finns kvar.";
  if (error.wait) return `Det kom många meddelanden på kort tid. ${kept} Försök igen om ${seconds(error.wait)}.`;
  if (error.detail) return `${error.detail} ${kept}`;
  return `Det gick inte att nå tjänsten just nu. ${kept} Försök igen om en stund. Vid fara: ring 112. Råd om sjukdom: 1177. Annars når du kommunens växel.`;
}

function seconds(wait) {
  const left = Number(wait) || 30;
  return left > 90 ? `${Math.ceil(left / 60)} minuter` : `${left} sekunder`;
}
