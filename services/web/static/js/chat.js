/** The chat page: sends without reloading, keeps what was typed, says what went wrong. */

import { announce, fitTo, followUp } from "./focus.js";
import { ask, explain } from "./send.js";
import { leaveQuickly } from "./exit.js";
import { eraseHere, framed, keepSession, openOutside, restore } from "./frame.js";
import { memory } from "./memory.js";
import { offerPlaces } from "./places.js";
import { shareAnswers } from "./share.js";

const frame = document.getElementById("chat");
const log = document.getElementById("log");
const form = document.getElementById("write");
const box = document.getElementById("message");
const typing = document.getElementById("typing");
const problem = document.getElementById("problem");
const tools = document.querySelector(".tools");
const DRAFT = "lots-draft";
let busy = false;

/** Sends one message; what was typed stays in the box until it has been answered. */
async function say(text, typed) {
  if (busy || !text.trim()) return typed && complain("Skriv några ord om vad som har hänt.");
  busy = true;
  complain("");
  typing.hidden = false;
  try {
    const reply = await ask(frame, text);
    typing.hidden = true;
    keepSession(frame);
    show(reply, typed);
  } catch (error) {
    typing.hidden = true;
    if (!typed) box.value = text;
    complain(explain(error));
  } finally {
    busy = false;
  }
}

function show(html, typed) {
  log.querySelectorAll(".quick").forEach((old) => old.remove());
  document.getElementById("senaste")?.removeAttribute("id");
  const holder = document.createElement("template");
  holder.innerHTML = html;
  const turn = holder.content.querySelector(".turn");
  log.append(turn);
  if (typed) clear();
  tools.hidden = false;
  shareAnswers(turn);
  announce(turn);
  followUp(turn, box, typed);
}

function clear() {
  box.value = "";
  memory.remove(DRAFT);
  fitTo(box);
}

function complain(text) {
  problem.replaceChildren(...text.split(/\b(112|1177)\b/).map((part, at) => (at % 2 ? phoneLink(part) : part)));
  problem.hidden = !text;
  if (text) box.setAttribute("aria-invalid", "true");
  else box.removeAttribute("aria-invalid");
}

function phoneLink(number) {
  const link = document.createElement("a");
  link.href = `tel:${number}`;
  link.textContent = number;
  return link;
}

/** In a frame the page cannot be left and come back to: the erasing is done and said here. */
async function erase() {
  try {
    await eraseHere(frame);
    log.querySelectorAll(".turn").forEach((turn) => turn.remove());
    tools.hidden = true;
    complain("Samtalet är raderat. Inget av det du skrev finns kvar.");
    box.removeAttribute("aria-invalid");
  } catch {
    complain("Det gick inte att radera samtalet just nu. Försök igen om en stund.");
  }
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

box.value ||= memory.get(DRAFT) ?? "";
restore(frame, log).then((some) => some && (tools.hidden = false, shareAnswers(log)));
openOutside();
shareAnswers(log);
leaveQuickly(frame);
offerPlaces(document.querySelector("[data-places]"));
