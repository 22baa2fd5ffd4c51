// Copies a field's text, even on plain http, which has no clipboard API. Returns whether it worked:
// a browser may refuse both ways, as in another site's frame. The text is then left selected.
async function copyFrom(field) {
  try {
    await navigator.clipboard.writeText(field.value);
    return true;
  } catch {
    field.hidden = false; // only visible text can be selected
    field.focus();
    field.select();
    return document.execCommand("copy");
  }
}
