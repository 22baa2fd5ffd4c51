// Keeps what is tapped without a connection, and taps it again once there is one: choices only. A
// button does something, perhaps what nobody wants a minute later; it stays locked.
const CHOICE =
  "[data-testid=stButtonGroup] button, [data-testid=stRadio] input, [data-testid=stCheckbox] input";
const tapped = new Map(); // what each is to be once it is tapped again

const isChosen = (choice) => choice.checked ?? /true/.test(
  choice.getAttribute("aria-pressed") ?? choice.getAttribute("aria-checked"),
);

function keepTap(event) {
  const within = event.target.closest?.("label, button");
  const choice = within?.matches(CHOICE) ? within : within?.querySelector(CHOICE);
  if (!choice || !("offline" in choice.dataset)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (tapped.delete(choice)) return delete choice.dataset.tapped;
  const isOne = choice.matches("[role=radio], [type=radio]"); // of which the last tapped counts
  tapped.set(choice, isOne || !isChosen(choice));
  choice.dataset.tapped = "";
}

function tapAgain() {
  const kept = [...tapped];
  tapped.clear();
  for (const [choice, wanted] of kept) {
    delete choice.dataset.tapped;
    if (choice.isConnected && isChosen(choice) !== wanted) choice.click();
  }
}
