// Follows the stream that all tabs share (stream_worker.js). Returns undefined if the browser has
// no shared workers, as on many phones, or refuses them, as in some frames; then each tab has its
// own.
function share({ url, worker, stream }, hear) {
  if (!worker || typeof SharedWorker === "undefined") return undefined;
  try {
    let close;
    const shared = new SharedWorker(worker, { name: stream });
    const { port } = shared;
    shared.onerror = () => (close ??= openStream(url, hear));
    port.onmessage = ({ data }) => hear(data);
    const join = () => port.postMessage({ url });
    const leave = () => port.postMessage({});
    const back = ({ persisted }) => persisted && join();
    addEventListener("pagehide", leave);
    addEventListener("pageshow", back);
    join();
    return () => {
      removeEventListener("pagehide", leave);
      removeEventListener("pageshow", back);
      leave();
      close?.();
    };
  } catch {
    return undefined;
  }
}
