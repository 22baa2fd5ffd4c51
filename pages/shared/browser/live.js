// Follows a cohort's live signal, and requests a redraw when the page is behind it or the
// connection was lost. What was tapped while offline is in the page but not in the store, and a
// redraw brings it there (DESIGN 10).
//
// `seen` is the number that the page was drawn with, so nothing is missed between drawing and
// listening. A thousand phones mustn't ask at the same instant, so the server sends a time span
// over which they spread at random. What the facilitator did is shown at once, from the signal
// alone.
//
// The server moves a page to another step only in a redraw that allows it, so that nobody is taken
// away in mid-sentence, not even by a redraw that their own typing caused.

const ASK_AGAIN_AFTER = 3000; // milliseconds, like all times here
const LONGEST_WAIT = 60000;
const MOVE_AGAIN_AFTER = 12000;
// After a loss, there may be unsaved taps, and there are seldom many phones at once.
const SPREAD_AFTER_LOSS = 2000;

// Streamlit calls this on every redraw. It runs the cleanup when the page is left, but also when
// the next call supersedes this one and takes over its state. Only leaving the page really ends it.

export default function ({ data, parentElement, setTriggerValue }) {
  // Called again on every redraw, which is the reply to any request; one stream serves all calls.
  const live = (parentElement.live ??= begin(data));
  live.lost = false;
  live.wait = ASK_AGAIN_AFTER / 2;
  live.seen = data.seen;
  // Streamlit keeps the scroll position, but a new page should start at the top.
  if (live.led && data.led && live.led.page !== data.led.page) {
    document.querySelector("[data-testid=stMain]")?.scrollTo(0, 0);
  }
  live.led = data.led;
  live.banner = parentElement.querySelector?.("[role=status]");
  live.ask = (now = false) => {
    stopAsking(live);
    const types = !now && typesFor(live);
    if (types && hasMoved(live)) {
      live.asking = setTimeout(live.ask, types);
      return tell(live, true);
    }
    live.asked = live.room?.hereSeq;
    document.dispatchEvent(new Event("workshop-leaving")); // keeper.js sends what was just typed
    setTriggerValue("changed", { at: Date.now(), go: !types });
    // The page's own connection may come back later than ours, so keep asking after a loss. While
    // it's up, asking again would only abort the current redraw, and a full room would never see
    // one. But a redraw may get lost among others, and then this page wouldn't follow the room.
    if (!live.lost && !hasMoved(live)) return;
    if (!live.lost) live.wait = Math.max(live.wait, MOVE_AGAIN_AFTER / 2);
    live.asking = setTimeout(live.ask, (live.wait = Math.min(live.wait * 2, LONGEST_WAIT)));
  };
  stopAsking(live);
  compare(live); // news from during this redraw may be newer
  return () => {
    if (parentElement.isConnected) return; // superseded
    stopAsking(live);
    show(live, []);
    live.end();
    delete parentElement.live;
  };
}

function begin(data) {
  const live = noteTyping({});
  const hear = ({ room, number, lost }) => {
    if (room) live.room = JSON.parse(room); // its number follows right away
    if (lost) live.lost = true;
    live.told = lost ? undefined : (number ?? live.told); // after a loss, wait for the next number
    if (number) compare(live);
  };
  const close = share(data, hear) ?? openStream(data.url, hear);
  live.end = () => {
    live.stopNoting();
    close();
  };
  return live;
}

function compare(live) {
  const { told, lost } = live;
  if (told === undefined) return;
  const moved = hasMoved(live), behind = moved || isOlder(live.seen, told);
  tell(live, behind);
  if (lost || !behind) stopAsking(live);
  if (!lost && !behind) return;
  // Keep a pending request, which more news would otherwise postpone again and again.
  const spread = lost ? SPREAD_AFTER_LOSS : (live.room?.spread ?? 0);
  const inVain = moved && live.asked === live.room.hereSeq; // something isn't saved yet
  live.asking ??= setTimeout(() => live.ask(), inVain ? ASK_AGAIN_AFTER : Math.random() * spread);
}

// Whether the room has moved to a step that this page should follow to.
function hasMoved({ room, led }) {
  return Boolean(led?.along && room?.here && room.hereSeq > led.here_seq && room.here !== led.page);
}

function stopAsking(live) {
  clearTimeout(live.asking);
  live.asking = undefined;
}

// Announces what the page doesn't show yet, until a redraw does.
function tell(live, behind) {
  const { room, led, banner } = live;
  if (!banner || !room || !led) return;
  if (live.movedTo !== room.hereSeq && hasMoved(live)) {
    [live.movedTo, live.toldOfMove] = [room.hereSeq, performance.now()];
  }
  const waits = hasMoved(live) && typesFor(live) > 0;
  const told = behind ? news(room, led, waits) : undefined;
  if (banner.firstChild?.textContent === told) return;
  if (!told) return show(live, []);
  const [line, now] = [document.createElement("span"), document.createElement("button")];
  line.textContent = told;
  Object.assign(now, { type: "button", textContent: waits ? led.words.go_now : led.words.now });
  now.onclick = () => {
    now.disabled = true; // asking again would abort the current redraw
    live.ask(true);
  };
  show(live, led.along || room.here === led.page ? [line, now] : [line]);
}

function news(room, led, waits) {
  const moved = room.here && room.hereSeq > led.here_seq && room.here !== led.page;
  if (moved) {
    const { moved_typing, moved_along, moved } = led.words;
    const words = waits ? moved_typing : led.along ? moved_along : moved;
    return words.replace("{title}", led.titles[room.here] ?? "");
  }
  return room.shown.includes(led.page) && !led.shown ? led.words.shown : undefined;
}

function show(live, parts) {
  if (!live.banner) return;
  live.banner.replaceChildren(...parts);
  live.makeWay ??= () => makeWay(live.banner);
  for (const what of ["focusin", "scroll"]) {
    document.removeEventListener(what, live.makeWay, true);
    if (parts.length) document.addEventListener(what, live.makeWay, true);
  }
  if (parts.length) makeWay(live.banner);
}

// Puts the banner at the top, unless it would cover the focused field or the timer, in that order.
function makeWay(banner) {
  const covers = (below, what) => {
    banner.classList.toggle("below", below);
    const [seen, said] = [what, banner].map((element) => element?.getBoundingClientRect());
    return Boolean(seen) && seen.top < said.bottom && seen.bottom > said.top;
  };
  const field = document.activeElement?.closest("input, textarea, [contenteditable]");
  const timer = document.querySelector(".st-key-timer");
  const below = covers(false, field) || (covers(false, timer) && !covers(true, field));
  banner.classList.toggle("below", below);
}

// In a busy room, the page is often drawn with something newer than the last signal. Asking then
// would repeat until the signal catches up. The number is the server's start, a dot, and a counter.
function isOlder(seen, told) {
  const [[seenStart, seenCount], [toldStart, toldCount]] = [seen.split("."), told.split(".")];
  return seenStart !== toldStart || Number(seenCount) < Number(toldCount);
}
