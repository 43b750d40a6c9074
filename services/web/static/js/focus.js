/** One announcement for each new message, and a focus that is where the person is. */

const announcer = document.getElementById("announcer");
const LOW = 720;
const touch = matchMedia("(pointer: coarse)");

/** Says the reply once. The card is read by whoever goes there; its first line is in the text. */
export function announce(turn) {
  const spoken = [...turn.querySelectorAll("[data-spoken]")].map((one) => one.innerText.trim());
  announcer.textContent = spoken.join(" ");
}

/** Who types on a keyboard stays in the box; otherwise focus goes to the reply's heading, whose
 * name is short and says nothing of what has just been announced. */
export function followUp(turn, box, typed) {
  const heading = turn.querySelector(".reply > h3");
  if (typed && !touch.matches) box.focus({ preventScroll: true });
  else heading.focus({ preventScroll: true });
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const seen = innerHeight < LOW ? heading.parentElement : turn; // a low screen has room for the reply alone
  seen.scrollIntoView({ behavior: calm ? "auto" : "smooth", block: "start" });
}

/** The box grows with what is written. */
export function fitTo(box) {
  box.rows = Math.min(6, Math.max(1, box.value.split("\n").length, Math.ceil(box.value.length / 26)));
}
