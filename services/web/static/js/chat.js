/** The chat page: sends without reloading, keeps what was typed, says what went wrong. */

import { announce, fitTo, followUp } from "./focus.js";
import { ask, explain, isDown } from "./send.js";
import { leaveQuickly } from "./exit.js";
import { eraseHere, framed, keepSession, openOutside, restore } from "./frame.js";
import { keepLine, showLines } from "./lines.js";
import { memory } from "./memory.js";
import { offerPlaces } from "./places.js";
import { shareAnswers } from "./share.js";
import { words } from "./words.js";

const frame = document.getElementById("chat");
const log = document.getElementById("log");
const form = document.getElementById("write");
const box = document.getElementById("message");
const typing = document.getElementById("typing");
const problem = document.getElementById("problem");
const problemText = document.getElementById("problem-text");
const tools = document.querySelector(".tools");
const DRAFT = "lots-draft";
const CALM = 150; // milliseconds without an answer before the page shows that it works
let busy = false;

/** Sends one message; what was typed stays in the box until it has been answered. */
async function say(text, typed) {
  if (busy) return;
  if (!text.trim()) return complain(words.empty);
  busy = true;
  complain("");
  const waiting = setTimeout(() => (typing.hidden = false), CALM);
  try {
    const reply = await ask(frame, text);
    keepSession(frame);
    hush(waiting);
    if (reply === null) putAway();
    else show(reply, typed && text);
  } catch (error) {
    hush(waiting);
    if (!typed) keepDraft(text);
    complain(explain(error), isDown(error));
  } finally {
    busy = false;
  }
}

function hush(waiting) {
  clearTimeout(waiting);
  typing.hidden = true;
}

function keepDraft(text) {
  box.value ||= text;
  memory.set(DRAFT, box.value);
  fitTo(box);
}

function show(html, typed) {
  log.querySelectorAll(".quick, .changed").forEach((old) => old.remove());
  document.getElementById("senaste")?.removeAttribute("id");
  const holder = document.createElement("template");
  holder.innerHTML = html;
  const turn = holder.content.querySelector(".turn");
  log.append(turn);
  if (typed === box.value) clear(); // what was written meanwhile stays
  tools.hidden = false;
  document.querySelector("label[for=message]").textContent = words.more;
  shareAnswers(turn);
  keepLine(turn);
  announce(turn);
  followUp(turn, box, Boolean(typed));
}

function clear() {
  box.value = "";
  memory.remove(DRAFT);
  fitTo(box);
}

/** Says what is wrong, with the numbers to call when it is the service that is down. */
function complain(text, down = false) {
  problemText.textContent = text;
  showLines(down);
  problem.hidden = !text;
  if (text) box.setAttribute("aria-invalid", "true");
  else box.removeAttribute("aria-invalid");
}

/** In a frame the page cannot be left and come back to: the erasing is done and said here. */
async function erase() {
  try {
    await eraseHere(frame);
    putAway();
  } catch {
    complain(words.notErased);
  }
}

/** What was said is gone at the server: here too, and that is said. */
function putAway() {
  log.querySelectorAll(".turn").forEach((turn) => turn.remove());
  memory.clear();
  clear();
  tools.hidden = true;
  complain(words.erased);
  box.removeAttribute("aria-invalid");
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  say(box.value, true);
});
box.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  say(box.value, true);
});
box.addEventListener("input", () => {
  memory.set(DRAFT, box.value);
  fitTo(box);
});
document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-say]") || !event.submitter) return;
  event.preventDefault();
  say(event.submitter.value, false);
});
document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-erase]")) return;
  if (!framed) return memory.clear();
  event.preventDefault();
  erase();
});

/** Makes ready the conversation that was there already. */
function welcome() {
  const last = log.lastElementChild;
  if (last?.matches(".turn")) tools.hidden = false;
  shareAnswers(log);
  keepLine(last);
}

box.value ||= memory.get(DRAFT) ?? "";
restore(frame, log).then((some) => some && welcome());
openOutside(frame);
welcome();
leaveQuickly(frame);
offerPlaces(document.querySelector("[data-places]"));
