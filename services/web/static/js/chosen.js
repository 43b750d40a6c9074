/** From ticked contacts to a slip: on the server, or here in the page when the network is gone. */

const AT_MOST = 5;

export function chooseContacts(form, slip) {
  if (!form) return;
  const part = (name) => form.querySelector(`[data-${name}]`);
  const chosen = () => [...form.querySelectorAll("[name=k]:checked")];
  part("show").hidden = false;
  form.addEventListener("change", () => count(form, chosen().length, part));
  form.addEventListener("submit", (event) => {
    const none = chosen().length === 0;
    part("none").hidden = !none;
    part("away").hidden = none || navigator.onLine;
    if (none) event.preventDefault();
    else if (!navigator.onLine) (event.preventDefault(), show(slip, chosen()));
  });
  part("show").addEventListener("click", () => {
    part("none").hidden = chosen().length > 0;
    if (chosen().length) show(slip, chosen());
  });
  slip.querySelector("[data-hide]").addEventListener("click", () => (hide(slip), part("show").focus()));
  slip.querySelector("[data-print-slip]").addEventListener("click", printSlip);
}

/** The sixth cannot be ticked: it would be left out without a word. */
function count(form, number, part) {
  part("count").textContent = number ? `Du har valt ${number} av ${AT_MOST}.` : "";
  if (number) part("none").hidden = true;
  for (const box of form.querySelectorAll("[name=k]:not(:checked)")) box.disabled = number >= AT_MOST;
}

function show(slip, boxes) {
  slip.querySelector("[data-slip]").replaceChildren(...boxes.map(line));
  slip.hidden = false;
  slip.focus();
  slip.scrollIntoView();
}

function hide(slip) {
  slip.hidden = true;
}

function line(box) {
  const contact = box.closest("[data-contact]");
  const said = (name) => contact.querySelector(`[data-${name}]`)?.textContent.trim();
  const item = document.createElement("li");
  item.append(paragraph("h3", said("name")));
  item.append(paragraph("p", said("number") ?? "Inget nummer är registrerat.", said("number") ? "number" : ""));
  for (const name of ["hours", "way"]) if (said(name)) item.append(paragraph("p", said(name)));
  item.append(paragraph("p", said("say")), paragraph("p", said("dated"), "small"));
  return item;
}

function paragraph(kind, text, style = "") {
  const one = document.createElement(kind);
  one.textContent = text;
  if (style) one.className = style;
  return one;
}

function printSlip() {
  document.body.classList.add("slip-only");
  window.addEventListener("afterprint", () => document.body.classList.remove("slip-only"), { once: true });
  window.print();
}
