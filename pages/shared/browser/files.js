// A chart as a file. PNG and SVG are drawn here, with a headline and the page's background, using
// the server's plotly.js, which is loaded on the first click; the CSV comes from a route.
const WIDTH = 960, EDGE = 32, TWICE = 2;
const LETTER = 24, LINE = 32; // the headline's, in pixels
const SMALL = 18, SMALL_LINE = 24; // the text's below: how to read the chart; room, answers, date

export default function ({ data, parentElement }) {
  const [png, svg] = parentElement.querySelectorAll("button");
  const csv = parentElement.querySelector("a");
  const status = parentElement.querySelector("[role=status]");
  for (const [button, kind] of [[png, "PNG"], [svg, "SVG"]]) {
    label(button, data, kind);
    button.onclick = () => make(data, kind.toLowerCase(), status);
  }
  label(csv, data, "CSV");
  csv.href = data.csv;
  csv.download = `${data.name}.csv`;
}

function label(element, data, kind) {
  element.textContent = kind;
  element.setAttribute("aria-label", data.takes[kind]);
}

async function make(data, kind, status) {
  status.textContent = data.words.making;
  try {
    const drawn = document.querySelector(`.st-key-${data.place} .js-plotly-plot`);
    const { traces, layout } = withoutNote(drawn);
    const Plotly = await plotly(data.script);
    const size = { width: WIDTH, height: layout.height };
    const figure = { data: traces, layout: { ...layout, autosize: false } };
    const chart = await Plotly.toImage(figure, { format: "svg", imageDataOnly: true, ...size });
    const whole = framed(chart, size, data, layout.font.color);
    const url = URL.createObjectURL(new Blob([whole.svg], { type: "image/svg+xml" }));
    const href = kind === "svg" ? url : await painted(url, whole);
    const link = Object.assign(document.createElement("a"), { href });
    link.download = `${data.name}.${kind}`;
    link.click();
    status.textContent = "";
  } catch (error) {
    console.warn(error);
    status.textContent = data.words.failed;
  }
}

// The chart's note is wrapped for a phone; here we write it across the image. As in sizes.py.
function withoutNote({ data: traces, layout }) {
  const { title, height, margin } = layout;
  const note = Math.round((title?.y ?? 0) * height);
  const rest = { height: height - note, margin: { ...margin, b: margin.b - note } };
  return { traces, layout: { ...layout, ...rest, title: { text: "" } } };
}

// Letters that extend past the chart's edge, as row names do by a pixel or two, aren't clipped.
function framed(chart, size, said, ink) {
  const ground = getComputedStyle(document.querySelector("[data-testid=stApp]")).backgroundColor;
  const lines = said.above, top = EDGE + lines.length * LINE;
  const below = said.below, under = top + EDGE + size.height;
  const width = size.width + 2 * EDGE, height = under + below.length * SMALL_LINE + EDGE;
  const written = lines.map((line, n) => text(line, EDGE + LETTER + n * LINE, LETTER, 600));
  written.push(...below.map((line, n) => text(line, under + (n + 1) * SMALL_LINE, SMALL, 400)));
  function text(line, y, letter, weight) {
    return `<text x="${EDGE}" y="${y}" font-family="'Source Sans', sans-serif"
      font-size="${letter}" font-weight="${weight}" fill="${ink}">${inert(line)}</text>`;
  }
  const inner = chart.replace("<svg ", `<svg x="${EDGE}" y="${top + EDGE / 2}" overflow="visible" `);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <rect width="100%" height="100%" fill="${ground}"/>${written.join("")}${inner}</svg>`;
  return { svg, width, height };
}

function inert(text) {
  const names = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };
  return text.replace(/[&<>]/g, (sign) => names[sign]);
}

async function painted(url, { width, height }) {
  const picture = Object.assign(new Image(), { src: url });
  await picture.decode();
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width: TWICE * width, height: TWICE * height });
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL("image/png");
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
