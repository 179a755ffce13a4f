/** The service worker: the shell with no network, nothing personal in any cache, and sending in the background. */
import { Drafts } from "./drafts.js";
import { Files } from "./files.js";
import { Sender } from "./sender.js";
import { openStore } from "./store.js";
import { Vault } from "./vault.js";

const CHANNEL = "log-phone";

/** Under a PIN the key is in no worker: then the next opening of the page sends. */
async function background(base) {
  const db = await openStore();
  const channel = new BroadcastChannel(CHANNEL);
  try {
    const vault = new Vault(db);
    if (!await vault.open()) return;
    const files = new Files(db, vault);
    const drafts = new Drafts(db, vault, files);
    const stopped = await new Sender({ db, vault, drafts, files, base, tell: (news) => channel.postMessage(news) }).send();
    if (stopped === "offline" || stopped === "server") throw new Error(stopped);
  } finally {
    channel.close();
    db.close();
  }
}

/** @param {{version: string, base: string, shell: string, assets: string[]}} kept */
export function serve({ version, base, shell, assets }) {
  const family = `log-phone ${base} `;
  const name = family + version;
  const known = new Set(assets.map((address) => new URL(address, self.location.href).href));

  async function install() {
    const cache = await caches.open(name);
    await cache.addAll([shell, ...assets].map((address) => new Request(address, { cache: "no-cache", credentials: "omit" })));
  }

  async function activate() {
    const old = (await caches.keys()).filter((key) => key.startsWith(family) && key !== name);
    await Promise.all(old.map((key) => caches.delete(key)));
    await self.clients.claim();
  }

  async function kept(request) {
    const cache = await caches.open(name);
    return await cache.match(request) ?? fetch(request);
  }

  async function page(request) {
    try {
      const response = await fetch(request);
      if (![502, 503, 504].includes(response.status)) return response;
    } catch { /* no network: as when the site is down */ }
    return Response.redirect(shell);
  }

  self.addEventListener("install", (event) => event.waitUntil(install()));
  self.addEventListener("activate", (event) => event.waitUntil(activate()));
  self.addEventListener("message", ({ data }) => { if (data === "refresh") self.skipWaiting(); });
  self.addEventListener("sync", (event) => { if (event.tag === "send") event.waitUntil(background(base)); });
  self.addEventListener("fetch", (event) => {
    const { request } = event;
    const url = new URL(request.url);
    if (request.method !== "GET" || url.origin !== self.location.origin) return;
    if (request.mode === "navigate") {
      if (url.pathname === shell) event.respondWith(kept(shell));
      else if (url.pathname.startsWith(base)) event.respondWith(page(request));
    } else if (known.has(url.href)) event.respondWith(kept(request));
  });
}
