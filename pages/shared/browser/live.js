// Follows a cohort's live signal, and tells the page when it shows something older than that.
// `seen` is the number that the page was drawn with, so nothing is missed between drawing and
// listening, after a dropped connection or after a restart. The delay keeps a thousand phones from
// asking for the same thing in the same instant.
export default function ({ data, parentElement, setTriggerValue }) {
  // Called again at every redraw of the page: one stream serves them all.
  const live = (parentElement.live ??= { source: new EventSource(data.url) });
  live.source.onmessage = ({ data: now }) => {
    clearTimeout(live.waiting);
    if (now === data.seen) return;
    live.waiting = setTimeout(() => setTriggerValue("changed", now), Math.random() * data.spread);
  };
  return () => {
    clearTimeout(live.waiting);
    live.source.close();
    delete parentElement.live;
  };
}
