// Refreshes the page when someone comes back to it. They may have changed something on another page
// or device meanwhile, and this page would keep showing outdated answers.

const AWAY_AT_LEAST = 500; // milliseconds: a glance elsewhere isn't worth a redraw

export default function ({ parentElement, setTriggerValue }) {
  const back = (parentElement.back ??= begin());
  back.ask = () => setTriggerValue("came", Date.now());
  return () => {
    if (parentElement.isConnected) return; // superseded, see live.js
    back.end();
    delete parentElement.back;
  };
}

function begin() {
  const back = { left: undefined };
  const look = () => {
    const away = document.visibilityState === "hidden" || !document.hasFocus();
    if (away) back.left ??= Date.now();
    else if (Date.now() - (back.left ?? Infinity) >= AWAY_AT_LEAST) back.ask();
    if (!away) back.left = undefined;
  };
  const heard = [
    [document, "visibilitychange"],
    [window, "focus"],
    [window, "blur"],
  ];
  heard.forEach(([where, what]) => where.addEventListener(what, look));
  back.end = () => heard.forEach(([where, what]) => where.removeEventListener(what, look));
  return back;
}
