/** A worker of a page, to help with an exploration. */
import { helpExploring } from '/dist/helper.js';

const help = helpExploring((report, transfer) => postMessage(report, transfer));
addEventListener('message', ({ data }) => help(data));
