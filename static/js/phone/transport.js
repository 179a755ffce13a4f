/** Requests to the site, from a page or from the worker, where there is no XMLHttpRequest. */

const PATIENCE = 120_000;

/** No answer came: no network, or a server that is down. */
export class NoAnswer extends Error {}

async function request(url, options) {
  const controller = options.controller ?? new AbortController();
  const timer = setTimeout(() => controller.abort(), PATIENCE);
  try {
    const fixed = { credentials: "same-origin", cache: "no-store", signal: controller.signal };
    return await fetch(url, { ...fixed, ...options, headers: { Accept: "application/json", ...options.headers } });
  } finally {
    clearTimeout(timer);
  }
}

/**
 * @param {string} method
 * @param {string} url
 * @param {{token?: string, body?: unknown}} options
 * @returns {Promise<{status: number, data: any}>}
 */
export async function call(method, url, { token, body } = {}) {
  const headers = body === undefined ? {} : { "Content-Type": "application/json", "X-CSRFToken": token };
  try {
    const response = await request(url, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
    return { status: response.status, data: await response.json().catch(() => ({})) };
  } catch (error) {
    throw new NoAnswer(url, { cause: error });
  }
}

class FetchRequest {
  #headers = {};
  #controller = new AbortController();

  constructor(method, url, token) { Object.assign(this, { method, url, token }); }
  getMethod() { return this.method; }
  getURL() { return this.url; }
  setHeader(name, value) { this.#headers[name] = value; }
  getHeader(name) { return this.#headers[name]; }
  setProgressHandler() { /* `fetch` tells none: the pieces are small */ }
  getUnderlyingObject() { return null; }
  async abort() { this.#controller.abort(); }

  /** @param {Blob | null} body */
  async send(body = null) {
    const headers = { ...this.#headers, "X-CSRFToken": this.token };
    const bytes = body && await body.arrayBuffer();
    if (bytes) headers["Upload-Checksum"] = `sha256 ${await digest(bytes)}`;
    const response = await request(this.url, { method: this.method, headers, body: bytes, controller: this.#controller });
    const text = await response.text();
    return {
      getStatus: () => response.status,
      getHeader: (name) => response.headers.get(name) ?? undefined,
      getBody: () => text,
      getUnderlyingObject: () => response,
    };
  }
}

async function digest(bytes) {
  return btoa(String.fromCharCode(...new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))));
}

/** What tus-js-client sends with: `fetch`, the CSRF token, and a checksum for each piece. */
export class FetchStack {
  /** @param {string} token */
  constructor(token) { this.token = token; }
  createRequest(method, url) { return new FetchRequest(method, url, this.token); }
  getName() { return "FetchStack"; }
}
