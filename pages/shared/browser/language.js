// Makes Streamlit speak the page's language: its calendar, and the few texts it has only in English
// (pages/wording/streamlit.py). Part of the initial page and first in it, because Streamlit reads
// the browser's language only once. Until a page is drawn, its language is that of the last one.
(() => {
  const KEY = "workshop_spoken";
  const COOKIE = new RegExp(`\\b${KEY}=(\\w+)`);
  const TOLD = ["aria-label", "aria-valuetext", "placeholder"];
  const LABELLED = TOLD.map((name) => `[${name}]`).join();
  // Where Streamlit puts texts of its own; what's said elsewhere is ours, or people's.
  const PARTS = ["SkipToContent", "DateInput", "DateInputCalendar", "SelectboxVirtualDropdown", "Dialog", "NumberInput", "ToastViewButton"];
  const ITS_OWN = [...PARTS.map((part) => `[data-testid=st${part}]`), "[data-live-announcer]"].join();
  const MONTH = /^(\d+) – \w+$/;
  const ICON = / icon$/;

  const languages = JSON.parse(document.getElementById("workshop-words").textContent);
  const browsers = navigator.languages;
  const exact = new Map(); // what's said, in any language, and its English
  const patterns = [];
  for (const { streamlit } of Object.values(languages))
    for (const [english, said] of Object.entries(streamlit)) [english, said].forEach((text) => know(text, english));

  window.workshopSpeaks = speak;
  const last = remembered();
  if (last in languages) turnTo(last);
  new MutationObserver((changes) => changes.forEach(look)).observe(document.documentElement, {
    attributeFilter: TOLD,
    characterData: true,
    childList: true,
    subtree: true,
  });

  function speak(language, direction) {
    document.documentElement.dir = direction;
    remember(language);
    turnTo(language);
    translate(document.body);
  }

  // A browser that has this language too, such as de-AT, has it with the dates of its country.
  function turnTo(language) {
    document.documentElement.lang = language;
    const tag = browsers.find((one) => one.split("-")[0].toLowerCase() === language) ?? language;
    if (navigator.language === tag) return;
    const told = { language: tag, languages: [tag, ...browsers.filter((one) => one !== tag)] };
    for (const [name, value] of Object.entries(told))
      Object.defineProperty(navigator, name, { value, configurable: true });
    window.dispatchEvent(new Event("languagechange"));
  }

  function look({ type, target, addedNodes }) {
    if (type === "attributes") return relabel(target);
    if (type === "characterData") return retell(target);
    for (const node of addedNodes) {
      if (node.nodeType === Node.TEXT_NODE) retell(node);
      else if (node.nodeType === Node.ELEMENT_NODE) translate(node);
    }
  }

  function translate(root) {
    if (root.matches(LABELLED)) relabel(root);
    root.querySelectorAll(LABELLED).forEach(relabel);
    const parts = root.closest(ITS_OWN) ? [root] : root.querySelectorAll(ITS_OWN);
    for (const part of parts) {
      const texts = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
      while (texts.nextNode()) retell(texts.currentNode);
    }
  }

  function relabel(element) {
    for (const name of TOLD) {
      const now = element.getAttribute(name);
      const ours = now && inOurs(now);
      if (ours && ours !== now) element.setAttribute(name, ours);
      // An icon stands beside a text that says it all.
      else if (!ours && ICON.test(now) && element.matches("[role=img]")) {
        element.setAttribute("aria-hidden", "true");
        element.removeAttribute(name);
      }
    }
  }

  function retell(text) {
    if (!text.parentElement?.closest(ITS_OWN)) return;
    const ours = inOurs(text.data.trim());
    if (ours && ours !== text.data) text.data = ours;
  }

  function inOurs(said) {
    const words = languages[document.documentElement.lang]?.streamlit ?? {};
    if (exact.has(said)) return words[exact.get(said)];
    const month = MONTH.exec(said)?.[1];
    if (month) return `${month} – ${new Date(2026, month - 1).toLocaleString(navigator.language, { month: "long" })}`;
    for (const [pattern, english] of patterns) {
      const found = pattern.exec(said);
      if (found) return words[english]?.replace(/\{(\w+)\}/g, (_, name) => found.groups[name]);
    }
    return undefined;
  }

  function know(text, english) {
    if (!text.includes("{")) return exact.set(text, english);
    const parts = text.split(/\{(\w+)\}/).map((part, place) =>
      place % 2 ? `(?<${part}>.+)` : part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
    patterns.push([new RegExp(`^${parts.join("")}$`, "s"), english]);
  }

  // A cookie, so that the server knows to say so when a page is in English again (navigation.py).
  // The tab's own first: another may show a stage in its room's language.
  function remembered() {
    const kept = COOKIE.exec(document.cookie)?.[1];
    try {
      return kept && (sessionStorage.getItem(KEY) ?? kept);
    } catch {
      return kept;
    }
  }

  function remember(language) {
    document.cookie = `${KEY}=${language}; path=/; max-age=31536000; samesite=lax`;
    try {
      sessionStorage.setItem(KEY, language);
    } catch {
      // Without storage, the language is that of the last page in any tab.
    }
  }
})();
