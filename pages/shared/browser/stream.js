// Follows a stream of the live signal, and retries if it's refused. Calls `tell` with its messages
// and when it's lost.
const LONGEST_PATIENCE = 60000; // milliseconds

function openStream(url, tell) {
  let source, opening, patience = 1000;
  const open = () => {
    source = new EventSource(url);
    source.addEventListener("room", ({ data }) => tell({ room: data }));
    source.onmessage = ({ data }) => {
      patience = 1000;
      tell({ number: data });
    };
    source.onerror = () => {
      tell({ lost: true });
      if (source.readyState !== EventSource.CLOSED) return; // the browser retries by itself
      patience = Math.min(patience * 2, LONGEST_PATIENCE);
      opening = setTimeout(open, patience * (0.5 + Math.random()));
    };
  };
  open();
  return () => {
    clearTimeout(opening);
    source.close();
  };
}
