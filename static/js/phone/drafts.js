/**
 * Logs on the phone. States: `copy` (as on the server, nothing changed here), `open`, `queued`, `refused` (to be
 * mended), `conflict` (a choice is due), `closed` (the coordinator has another version), `sent` (only its title is left).
 */
import { alone } from "./locks.js";

export class Drafts {
  /**
   * @param {import("../../vendor/idb/idb-8.0.4.js").IDBPDatabase} db
   * @param {import("./vault.js").Vault} vault
   * @param {import("./files.js").Files} files
   */
  constructor(db, vault, files) { Object.assign(this, { db, vault, files }); }

  async #revealed({ box, ...known }) { return { ...known, ...await this.vault.reveal(box, known.uid) }; }

  async #put({ uid, state, changed, ...content }) {
    await this.db.put("drafts", { uid, state, changed, box: await this.vault.seal(content, uid) });
    return { uid, state, changed, ...content };
  }

  /** Newest first. */
  async all() {
    const every = await Promise.all((await this.db.getAll("drafts")).map((record) => this.#revealed(record)));
    return every.sort((one, other) => other.changed - one.changed);
  }

  /** @param {string} uid */
  async get(uid) {
    const record = await this.db.get("drafts", uid);
    return record && this.#revealed(record);
  }

  /** Those to be sent, oldest first. */
  async queued() { return (await this.all()).filter(({ state }) => state === "queued").reverse(); }

  /**
   * @param {object} content `screens`: by step, the pairs typed here; `base`: those of the server, not touched here;
   *   `kit`: in the order of a hearing; `revision` of the server's log
   */
  create(content) {
    const begun = { screens: {}, base: {}, revision: 0, problems: [], theirs: [], there: {}, remarks: [], ...content };
    return this.#put({ uid: crypto.randomUUID(), state: "open", changed: Date.now(), screen: crypto.randomUUID(), ...begun });
  }

  /**
   * Changes one log; what another tab changed in it meanwhile is not undone.
   * @param {string} uid
   * @param {(draft: object) => object} change
   * @param {{touch?: boolean}} options `touch`: a person did it
   */
  update(uid, change, { touch = true } = {}) {
    return alone(`draft-${uid}`, async () => {
      const draft = await this.get(uid);
      if (!draft) return undefined;
      return this.#put({ ...draft, ...change(draft), ...(touch ? { changed: Math.max(Date.now(), draft.changed + 1) } : {}) });
    });
  }

  /** What was typed on one screen: the log is to be sent (again). */
  keep(uid, step, pairs) {
    return this.update(uid, (draft) => ({ state: "open", screens: { ...draft.screens, [step]: pairs }, theirs: [] }));
  }

  /** The server has all of it and said so: what is left is a line in the list. */
  async settle(sent) {
    const settled = await this.update(sent.uid, (draft) => (draft.changed === sent.changed
      ? { state: "sent", sentAt: Date.now(), screens: {}, base: {}, problems: [], remarks: [], there: {}, title: draft.title }
      : { state: "closed" }), { touch: false });
    if (settled?.state === "sent") await this.files.removeOf(sent.uid);
  }

  /** @param {string} uid */
  async remove(uid) {
    await this.db.delete("drafts", uid);
    await this.files.removeOf(uid);
  }

  /** What a page that was closed in the middle left behind. */
  async sweep() {
    for (const { uid, state } of await this.db.getAll("drafts")) if (state === "sent") await this.files.removeOf(uid);
    await this.files.sweep();
  }

  async clearSent() {
    for (const { uid, state } of await this.db.getAll("drafts")) if (state === "sent") await this.remove(uid);
  }

  /**
   * Takes along the open logs of the server; what was touched here stays as it is.
   * @param {{uid: string, revision: number, kit: boolean, screens: object, files: object, remarks: object[]}[]} logs
   */
  async takeAlong(logs) {
    const known = new Map((await this.db.getAll("drafts")).map((record) => [record.uid, record.state]));
    for (const { uid, screens, files, ...log } of logs) {
      if (known.get(uid) && !["copy", "sent"].includes(known.get(uid))) continue;
      const title = screens.what?.find(([name]) => name === "title")?.[1] ?? "";
      const fresh = { title, screens: {}, base: screens, there: files, problems: [], theirs: [], screen: crypto.randomUUID() };
      await this.#put({ uid, state: "copy", changed: Date.now(), ...fresh, ...log });
    }
    const there = new Set(logs.map(({ uid }) => uid));
    for (const [uid, state] of known) if (state === "copy" && !there.has(uid)) await this.remove(uid);
  }
}
