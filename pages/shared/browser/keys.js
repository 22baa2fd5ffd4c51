// Tells the page which of its keys was pressed, unless it is meant for a field or a button.
const KEYS = new Set(["ArrowLeft", "ArrowRight", "Enter", "Space", "KeyR"]);
const TAKEN = "input, textarea, select, button, a, summary, [role], [contenteditable]";

export default function ({ setTriggerValue }) {
  const listen = (event) => {
    const other = event.ctrlKey || event.metaKey || event.altKey || event.repeat;
    if (other || !KEYS.has(event.code) || event.target.closest?.(TAKEN)) return;
    event.preventDefault();
    setTriggerValue("pressed", event.code);
  };
  document.addEventListener("keydown", listen);
  return () => document.removeEventListener("keydown", listen);
}
