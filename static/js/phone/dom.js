/** Copies of the shell's templates and the slots in them, marked `data-…`. */

/**
 * @param {string} id of a template of the shell
 * @returns {DocumentFragment}
 */
export const copy = (id) => document.getElementById(id).content.cloneNode(true);

/**
 * @param {ParentNode} root
 * @param {string} name of the slot, without `data-`
 * @returns {HTMLElement}
 */
export const slot = (root, name) => root.querySelector(`[data-${name}]`);

/**
 * Fills slots with text.
 * @param {ParentNode} root
 * @param {Record<string, string>} texts by slot
 */
export function fill(root, texts) {
  for (const [name, text] of Object.entries(texts)) slot(root, name).textContent = text;
  return root;
}

/**
 * A sentence of an error, as fields show it.
 * @param {string} text
 */
export const complaint = (text) => fill(copy("part-error"), { text });

/**
 * Gives a row with a placeholder for its key the key itself.
 * @param {DocumentFragment} fragment
 * @param {string} placeholder
 * @param {string} key
 */
export function keyed(fragment, placeholder, key) {
  for (const element of fragment.querySelectorAll("*")) {
    for (const attribute of element.attributes) {
      if (attribute.value.includes(placeholder)) attribute.value = attribute.value.replaceAll(placeholder, key);
    }
  }
  return fragment;
}
