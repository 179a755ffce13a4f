/** Bodies that were taken along, found while their name is typed; no network is asked. */

const LIMIT = 8;
const SAME = { ә: "а", ғ: "г", қ: "к", ң: "н", ө: "о", ұ: "у", ү: "у", һ: "х", і: "и", ё: "е" };
const plain = (text) => text.toLowerCase().replace(/[әғқңөұүһіё]/g, (letter) => SAME[letter]);

/**
 * @param {{key: string, name: string, note: string, region: string, words: string}[]} bodies
 * @param {string} query
 * @param {string} region whose bodies come first
 */
export function findBodies(bodies, query, region) {
  const words = plain(query).split(/\s+/).filter(Boolean);
  return bodies
    .filter((body) => { const text = plain(body.words); return words.every((word) => text.includes(word)); })
    .sort((one, other) => (other.region === region) - (one.region === region) || one.name.length - other.name.length)
    .slice(0, LIMIT);
}
