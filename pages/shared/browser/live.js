// Follows a cohort's live signal, and asks for a redraw when the page shows something older than
// that, or when the connection was lost: what was tapped meanwhile is in the page, not in the store,
// and a redraw brings it there (DESIGN 10).
//
// `seen` is the number that the page was drawn with, so nothing is missed between drawing and
// listening. The random delay keeps a thousand phones from asking in the same instant.

const ASK_AGAIN_AFTER = 3000;
const LONGEST_WAIT = 60000; // milliseconds, as everywhere here

export default function ({ data, parentElement, setTriggerValue }) {
  // Called again at every redraw, which is the answer to whatever was asked: one stream serves all.
  const live = (parentElement.live ??= listen({ url: data.url, patience: 1000 }));
  live.lost = false;
  live.wait = ASK_AGAIN_AFTER / 2;
  live.seen = data.seen;
  live.spread = data.spread;
  live.ask = () => {
    setTriggerValue("changed", Date.now());
    // The page's own connection may come back later than ours. While it stands, asking again would
    // only break off the redraw that is under way, and a full room would never see one.
    if (!live.lost) return;
    live.asking = setTimeout(live.ask, (live.wait = Math.min(live.wait * 2, LONGEST_WAIT)));
  };
  compare(live); // what was told while this was being drawn may be newer
  return () => {
    clearTimeout(live.asking);
    clearTimeout(live.opening);
    live.source.close();
    delete parentElement.live;
  };
}

function listen(live) {
  live.source = new EventSource(live.url);
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
  live.asking = setTimeout(() => live.ask(), Math.random() * live.spread);
}

// In a busy room the page is often drawn with something newer than what was told last: asking then
// would ask again and again, until the signal comes round. The number counts up within one start of
// the server, which stands before it.
function isOlder(seen, told) {
  const [[seenStart, seenCount], [toldStart, toldCount]] = [seen.split("."), told.split(".")];
  return seenStart !== toldStart || Number(seenCount) < Number(toldCount);
}
