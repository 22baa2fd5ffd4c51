// Tells the browser, and so a screen reader, in which language the page is written.
export default function ({ data }) {
  document.documentElement.lang = data.language
}
