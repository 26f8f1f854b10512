import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodeFiles } from '../../src/faces/cli/files.ts';
import { readInk } from '../../src/languages/ink/input.ts';
import { Player, type Turn } from '../../src/machine/player.ts';
import { Oracle, type TurnRecord } from './oracle.ts';
import { jsonPairOf, type Pair, pairFromFile, type Read } from './routes.ts';

/** A case of the public conformance suite: a story, what to choose, and what must then be read. */
export interface ProofCase {
  readonly name: string;
  readonly story: string;
  readonly input: readonly number[];
  readonly transcript: string;
}

export interface ProofResult {
  readonly name: string;
  /** Why it could not be played, or null. */
  readonly refused: string | null;
  /** Where the machine differs from the official runtime, or null. */
  readonly difference: string | null;
  /** Where the machine's transcript differs from the suite's, or null. */
  readonly unexpected: string | null;
}

const floats = 'the C# runtime has floats of single precision';
const numbers = 'the C# runtime draws other random numbers from the same seed';

/** Cases whose transcript is that of the C# runtime, from which the JavaScript runtime differs too, and why it does. */
export const expectedOtherwise: ReadonlyMap<string, string> = new Map([
  ['ink/I026', floats],
  ['ink/I074', numbers],
  ['ink/I106', numbers],
  ['ink/I107', numbers],
  ['ink/I131', 'the JavaScript runtime overflows its stack where a parameter refers to a variable of its own name'],
  ['ink/I133', floats],
]);

/** The cases under a checkout of the suite. */
export function proofCases(folder: string): ProofCase[] {
  return ['ink', 'bytecode'].flatMap((kind) =>
    readdirSync(join(folder, kind))
      .sort()
      .map((name) => {
        const at = (file: string): string => join(folder, kind, name, file);
        const text = (file: string): string => (existsSync(at(file)) ? readFileSync(at(file), 'utf8') : '');
        const input = text('input.txt')
          .split('\n')
          .map((line) => Number.parseInt(line, 10) - 1);
        const story = at(kind === 'ink' ? 'story.ink' : 'bytecode.json');
        return {
          name: `${kind}/${name}`,
          story,
          input: input.filter((n) => n >= 0),
          transcript: text('transcript.txt'),
        };
      }),
  );
}

/**
 * Plays a case from source and from compiled JSON. One of the two must show the transcript: from source, messages name their lines, which
 * the suite doesn't expect; and the official JavaScript compiler writes whole floats as integers to JSON.
 */
export function playCase({ name, story, input, transcript }: ProofCase): ProofResult {
  const reads: Read[] = [pairFromFile(story)];
  if (!story.endsWith('.json')) {
    const { sources } = readInk(story, nodeFiles());
    reads.push(
      jsonPairOf(sources[0]?.text ?? '', Object.fromEntries(sources.map((source) => [source.name, source.text]))),
    );
  }
  let difference: string | null = null;
  const unlike: (string | null)[] = [];
  for (const read of reads) {
    if ('refused' in read) return { name, refused: read.refused, difference: null, unexpected: null };
    const played = playBoth(read, input);
    difference ??= played.difference;
    unlike.push(firstUnlike(transcript, render(played.turns, input)));
  }
  return { name, refused: null, difference, unexpected: unlike.includes(null) ? null : unlike[0] };
}

function playBoth({ story, program }: Pair, input: readonly number[]): { difference: string | null; turns: Turn[] } {
  const oracle = new Oracle(story);
  const player = new Player(program);
  const turns: Turn[] = [];
  for (const choice of [...input, -1]) {
    const official = oracle.turn();
    const ours = player.turn();
    turns.push(ours);
    const a = summary(official);
    const b = summary({
      ...ours,
      crash: player.machine.rest === 'crash' ? '' : null,
      overran: ours.standing === 'endless',
    });
    if (a !== b) return { difference: `turn ${turns.length}: ${a} but ${b}`, turns };
    if (ours.choices[choice] === undefined) break;
    oracle.choose(choice);
    player.choose(choice);
  }
  return { difference: null, turns };
}

type Shown = Omit<TurnRecord, 'lines' | 'choices' | 'errors' | 'warnings'> &
  Pick<Turn, 'lines' | 'errors' | 'warnings'>;

function summary(
  turn: Shown & { readonly choices: readonly Pick<Turn['choices'][number], 'text' | 'tags'>[] },
): string {
  const { lines, errors, warnings, crash, overran } = turn;
  const choices = turn.choices.map(({ text, tags }) => ({ text, tags }));
  return JSON.stringify(crash === null ? { lines, choices, errors, warnings, overran } : { lines, crash: true });
}

/** The turns as the official command line player prints them. */
function render(turns: readonly Turn[], input: readonly number[]): string {
  return turns
    .map((turn, i) => {
      const tags = turn.lines.at(-1)?.tags ?? [];
      const text = turn.lines.map((line) => line.text).join('') + (tags.length > 0 ? `# tags: ${tags.join(', ')}` : '');
      const issues = turn.errors.map((message) => `${message}\n`).join('');
      const choices = turn.choices.map((choice) => `${choice.index + 1}: ${choice.text}\n`).join('');
      return text + issues + (turn.choices.length > 0 && i < input.length ? `\n${choices}?> ` : '');
    })
    .join('');
}

/** The first line in which two texts differ, in words; null where they are the same. */
function firstUnlike(expected: string, actual: string): string | null {
  const lines = (text: string): string[] =>
    text
      .replace(/^\uFEFF/, '')
      .replace(/\r?\n$/, '')
      .split(/\r?\n/);
  const [a, b] = [lines(expected), lines(actual)];
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    if (a[i] !== b[i])
      return `line ${i + 1}: expected ${JSON.stringify(a[i] ?? null)}, shown ${JSON.stringify(b[i] ?? null)}`;
  }
  return null;
}
