/** A thread that helps with an exploration. */
import { parentPort } from 'node:worker_threads';
import { helpExploring } from '../../helper.ts';

const help = helpExploring();
parentPort?.on('message', (order) => parentPort?.postMessage(help(order)));
