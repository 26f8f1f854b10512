import { describe, expect, it } from 'vitest';
import type { Told } from '../src/machine/lines.ts';
import { Telling } from '../src/machine/telling.ts';
import { Op } from '../src/program/opcodes.ts';
import { contextOf, explore } from './support/explore.ts';
import { generateStory } from './support/generate.ts';
import { Random } from './support/random.ts';
import { pairOf } from './support/routes.ts';

type Line = Pick<Told, 'text' | 'tags'>;

/** Empty lines are not told. */
const asText = (lines: readonly Line[]): string =>
  lines
    .map(({ text, tags }) => [text.replace(/\s+/g, ' ').trim(), ...tags.map((tag) => `# ${tag}`)].join(' '))
    .filter((text) => text !== '')
    .join('\n');

/** Walks at random through the exploration; the first difference between what it tells and what a player shows. */
function mistold(source: string, seed: number, walks: number, spoil = (_: Telling): void => {}): string | null {
  const pair = pairOf(source, 'shared');
  if ('refused' in pair) return pair.refused;
  let telling = new Telling(1);
  const listener = (): Telling => (telling = new Telling(1));
  const explored = explore(pair.program, { states: 200, listener });
  spoil(telling);
  const { graph } = explored;
  const context = contextOf(explored);
  const random = new Random(seed);
  for (let walk = 0; walk < walks; walk++) {
    const start = graph.starts[0];
    const transitions: number[] = [];
    let state = start;
    while (state < graph.expanded && transitions.length < 12) {
      const [first, end] = [graph.first.at(state), graph.first.at(state + 1)];
      if (first === end) break;
      transitions.push(random.between(first, end - 1));
      state = graph.targets.at(transitions[transitions.length - 1]);
    }
    if (['draw', 'endless', 'long', 'cut'].includes(context.read(state).kind)) continue;
    const { turns, turn } = context.witnesses.along({ start, transitions });
    const steps = [telling.atStart(0), ...transitions.map((t) => telling.of(t))];
    const told = `${asText(steps.flatMap(({ lines }) => lines))}\n* ${asText(steps[steps.length - 1].offers)}`;
    const read = `${asText(turns.flatMap((reached) => reached.turn.lines))}\n* ${asText(turn.choices)}`;
    if (told !== read) return `told ${told}\nread ${read}\n${source}`;
  }
  return null;
}

const held = `VAR name = "Ann"
-> hall
=== hall
Hel<>
lo, {name}{&one|two} {~A|B} word
<> more. # mood: low
{RANDOM(1, 2) == 1: A door. {shuffle: {
- Left.
- Right.
}}|No door.}
+ [Again, {name}.] # quiet
  -> hall
* Once[.]<>, and over. -> END
`.replace('{shuffle: {\n- Left.\n- Right.\n}}', '{~Left.|Right.}');

describe('what each step of an exploration shows', () => {
  for (const part of [0, 1])
    it(`is what a reader gets, in generated stories, part ${part + 1}`, { timeout: 120_000 }, () => {
      for (let seed = 20 * part; seed < 20 * (part + 1); seed++)
        expect(mistold(generateStory(80_000 + seed, { size: 1 }).source, seed, 8)).toBeNull();
    });

  it('is what a reader gets over glue, alternatives, printed variables, tags and draws', () => {
    expect(mistold(held, 1, 200)).toBeNull();
  });

  it('would be noticed if it were something else', () => {
    const spoil = (telling: Telling): void => {
      const { shown } = telling;
      telling.shown = (number) => {
        const { lines, ...rest } = shown.call(telling, number);
        return { ...rest, lines: lines.filter(({ text }) => !text.includes('over')) };
      };
    };
    expect(mistold(held, 1, 200, spoil)).toMatch(/over/);
  });

  it('ends where complete lines are told before a draw, so that drawing again and again stays finite', () => {
    const source = `-> again
=== again
Once more.
{RANDOM(1, 2) == 1: -> again}
-> END
`;
    const pair = pairOf(source, 'shared');
    if ('refused' in pair) throw new Error(pair.refused);
    const { exhaustive, graph } = explore(pair.program, { listener: () => new Telling(1) });
    expect({ exhaustive, states: graph.states }).toEqual({ exhaustive: true, states: 3 });
  });

  it('tells what a line was put together from', () => {
    const pair = pairOf('VAR name = "Ann"\nHel<>\nlo, {name}. # mood: low\n-> END\n', 'shared');
    if ('refused' in pair) throw new Error(pair.refused);
    const { program } = pair;
    let telling = new Telling(1);
    explore(program, { listener: () => (telling = new Telling(1)) });
    const [line] = telling.atStart(0).lines;
    expect(line.text).toBe('Hello, Ann.');
    expect(line.at).toBe(line.parts[0]);
    const named = line.parts.map((at) => (program.op[at] === Op.Output ? '{}' : program.strings[program.a[at]]));
    expect(named).toEqual(['Hel', 'lo, ', '{}', '. ']);
  });

  it('gathers no blanks where something is drawn again and again', () => {
    const source = `VAR last = 0
-> hall
=== hall
{last: Still.}
+ [Again.] -> again
=== again
~ temp now = RANDOM(1, 3)
{last == now: -> again}
~ last = now
You see {now}.
{now == 3: -> END}
-> hall
`;
    const pair = pairOf(source, 'shared');
    if ('refused' in pair) throw new Error(pair.refused);
    const { exhaustive } = explore(pair.program, { states: 200, listener: () => new Telling(1) });
    expect(exhaustive).toBe(true);
    expect(mistold(source, 3, 50)).toBeNull();
  });

  it('tells the content by address, and the passages', () => {
    const pair = pairOf('-> k\n=== k\nOne.\n* [Go {1 == 1:on}.] Gone. -> k.s\n= s\nTwo. -> END\n', 'shared');
    if ('refused' in pair) throw new Error(pair.refused);
    const { program } = pair;
    let telling = new Telling(1);
    const { graph } = explore(program, { listener: () => (telling = new Telling(1)) });
    const textOf = (at: number): string => (program.op[at] === 44 ? 'choice' : program.strings[program.a[at]].trim());
    const passages = (numbers: readonly number[]): string[] => numbers.map((n) => program.passages[n].name);
    expect(telling.atStart(0).pieces.map(textOf)).toEqual(['One.', 'choice']);
    expect(passages(telling.atStart(0).passages)).toEqual(['', 'k']);
    expect(telling.of(0).pieces.map(textOf).sort()).toEqual(['Gone.', 'Two.']);
    expect(passages(telling.of(0).passages)).toEqual(['k', 'k.s']);
    expect(telling.of(0).words).toBe(2);
    expect(graph.transitions).toBe(1);
  });
});
