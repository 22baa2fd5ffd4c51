// Scales the stage's canvas of 1920 by 1080 pixels to its window, however small.
export default function ({ parentElement }) {
  const fit = () => {
    const scale = Math.min(innerWidth / 1920, innerHeight / 1080);
    document.documentElement.style.setProperty("--stage-scale", scale);
  };
  fit();
  if (parentElement.fitting) return undefined; // called again on every redraw
  parentElement.fitting = fit;
  addEventListener("resize", fit);
  return () => {
    if (parentElement.isConnected) return; // superseded, see live.js
    removeEventListener("resize", fit);
    delete parentElement.fitting;
  };
}
