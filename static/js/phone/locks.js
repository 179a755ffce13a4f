/** One at a time over all tabs and the worker; where a browser has no Web Locks, within this page alone. */

/**
 * @template T
 * @param {string} name
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export const alone = (name, work) => (navigator.locks ? navigator.locks.request(`log-phone-${name}`, work) : work());

/**
 * Does nothing when somebody else is at it.
 * @template T
 * @param {string} name
 * @param {() => Promise<T>} work
 * @returns {Promise<T | undefined>}
 */
export const unlessBusy = (name, work) => (navigator.locks
  ? navigator.locks.request(`log-phone-${name}`, { ifAvailable: true }, (lock) => (lock ? work() : undefined))
  : work());
