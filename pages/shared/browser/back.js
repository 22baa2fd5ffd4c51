// Asks for what is new when one comes back to a page: meanwhile one may have changed something on
// another one, or on another device, and this page would go on showing what is stored no more.

const AWAY_AT_LEAST = 500; // milliseconds: a glance elsewhere isn't worth a redraw

export default function ({ parentElement, setTriggerValue }) {
  const back = (parentElement.back ??= begin());
  back.ask = () => setTriggerValue("came", Date.now());
  return () => {
    if (parentElement.isConnected) return; // overtaken, see live.js
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
