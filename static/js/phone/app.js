/** The log on the phone: opens what is kept, shows one screen at a time, and sends when it can. */
import { copy, fill, slot } from "./dom.js";
import { Drafts } from "./drafts.js";
import { Files } from "./files.js";
import { finish } from "./finish.js";
import { home, showProgress } from "./home.js";
import { lock, unlock } from "./lock.js";
import { section } from "./section.js";
import { Sender } from "./sender.js";
import { eraseStore, openStore } from "./store.js";
import { NoAnswer, call } from "./transport.js";
import { follow, sendLater } from "./updates.js";
import { Vault } from "./vault.js";
import { config, say, size, time } from "./words.js";

const FIRST_WAIT = 5_000;
const LONGEST_WAIT = 300_000;
const LEFT_ALONE = 120_000;

export class App {
  constructor(db) {
    this.db = db;
    this.vault = new Vault(db);
    this.files = new Files(db, this.vault);
    this.drafts = new Drafts(db, this.vault, this.files);
    this.channel = new BroadcastChannel("log-phone");
    const tell = (news) => { this.channel.postMessage(news); this.heard(news); };
    this.sender = new Sender({ db, vault: this.vault, drafts: this.drafts, files: this.files, base: config.base, tell });
    this.view = slot(document, "view");
    this.stopped = undefined;
    this.wait = FIRST_WAIT;
    this.flush = async () => {};
  }

  async start() {
    this.channel.addEventListener("message", ({ data }) => this.heard(data));
    addEventListener("hashchange", () => this.move());
    addEventListener("online", () => this.send());
    addEventListener("pagehide", () => this.flush());
    document.addEventListener("visibilitychange", () => this.seen());
    follow((notice) => this.#notice("update", notice), () => this.flush());
    if (await this.vault.open()) this.opened(); else this.render();
  }

  /** The key is there: show what is kept, look what the server has, send what waits. */
  async opened() {
    await this.render();
    await this.drafts.sweep();
    await this.send(await this.takeAlong());
  }

  async move() {
    await this.flush();
    await this.render();
    if (this.#anchor()) return;
    document.getElementById("main").focus({ preventScroll: true });
    scrollTo(0, 0);
  }

  go(hash) {
    if (location.hash === hash) this.move(); else location.hash = hash;
  }

  async render() {
    this.flush = async () => {};
    const view = await this.#screen();
    this.view.replaceChildren(view);
    document.title = this.view.querySelector("h1")?.textContent ?? document.title;
    slot(document, "back").hidden = ["", "#/"].includes(location.hash);
  }

  async #screen() {
    if (!this.vault.isOpen) return unlock(this);
    if (this.stopped === "other_person") return this.#otherPerson();
    const [, first, uid, key] = location.hash.split("/");
    if (first === "guide") return copy("view-guide");
    if (first === "lock") return lock(this);
    const draft = first === "log" && uid ? await this.drafts.get(uid) : undefined;
    if (!draft || draft.state === "sent") return home(this);
    return key === "finish" ? finish(this, draft) : section(this, draft, key);
  }

  /** `#/log/<uid>/<section>/<id>` leads to a field. @returns {boolean} whether it did */
  #anchor() {
    const anchor = location.hash.split("/")[4];
    const field = anchor && document.getElementById(anchor);
    field?.focus();
    return Boolean(field);
  }

  #otherPerson() {
    const view = copy("part-notice");
    fill(view, { text: say("other_person") });
    const erase = slot(view, "do");
    Object.assign(erase, { hidden: false, textContent: document.getElementById("view-lock").content.querySelector("[data-erase]").textContent });
    erase.addEventListener("click", () => { if (confirm(say("erase_confirm"))) this.erase(); });
    return view;
  }

  /** @returns {Promise<boolean>} whether it is kept */
  async keepScreen(draft, key, pairs) {
    try {
      const title = pairs.find(([name]) => name === "title")?.[1];
      await this.drafts.keep(draft.uid, key, pairs);
      if (title !== undefined) await this.drafts.update(draft.uid, () => ({ title: title.trim().slice(0, 120) }));
      this.state("saved", say("saved", { time: time(Date.now()) }));
      return true;
    } catch (error) {
      if (error.name !== "QuotaExceededError") throw error;
      this.state("error", say("full", { name: config.steps[key].question }));
      return false;
    }
  }

  /** @returns {Promise<{uid?: string, why?: string}>} its identifier, or why it is not kept */
  async keepFile(draft, file) {
    const { name } = file;
    if (!file.size) return { why: say("empty", { name }) };
    if (file.size > config.maxBytes) return { why: say("too_large", { name, size: size(file.size), limit: size(config.maxBytes) }) };
    try {
      const uid = await this.files.add(draft, file);
      await this.drafts.update(draft, () => ({ state: "open" }));
      return { uid };
    } catch (error) {
      if (error.name !== "QuotaExceededError") throw error;
      return { why: say("full", { name }) };
    }
  }

  /**
   * What the server has of this person: open logs and bodies, for the time without a network.
   * @returns {Promise<string | undefined>} why there is nothing: a word of the shell
   */
  async takeAlong() {
    try {
      const { status, data } = await call("GET", `${config.base}phone/pack/`);
      if (status === 401) return "signed_out";
      if (status !== 200) return "server";
      const known = await this.db.get("meta", "person");
      if (known && known.key !== data.person && (await this.drafts.all()).length) return "other_person";
      await this.db.put("meta", { id: "person", key: data.person });
      await this.db.put("packs", { id: "bodies", box: await this.vault.seal(data.bodies, "bodies") });
      await this.drafts.takeAlong(data.logs);
    } catch (error) {
      if (error instanceof NoAnswer) return navigator.onLine ? "server" : "offline";
      if (error.name !== "QuotaExceededError") throw error; // a full phone sends what it has
    }
    return undefined;
  }

  async pack(id) {
    const kept = await this.db.get("packs", id);
    return kept && this.vault.reveal(kept.box, id);
  }

  /**
   * Sends what waits; what is left is tried again after a while that grows.
   * @param {string} [hindrance] known already
   */
  async send(hindrance) {
    clearTimeout(this.timer);
    if (!this.vault.isOpen) return;
    const stopped = hindrance ?? await this.sender.send();
    this.stop(stopped);
    if (!stopped) { this.wait = FIRST_WAIT; return; }
    if (!(await this.drafts.queued()).length) return;
    sendLater();
    this.timer = setTimeout(() => this.send(), this.wait);
    this.wait = Math.min(this.wait * 2, LONGEST_WAIT);
  }

  stop(why) {
    this.stopped = why;
    this.state(why ? "unsent" : "saved", why ? say(why) : "");
    if (["", "#/"].includes(location.hash) || why === "other_person") this.render();
  }

  heard(news) {
    if (news.percent !== undefined) showProgress(this.view, news);
    else if (["", "#/"].includes(location.hash)) this.render();
  }

  /** Long unseen, a page under a PIN forgets the key. */
  async seen() {
    if (document.hidden) { this.hiddenAt = Date.now(); await this.flush(); return; }
    if (Date.now() - (this.hiddenAt ?? Date.now()) > LEFT_ALONE && await this.vault.hasPin()) location.reload();
    else this.send();
  }

  persist() { navigator.storage?.persist?.().catch(() => undefined); }

  async erase(why) {
    this.channel.close();
    await eraseStore(this.db);
    if (why) alert(say(why));
    location.replace(config.shell);
  }

  state(kind, text) {
    const place = slot(document, "state");
    place.className = `saved saved--${kind}`;
    place.textContent = text;
  }

  notify(id, text) { this.#notice(id, fill(copy("part-notice"), { text })); }

  #notice(id, fragment) {
    const notices = slot(document, "notices");
    const notice = fragment.firstElementChild;
    notice.dataset.id = id;
    notices.querySelector(`[data-id="${id}"]`)?.remove();
    notices.append(notice);
  }
}

try {
  await new App(await openStore()).start();
} catch (error) {
  slot(document, "view").textContent = config.words.storage;
  throw error;
}
