// Tells the page which of its keys were pressed, and what each meant on the screen just then.
//
// Typing stays typing. Space and Enter belong to a control that has the focus; after a click with a
// mouse or a thumb none has, so that whoever clicked a button can go on with the keys.
const OPERATED =
  "select, input[type=range], [role=combobox], [role=listbox], [role=slider], [role=spinbutton], " +
  "[role=dialog], [role=menu]";
const CONTROL = "button, a, summary, input, [role]:not([role=main], [role=timer], [role=status])";
const IN_A_ROW = "[role=radiogroup], [role=toolbar], [role=tablist]"; // arrows walk along it
const LETS_GO = "button:not([aria-haspopup], [aria-expanded]), summary, label:has([type=radio])";
const STALE_AFTER = 5000; // milliseconds: what got no answer until then is not done later

export default function ({ data, parentElement, setTriggerValue }) {
  // Called again at every redraw, which is the answer to what was told.
  const keys = (parentElement.keys ??= begin({ pressed: [], handled: 0 }));
  keys.meant = data.meant;
  keys.tell = () => setTriggerValue("pressed", keys.pressed);
  keys.pressed = keys.pressed.filter(({ n }) => n > data.handled && n > Date.now() - STALE_AFTER);
  // A server that has just come back hears what is told only once it has drawn the page.
  if (data.handled < keys.handled && keys.pressed.length) setTimeout(keys.tell);
  keys.handled = data.handled;
  return () => {
    if (parentElement.isConnected) return; // overtaken, see live.js
    keys.end();
    delete parentElement.keys;
  };
}

function begin(keys) {
  const press = (event) => {
    note(keys, event);
    // What Escape closes gives the focus back to its button, which would then have the keys.
    if (event.key === "Escape") setTimeout(() => document.activeElement?.blur(), 100);
  };
  // A click by a key or a screen reader has no pointer, and keeps the focus.
  const letGo = (event) => {
    if (!event.pointerType || !event.target.closest?.(LETS_GO)) return;
    setTimeout(() => document.activeElement?.blur()); // once the click has done what it does
  };
  document.addEventListener("keydown", press);
  document.addEventListener("click", letGo, true);
  window.workshopHears = true; // for tests, which press no key before
  keys.end = () => {
    document.removeEventListener("keydown", press);
    document.removeEventListener("click", letGo, true);
  };
  return keys;
}

function note(keys, event) {
  // A key is what it types, wherever it sits on a layout.
  const meant = keys.meant[event.key];
  if (!meant || event.repeat || isModified(event) || isComposing(event)) return;
  if (belongsToControl(event.composedPath().filter((e) => e.closest), event.key)) return;
  event.preventDefault();
  const before = keys.pressed.filter(({ n }) => n > Date.now() - STALE_AFTER);
  const n = Math.max(Date.now(), (before.at(-1)?.n ?? 0) + 1);
  keys.pressed = [...before, { n, cue: meant[0], of: meant[1] }];
  keys.tell(); // all that got no answer: none is lost on the way
}

const isModified = (event) => event.ctrlKey || event.metaKey || event.altKey || event.shiftKey;

function belongsToControl([target], key) {
  if (!target) return false;
  if (target.closest(TEXT) || target.closest(OPERATED)) return true;
  if (key.startsWith("Page")) return false;
  return Boolean(target.closest(key.startsWith("Arrow") ? IN_A_ROW : CONTROL));
}
