// Leaves the page for one of the app's routes, because only those can set a cookie.
export default function ({ data }) {
  window.location.assign(data.url);
}
