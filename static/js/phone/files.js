/** Files of a log on the phone: hashed, cut into sealed pieces, and put together again for sending. */

const PIECE = 1 << 20;

const hex = (buffer) => [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, "0")).join("");

export class Files {
  /**
   * @param {import("../../vendor/idb/idb-8.0.4.js").IDBPDatabase} db
   * @param {import("./vault.js").Vault} vault
   */
  constructor(db, vault) { Object.assign(this, { db, vault }); }

  /**
   * Keeps a file; the record is written last, so that no half of one is ever sent. A full phone throws
   * QuotaExceededError and leaves what was there before.
   * @param {string} draft uid of the log
   * @param {File} file
   */
  async add(draft, file) {
    const uid = crypto.randomUUID();
    const sha256 = hex(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()));
    try {
      for (let n = 0; n * PIECE < file.size; n += 1) {
        const bytes = await file.slice(n * PIECE, (n + 1) * PIECE).arrayBuffer();
        await this.db.put("pieces", { file: uid, n, box: await this.vault.sealBytes(bytes, `${uid}/${n}`) });
      }
      const about = { name: file.name, type: file.type, sha256, taken: file.lastModified || Date.now() };
      await this.db.put("files", { uid, draft, size: file.size, sent: false, box: await this.vault.seal(about, uid) });
    } catch (error) {
      await this.#dropPieces(uid);
      throw error;
    }
    return uid;
  }

  /** @param {string} draft @returns {Promise<{uid: string, size: number, sent: boolean, name: string, sha256: string}[]>} */
  async of(draft) {
    const records = await this.db.getAllFromIndex("files", "draft", draft);
    const files = await Promise.all(records.map(async ({ box, ...known }) => ({ ...known, ...await this.vault.reveal(box, known.uid) })));
    return files.sort((one, other) => one.taken - other.taken);
  }

  /** @param {{uid: string, type: string}} file @returns {Promise<Blob>} */
  async bytes(file) {
    const pieces = await this.db.getAll("pieces", IDBKeyRange.bound([file.uid, 0], [file.uid, Infinity]));
    const parts = await Promise.all(pieces.map(({ n, box }) => this.vault.revealBytes(box, `${file.uid}/${n}`)));
    return new Blob(parts, { type: file.type });
  }

  /** @param {string} uid @param {boolean} sent whether the server has every byte */
  async mark(uid, sent) {
    const step = this.db.transaction("files", "readwrite");
    const record = await step.store.get(uid);
    if (record) await step.store.put({ ...record, sent });
    await step.done;
  }

  /** @param {string} uid */
  async remove(uid) {
    await this.db.delete("files", uid);
    await this.#dropPieces(uid);
  }

  /** @param {string} draft */
  async removeOf(draft) {
    for (const uid of await this.db.getAllKeysFromIndex("files", "draft", draft)) await this.remove(uid);
  }

  /** Pieces of files that were never completed: the page was closed while one was added. */
  async sweep() {
    const whole = new Set(await this.db.getAllKeys("files"));
    const keys = await this.db.getAllKeys("pieces");
    for (const uid of new Set(keys.map(([file]) => file))) if (!whole.has(uid)) await this.#dropPieces(uid);
  }

  #dropPieces(uid) { return this.db.delete("pieces", IDBKeyRange.bound([uid, 0], [uid, Infinity])); }
}
