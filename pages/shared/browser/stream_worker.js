// One stream for all of a browser's tabs that follow the same room as the same person. Browsers
// open at most six connections to an HTTP/1.1 server, and more tabs than that used to hang. Each
// such stream has its own worker running this script, by name, which ends with the last tab.
const tabs = new Set();
let told = {};
let close;

function tell(news) {
  told = news.lost ? {} : { ...told, ...news };
  tabs.forEach((tab) => tab.postMessage(news));
}

onconnect = ({ ports: [tab] }) => {
  tab.onmessage = ({ data: { url } }) => {
    if (url) {
      tabs.add(tab);
      close ??= openStream(url, tell);
      if (told.number) tab.postMessage(told); // what the other tabs have already received
    } else {
      tabs.delete(tab);
      if (tabs.size) return;
      close?.();
      [close, told] = [undefined, {}];
    }
  };
};
