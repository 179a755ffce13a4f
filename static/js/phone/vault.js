/**
 * Seals what is kept: AES-GCM under a random key. Without a PIN the key lies in the database; with one it lies there
 * wrapped under PBKDF2 of the PIN, and open only in the memory of a page.
 */
const ITERATIONS = 600_000;
const AES = "AES-GCM";
const random = (length) => crypto.getRandomValues(new Uint8Array(length));
const bytesOf = (text) => new TextEncoder().encode(text);

async function keyFrom(pin, salt, iterations) {
  const raw = await crypto.subtle.importKey("raw", bytesOf(pin.normalize("NFC")), "PBKDF2", false, ["deriveKey"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations };
  return crypto.subtle.deriveKey(how, raw, { name: AES, length: 256 }, false, ["wrapKey", "unwrapKey"]);
}

export class Vault {
  #key = null;

  /** @param {import("../../vendor/idb/idb-8.0.4.js").IDBPDatabase} db */
  constructor(db) { this.db = db; }

  get isOpen() { return this.#key !== null; }

  /** Takes the key that lies open, or makes the first one; stays closed where there is a PIN. */
  async open() {
    if (await this.hasPin()) return this.isOpen;
    const made = await crypto.subtle.generateKey({ name: AES, length: 256 }, true, ["encrypt", "decrypt"]);
    const step = this.db.transaction("meta", "readwrite");
    const kept = await step.store.get("key");
    if (!kept) await step.store.put({ id: "key", key: made });
    await step.done;
    this.#key = kept?.key ?? made;
    return true;
  }

  async hasPin() { return Boolean(await this.db.get("meta", "lock")); }

  close() { this.#key = null; }

  /**
   * From now on the key lies wrapped only.
   * @param {string} pin
   * @param {number} limit wrong tries after which everything is erased; 0 for none
   */
  async setPin(pin, limit) {
    const [salt, iv] = [random(16), random(12)];
    const wrapping = await keyFrom(pin, salt, ITERATIONS);
    const wrapped = await crypto.subtle.wrapKey("raw", this.#key, wrapping, { name: AES, iv });
    const step = this.db.transaction("meta", "readwrite");
    await step.store.put({ id: "lock", salt, iv, wrapped, iterations: ITERATIONS, tries: 0, limit });
    await step.store.delete("key");
    await step.done;
  }

  async removePin() {
    const step = this.db.transaction("meta", "readwrite");
    await step.store.put({ id: "key", key: this.#key });
    await step.store.delete("lock");
    await step.done;
  }

  /**
   * A try is counted before it is made: cutting the power does not win one.
   * @param {string} pin
   * @returns {Promise<{open: boolean, spent: boolean, left: number | null}>} `spent`: that was one try too many
   */
  async unlock(pin) {
    const step = this.db.transaction("meta", "readwrite");
    const lock = await step.store.get("lock");
    lock.tries += 1;
    await step.store.put(lock);
    await step.done;
    const left = lock.limit ? Math.max(0, lock.limit - lock.tries) : null;
    if (lock.limit && lock.tries > lock.limit) return { open: false, spent: true, left };
    try {
      const wrapping = await keyFrom(pin, lock.salt, lock.iterations);
      const how = { name: AES, iv: lock.iv };
      this.#key = await crypto.subtle.unwrapKey("raw", lock.wrapped, wrapping, how, AES, true, ["encrypt", "decrypt"]);
    } catch {
      return { open: false, spent: left === 0, left };
    }
    await this.db.put("meta", { ...lock, tries: 0 });
    return { open: true, spent: false, left };
  }

  /**
   * @param {BufferSource} bytes
   * @param {string} place what the box belongs to: it opens nowhere else
   */
  async sealBytes(bytes, place) {
    const iv = random(12);
    const data = await crypto.subtle.encrypt({ name: AES, iv, additionalData: bytesOf(place) }, this.#key, bytes);
    return { iv, data };
  }

  /** @returns {Promise<ArrayBuffer>} */
  revealBytes({ iv, data }, place) {
    return crypto.subtle.decrypt({ name: AES, iv, additionalData: bytesOf(place) }, this.#key, data);
  }

  /** @param {unknown} value anything JSON holds */
  seal(value, place) { return this.sealBytes(bytesOf(JSON.stringify(value)), place); }

  async reveal(box, place) { return JSON.parse(new TextDecoder().decode(await this.revealBytes(box, place))); }
}
