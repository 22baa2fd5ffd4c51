// Tells the page which of its keys were pressed, and what each meant on the screen at that moment.
//
// Typing stays typing. Space and Enter belong to a focused control. A click with a mouse or thumb
// removes the focus, so that people who have clicked can continue with the keys: where the focus
// stayed, the next key would draw a frame there, as if they moved about by keyboard.
const OPERATED =
  "select, input[type=range], [role=combobox], [role=listbox], [role=slider], [role=spinbutton], " +
  "[role=dialog], [role=menu]";
const CONTROL = "button, a, summary, input, [role]:not([role=main], [role=timer], [role=status])";
const IN_A_ROW = "[role=radiogroup], [role=toolbar], [role=tablist]"; // arrow keys move within it
const LETS_GO = "button:not([aria-expanded=true]), summary, [type=radio], a, main";
const CLOSED_AFTER = 100; // milliseconds: a popover returns the focus to its button
const STALE_AFTER = 5000; // milliseconds: a press without a reply by then is dropped

export default function ({ data, parentElement, setTriggerValue }) {
  // Called again on every redraw, which is the reply to what we sent.
  const keys = (parentElement.keys ??= begin({ pressed: [], handled: 0 }));
  keys.meant = data.meant;
  keys.tell = () => setTriggerValue("pressed", keys.pressed);
  keys.pressed = keys.pressed.filter(({ n }) => n > data.handled && n > Date.now() - STALE_AFTER);
  // A server that has just restarted receives presses only after it has drawn the page.
  if (data.handled < keys.handled && keys.pressed.length) setTimeout(keys.tell);
  keys.handled = data.handled;
  return () => {
    if (parentElement.isConnected) return; // superseded, see live.js
    keys.end();
    delete parentElement.keys;
  };
}

function begin(keys) {
  const press = (event) => {
    note(keys, event);
    // A popover closed by Escape returns the focus to its button, which would then get the keys.
    if (event.key === "Escape") setTimeout(() => document.activeElement?.blur(), CLOSED_AFTER);
  };
  // A click from the keyboard or a screen reader has no pointer type, and keeps the focus.
  const letGo = (event) => {
    if (!event.pointerType) return;
    for (const later of [0, CLOSED_AFTER]) setTimeout(blur, later); // once it has been handled
  };
  const blur = () => {
    const focused = document.activeElement;
    if (focused?.matches(LETS_GO)) focused.blur();
  };
  document.addEventListener("keydown", press);
  document.addEventListener("click", letGo, true);
  window.workshopHears = true; // for tests, which wait for this before pressing keys
  keys.end = () => {
    document.removeEventListener("keydown", press);
    document.removeEventListener("click", letGo, true);
  };
  return keys;
}

function note(keys, event) {
  // Keys are identified by what they type, whatever the keyboard layout.
  const meant = keys.meant[event.key];
  if (!meant || event.repeat || isModified(event) || isComposing(event)) return;
  if (belongsToControl(event.composedPath().filter((e) => e.closest), event.key)) return;
  event.preventDefault();
  const before = keys.pressed.filter(({ n }) => n > Date.now() - STALE_AFTER);
  const n = Math.max(Date.now(), (before.at(-1)?.n ?? 0) + 1);
  keys.pressed = [...before, { n, cue: meant[0], of: meant[1] }];
  keys.tell(); // everything without a reply, so that no press is lost
}

const isModified = (event) => event.ctrlKey || event.metaKey || event.altKey || event.shiftKey;

function belongsToControl([target], key) {
  if (!target) return false;
  if (target.closest(TEXT) || target.closest(OPERATED)) return true;
  if (key.startsWith("Page")) return false;
  return Boolean(target.closest(key.startsWith("Arrow") ? IN_A_ROW : CONTROL));
}
