/** Keeps the checklist's pages and files, and shows them when the network is gone. Only pages that
 * were fetched by GET are kept: never a sentence, a tick or a note, which no request holds. */

const PAGES = "checklista-sidor-1";
const FILES = "checklista-filer-1";
const LOOKS = "checklista-utseende-1";
const SCOPE = {{ scope|tojson }};
const SHELL = {{ files|tojson }};
const NOT_KEPT = `${SCOPE}/utan-nat`;
const PATIENCE = 4000;

self.addEventListener("install", (event) => {
  event.waitUntil(prepare().then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(tidy().then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (isPage(request, url)) event.respondWith(page(request, url));
  else if (url.pathname.startsWith("/static/")) event.respondWith(file(request));
  else if (url.pathname.startsWith("/utseende/")) event.respondWith(look(request));
});

async function prepare() {
  const files = await caches.open(FILES);
  await files.addAll(SHELL);
  await (await caches.open(PAGES)).addAll([SCOPE, NOT_KEPT]);
}

async function tidy() {
  const names = (await caches.keys()).filter((name) => name.startsWith("checklista-"));
  await Promise.all(names.filter((name) => ![PAGES, FILES, LOOKS].includes(name)).map((name) => caches.delete(name)));
  const files = await caches.open(FILES);
  const now = new Set(SHELL.map((path) => new URL(path, self.location).href));
  await Promise.all((await files.keys()).filter((one) => !now.has(one.url)).map((one) => files.delete(one)));
}

function isPage(request, url) {
  const own = url.pathname === SCOPE || url.pathname.startsWith(`${SCOPE}/`);
  const html = request.mode === "navigate" || request.headers.get("Accept")?.includes("text/html");
  return own && html && !/\.(js|webmanifest)$/.test(url.pathname);
}

/** A page by its address and municipality alone. */
function keyOf(url) {
  const place = url.searchParams.get("kommun");
  return url.origin + url.pathname + (place ? `?kommun=${encodeURIComponent(place)}` : "");
}

async function page(request, url) {
  const pages = await caches.open(PAGES);
  const kept = await pages.match(keyOf(url));
  try {
    const response = await inTime(fetch(request), kept ? PATIENCE : 30000);
    if (response.status >= 500 && kept) return marked(kept);
    if (isWorthKeeping(response)) await pages.put(keyOf(url), response.clone());
    return response;
  } catch {
    return kept ? marked(kept) : marked(await pages.match(NOT_KEPT));
  }
}

function isWorthKeeping(response) {
  return response.ok && !response.redirected && response.headers.get("Content-Type")?.startsWith("text/html");
}

/** The kept page says of itself that it is kept; its own date tells from when. */
async function marked(response) {
  if (!response) return Response.error();
  const text = await response.text();
  return new Response(text.replace('data-kept="no"', 'data-kept="yes"'), { headers: response.headers });
}

/** A municipality's logo and colour: as they are now, else as they were. */
async function look(request) {
  const looks = await caches.open(LOOKS);
  try {
    const response = await inTime(fetch(request), PATIENCE);
    if (response.ok) await looks.put(request, response.clone());
    return response;
  } catch {
    return (await looks.match(request)) ?? Response.error();
  }
}

/** A page that was kept before the service was renewed asks for files of its own day: without a
 * network it gets today's of the same name. */
async function file(request) {
  const files = await caches.open(FILES);
  const kept = await files.match(request);
  if (kept) return kept;
  try {
    return await fetch(request);
  } catch {
    const name = nameOf(new URL(request.url).pathname);
    const today = SHELL.find((path) => nameOf(path) === name);
    return (today && (await files.match(today))) ?? Response.error();
  }
}

function nameOf(path) {
  return path.replace(/^\/static\/(v-[^/]+\/)?/, "");
}

function inTime(promise, milliseconds) {
  const late = new Promise((_, reject) => setTimeout(() => reject(new Error("late")), milliseconds));
  return Promise.race([promise, late]);
}
