// Tells the browser, and so screen readers, which language and direction the page is in.
export default function ({ data }) {
  document.documentElement.lang = data.language
  document.documentElement.dir = data.direction
  // Streamlit's calendar uses the browser's language, so override that with the page's.
  const other = navigator.language.split("-")[0].toLowerCase() !== data.language
  if (other) Object.defineProperty(navigator, "language", { value: data.language, configurable: true })
}
