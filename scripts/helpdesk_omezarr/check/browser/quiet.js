// Imported first by every worker: takes away what could reach another place than the page that started the worker.
// A worker does not inherit the policy of a page's <meta>, so whatever runs after this has to do without.

const NAMES = ["fetch", "fetchLater", "XMLHttpRequest", "WebSocket", "WebSocketStream", "EventSource", "WebTransport"];
NAMES.push("RTCPeerConnection", "BroadcastChannel", "Worker", "SharedWorker", "importScripts", "indexedDB", "caches");

for (const name of NAMES) Object.defineProperty(self, name, { value: undefined, writable: false, configurable: false });
