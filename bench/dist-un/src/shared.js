/** Whether threads can share memory here; a browser allows it only to pages that are isolated from others. */
export const canShare = false;
/** Memory that other threads can read and write too, where that is possible. */
export function sharedBytes(length) {
    return canShare ? new SharedArrayBuffer(length) : new ArrayBuffer(length);
}
