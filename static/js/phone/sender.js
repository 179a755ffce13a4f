/** Sends what waits: one sender for all tabs and the worker, oldest log first, its files before it. */
import { unlessBusy } from "./locks.js";
import { NoAnswer, call } from "./transport.js";
import { Refused, upload } from "./upload.js";

/** Why sending stopped, for `say()`. */
class Stop extends Error {}

export class Sender {
  /**
   * @param {{db: object, vault: object, drafts: import("./drafts.js").Drafts, files: import("./files.js").Files,
   *   base: string, tell: (news: {uid?: string, name?: string, percent?: number}) => void}} parts `base`: address of the log
   */
  constructor(parts) { Object.assign(this, parts); }

  /** @returns {Promise<string | undefined>} why something is left: a word of the shell; undefined: nothing is, or another tab sends */
  send() {
    return unlessBusy("send", async () => {
      if (!this.vault.isOpen) return "locked";
      try {
        const waiting = await this.drafts.queued();
        if (!waiting.length) return undefined;
        const token = await this.#session();
        for (const draft of waiting) await this.#sendOne(draft, token);
        return undefined;
      } catch (error) {
        if (error instanceof Stop) return error.message;
        if (error instanceof NoAnswer) return navigator.onLine ? "server" : "offline";
        throw error;
      } finally {
        this.tell({});
      }
    });
  }

  async #session() {
    const { status, data } = await call("GET", `${this.base}phone/session/`);
    if (status !== 200) throw new Stop(stopOf(status));
    const known = await this.db.get("meta", "person");
    if (known && known.key !== data.person) throw new Stop("other_person");
    if (!known) await this.db.put("meta", { id: "person", key: data.person });
    return data.token;
  }

  async #sendOne(draft, token) {
    const files = await this.files.of(draft.uid);
    for (const file of files) {
      const progress = (sent) => this.tell({ uid: draft.uid, name: file.name, percent: Math.floor((100 * sent) / file.size) });
      if (!file.sent && !await this.#sendFile(draft, file, token, progress)) return;
    }
    const { screens, revision, screen, theirs } = draft;
    const body = { screens, revision, screen, theirs, files: files.map(({ uid }) => uid) };
    await this.#judge(draft, files, await call("PUT", `${this.base}${draft.uid}/queued/`, { token, body }));
  }

  async #sendFile(draft, file, token, onProgress) {
    const address = new URL(`${this.base}${draft.uid}/uploads/`, location.href).href;
    try {
      await upload({ file, blob: await this.files.bytes(file), address, token, onProgress });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (!error.final && error.message !== "closed") throw new Stop(stopOf(error.status));
      if (error.final) {
        await this.#refuse(draft, [{ step: "files", anchor: `id_${file.uid}-title`, text: `${file.name}: ${error.message}` }]);
        return false;
      }
    }
    await this.files.mark(file.uid, true);
    return true;
  }

  #refuse(draft, problems) { return this.drafts.update(draft.uid, () => ({ state: "refused", problems }), { touch: false }); }

  async #judge(draft, files, { status, data }) {
    if (status === 200) {
      const arrived = files.every(({ uid, sha256 }) => data.files[uid] === sha256);
      if (!arrived) throw new Stop("server");
      await this.drafts.settle(draft);
    } else if (data.error === "incomplete") {
      await this.#refuse(draft, data.problems);
    } else if (data.error === "file") {
      const name = files.find(({ uid }) => uid === data.file)?.name;
      await this.#refuse(draft, [{ step: "files", anchor: `id_${data.file}-title`, text: `${name}: ${data.text}` }]);
    } else if (data.error === "invalid") {
      const problems = Object.values(data.answers).flat().map((text) => ({ step: "", anchor: "", text }));
      await this.#refuse(draft, problems);
    } else if (data.error === "conflict") {
      const { answers, revision } = data;
      await this.drafts.update(draft.uid, () => ({ state: "conflict", conflict: { answers, revision } }), { touch: false });
    } else if (data.error === "closed") {
      await this.drafts.update(draft.uid, () => ({ state: "closed" }), { touch: false });
    } else if (data.error === "files") {
      for (const uid of data.missing) await this.files.mark(uid, false);
      throw new Stop("server");
    } else {
      throw new Stop(stopOf(status));
    }
  }
}

function stopOf(status) {
  if (status === 401) return "signed_out";
  return status === 429 ? "too_often" : "server";
}
