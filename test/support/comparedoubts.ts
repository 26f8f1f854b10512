import { Context } from '../../src/findings/context.ts';
import { doubtsOf } from '../../src/findings/doubts.ts';
import { judge } from '../../src/findings/judge.ts';
import type { Doubt } from '../../src/findings/types.ts';
import { openBits, Proofs } from '../../src/findings/verdicts.ts';
import { atOnce } from '../../src/machine/bits.ts';
import type { Program } from '../../src/program/program.ts';
import { contextOf, explore, isLock, lostStates } from './explore.ts';
import { Random } from './random.ts';

/**
 * Organs that keep accounts of what they are paid and what they give back, up to some number. What is never given without having been paid only a comparison tells; what comes of it (a
 * line, a choice, an ending, a trap, an error) depends on the seed.
 */
export function organStory(seed: number): string {
  const random = new Random(seed);
  const most = random.between(4, 9);
  const maybe = (text: string, probability = 0.5): string => (random.chance(probability) ? `${text}\n` : '');
  const asked = (): string =>
    random.pick([
      'paid >= given',
      'given > paid',
      `paid > ${most - 2}`,
      'tunes == 3',
      'paid - given == 2',
      'pit',
      'given < 2',
    ]);
  const target = (): string => random.pick(['booth', 'home', 'pit', 'END', 'booth']);
  return `VAR paid = 0
VAR given = 0
VAR tunes = 0
-> booth
=== booth
${maybe(`{${asked()}: A lamp.}`)}+ {paid < ${most}} [Pay]
  ~ paid = paid + 1
+ {given < paid} [Ask for it back]
  ~ given = given + 1
+ [Wind]
  ~ tunes = (tunes + 1) % ${random.between(4, 6)}
${maybe(`+ {${asked()}} [Look inside] -> pit`)}${maybe(`* {${asked()}} [Kick it] -> ${target()}`)}${maybe('+ [Go] -> home', 0.7)}- {${asked()}:
  ~ tunes = MIN(tunes, 5)
  }
  ${maybe(`{${asked()}: A waltz.}`)}  ${maybe(`{${asked()}: -> ${target()}}`)}  ${maybe('{tunes % (paid - given + 1) == 3: It stutters.}', 0.2)}  -> booth
=== home
Home. -> END
=== pit
${maybe(`+ {${asked()}} [Up] -> booth`, 0.8)}+ [Knock] -> pit
${maybe(`+ {${asked()}} [Shout] -> home`)}`;
}

/** What is said of a story after so many states, against what the whole of it says. */
export interface Compared {
  /** What was in doubt; null where more was open. */
  readonly doubts: readonly Doubt[] | null;
  /** What the whole says otherwise. */
  readonly wrong: readonly string[];
}

/** A part of an exploration, with all that abstractions prove of the rest, at first glance or looking `closer`, too. */
export function partOf(program: Program, states: number, closer: boolean): Context | null {
  const { model, graph, exhaustive } = explore(program, { states });
  const proofs = exhaustive ? null : Proofs.of(model);
  if (proofs === null) return null;
  const context = new Context(model, graph, false, program, proofs);
  if (!closer) return context;
  atOnce(proofs.lookingAtEnds());
  atOnce(proofs.lookingCloser(openBits(context)));
  return context;
}

/** Compares what a part of a story says with the whole; null where the story is too large, or nothing is proved. `doubtsIn` may be spoilt, to see that this is noticed. */
export function compareDoubts(program: Program, share: number, doubtsIn = doubtsOf): Compared | null {
  const whole = explore(program, { states: 4000 });
  const part = whole.exhaustive ? partOf(program, Math.max(1, Math.floor(share * whole.graph.states)), true) : null;
  if (part === null) return null;
  const doubts = doubtsIn(part);
  return { doubts, wrong: doubts === null ? [] : differences(part, contextOf(whole), doubts) };
}

function differences(part: Context, whole: Context, doubts: readonly Doubt[]): string[] {
  const wrong: string[] = [];
  const line = (address: number): string => `${part.place(address)?.file}:${part.place(address)?.line}`;
  const isDoubted = (kind: Doubt['kind'], address: number): boolean =>
    doubts.some(({ kind: other, place }) => other === kind && `${place?.file}:${place?.line}` === line(address));
  const mayStop = doubts.some(({ kind }) => kind !== 'holds' && kind !== 'fails');
  const open = openBits(part);
  whole.program.op.forEach((_, pc) => {
    const more = whole.covered(pc) & ~part.covered(pc) & open[pc];
    if ((more & 9) !== 0) wrong.push(`address ${pc} is reached`);
    if ((more & 2) !== 0 && !isDoubted('holds', pc)) wrong.push(`the condition at ${pc} holds`);
    if ((more & 4) !== 0 && !isDoubted('fails', pc)) wrong.push(`the condition at ${pc} fails`);
  });
  const known = judge(part, null, () => 0);
  const all = judge(whole, null, () => 0);
  const ends = known.endings.map(({ kind, passage, place }) => `${kind} ${passage} ${place?.line}`);
  for (const { kind, passage, place } of all.endings)
    if (!ends.includes(`${kind} ${passage} ${place?.line}`)) wrong.push(`an ending in ${passage}`);
  const told = known.findings.map(({ code, place }) => `${code} ${place?.line}`);
  for (const finding of all.findings) {
    const { code, place, evidence } = finding;
    const inDoubt =
      (/^always/.test(code) && doubts.some((doubt) => doubt.place?.line === place?.line)) ||
      (mayStop && (isLock(finding) || code === 'runtime-error' || code === 'endless-turn')) ||
      evidence === 'text' ||
      code === 'growing';
    if (!inDoubt && !told.includes(`${code} ${place?.line}`)) wrong.push(`${code} at ${place?.line}`);
  }
  for (const { kind, address } of whole.finals())
    if ((kind === 'error' || kind === 'crash') && !told.some((each) => each.startsWith('runtime-error')))
      if (!isDoubted('fault', address) && !doubts.some(({ kind }) => kind === 'large'))
        wrong.push(`${kind} at ${address}`);
  if (!mayStop && known.endings.length > 0 && lostStates(whole).includes(1)) wrong.push('somebody is stuck');
  return wrong;
}
