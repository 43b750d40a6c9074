/** The checklist: ticks, notes and chosen contacts, which live in this page and nowhere else. */

import { chooseContacts } from "./chosen.js";
import { keepPages, listKept, registerWorker } from "./kept.js";
import { offerPlaces } from "./places.js";
import "./print.js";

document.querySelectorAll("form[data-places]").forEach(offerPlaces);
chooseContacts(document.querySelector("#lapp"), document.querySelector("#lappen"));
clearOn(document.querySelector("[data-clear]"));
openSourcesOnClick();
registerWorker().then((ready) => {
  keepPages(document.querySelector("[data-keeping]"), ready);
  listKept(document.querySelector("[data-kept-list]"));
});

function clearOn(button) {
  if (!button) return;
  button.hidden = false;
  button.addEventListener("click", () => {
    for (const tick of document.querySelectorAll("input[type=checkbox]")) tick.checked = false;
    document.querySelector("#anteckningar").value = "";
    document.querySelector("#lappen").hidden = true;
    document.querySelector("#lapp").dispatchEvent(new Event("change"));
    document.querySelector("#main").focus();
    window.scrollTo(0, 0);
  });
}

function openSourcesOnClick() {
  for (const link of document.querySelectorAll(".refs a")) {
    link.addEventListener("click", () => (document.querySelector(".sources").open = true));
  }
}
