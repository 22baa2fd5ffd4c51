// The time left in a step, counted down here between redraws of the page.
export default function ({ data, parentElement }) {
  const find = (which) => parentElement.querySelector(which);
  const [number, status] = [find("[role=timer]"), find("[role=status]")];
  // Not the first `div`, which is Streamlit's: hiding its children would hide everything.
  const box = number.parentElement;
  // The same redraw may be shown again later, in a recreated element.
  if (window.workshopCountdown?.drawn !== data.drawn) {
    window.workshopCountdown = { drawn: data.drawn, ends: performance.now() + data.left * 1000 };
  }
  const { ends } = window.workshopCountdown;
  const { left, minute_left, over } = data.words;

  const show = () => {
    const seconds = Math.max(0, Math.ceil((ends - performance.now()) / 1000));
    const clock = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    if (number.textContent !== clock) number.textContent = clock;
    box.classList.toggle("over", !seconds);
    // Screen readers don't announce a timer, but they announce this status, twice in all.
    tell(!seconds ? over : seconds <= 60 && seconds > 50 ? minute_left : "");
    if (!seconds || !parentElement.isConnected) clearInterval(ticking);
  };
  const tell = (text) => {
    if (status.textContent !== text) status.textContent = text;
  };

  box.classList.toggle("large", data.large);
  find("span").textContent = left;
  number.setAttribute("aria-label", left);
  // Called again on every redraw; cleanup comes late or never (see live.js).
  clearInterval(parentElement.ticking);
  const ticking = (parentElement.ticking = setInterval(show, 250));
  show();
}
