/**
 * Compares the solver of games with plain fixpoints and with the trial of all strategies, at length:
 *
 *     npm run campaign:games -- [--seeds A-B] [--states N]
 *
 * Without arguments: 20,000 random games of up to 7 states. Exit code 1: something differs.
 */
import { parseArgs } from 'node:util';
import { gameFault } from '../support/comparegames.ts';

const { values } = parseArgs({
  options: { seeds: { type: 'string', default: '0-19999' }, states: { type: 'string', default: '7' } },
});
const [first, last] = values.seeds.split('-').map(Number);
let faults = 0;
for (let seed = first; seed <= (last ?? first); seed++) {
  const fault = gameFault(seed, Number(values.states), 64);
  if (fault === null) continue;
  faults++;
  console.log(`seed ${seed}: ${fault}`);
}
console.log(`${(last ?? first) - first + 1} games: ${faults === 0 ? 'no differences.' : `${faults} differ.`}`);
process.exitCode = faults === 0 ? 0 : 1;
