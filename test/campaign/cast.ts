/**
 * Compares what is said of standoffs, livelocks and the ways out of them with a plain search by ink's own runtime, at length:
 *
 *     npm run campaign:cast -- [--seeds A-B] [--situations N]
 *
 * Without arguments: 2,000 small stories with a cast. Exit code 1: something differs.
 */
import { parseArgs } from 'node:util';
import { compareCast } from '../support/comparecast.ts';

const { values } = parseArgs({
  options: { seeds: { type: 'string', default: '0-1999' }, situations: { type: 'string', default: '300' } },
});
const [first, last] = values.seeds.split('-').map(Number);
let [compared, faults, standoffs, livelocks, waysOut] = [0, 0, 0, 0, 0];
for (let seed = first; seed <= (last ?? first); seed++) {
  const result = compareCast(seed, Number(values.situations));
  if (result === null) continue;
  compared++;
  standoffs += result.standoffs;
  livelocks += result.livelocks;
  waysOut += result.waysOut;
  if (result.difference === null) continue;
  faults++;
  console.log(`seed ${seed}: ${result.difference}`);
}
console.log(
  `${compared} stories with ${standoffs} standoffs, ${livelocks} livelocks and ${waysOut} ways out: ${faults === 0 ? 'no differences.' : `${faults} differ.`}`,
);
process.exitCode = faults === 0 ? 0 : 1;
