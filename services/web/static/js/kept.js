/** What is kept in the phone for a visit without a network: pages as they were fetched. */

const PAGES = "checklista-sidor-1";
const AT_ONCE = 3;

export async function registerWorker() {
  if (!("serviceWorker" in navigator)) return false;
  try {
    await navigator.serviceWorker.register("/checklista/sw.js", { scope: "/checklista" });
    await navigator.serviceWorker.ready;
    await keepThis();
    return true;
  } catch {
    return false;
  }
}

export function keepPages(box, ready) {
  if (!box || !ready) return;
  box.hidden = false;
  const button = box.querySelector("[data-keep]");
  button.addEventListener("click", () => keepAll(JSON.parse(button.dataset.keep), box));
  box.querySelector("[data-forget]").addEventListener("click", async () => {
    await caches.delete(PAGES);
    say(box, "Det som var sparat är borttaget.");
  });
}

export async function listKept(list) {
  if (!list || !("caches" in window)) return;
  const kept = await (await caches.open(PAGES)).keys();
  const addresses = kept.map((one) => new URL(one.url)).filter((url) => url.pathname.split("/").length === 4);
  if (addresses.length) list.replaceChildren(...addresses.map(await titles()));
}

/** The page that was open before the worker was there. */
async function keepThis() {
  if (location.pathname.split("/").length !== 4 || !navigator.onLine) return;
  const place = new URLSearchParams(location.search).get("kommun");
  const address = location.pathname + (place ? `?kommun=${encodeURIComponent(place)}` : "");
  const pages = await caches.open(PAGES);
  if (!(await pages.match(address))) await keep(pages, address);
}

async function keepAll(addresses, box) {
  const pages = await caches.open(PAGES);
  let done = 0;
  for (let at = 0; at < addresses.length; at += AT_ONCE) {
    const some = addresses.slice(at, at + AT_ONCE);
    done += (await Promise.all(some.map((address) => keep(pages, address)))).filter(Boolean).length;
  }
  const all = done === addresses.length;
  say(box, all ? `Alla ${done} checklistor är sparade i telefonen.` : `${done} av ${addresses.length} checklistor sparades. Försök igen när nätet är bättre.`);
}

async function keep(pages, address) {
  try {
    const response = await fetch(address);
    if (response.ok) await pages.put(address, response);
    return response.ok;
  } catch {
    return false;
  }
}

function say(box, text) {
  box.querySelector("[data-kept-count]").textContent = text;
}

async function titles() {
  const pages = await caches.open(PAGES);
  const names = new Map();
  for (const one of await pages.keys()) names.set(one.url, nameOf(await (await pages.match(one)).text()));
  return (url) => {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = url.href;
    link.textContent = names.get(url.href);
    item.append(link);
    return item;
  };
}

function nameOf(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  const text = (selector) => page.querySelector(selector)?.textContent.trim();
  return `${text("h1")} (${text(".place strong")})`;
}
