// Follows a cohort's live signal, and asks for a redraw when the page shows something older than
// that, or when the connection was lost: what was tapped meanwhile is in the page, not in the store,
// and a redraw brings it there (DESIGN 10).
//
// `seen` is the number that the page was drawn with, so nothing is missed between drawing and
// listening. A thousand phones must not ask in the same instant, so the server says within which
// time each asks at random; what the facilitator did is told at once, from the signal alone.
//
// The server moves a page to another step only in a redraw that says that it may: nobody is taken
// away in the middle of a sentence, also not by a redraw that somebody's own words brought about.

const ASK_AGAIN_AFTER = 3000; // milliseconds, as everywhere here
const LONGEST_WAIT = 60000;
const MOVE_AGAIN_AFTER = 12000;
// Who was away may have tapped something that is not kept yet, and is seldom one of many.
const SPREAD_AFTER_LOSS = 2000;

// Streamlit calls this at every redraw, and ends a call when the page is left, but also when the
// next one overtakes it, which goes on with what this one began. Only who has left is done.

export default function ({ data, parentElement, setTriggerValue }) {
  // Called again at every redraw, which is the answer to whatever was asked: one stream serves all.
  const live = (parentElement.live ??= begin(data));
  live.lost = false;
  live.wait = ASK_AGAIN_AFTER / 2;
  live.seen = data.seen;
  // Streamlit keeps how far one has scrolled: another page begins at its top.
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
    // The page's own connection may come back later than ours. While it stands, asking again would
    // only break off the redraw that is under way, and a full room would never see one.
    // But a redraw may be lost among others, and then nobody would take this page along.
    if (!live.lost && !hasMoved(live)) return;
    if (!live.lost) live.wait = Math.max(live.wait, MOVE_AGAIN_AFTER / 2);
    live.asking = setTimeout(live.ask, (live.wait = Math.min(live.wait * 2, LONGEST_WAIT)));
  };
  stopAsking(live);
  compare(live); // what was told while this was being drawn may be newer
  return () => {
    if (parentElement.isConnected) return; // overtaken
    stopAsking(live);
    show(live, []);
    live.end();
    delete parentElement.live;
  };
}

function begin(data) {
  const live = noteTyping({});
  const hear = ({ room, number, lost }) => {
    if (room) live.room = JSON.parse(room); // the number that it goes with comes right after it
    if (lost) live.lost = true;
    live.told = lost ? undefined : (number ?? live.told); // after a loss, what it tells next counts
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
  // Who waits already keeps the turn: else more that is told would put it off again and again.
  const spread = lost ? SPREAD_AFTER_LOSS : (live.room?.spread ?? 0);
  const inVain = moved && live.asked === live.room.hereSeq; // something is not saved yet
  live.asking ??= setTimeout(() => live.ask(), inVain ? ASK_AGAIN_AFTER : Math.random() * spread);
}

// Whether the room is at another step, where this page is to follow.
function hasMoved({ room, led }) {
  return Boolean(led?.along && room?.here && room.hereSeq > led.here_seq && room.here !== led.page);
}

function stopAsking(live) {
  clearTimeout(live.asking);
  live.asking = undefined;
}

// Tells what the page does not show yet; a redraw that shows it takes the words away again.
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
    now.disabled = true; // asking again would break off what is being drawn
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

// At the top, but for what one needs to see there: the field that one types in, then the timer.
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

// In a busy room the page is often drawn with something newer than what was told last: asking then
// would ask again and again, until the signal comes round. The number counts up within one start of
// the server, which stands before it.
function isOlder(seen, told) {
  const [[seenStart, seenCount], [toldStart, toldCount]] = [seen.split("."), told.split(".")];
  return seenStart !== toldStart || Number(seenCount) < Number(toldCount);
}
