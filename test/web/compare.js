/** Explores stories alone and with helpers, by what Redthread gives to programs: in a browser, or in Node. */
import { checkStory } from 'redthread';

/** A story is explored up to so many states. */
const maxStates = 40_000;

/**
 * Tells of each story (its path, and its text as bytes) how many states were found, whether all graphs were the same, and what helpers were told to do.
 * `startHelper` starts one: see `Workers` in Redthread.
 */
export async function compare(stories, startHelper) {
  const compared = [];
  for (const [path, bytes] of Object.entries(stories)) {
    const files = { read: (name) => (name === path ? bytes : null), list: () => [] };
    const orders = new Set();
    const graphs = [];
    let states = 0;
    for (const count of [0, 1, 2]) {
      const helpers = await Promise.all(Array.from({ length: count }, () => started(startHelper(), orders)));
      const unused = helpers.slice();
      const workers = { count, from: 100, start: () => unused.shift() };
      const clock = () => performance.now() / 1000;
      const { analysis, showGraph } = await checkStory(path, files, { clock, workers, maxStates, whole: true });
      states = analysis.exploration.states;
      graphs.push(showGraph());
      for (const helper of helpers) helper.stop();
    }
    compared.push({ path, states, same: graphs.every((graph) => graph === graphs[0]), orders: [...orders].sort() });
  }
  return compared;
}

/** The helper when its thread is there, so that no exploration is over before. */
function started(helper, orders) {
  return new Promise((resolve, reject) => {
    let listener = () => resolve({ ...helper, post, listen: (onReport) => (listener = onReport) });
    const post = (order, transfer) => {
      orders.add(order.kind);
      helper.post(order, transfer);
    };
    helper.listen((report) => listener(report), reject);
    post({ kind: 'greet' });
  });
}
