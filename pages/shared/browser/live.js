// Follows a cohort's live signal, and tells the page when something that it shows has changed.
// The delay keeps a thousand phones from asking for the same thing in the same instant.
export default function ({ data, setTriggerValue }) {
  const source = new EventSource(data.url);
  let last = data.seen;
  let waiting;
  source.onmessage = (event) => {
    if (last === event.data) return;
    const first = last === null;
    last = event.data;
    if (first) return;
    clearTimeout(waiting);
    waiting = setTimeout(() => setTriggerValue("changed", last), Math.random() * data.spread);
  };
  return () => {
    clearTimeout(waiting);
    source.close();
  };
}
