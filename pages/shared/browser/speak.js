// Tells the browser, and so screen readers, which language and direction the page is in.
export default function ({ data }) {
  window.workshopSpeaks?.(data.language, data.direction)
}
