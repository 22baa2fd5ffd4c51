// Ordered lines, each with two buttons to move it. One element rather than four per line, because a
// thousand phones send this on every tap.
export default function ({ data, parentElement, setStateValue }) {
  const list = parentElement.querySelector("ol");
  const shown = JSON.stringify(data.lines);
  if (list.dataset.shown === shown) return; // nothing new, and someone may be at a button
  draw(list, data, (lines, held) => {
    draw(list, { ...data, lines }, list.moved, held); // at once, because the wifi may be slow
    setStateValue("order", lines.map(({ id }) => id));
  });
}

function draw(list, { lines, up, down }, moved, held) {
  list.dataset.shown = JSON.stringify(lines);
  list.moved = moved;
  const move = (from, to) => {
    const order = lines.filter((_, place) => place !== from);
    order.splice(to, 0, lines[from]);
    moved(order, { id: lines[from].id, which: to < from ? 0 : 1 });
  };
  const button = (name, from, to, sign) => {
    const made = document.createElement("button");
    const label = (to < from ? up : down).replace("{line}", name);
    Object.assign(made, { type: "button", textContent: sign, title: label });
    made.disabled = to < 0 || to >= lines.length;
    made.setAttribute("aria-label", label);
    made.onclick = () => move(from, to);
    return made;
  };
  held ??= focused(list);
  list.replaceChildren(
    ...lines.map(({ id, name }, place) => {
      const line = document.createElement("li");
      line.dataset.id = id;
      const words = document.createElement("span");
      words.textContent = name;
      line.append(words, button(name, place, place - 1, "↑"), button(name, place, place + 1, "↓"));
      return line;
    }),
  );
  // The focus moves with the line, or to its other button at either end.
  const line = [...list.children].find(({ dataset }) => held && dataset.id === held.id);
  const buttons = line?.querySelectorAll("button") ?? [];
  [buttons[held?.which], buttons[1 - held?.which]].find((b) => b && !b.disabled)?.focus();
}

function focused(list) {
  const button = list.getRootNode().activeElement;
  const line = list.contains(button) && button.closest("li");
  if (!line) return undefined;
  return { id: line.dataset.id, which: [...line.querySelectorAll("button")].indexOf(button) };
}
