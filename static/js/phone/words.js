/** What the server told the shell: addresses, sections, limits, and every word in the language of the page. */

export const config = JSON.parse(document.getElementById("phone-config").textContent);

/**
 * @param {string} key of `config.words`
 * @param {Record<string, string | number>} values for the {braces}
 */
export const say = (key, values = {}) =>
  Object.entries(values).reduce((text, [name, value]) => text.replaceAll(`{${name}}`, value), config.words[key]);

const two = (number) => String(number).padStart(2, "0");

/** `15:04`. @param {number} at milliseconds */
export function time(at) {
  const moment = new Date(at);
  return `${two(moment.getHours())}:${two(moment.getMinutes())}`;
}

/** `23.11, 15:04`: in figures, for phones do not know the months of every language. @param {number} at milliseconds */
export function when(at) {
  const moment = new Date(at);
  return `${two(moment.getDate())}.${two(moment.getMonth() + 1)}, ${time(at)}`;
}

/** @param {number} bytes */
export function size(bytes) {
  const power = bytes < 1024 ? 0 : Math.min(3, Math.floor(Math.log2(bytes) / 10));
  const number = bytes / 1024 ** power;
  const shown = new Intl.NumberFormat(config.language, { maximumFractionDigits: number < 10 && power ? 1 : 0 }).format(number);
  return config.words.sizes[power].replace("{n}", shown);
}
