/**
 * Compares what is said of promises with the definitions of their forms, over random systems, at length:
 *
 *     npm run campaign:promises -- [--seeds A-B] [--states N] [--steps N]
 *
 * Without arguments: 10,000 systems of up to 5 states, each with a promise, all ways of up to 9 steps tried. Exit code 1: something differs.
 */
import { parseArgs } from 'node:util';
import { comparePromises } from '../support/promisegraphs.ts';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '0-9999' },
    states: { type: 'string', default: '5' },
    steps: { type: 'string', default: '9' },
  },
});
const [first, last] = values.seeds.split('-').map(Number);
let differences = 0;
for (let seed = first; seed <= (last ?? first); seed++) {
  const difference = comparePromises(seed, seed + 1, Number(values.states), Number(values.steps));
  if (difference === null) continue;
  differences++;
  console.log(difference);
}
console.log(
  `${(last ?? first) - first + 1} promises: ${differences === 0 ? 'no differences.' : `${differences} differ.`}`,
);
process.exitCode = differences === 0 ? 0 : 1;
