// Exports a text: copies it, opens it in a mail program, or saves it as a file.
export default function ({ data, parentElement }) {
  const [copy, mail, file] = parentElement.querySelectorAll("button");
  const told = parentElement.querySelector("[role=status]");
  const field = parentElement.querySelector("textarea");
  copy.textContent = data.copy;
  copy.onclick = async () => {
    field.value = data.text;
    const done = await copyFrom(field);
    field.hidden = done;
    told.textContent = done ? data.copied : data.not_copied;
  };
  mail.textContent = data.mail;
  mail.hidden = !data.mailto;
  mail.onclick = () => follow({ href: data.mailto });
  file.textContent = data.download;
  file.hidden = !data.file;
  file.onclick = () => {
    const href = URL.createObjectURL(new Blob([data.whole], { type: "text/plain;charset=utf-8" }));
    follow({ href, download: data.file });
    setTimeout(() => URL.revokeObjectURL(href), 60000);
  };
  field.setAttribute("aria-label", data.label);
  if (told.dataset.text !== data.text) {
    told.textContent = ""; // what was copied was another text
    field.hidden = true;
  }
  told.dataset.text = data.text;
}

function follow(link) {
  Object.assign(document.createElement("a"), link).click();
}
