// Follows a cohort's live signal, and asks for a redraw when the page shows something older than
// that, or when the connection was lost: what was tapped meanwhile is in the page, not in the store,
// and a redraw brings it there (DESIGN 10).
//
// `seen` is the number that the page was drawn with, so nothing is missed between drawing and
// listening. A thousand phones must not ask in the same instant, so the server says within which
// time each asks at random; what the facilitator did is told at once, from the signal alone.

const ASK_AGAIN_AFTER = 3000;
const LONGEST_WAIT = 60000; // milliseconds, as everywhere here
// Who was away may have tapped something that is not kept yet, and is seldom one of many.
const SPREAD_AFTER_LOSS = 2000;

// Streamlit calls this at every redraw, and ends a call when the page is left, but also when the
// next one overtakes it, which goes on with what this one began. Only who has left is done.

export default function ({ data, parentElement, setTriggerValue }) {
  // Called again at every redraw, which is the answer to whatever was asked: one stream serves all.
  const live = (parentElement.live ??= listen({ url: data.url, patience: 1000 }));
  live.lost = false;
  live.wait = ASK_AGAIN_AFTER / 2;
  live.seen = data.seen;
  live.led = data.led;
  live.banner = parentElement.querySelector?.("[role=status]");
  live.ask = () => {
    stopAsking(live);
    document.dispatchEvent(new Event("workshop-leaving")); // keeper.js sends what was just typed
    setTriggerValue("changed", Date.now());
    // The page's own connection may come back later than ours. While it stands, asking again would
    // only break off the redraw that is under way, and a full room would never see one.
    if (!live.lost) return;
    live.asking = setTimeout(live.ask, (live.wait = Math.min(live.wait * 2, LONGEST_WAIT)));
  };
  stopAsking(live);
  compare(live); // what was told while this was being drawn may be newer
  return () => {
    if (parentElement.isConnected) return; // overtaken
    stopAsking(live);
    clearTimeout(live.opening);
    show(live, []);
    live.source.close();
    delete parentElement.live;
  };
}

function listen(live) {
  live.source = new EventSource(live.url);
  live.source.addEventListener("room", ({ data }) => {
    live.room = JSON.parse(data); // the number that it goes with comes right after it
  });
  live.source.onmessage = ({ data: now }) => {
    live.patience = 1000;
    live.told = now;
    compare(live);
  };
  live.source.onerror = () => {
    live.lost = true;
    live.told = undefined; // what it tells next is what counts
    if (live.source.readyState !== EventSource.CLOSED) return; // the browser tries again by itself
    live.patience = Math.min(live.patience * 2, LONGEST_WAIT);
    live.opening = setTimeout(() => listen(live), live.patience * (0.5 + Math.random()));
  };
  return live;
}

function compare(live) {
  const { told, lost } = live;
  if (told === undefined) return;
  const behind = isOlder(live.seen, told);
  tell(live, behind);
  if (lost || !behind) stopAsking(live);
  if (!lost && !behind) return;
  // Who waits already keeps the turn: else more that is told would put it off again and again.
  const spread = lost ? SPREAD_AFTER_LOSS : (live.room?.spread ?? 0);
  live.asking ??= setTimeout(() => live.ask(), Math.random() * spread);
}

function stopAsking(live) {
  clearTimeout(live.asking);
  live.asking = undefined;
}

// Tells what the page does not show yet; a redraw that shows it takes the words away again.
function tell(live, behind) {
  const { room, led, banner } = live;
  if (!banner || !room || !led) return;
  const told = behind ? news(room, led) : undefined;
  if (banner.firstChild?.textContent === told) return;
  if (!told) return show(live, []);
  const [line, now] = [document.createElement("span"), document.createElement("button")];
  line.textContent = told;
  Object.assign(now, { type: "button", textContent: led.words.now });
  now.onclick = () => {
    now.disabled = true; // asking again would break off what is being drawn
    live.ask();
  };
  show(live, led.along || room.here === led.page ? [line, now] : [line]);
}

function news(room, led) {
  const moved = room.here && room.hereSeq > led.here_seq && room.here !== led.page;
  if (moved) {
    const words = led.along ? led.words.moved_along : led.words.moved;
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
