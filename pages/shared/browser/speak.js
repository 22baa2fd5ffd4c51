// Tells the browser, and so a screen reader, in which language and direction the page is written.
export default function ({ data }) {
  document.documentElement.lang = data.language
  document.documentElement.dir = data.direction
  // Streamlit's calendar names months and days in the browser's language: not in a page of another.
  const other = navigator.language.split("-")[0].toLowerCase() !== data.language
  if (other) Object.defineProperty(navigator, "language", { value: data.language, configurable: true })
}
