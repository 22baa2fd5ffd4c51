// Draws the report's charts; without scripts, the tables below show the same results.
for (const place of document.querySelectorAll("[data-figure]")) {
  const { data, layout } = JSON.parse(place.dataset.figure);
  Plotly.newPlot(place, data, { ...layout, width: place.clientWidth }, { staticPlot: true });
}
document.querySelector("button")?.addEventListener("click", () => window.print());
