// Keeps a folded part of a page open once somebody opened it, in this browser.
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
    // Only a tap says what somebody wants: the page itself may fold what it draws anew.
    part.querySelector("summary").addEventListener("click", () => {
      setTimeout(() => memory.note(data.name, part.open), 500); // it opens at leisure
    });
  };
  look(600); // a busy server may take its time
  parentElement.folded = true;
  return () => clearTimeout(looking);
}

// In a frame of another site a browser may refuse to keep anything: then it is folded again.
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
      // it is folded again next time
    }
  },
};
