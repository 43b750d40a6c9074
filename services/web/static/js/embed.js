/** Puts a button on the municipality's site that opens the chat in a frame. Touches nothing else:
 * everything lives in a shadow root, and only whether it is open, and the session, are remembered. */
(() => {
  const script = document.currentScript;
  const home = new URL(script.src).origin;
  const code = script.dataset.municipality ?? "";
  const language = script.dataset.language ?? "sv";
  const KEY = "anhoriglots-open";
  const SESSION = "anhoriglots-session:";
  const PATIENCE = 6000; // milliseconds before the panel shows what to do without the chat
  const WORDS = {
    sv: ["Vem ska jag ringa?", "Stäng", "Chatten går inte att visa här just nu. Fara för liv: ring", "Råd om sjukdom:", "Öppna chatten på en egen sida"],
    en: ["Who can I call?", "Close", "The chat cannot be shown here right now. Danger to life: call", "Advice about illness:", "Open the chat on a page of its own"],
    fi: ["Kenelle soitan?", "Sulje", "Keskustelua ei voi näyttää tässä juuri nyt. Hengenvaarassa soita", "Neuvoja sairaudesta:", "Avaa keskustelu omalla sivullaan"],
  };
  const [ASK, CLOSE, DOWN, ADVICE, OPEN] = WORDS[language] ?? WORDS.sv;
  const tag = WORDS[language] ? language : "sv";
  const host = document.createElement("anhorig-lots");
  host.style.cssText = "all: initial !important; position: static !important;";
  const root = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    button { all: initial; box-sizing: border-box; position: fixed; right: 16px; bottom: 16px; z-index: 2147483646;
      min-height: 52px; padding: 0 22px; border: 2px solid #fff; border-radius: 26px; background: #1f5550; color: #fff;
      font: 600 18px/1.2 system-ui, sans-serif; cursor: pointer; box-shadow: 0 2px 12px rgb(0 0 0 / 25%); }
    button:hover { background: #143e3a; }
    button:focus-visible { outline: 3px solid #0b57d0; outline-offset: 3px; }
    section { position: fixed; right: 16px; bottom: 80px; z-index: 2147483647; width: min(430px, calc(100vw - 32px));
      height: min(720px, calc(100vh - 110px)); border-radius: 16px; overflow: hidden; background: #faf8f3; color: #1d2523;
      box-shadow: 0 6px 32px rgb(0 0 0 / 30%); }
    section[hidden], p[hidden] { display: none; }
    p { box-sizing: border-box; margin: 0; padding: 24px; font: 18px/1.6 system-ui, sans-serif; }
    p a { color: #1f5550; font-weight: 600; }
    iframe { width: 100%; height: 100%; border: 0; display: block; color-scheme: normal; }
    p:not([hidden]) + iframe { height: 0; }
    @media (max-width: 480px), (max-height: 480px) { section { inset: 0 0 72px 0; width: auto; height: auto; border-radius: 0; } }
    @media print { button, section { display: none; } }`);
  root.adoptedStyleSheets = [sheet];

  const panel = document.createElement("section");
  panel.hidden = true;
  panel.setAttribute("aria-label", "Anhöriglotsen");
  panel.lang = tag;
  const button = document.createElement("button");
  button.type = "button";
  button.lang = tag;
  const down = document.createElement("p");
  down.hidden = true;
  down.setAttribute("role", "alert");
  let frame = null;
  let waiting = null;

  function show(open, byHand) {
    if (open && !frame) frame = makeFrame();
    panel.hidden = !open;
    button.textContent = open ? CLOSE : ASK;
    button.setAttribute("aria-expanded", String(open));
    remember(KEY, open ? "1" : "");
    if (byHand) (open ? frame : button).focus();
  }

  function makeFrame() {
    const made = document.createElement("iframe");
    made.title = `Anhöriglotsen: ${ASK}`;
    made.src = `${address("/embed")}#${encodeURIComponent(recall(SESSION))}`;
    made.referrerPolicy = "origin";
    panel.append(down, made);
    waiting = setTimeout(sayDown, PATIENCE);
    return made;
  }

  const address = (path) => `${home}${path}?kommun=${encodeURIComponent(code)}&sprak=${encodeURIComponent(language)}`;

  /** The server is down, or this site may not show the frame: the numbers that hold anyway. */
  function sayDown() {
    down.replaceChildren(`${DOWN} `, link("tel:112", "112"), `. ${ADVICE} `, link("tel:1177", "1177"), ". ", link(address("/"), OPEN));
    down.hidden = false;
  }

  function link(href, text) {
    const made = document.createElement("a");
    made.href = href;
    made.textContent = text;
    if (!href.startsWith("tel:")) made.target = "_blank";
    return made;
  }

  function remember(name, value) {
    try { sessionStorage.setItem(name, value); } catch { /* a site may forbid it */ }
  }

  function recall(name) {
    try { return sessionStorage.getItem(name) ?? ""; } catch { return ""; }
  }

  button.addEventListener("click", () => show(panel.hidden, true));
  root.addEventListener("keydown", (event) => { if (event.key === "Escape") show(false, true); });
  addEventListener("message", (event) => {
    if (event.origin !== home || event.source !== frame?.contentWindow) return;
    const said = String(event.data);
    if (said === "anhoriglots-ready") {
      clearTimeout(waiting);
      down.hidden = true;
    }
    if (said === "anhoriglots-close") show(false, true);
    if (said.startsWith(SESSION)) remember(SESSION, said.slice(SESSION.length));
  });
  root.append(panel, button);
  show(recall(KEY) === "1", false);
  const enter = () => document.body.append(host);
  if (document.body) enter();
  else addEventListener("DOMContentLoaded", enter);
})();
