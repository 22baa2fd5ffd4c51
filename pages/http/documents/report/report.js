// Draws the report's charts; without scripts, the tables below show the same results.
const fit = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    const width = target.clientWidth;
    if (width !== target.layout.width) Plotly.relayout(target, { width });
  }
});
for (const place of document.querySelectorAll("[data-figure]")) {
  const { data, layout } = JSON.parse(place.dataset.figure);
  Plotly.newPlot(place, data, { ...layout, width: place.clientWidth }, { staticPlot: true });
  fit.observe(place);
}
document.querySelector("button")?.addEventListener("click", () => window.print());
