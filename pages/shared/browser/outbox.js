// Takes a text elsewhere: copies it, opens it in a mail program, or keeps it as a file. Also on
// plain http, where there is no clipboard API.
export default function ({ data, parentElement }) {
  const [copy, mail, file] = parentElement.querySelectorAll("button, a");
  const told = parentElement.querySelector("[role=status]");
  copy.textContent = data.copy;
  copy.onclick = async () => {
    told.textContent = (await copied(data.text, parentElement)) ? data.copied : "";
  };
  mail.textContent = data.mail;
  mail.hidden = !data.mailto;
  if (data.mailto) mail.href = data.mailto;
  file.textContent = data.download;
  file.download = data.file;
  // Made when it is asked for, so that nothing is left behind by texts that were changed since.
  file.onclick = () => {
    const link = URL.createObjectURL(new Blob([data.whole], { type: "text/plain;charset=utf-8" }));
    file.href = link;
    setTimeout(() => URL.revokeObjectURL(link), 60000);
  };
  file.href = "#";
  if (told.dataset.text !== data.text) told.textContent = ""; // what was copied is another text
  told.dataset.text = data.text;
}

async function copied(text, place) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = document.createElement("textarea");
    field.value = text;
    field.style.cssText = "position: fixed; inset: 0 auto auto 0; opacity: 0";
    place.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    return done;
  }
}
