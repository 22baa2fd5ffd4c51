// Knows whether someone is typing or has paused.
const PAUSE_IN_TYPING = 5000; // milliseconds, after which the sentence is finished or never will be

function noteTyping(live) {
  const note = ({ type }) => {
    live.typed = performance.now();
    live.composes = type.startsWith("composition") ? type !== "compositionend" : live.composes;
  };
  const kinds = ["keydown", "input", "compositionstart", "compositionend", "focusin"];
  kinds.forEach((kind) => document.addEventListener(kind, note, true));
  live.stopNoting = () => kinds.forEach((kind) => document.removeEventListener(kind, note, true));
  return live;
}

// Returns for how many more milliseconds someone counts as typing. People who have just been told
// of a move get as long to read it.
function typesFor({ typed = -Infinity, toldOfMove = -Infinity, composes }) {
  if (!document.activeElement?.matches(TEXT)) return 0;
  if (composes) return PAUSE_IN_TYPING;
  return Math.max(0, Math.max(typed, toldOfMove) + PAUSE_IN_TYPING - performance.now());
}
