import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
const mostByDefault = 8;
/** Threads to explore with: as many as there are cores, or as were asked for; the main thread is one of them. */
export function workersOf(asked) {
    return { count: (asked ?? Math.min(availableParallelism(), mostByDefault)) - 1, start };
}
function start() {
    const worker = new Worker(new URL('./worker.js', import.meta.url));
    return {
        post: (order, transfer) => worker.postMessage(order, transfer),
        listen(onReport, onError) {
            worker.on('message', onReport);
            worker.on('error', onError);
        },
        stop: () => void worker.terminate(),
    };
}
