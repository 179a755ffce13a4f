/**
 * The database of the phone. What a person typed or photographed lies in it sealed (`vault.js`); readable are only
 * identifiers, sizes, moments and how far a thing is on its way.
 *
 * meta    {id, …}                          key or lock, person
 * drafts  {uid, state, changed, box}       one log
 * files   {uid, draft, size, sent, box}    one file of a log; it exists once all its pieces do
 * pieces  {file, n, box}                   the bytes, in order
 * packs   {id, box}                        what was taken along from the server
 */
import { deleteDB, openDB } from "../../vendor/idb/idb-8.0.4.js";

const NAME = "log-phone";

/** @returns {Promise<import("../../vendor/idb/idb-8.0.4.js").IDBPDatabase>} */
export const openStore = () => openDB(NAME, 1, {
  upgrade(db) {
    db.createObjectStore("meta", { keyPath: "id" });
    db.createObjectStore("drafts", { keyPath: "uid" });
    db.createObjectStore("files", { keyPath: "uid" }).createIndex("draft", "draft");
    db.createObjectStore("pieces", { keyPath: ["file", "n"] });
    db.createObjectStore("packs", { keyPath: "id" });
  },
  blocking(_current, _blocked, event) { event.target.close(); },
});

/** Everything goes, sent or not. @param {{close(): void}} db */
export async function eraseStore(db) {
  db.close();
  await deleteDB(NAME);
}

/** For pages that only look in: nothing is made where there is nothing. */
async function withStore(work, otherwise) {
  const known = await indexedDB.databases?.();
  if (known && !known.some(({ name }) => name === NAME)) return otherwise;
  const db = await openStore();
  try {
    return await work(db);
  } finally {
    db.close();
  }
}

const isSafe = ({ state }) => state === "sent" || state === "copy";

/** How many logs are not sent. */
export const countUnsent = () => withStore(async (db) => (await db.getAll("drafts")).filter((draft) => !isSafe(draft)).length, 0);

/** Who signs out leaves nothing here that the server has as well. */
export const forgetCopies = () => withStore(async (db) => {
  for (const draft of await db.getAll("drafts")) if (isSafe(draft)) await db.delete("drafts", draft.uid);
  await db.clear("packs");
});
