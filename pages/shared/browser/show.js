// Scrolls to a part of the page that has just changed, and focuses its heading.
export default function ({ data }) {
  const look = (tries) => {
    const place = document.querySelector(`.st-key-${CSS.escape(data.place)}`);
    const heading = place?.querySelector("h1, h2, h3");
    if (!heading) return tries && setTimeout(() => look(tries - 1), 50);
    heading.tabIndex = -1;
    heading.style.outline = "none"; // it isn't a control
    heading.focus({ preventScroll: true });
    place.scrollIntoView({ block: "start" });
  };
  look(20);
}
