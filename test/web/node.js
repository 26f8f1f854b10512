/** `node node.js STORY…` prints what `compare` tells. */
import { readFileSync } from 'node:fs';
import { parentPort, Worker } from 'node:worker_threads';
import { helpExploring } from 'redthread/helper';
import { compare } from './compare.js';

if (parentPort !== null) {
  const help = helpExploring((report, transfer) => parentPort.postMessage(report, transfer));
  parentPort.on('message', help);
} else {
  const stories = Object.fromEntries(process.argv.slice(2).map((path) => [path, readFileSync(path)]));
  process.stdout.write(JSON.stringify(await compare(stories, startHelper)));
}

function startHelper() {
  const worker = new Worker(new URL(import.meta.url));
  return {
    post: (order, transfer) => worker.postMessage(order, transfer),
    listen: (onReport, onError) => worker.on('message', onReport).on('error', onError),
    stop: () => worker.terminate(),
  };
}
