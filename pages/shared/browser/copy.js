// A value with a copy button, which says so if copying fails.
export default function ({ data, parentElement }) {
  const field = parentElement.querySelector("input");
  const button = parentElement.querySelector("button");
  const told = parentElement.querySelector("[role=status]");
  field.value = data.value;
  field.setAttribute("aria-label", data.label);
  button.textContent = data.copy;
  button.setAttribute("aria-label", data.copies);
  let back;
  button.onclick = async () => {
    const done = await copyFrom(field);
    told.textContent = done ? "" : data.not_copied;
    button.textContent = done ? data.copied : data.copy;
    clearTimeout(back);
    back = setTimeout(() => (button.textContent = data.copy), 2000);
  };
  return () => clearTimeout(back);
}
