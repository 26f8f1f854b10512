import type { Story } from 'inkjs/engine/Story';
import { lower } from '../../src/languages/ink/lower.ts';
import { Player } from '../../src/machine/player.ts';
import type { Program } from '../../src/program/program.ts';
import { Oracle } from './oracle.ts';
import { Random } from './random.ts';

/** The first difference between the official runtime and the machine on one playthrough, in words; null where they agree. */
export interface Difference {
  readonly turn: number;
  readonly choices: readonly number[];
  readonly what: string;
  readonly official: string;
  readonly ours: string;
}

const show = (value: unknown): string => JSON.stringify(value);

/** Plays the same random choices in the official runtime and in the machine, and compares turn by turn. */
export function compareRun(story: Story, program: Program, seed: number, turns: number): Difference | null {
  const random = new Random(seed);
  const storySeed = random.below(100);
  const oracle = new Oracle(story, { seed: storySeed });
  const player = new Player(program, { seed: storySeed });
  player.machine.maxSteps = 20_000;
  const choices: number[] = [];
  for (let turn = 0; turn < turns; turn++) {
    const official = oracle.turn();
    const ours = player.turn();
    if (official.overran || ours.standing === 'endless') return null;
    const pairs: [string, unknown, unknown][] = [
      ['lines', official.lines, ours.lines],
      ['choices', official.choices, ours.choices.map(({ text, tags }) => ({ text, tags }))],
      ['warnings', official.warnings, ours.warnings],
      ['errors', official.crash === null ? official.errors : ['crash'], player.machine.rest === 'crash' ? ['crash'] : ours.errors],
    ];
    if (official.crash !== null && player.machine.rest === 'crash') pairs.splice(1, 1);
    for (const [what, a, b] of pairs) {
      if (show(a) !== show(b)) return { turn, choices, what, official: show(a) + (official.crash ?? ''), ours: show(b) + ours.errors };
    }
    if (official.crash !== null || official.choices.length === 0) return null;
    const choice = random.below(official.choices.length);
    choices.push(choice);
    oracle.choose(choice);
    player.choose(choice);
  }
  return null;
}

/** Compares `runs` playthroughs; the first difference, or null. */
export function compareStory(story: Story, runs: number, turns: number, firstSeed = 1): Difference | null {
  const program = lower(story, 'story.ink', []);
  for (let seed = firstSeed; seed < firstSeed + runs; seed++) {
    const difference = compareRun(story, program, seed, turns);
    if (difference !== null) return difference;
  }
  return null;
}
