/**
 * Checks one story as the command line does and writes its report, in a process of its own: `node after.js STORY SECONDS STATES`, with
 * bounds. Prints one line of JSON: the seconds by the clock from the compiled program to the end.
 */
import { nodeFiles } from '../src/faces/cli/files.ts';
import { workersOf } from '../src/faces/cli/workers.ts';
import { checkStory } from '../src/project.ts';
import { reportText } from '../src/reports/text.ts';

const [story, maxSeconds, maxStates] = process.argv.slice(2);
const now = (): number => performance.now() / 1000;
let compiled: number | null = null;
const { analysis } = await checkStory(story, nodeFiles(), {
  maxSeconds: Number(maxSeconds),
  maxStates: Number(maxStates),
  // it is first asked when the program is there
  clock: () => {
    compiled ??= now();
    return now();
  },
  onlyReport: true,
  workers: workersOf(undefined),
});
if (analysis !== null) {
  reportText(analysis, { colour: false, width: 100, command: '' });
  process.stdout.write(`${JSON.stringify(now() - compiled!)}\n`);
}
