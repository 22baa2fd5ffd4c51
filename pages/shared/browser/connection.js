// Says in our own words that the connection is lost or was never made, instead of Streamlit's
// dialog, which covers the page and tells people to run a command. It's part of the initial page
// (pages/http/middleware/front.py), because nothing that needs the connection could say so.
//
// Text fields stay enabled while offline: what's typed is kept (keeper.js) and sent on
// reconnecting. Choices and buttons wait, because a tap that seems to count but doesn't is worse
// than none.
const SAY_LOST_AFTER = 1000; // milliseconds, like all times here: most losses are over by then
const SAY_WHY_AFTER = 8000;
const GIVES_UP_ASKING_AFTER = 4000;

const languages = JSON.parse(document.getElementById("workshop-words").textContent);
const banner = document.createElement("div");
banner.id = "workshop-banner";
banner.setAttribute("role", "status");
const opened = new Set(); // fields that Streamlit disabled and we enabled again
let app, before, wasOnline, waiting;
let failures = 0;

new MutationObserver(find).observe(document.getElementById("root"), {
  childList: true,
  subtree: true,
});
new MutationObserver(dismiss).observe(document.body, { childList: true });
document.body.append(banner);
find();

// Streamlit replaces this element once it knows the theme.
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
  for (const field of opened) delete field.dataset.offline; // keeper.js sends its text
  opened.clear();
}

function sayLost() {
  const onStage = document.querySelector(".st-key-stage");
  show(onStage ? words().lost_on_stage : words().lost, onStage ? "small" : "");
}

// Some networks let pages through but block websockets, so nothing that Streamlit draws ever
// arrives.
async function sayWhy() {
  const reached = await fetch("/healthz", {
    cache: "no-store",
    signal: AbortSignal.timeout?.(GIVES_UP_ASKING_AFTER),
  }).then(() => true, () => false);
  if (isOnline() || wasOnline) return;
  if (!reached) show(words().unreachable, "large");
  else if (failures) show(words().blocked.replace("{host}", location.host), "large");
  waiting = setTimeout(sayWhy, SAY_LOST_AFTER); // the reason may still change
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
  if (!isOnline()) document.querySelector("[data-testid=stDialog] [role=dialog] > button")?.click();
}

// In the page's language (speak.js) once it has been drawn; until then, in the browser's.
function words() {
  const wanted = wasOnline ? [document.documentElement.lang] : navigator.languages;
  const known = wanted.map((language) => language.split("-")[0].toLowerCase());
  return languages[known.find((language) => language in languages) ?? "en"].connection;
}
