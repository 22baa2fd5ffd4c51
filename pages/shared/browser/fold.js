// Remembers in this browser that someone has opened a collapsed part of a page.
export default function ({ data, parentElement }) {
  if (parentElement.folded) return;
  let looking;
  const look = (tries) => {
    const part = document.querySelector(`.st-key-${CSS.escape(data.place)} details`);
    if (!part) {
      if (tries) looking = setTimeout(() => look(tries - 1), 50);
      return;
    }
    if (memory.isOpen(data.name) && !part.open) part.querySelector("summary").click();
    // Only taps count, because the page itself may collapse a part when it redraws it.
    part.querySelector("summary").addEventListener("click", () => {
      setTimeout(() => memory.note(data.name, part.open), 500); // once it has opened
    });
  };
  look(600); // a busy server may take a while
  parentElement.folded = true;
  return () => clearTimeout(looking);
}

// In another site's frame, a browser may refuse storage; then the part starts collapsed again.
const memory = {
  isOpen(name) {
    try {
      return localStorage.getItem(`open ${name}`) !== null;
    } catch {
      return false;
    }
  },
  note(name, isOpen) {
    try {
      if (isOpen) localStorage.setItem(`open ${name}`, "");
      else localStorage.removeItem(`open ${name}`);
    } catch {
      // it starts collapsed next time
    }
  },
};
