// Where letters go, for the scripts that must not get in the way of somebody who types.
const TEXT =
  "textarea, [contenteditable]:not([contenteditable=false]), " +
  "input:not([type=checkbox], [type=radio], [type=button], [type=submit], [type=range])";

// An input method that is still putting a letter together; some tell it by this number alone.
const isComposing = (event) => event.isComposing || event.keyCode === 229;
