/** Suggests municipalities while one is being typed; the server forgives misspelling. */

export function offerPlaces(form) {
  if (!form) return;
  const input = form.querySelector("input");
  const list = form.querySelector("datalist");
  let latest = 0;
  input.addEventListener("input", async () => {
    const turn = ++latest;
    const words = input.value.trim();
    if (words.length < 2) return list.replaceChildren();
    const found = await find(form.dataset.places, words);
    if (turn === latest) list.replaceChildren(...found.map(option));
  });
}

async function find(address, words) {
  try {
    const response = await fetch(`${address}?q=${encodeURIComponent(words)}`);
    return (await response.json()).municipalities ?? [];
  } catch {
    return [];
  }
}

function option(place) {
  const one = document.createElement("option");
  one.value = place.name;
  one.label = place.fictional ? `${place.name} (påhittad kommun)` : `${place.name}, ${place.county}`;
  return one;
}
