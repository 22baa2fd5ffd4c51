// A stopwatch against a target, in the browser only; nothing is sent or stored.
export default function ({ data, parentElement }) {
  // Called again whenever the fragment is drawn; a running timer continues.
  const timer = (parentElement.timer ??= { started: 0, taken: 0 });
  const [button] = parentElement.querySelectorAll("button");
  const find = (which) => parentElement.querySelector(which);
  const words = (text, seconds) =>
    text.replace("{seconds}", seconds).replace("{target}", data.target);
  const elapsed = () =>
    timer.started ? (performance.now() - timer.started) / 1000 : timer.taken;

  const show = () => {
    const seconds = Math.floor(elapsed());
    find("[role=timer]").textContent = words(data.words.elapsed, seconds);
    // With reduced motion, the bar moves once a second, like the number.
    const smooth = !matchMedia("(prefers-reduced-motion: reduce)").matches;
    find("progress").value = Math.min(smooth ? elapsed() : seconds, data.target);
    find("div").classList.toggle("over", seconds > data.target);
    if (timer.started && seconds >= data.target && !timer.told) {
      timer.told = true;
      find("[role=status]").textContent = words(data.words.over, seconds);
    }
  };
  const run = () => {
    clearInterval(timer.ticking);
    if (timer.started) timer.ticking = setInterval(show, 200);
    button.textContent = data.words[timer.started ? "stop" : timer.taken ? "again" : "start"];
    show();
  };

  find("progress").max = data.target;
  find("progress").setAttribute("aria-label", data.words.name);
  find("[role=timer]").setAttribute("aria-label", data.words.name);
  button.onclick = () => {
    timer.taken = timer.started ? elapsed() : 0;
    timer.started = timer.started ? 0 : performance.now();
    timer.told = false;
    const seconds = Math.floor(timer.taken);
    find("[role=status]").textContent = timer.started ? "" : words(data.words.stopped, seconds);
    run();
  };
  run();
  return () => {
    if (parentElement.isConnected) return; // superseded, see live.js
    clearInterval(timer.ticking);
  };
}
