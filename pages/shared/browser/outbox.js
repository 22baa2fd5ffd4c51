// Takes a text elsewhere: copies it, opens it in a mail program, or keeps it as a file. Also on
// plain http, where there is no clipboard API.
export default function ({ data, parentElement }) {
  const [copy, mail, file] = parentElement.querySelectorAll("button");
  const told = parentElement.querySelector("[role=status]");
  copy.textContent = data.copy;
  copy.onclick = async () => {
    told.textContent = (await copied(data.text, parentElement)) ? data.copied : "";
  };
  mail.textContent = data.mail;
  mail.hidden = !data.mailto;
  mail.onclick = () => follow({ href: data.mailto });
  file.textContent = data.download;
  file.onclick = () => {
    const href = URL.createObjectURL(new Blob([data.whole], { type: "text/plain;charset=utf-8" }));
    follow({ href, download: data.file });
    setTimeout(() => URL.revokeObjectURL(href), 60000);
  };
  if (told.dataset.text !== data.text) told.textContent = ""; // what was copied is another text
  told.dataset.text = data.text;
}

function follow(link) {
  Object.assign(document.createElement("a"), link).click();
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
