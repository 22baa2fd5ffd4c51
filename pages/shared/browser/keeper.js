// Keeps drafts in the browser until the store has them, through reloads, lost connections and
// server restarts. Shows at each field where its text is.
//
// `fields` has the stored texts by field name; `drafts` has the names under which the browser keeps
// the fields' drafts, which don't change when a field is recreated. Streamlit sends a text when its
// field loses the focus, so we simulate that whenever typing pauses and after reconnecting.

const PAUSE = 1000; // milliseconds, like all times here
const ASK_AGAIN_AFTER = 2000;
const ASK_AT_MOST = 5; // times per text, because some are always refused

export default function ({ data, parentElement, setTriggerValue }) {
  // Called again on every run of the fragment, which may answer the latest text or an earlier one.
  const keeper = (parentElement.keeper ??= begin({ asked: 0, waiting: {}, watched: new Map() }));
  keeper.data = data;
  keeper.ask = () => setTriggerValue("asked", Date.now());
  look(keeper, 20);
  tellOfThePage();
  const pending = ([name, stored]) => (draftOf(keeper, name)?.text ?? stored) !== stored;
  if (Object.entries(data.fields).some(pending)) awaitAnswer(keeper);
  else clearTimeout(keeper.asking);
  return () => {
    if (parentElement.isConnected) return; // superseded, see live.js
    keeper.end();
    delete parentElement.keeper;
  };
}

function begin(keeper) {
  const typed = ({ target }) => {
    const name = nameOf(keeper, target);
    if (name) noteDraft(keeper, name, target);
  };
  // A field that's recreated while someone types in it gets the focus back.
  const focused = ({ target }) => {
    const name = nameOf(keeper, target);
    if (name) window.workshopTypesIn = keeper.data.drafts[name];
    else delete window.workshopTypesIn;
  };
  // The page may be about to change (live.js), so send what was typed first.
  const leaving = () => {
    for (const [name, { field }] of keeper.watched) {
      if (field.value !== keeper.data.fields[name]) send(keeper, name, field);
    }
  };
  document.addEventListener("input", typed);
  document.addEventListener("focusin", focused);
  document.addEventListener("workshop-leaving", leaving);
  keeper.end = () => {
    document.removeEventListener("input", typed);
    document.removeEventListener("focusin", focused);
    document.removeEventListener("workshop-leaving", leaving);
    Object.values(keeper.waiting).forEach(clearTimeout);
    clearTimeout(keeper.asking);
    clearTimeout(keeper.looking);
    keeper.watched.forEach(({ observer }) => observer.disconnect());
    keeper.watched.clear();
  };
  return keeper;
}

// Fields may appear, or get their texts, shortly after this component. Only one check at a time.
function look(keeper, tries) {
  clearTimeout(keeper.looking);
  const late = Object.keys(keeper.data.fields).filter((name) => !meet(keeper, name));
  if (late.length && tries) keeper.looking = setTimeout(() => look(keeper, tries - 1), 50);
}

// Returns whether the field is there and holds its stored text or a draft.
function meet(keeper, name) {
  const stored = keeper.data.fields[name];
  const field = document.querySelector(`.st-key-${CSS.escape(name)} :is(textarea, input)`);
  if (!field) return false;
  watch(keeper, name, field);
  restore(keeper, name, field, stored);
  tell(keeper, name, field);
  return field.value === stored || draftOf(keeper, name) !== null;
}

// Streamlit disables all fields while its connection is down; connection.js enables them again.
function watch(keeper, name, field) {
  const known = keeper.watched.get(name);
  if (known?.field === field) return;
  known?.observer.disconnect();
  const observer = new MutationObserver(() => {
    if (!isOffline(field) && draftOf(keeper, name)) send(keeper, name, field);
    tell(keeper, name, field);
  });
  observer.observe(field, { attributes: true, attributeFilter: ["disabled", "data-offline"] });
  keeper.watched.set(name, { field, observer });
}

// Restores a draft that's no longer in the field, after a reload or a server restart, or because
// the field was recreated when another page saved something.
function restore(keeper, name, field, stored) {
  const draft = draftOf(keeper, name);
  if (!draft || field.value !== stored) return;
  if (draft.text === stored) return drafts.forget(keeper.data.drafts[name]);
  // If another page has saved something newer, the draft is shown beside the field, not restored.
  if (!draft.from.some((sent) => asStored(sent) === asStored(stored))) {
    lost.set(keeper.data.drafts[name], draft.text);
    return drafts.forget(keeper.data.drafts[name]);
  }
  const kind = field.tagName === "TEXTAREA" ? HTMLTextAreaElement : HTMLInputElement;
  Object.getOwnPropertyDescriptor(kind.prototype, "value").set.call(field, draft.text);
  field.dispatchEvent(new Event("input", { bubbles: true }));
  const wasIn = window.workshopTypesIn === keeper.data.drafts[name];
  if (wasIn && document.activeElement === document.body) field.focus();
}

function noteDraft(keeper, name, field) {
  const stored = keeper.data.fields[name];
  const from = draftOf(keeper, name)?.from ?? [];
  if (!from.includes(stored)) from.push(stored);
  lost.delete(keeper.data.drafts[name]);
  drafts.keep(keeper.data.drafts[name], { text: field.value, from });
  clearTimeout(keeper.waiting[name]);
  keeper.waiting[name] = setTimeout(() => send(keeper, name, field), PAUSE);
  tell(keeper, name, field);
}

function send(keeper, name, field) {
  const draft = draftOf(keeper, name);
  if (!draft || isOffline(field) || !field.isConnected) return;
  // If the reply is lost, the store may have this text anyway.
  const from = [...draft.from, draft.text].slice(-9);
  drafts.keep(keeper.data.drafts[name], { ...draft, from });
  field.dispatchEvent(new FocusEvent("focusout", { bubbles: true }));
  keeper.asked = 0;
  awaitAnswer(keeper);
}

// A text sent just as the connection dropped gets no reply; Streamlit resends it with the next
// event.
function awaitAnswer(keeper) {
  clearTimeout(keeper.asking);
  keeper.asking = setTimeout(() => {
    if ((keeper.asked += 1) > ASK_AT_MOST) return;
    keeper.ask();
    awaitAnswer(keeper);
  }, ASK_AGAIN_AFTER);
}

function tell(keeper, name, field) {
  const { words, fields } = keeper.data;
  const place = field.closest(`.st-key-${CSS.escape(name)}`);
  const kept = field.value === fields[name];
  const state = kept ? (field.value ? "saved" : "") : isOffline(field) ? "offline" : "draft";
  const typed = lost.get(keeper.data.drafts[name]);
  if (kept && typed) place.dataset.whereabouts = words.newer.replace("{typed}", () => typed);
  else if (state) place.dataset.whereabouts = words[state];
  else delete place.dataset.whereabouts;
  place.toggleAttribute("data-kept", kept && !typed);
  if (kept) delete place.dataset.unsaved;
  else place.dataset.unsaved = words[state];
  tellOfThePage();
}

// The status line of a part says *Saved* about everything in it, so not while any field on the page
// is ahead of the store. Streamlit may recreate the line at any time, so we mark it each time.
function tellOfThePage() {
  const unsaved = document.querySelector("[data-unsaved]:not([class*='st-key-whereabouts-'])");
  for (const line of document.querySelectorAll("[class*='st-key-whereabouts-']")) {
    if (unsaved) line.dataset.unsaved = unsaved.dataset.unsaved;
    else delete line.dataset.unsaved;
  }
}

const isOffline = (field) => field.disabled || "offline" in field.dataset;

function nameOf(keeper, target) {
  return Object.keys(keeper.data.fields).find((name) =>
    target.closest?.(`.st-key-${CSS.escape(name)}`),
  );
}

// The store strips surrounding spaces (someone who paused after a word has sent one) and invisible
// characters, and normalizes letters: see exercises/text.py.
const UNSEEN = /[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufff9-\ufffb]/g;
const asStored = (text) => text.replace(UNSEEN, "").normalize("NFC").trim();

const key = (name) => `draft ${name}`;
const draftOf = (keeper, name) => JSON.parse(drafts.found(keeper.data.drafts[name]));
// Drafts that lost to a newer text from another page, until someone types there again.
const lost = (window.workshopLost ??= new Map());

// A browser may refuse storage, in another site's frame or if it's full. A draft then lasts as long
// as the page, and is still sent.
const unkept = (window.workshopUnkept ??= new Map());
const drafts = {
  found(name) {
    if (unkept.has(name)) return unkept.get(name);
    try {
      return localStorage.getItem(key(name));
    } catch {
      return null;
    }
  },
  keep(name, draft) {
    unkept.delete(name);
    try {
      localStorage.setItem(key(name), JSON.stringify(draft));
    } catch {
      unkept.set(name, JSON.stringify(draft));
    }
  },
  forget(name) {
    unkept.delete(name);
    try {
      localStorage.removeItem(key(name));
    } catch {
      // there's nothing to forget
    }
  },
};
