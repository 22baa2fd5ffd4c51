// A value with a button that copies it; also on plain http, where there is no clipboard API.
export default function ({ data, parentElement }) {
  const field = parentElement.querySelector("input");
  const button = parentElement.querySelector("button");
  field.value = data.value;
  field.setAttribute("aria-label", data.label);
  button.textContent = data.copy;
  button.setAttribute("aria-label", `${data.copy}: ${data.label}`);
  let back;
  button.onclick = async () => {
    try {
      await navigator.clipboard.writeText(data.value);
    } catch {
      field.select();
      document.execCommand("copy");
    }
    button.textContent = data.copied;
    clearTimeout(back);
    back = setTimeout(() => (button.textContent = data.copy), 2000);
  };
  return () => clearTimeout(back);
}
