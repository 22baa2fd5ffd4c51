// One stream for all the tabs of a browser that follow the same room as the same person: a browser
// opens no more than six connections to a server that speaks HTTP/1.1, and more tabs than that hung.
// There is a worker of this script for each such stream, by its name; it ends with the last tab.
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
      if (told.number) tab.postMessage(told); // what the others have heard already
    } else {
      tabs.delete(tab);
      if (tabs.size) return;
      close?.();
      [close, told] = [undefined, {}];
    }
  };
};
