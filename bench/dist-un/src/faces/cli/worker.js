/** A thread that helps with an exploration. */
import { parentPort } from 'node:worker_threads';
import { helpExploring } from '../../helper.js';
parentPort?.on('message', helpExploring((report, transfer) => parentPort?.postMessage(report, transfer)));
