// Draws the figures of the report; without it the tables below them say the same.
for (const place of document.querySelectorAll("[data-figure]")) {
  const { data, layout } = JSON.parse(place.dataset.figure);
  Plotly.newPlot(place, data, { ...layout, width: place.clientWidth }, { staticPlot: true });
}
document.querySelector("button")?.addEventListener("click", () => window.print());
