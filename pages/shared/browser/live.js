// Follows a cohort's live signal, and asks for a redraw when the page shows something older than
// that, or when the connection was lost: what was tapped meanwhile is in the page, not in the store,
// and a redraw brings it there (DESIGN 10).
//
// `seen` is the number that the page was drawn with, so nothing is missed between drawing and
// listening. A thousand phones must not ask in the same instant, so the server says within which
// time each asks at random; what the facilitator did is told at once, from the signal alone.

const ASK_AGAIN_AFTER = 3000;
const LONGEST_WAIT = 60000; // milliseconds, as everywhere here

export default function ({ data, parentElement, setTriggerValue }) {
  // Called again at every redraw, which is the answer to whatever was asked: one stream serves all.
  const live = (parentElement.live ??= listen({ url: data.url, patience: 1000 }));
  live.lost = false;
  live.wait = ASK_AGAIN_AFTER / 2;
  live.seen = data.seen;
  live.led = data.led;
  live.banner = parentElement.querySelector?.("[role=status]");
  live.ask = () => {
    setTriggerValue("changed", Date.now());
    // The page's own connection may come back later than ours. While it stands, asking again would
    // only break off the redraw that is under way, and a full room would never see one.
    if (!live.lost) return;
    live.asking = setTimeout(live.ask, (live.wait = Math.min(live.wait * 2, LONGEST_WAIT)));
  };
  tell(live);
  compare(live); // what was told while this was being drawn may be newer
  return () => {
    clearTimeout(live.asking);
    clearTimeout(live.opening);
    live.banner?.replaceChildren();
    live.source.close();
    delete parentElement.live;
  };
}

function listen(live) {
  live.source = new EventSource(live.url);
  live.source.addEventListener("room", ({ data }) => {
    live.room = JSON.parse(data);
    tell(live);
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
  clearTimeout(live.asking);
  if (live.told === undefined || !(live.lost || isOlder(live.seen, live.told))) return;
  live.asking = setTimeout(() => live.ask(), Math.random() * (live.room?.spread ?? 0));
}

// Tells what the page does not show yet; a redraw that shows it takes the words away again.
function tell(live) {
  const { room, led, banner } = live;
  if (!banner || !room || !led) return;
  const told = news(room, led);
  if (banner.firstChild?.textContent === told) return;
  if (!told) return banner.replaceChildren();
  const [line, now] = [document.createElement("span"), document.createElement("button")];
  line.textContent = told;
  Object.assign(now, { type: "button", textContent: led.words.now, onclick: () => live.ask() });
  banner.replaceChildren(...(led.along || room.here === led.page ? [line, now] : [line]));
}

function news(room, led) {
  const moved = room.here && room.hereSeq > led.here_seq && room.here !== led.page;
  if (moved) {
    const words = led.along ? led.words.moved_along : led.words.moved;
    return words.replace("{title}", led.titles[room.here] ?? "");
  }
  return room.shown.includes(led.page) && !led.shown ? led.words.shown : undefined;
}

// In a busy room the page is often drawn with something newer than what was told last: asking then
// would ask again and again, until the signal comes round. The number counts up within one start of
// the server, which stands before it.
function isOlder(seen, told) {
  const [[seenStart, seenCount], [toldStart, toldCount]] = [seen.split("."), told.split(".")];
  return seenStart !== toldStart || Number(seenCount) < Number(toldCount);
}
