/** One file to the server by tus, from where it was broken off. */
import "../../vendor/tus/tus-4.3.1.min.js";
import { FetchStack, NoAnswer } from "./transport.js";

const { Upload } = globalThis.tus;
const CHUNK = 256 << 10;
const DELAYS = [500, 2000, 5000];

/** The server said why it takes no more of this file. */
export class Refused extends Error {
  /** @param {number} status @param {any} data */
  constructor(status, data) {
    super(data?.error ?? String(status));
    Object.assign(this, { status, final: Boolean(data?.refused) });
  }
}

function failure(error) {
  const answer = error.originalResponse;
  if (!answer) return new NoAnswer(error.message);
  let data = {};
  try { data = JSON.parse(answer.getBody()); } catch { /* a page, not an answer: its status says enough */ }
  return new Refused(answer.getStatus(), data);
}

/**
 * @param {{file: {uid: string, name: string, sha256: string, taken: number}, blob: Blob, address: string, token: string,
 *   onProgress: (sent: number) => void}} what `address`: of the uploads of the log
 * @returns {Promise<void>}
 */
export function upload({ file, blob, address, token, onProgress }) {
  return new Promise((resolve, reject) => {
    new Upload(blob, {
      endpoint: address,
      uploadUrl: `${address}${file.uid}/`,
      chunkSize: CHUNK,
      retryDelays: DELAYS,
      storeFingerprintForResuming: false,
      httpStack: new FetchStack(token),
      metadata: { receipt: file.uid, filename: file.name, sha256: file.sha256, taken: new Date(file.taken).toISOString() },
      onShouldRetry: (error) => {
        const status = error.originalResponse?.getStatus() ?? 0;
        return status === 409 || status === 460 || status === 0 || status >= 500;
      },
      onChunkComplete: (_size, accepted) => onProgress(accepted),
      onSuccess: () => resolve(),
      onError: (error) => reject(failure(error)),
    }).start();
  });
}
