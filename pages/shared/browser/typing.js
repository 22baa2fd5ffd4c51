// Where text is typed, for scripts that mustn't interfere with typing.
const TEXT =
  "textarea, [contenteditable]:not([contenteditable=false]), " +
  "input:not([type=checkbox], [type=radio], [type=button], [type=submit], [type=range])";

// An input method is still composing a character; some signal it only by this key code.
const isComposing = (event) => event.isComposing || event.keyCode === 229;
