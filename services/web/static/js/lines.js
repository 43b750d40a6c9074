/** The numbers that hold whatever is down: 112, 1177, and the municipality's own switchboard. */

const list = document.getElementById("lines");
const switchboard = document.getElementById("switchboard");

/** Keeps the switchboard of the latest answer at hand. */
export function keepLine(turn) {
  const { lineName, linePhone, lineShown } = turn?.dataset ?? {};
  if (!linePhone) return;
  const link = switchboard.querySelector("a");
  switchboard.querySelector("span").textContent = lineName;
  link.href = `tel:${linePhone}`;
  link.textContent = lineShown;
  switchboard.hidden = false;
}

export function showLines(show) {
  list.hidden = !show;
}
