// Tells the page which of its keys were pressed, and what each stood for on the screen just then.
//
// Typing stays typing. Space and Enter belong to a control that has the focus; after a click with a
// mouse or a thumb none has, so that whoever clicked a button can go on with the keys.
//
// A key is what it types, wherever it sits on a layout. Clickers send PageUp and PageDown.
const CODES = new Map(
  Object.entries({
    ArrowLeft: "ArrowLeft",
    ArrowRight: "ArrowRight",
    PageUp: "ArrowLeft",
    PageDown: "ArrowRight",
    Enter: "Enter",
    " ": "Space",
    r: "KeyR",
    R: "KeyR", // with caps lock on
  }),
);
const TURNS = ["ArrowLeft", "ArrowRight"];
const OPERATED =
  "select, input[type=range], [role=combobox], [role=listbox], [role=slider], [role=spinbutton], [role=dialog], " +
  "[role=menu]";
const CONTROL = "button, a, summary, input, [role]:not([role=main], [role=timer], [role=status])";
const IN_A_ROW = "[role=radiogroup], [role=toolbar], [role=tablist]"; // arrows walk along it
const LETS_GO = "button:not([aria-haspopup], [aria-expanded]), summary, label:has([type=radio])";
const STALE_AFTER = 5000; // milliseconds: what got no answer until then is not done later

export default function ({ data, parentElement, setTriggerValue }) {
  // Called again at every redraw, which is the answer to what was told.
  const keys = (parentElement.keys ??= begin({ pressed: [], handled: 0 }));
  keys.data = data;
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
  const press = (event) => note(keys, event);
  // A click by a key or a screen reader has no pointer, and keeps the focus.
  const letGo = (event) => {
    if (!event.pointerType || !event.target.closest?.(LETS_GO)) return;
    setTimeout(() => document.activeElement?.blur()); // once the click has done what it does
  };
  document.addEventListener("keydown", press);
  document.addEventListener("click", letGo, true);
  keys.end = () => {
    document.removeEventListener("keydown", press);
    document.removeEventListener("click", letGo, true);
  };
  return keys;
}

function note(keys, event) {
  const code = CODES.get(event.key);
  if (!code || event.repeat || isModified(event) || isComposing(event)) return;
  if (belongsToControl(event.composedPath().filter((e) => e.closest), event.key, code)) return;
  event.preventDefault();
  const before = keys.pressed.filter(({ n }) => n > Date.now() - STALE_AFTER);
  // After a turn that is not drawn yet, the next key is meant for the step that will be.
  const turned = before.some((earlier) => TURNS.includes(earlier.code));
  const { step, cues } = turned ? { step: "", cues: {} } : keys.data;
  const n = Math.max(Date.now(), (before.at(-1)?.n ?? 0) + 1);
  keys.pressed = [...before, { n, code, step, cue: cues[code] ?? "" }];
  keys.tell(); // all that got no answer: none is lost on the way
}

function isModified(event) {
  return event.ctrlKey || event.metaKey || event.altKey || event.shiftKey;
}

function belongsToControl([target], key, code) {
  if (!target) return false;
  if (target.closest(TEXT) || target.closest(OPERATED)) return true;
  if (TURNS.includes(code)) return key === code && Boolean(target.closest(IN_A_ROW));
  return code !== "KeyR" && Boolean(target.closest(CONTROL));
}
