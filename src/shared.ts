/** Whether threads can share memory here; a browser allows it only to pages that are isolated from others. */
export const canShare = typeof SharedArrayBuffer === 'function';

/** Memory that other threads can read and write too, where that is possible. */
export function sharedBytes(length: number): ArrayBufferLike {
  return canShare ? new SharedArrayBuffer(length) : new ArrayBuffer(length);
}
