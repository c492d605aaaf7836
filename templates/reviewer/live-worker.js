// One stream of changes for all tabs: browsers allow six connections to a server, and a dozen tabs may be open.
"use strict";
const ports = new Set();
let last = null;
let isLive = false;
let source = null;
let wait = 500;

const tell = (message) => {
  for (const port of ports) port.postMessage(message);
};

const open = () => {
  source = new EventSource(last === null ? "/_live/events" : `/_live/events?since=${encodeURIComponent(last)}`);
  source.onmessage = (event) => {
    const before = last;
    last = event.lastEventId;
    isLive = true;
    wait = 500;
    tell({ isLive, before, id: last, change: JSON.parse(event.data) });
  };
  // Browsers differ in when they try again, and some give up.
  source.onerror = () => {
    source.close();
    if (isLive) tell({ isLive: false });
    isLive = false;
    setTimeout(open, wait);
    wait = Math.min(wait * 2, 2000);
  };
};

addEventListener("connect", (event) => {
  const [port] = event.ports;
  ports.add(port);
  port.onmessage = ({ data }) => {
    if (data === "leave") ports.delete(port);
  };
  port.postMessage(last === null ? { isLive: true } : { isLive, before: null, id: last, change: null });
  if (!source) open();
});
