/**
 * Compares the machine with the official runtime at length:
 *
 *     npm run campaign:agree -- [--seeds A-B] [--runs N] [--stories PATH]… [--playthroughs N] [--ink-proof PATH]
 *
 * Without arguments: 20,000 generated stories, and 1,000 playthroughs of each story in `stories`. A path to stories is a story, its
 * folder, or a folder of such folders; that to the conformance suite is a checkout of chromy/ink-proof. Exit code 1: something differs.
 */
import { parseArgs } from 'node:util';
import { Tally } from '../support/agree.ts';
import { compareGenerated, shrinkDifference } from '../support/generated.ts';
import { expectedOtherwise, playCase, proofCases } from '../support/inkproof.ts';
import { compareFile, storiesAt } from '../support/storyfiles.ts';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string' },
    runs: { type: 'string', default: '3' },
    stories: { type: 'string', multiple: true, default: [] },
    playthroughs: { type: 'string', default: '1000' },
    'ink-proof': { type: 'string' },
  },
});
let differences = 0;

function report(what: string, tally: Tally): void {
  const { stories, playthroughs, turns, lines, choices, draws, jumps, returns, errors, warnings, crashes, endless } =
    tally;
  console.log(
    `${what}: ${stories} stories, ${playthroughs} playthroughs, ${turns} turns, ${lines} lines, ${choices} choices`,
  );
  console.log(`  ${draws} draws forced, ${jumps} jumps of a host, ${returns} returns to a save`);
  console.log(
    `  ${errors} errors, ${warnings} warnings, ${crashes} crashes and ${endless} endless turns, the same on both sides`,
  );
}

function seeds(range: string, runs: number): void {
  const [first, last] = range.split('-').map(Number);
  const tally = new Tally();
  let uncompiled = 0;
  for (let seed = first; seed <= (last ?? first); seed++) {
    const outcome = compareGenerated(seed, runs, tally);
    if (outcome.kind === 'uncompiled') uncompiled++;
    else if (outcome.kind !== 'same') {
      differences++;
      console.log(`seed ${seed}: ${JSON.stringify(outcome)}`);
      if (outcome.kind === 'different' && differences <= 3) {
        const small = shrinkDifference(seed, runs, outcome.difference.what);
        console.log(`${small.source}\n${JSON.stringify(small.outcome, null, 2)}`);
      }
    }
    if ((seed + 1) % 500 === 0) console.error(`… seed ${seed}, ${differences} differences`);
  }
  report(`Generated stories ${range} (${uncompiled} more don't compile)`, tally);
}

function stories(paths: readonly string[], runs: number): void {
  for (const path of paths.flatMap(storiesAt)) {
    const tally = new Tally();
    const difference = compareFile(path, runs, 120, tally);
    if (difference !== null) {
      differences++;
      console.log(`${path}: ${JSON.stringify(difference, null, 2)}`);
    }
    report(path, tally);
  }
}

function inkProof(folder: string): void {
  const results = proofCases(folder).map(playCase);
  for (const { name, refused, difference, unexpected } of results) {
    const known = expectedOtherwise.get(name);
    if (refused !== null) console.log(`${name}: not applicable: ${refused}`);
    if (difference !== null) console.log(`${name}: differs from the official runtime: ${difference}`);
    if (unexpected !== null) console.log(`${name}: ${unexpected} — ${known ?? 'not known why'}`);
    if (difference !== null || (unexpected !== null && known === undefined)) differences++;
  }
  const as = (test: (result: (typeof results)[number]) => boolean): number => results.filter(test).length;
  console.log(`ink-proof: ${results.length} cases, ${as((r) => r.refused !== null)} not applicable`);
  console.log(`  ${as((r) => r.refused === null && r.difference === null)} like the official JavaScript runtime`);
  console.log(`  ${as((r) => r.refused === null && r.unexpected === null)} with the transcript that the suite expects`);
}

const nothingAsked = values.seeds === undefined && values.stories.length === 0 && values['ink-proof'] === undefined;
if (values.seeds !== undefined || nothingAsked) seeds(values.seeds ?? '0-19999', Number(values.runs));
stories(nothingAsked ? ['stories'] : values.stories, Number(values.playthroughs));
if (values['ink-proof'] !== undefined) inkProof(values['ink-proof']);
console.log(differences === 0 ? 'No differences.' : `${differences} differences.`);
process.exitCode = differences === 0 ? 0 : 1;
