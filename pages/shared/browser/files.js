// A chart as a file: PNG and SVG are drawn here, by the plotly.js that the server has, on the first
// click and not before; the figures come from a route.
const WIDTH = 1600, HEIGHT = 900, TWICE = 2;

export default function ({ data, parentElement }) {
  const [png, svg] = parentElement.querySelectorAll("button");
  const csv = parentElement.querySelector("a");
  const status = parentElement.querySelector("[role=status]");
  for (const [button, kind] of [[png, "png"], [svg, "svg"]]) {
    label(button, data, kind);
    button.onclick = () => make(data, kind, status);
  }
  label(csv, data, "csv");
  csv.href = data.csv;
  csv.download = `${data.name}.csv`;
}

function label(element, data, kind) {
  element.textContent = kind.toUpperCase();
  element.setAttribute("aria-label", `${data.words.take} ${kind.toUpperCase()}: ${data.headline}`);
}

async function make(data, kind, status) {
  status.textContent = data.words.making;
  try {
    const drawn = document.querySelector(`.st-key-${data.place} .js-plotly-plot`);
    const Plotly = await plotly(data.script);
    // On the page's own ground: light letters on none would be lost on a white slide.
    const ground = getComputedStyle(document.querySelector("[data-testid=stApp]")).backgroundColor;
    const layout = { ...drawn.layout, autosize: false, paper_bgcolor: ground };
    const figure = { data: drawn.data, layout };
    const size = { width: WIDTH, height: Math.max(HEIGHT, drawn.clientHeight) };
    const url = await Plotly.toImage(figure, { format: kind, ...size, scale: TWICE });
    const link = Object.assign(document.createElement("a"), { href: url });
    link.download = `${data.name}.${kind}`;
    link.click();
    status.textContent = "";
  } catch (error) {
    console.warn(error);
    status.textContent = data.words.failed;
  }
}

function plotly(script) {
  return (window.workshopPlotly ??= new Promise((loaded, failed) => {
    const tag = Object.assign(document.createElement("script"), { src: script });
    tag.onload = () => loaded(window.Plotly);
    tag.onerror = () => {
      delete window.workshopPlotly; // the next click tries again
      failed(new Error("plotly.js could not be loaded"));
    };
    document.head.append(tag);
  }));
}
