// Leaves the app for one of its own routes: only those can set a cookie.
export default function ({ data }) {
  window.location.assign(data.url);
}
