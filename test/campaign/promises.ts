/**
 * Compares what is said of promises with the definitions of their forms, over random systems, at length:
 *
 *     npm run campaign:promises -- [--seeds A-B] [--states N] [--steps N] [--stories A-B] [--beside A-B]
 *
 * Without arguments: 10,000 systems of up to 5 states, each with a promise, all ways of up to 9 steps tried; and 200 generated stories with
 * six promises each, explored with all reductions and with none; and 200 with sixteen promises, of which
 * is asked what is known beside an exploration. Exit code 1: something differs.
 */
import { parseArgs } from 'node:util';
import { comparePromises } from '../support/promisegraphs.ts';
import { reducedDifference } from '../support/promisestories.ts';
import { compareBeside } from '../support/prospects.ts';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '0-9999' },
    states: { type: 'string', default: '5' },
    steps: { type: 'string', default: '9' },
    stories: { type: 'string', default: '0-199' },
    beside: { type: 'string', default: '0-199' },
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

const [firstStory, lastStory] = values.stories.split('-').map(Number);
let compared = 0;
for (let seed = firstStory; seed <= (lastStory ?? firstStory); seed++) {
  const difference = await reducedDifference(seed, 2000);
  if (difference !== undefined) compared++;
  if (difference === null || difference === undefined) continue;
  differences++;
  console.log(difference);
}
const [firstBeside, lastBeside] = values.beside.split('-').map(Number);
let [proved, found] = [0, 0];
for (let seed = firstBeside; seed <= (lastBeside ?? firstBeside); seed++) {
  const beside = await compareBeside(seed);
  proved += beside?.proved ?? 0;
  found += beside?.found ?? 0;
  differences += beside?.wrong.length ?? 0;
  for (const wrong of beside?.wrong ?? []) console.log(`seed ${seed}\n${wrong}`);
}
console.log(`With next to nothing explored, ${proved} promises proved, and playthroughs found for ${found}.`);
console.log(`${compared} stories small enough to explore whole; differences in all: ${differences}.`);
process.exitCode = differences === 0 ? 0 : 1;
