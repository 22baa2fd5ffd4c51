// Says in our own words that the page's connection is lost, or never came, in place of Streamlit's
// dialog, which covers the page and tells people to run a command. It stands in the page from the
// start (pages/http/middleware/front.py): what comes over the connection can't tell that there is none.
//
// Meanwhile text fields stay open: what is typed is kept (keeper.js), and sent once there is one
// again. Choices and buttons wait: a tap that seems to count and doesn't is worse than none.
const SAY_LOST_AFTER = 1000; // milliseconds, as everywhere here: most losses are over by then
const SAY_WHY_AFTER = 8000;
const GIVES_UP_ASKING_AFTER = 4000;

const languages = JSON.parse(document.getElementById("workshop-connection").textContent);
const banner = document.createElement("div");
banner.id = "workshop-banner";
banner.setAttribute("role", "status");
const opened = new Set(); // fields that Streamlit has locked, and we have not
let app, before, wasOnline, waiting;
let failures = 0;

new MutationObserver(find).observe(document.getElementById("root"), {
  childList: true,
  subtree: true,
});
new MutationObserver(dismiss).observe(document.body, { childList: true });
document.body.append(banner);
find();

// Streamlit puts another element in its place once it knows the page's colours.
function find() {
  if (app?.isConnected) return;
  app = document.querySelector("[data-testid=stApp]");
  if (!app) return;
  new MutationObserver(look).observe(app, {
    attributes: true,
    attributeFilter: ["data-test-connection-state"],
  });
  new MutationObserver((changes) => changes.forEach(({ target }) => keepOpen(target))).observe(app, {
    attributes: true,
    attributeFilter: ["disabled"],
    subtree: true,
  });
  look();
}

function look() {
  const now = state();
  if (before === "CONNECTING" && now !== "CONNECTED") failures += 1;
  before = now;
  if (isOnline()) return comeBack();
  const [say, after] = wasOnline ? [sayLost, SAY_LOST_AFTER] : [sayWhy, SAY_WHY_AFTER];
  waiting ??= setTimeout(say, after);
}

function comeBack() {
  [wasOnline, failures] = [true, 0];
  clearTimeout(waiting);
  waiting = undefined;
  show("");
  for (const field of opened) delete field.dataset.offline; // keeper.js sends what is in it
  opened.clear();
}

function sayLost() {
  const onStage = document.querySelector(".st-key-stage");
  show(onStage ? words().lost_on_stage : words().lost, onStage ? "small" : "");
}

// A network may let pages through and websockets not: then nothing that Streamlit draws ever comes.
async function sayWhy() {
  const reached = await fetch("/healthz", {
    cache: "no-store",
    signal: AbortSignal.timeout?.(GIVES_UP_ASKING_AFTER),
  }).then(() => true, () => false);
  if (isOnline() || wasOnline) return;
  if (!reached) show(words().unreachable, "large");
  else if (failures) show(words().blocked.replace("{host}", location.host), "large");
  waiting = setTimeout(sayWhy, SAY_LOST_AFTER); // it may still turn out to be another reason
}

function show(text, size = "") {
  if (banner.textContent !== text) banner.textContent = text;
  banner.className = size;
}

function state() {
  return app?.dataset.testConnectionState;
}

function isOnline() {
  return state() === "CONNECTED";
}

function keepOpen(field) {
  if (isOnline() || !wasOnline || !field.disabled || !field.matches(TEXT)) return;
  field.disabled = false; // in the same task, so that it keeps the focus
  field.dataset.offline = "";
  opened.add(field);
}

function dismiss() {
  if (!isOnline()) document.querySelector("[data-testid=stDialog] [aria-label=Close]")?.click();
}

// In the language of the page (speak.js) once that was drawn; else in the first of the browser's.
function words() {
  const wanted = wasOnline ? [document.documentElement.lang] : navigator.languages;
  const known = wanted.map((language) => language.split("-")[0].toLowerCase());
  return languages[known.find((language) => language in languages) ?? "en"];
}
