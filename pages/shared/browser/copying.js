// Copies the text of a field, also on plain http, where there is no clipboard API. Says whether that
// worked: a browser may refuse both ways, as in another site's frame. The text is then left selected.
async function copyFrom(field) {
  try {
    await navigator.clipboard.writeText(field.value);
    return true;
  } catch {
    field.hidden = false; // only what shows can be selected
    field.focus();
    field.select();
    return document.execCommand("copy");
  }
}
