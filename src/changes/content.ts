import type { Step } from '../findings/types.ts';
import { passageAt } from '../program/program.ts';
import type { Meets } from './findings.ts';
import type { Match } from './match.ts';
import type { ContentChange, Edits, Reach } from './types.ts';
import type { Version } from './version.ts';

/** Pieces of now, one after the other in the same passage, for which the same has changed. */
interface Stretch {
  readonly before: Reach | null;
  readonly now: Reach;
  readonly pieces: number[];
}

/**
 * Content that can be reached and could not, or the other way round, and content that was added and is not reached. `meetsNow` plays a
 * playthrough of before in the version of now.
 */
export function contentChanges(before: Version, now: Version, match: Match, meetsNow: Meets): ContentChange[] {
  return stretches(before, now, match).map(({ before: was, now: is, pieces }): ContentChange => {
    const all = pieces.map((j) => now.pieces[j]);
    const choices = all.filter(({ kind }) => kind === 'choice').length;
    const [{ address, place, text }] = all;
    const playthrough =
      is === 'reached'
        ? firstWay(now, pieces)
        : was === 'reached'
          ? firstWay(
              before,
              pieces.map((j) => match.before[j]),
            )
          : null;
    return {
      before: was,
      now: is,
      lines: pieces.length - choices,
      choices,
      passage: passageAt(now.context.program, address).name,
      place,
      quote: text,
      playthrough,
      meets: is === 'reached' || playthrough === null ? null : meetsNow(playthrough),
    };
  });
}

function stretches(before: Version, now: Version, match: Match): Stretch[] {
  const found: Stretch[] = [];
  now.pieces.forEach(({ passage }, j) => {
    const was = match.before[j] < 0 ? null : before.reach[match.before[j]];
    const is = now.reach[j];
    if (!isChange(was, is)) return;
    const last = found.at(-1);
    const goesOn = last?.pieces.at(-1) === j - 1 && now.pieces[j - 1].passage === passage;
    if (goesOn && last.before === was && last.now === is) last.pieces.push(j);
    else found.push({ before: was, now: is, pieces: [j] });
  });
  return found;
}

/** A playthrough that shows one of these pieces, the first of them that one is known for. */
function firstWay({ ways, pieces }: Version, positions: readonly number[]): readonly Step[] | null {
  for (const i of positions) {
    const way = ways?.to(pieces[i].address) ?? null;
    if (way !== null) return way;
  }
  return null;
}

/** Whether it is told: what was never known, and still isn't, is no change. */
function isChange(was: Reach | null, is: Reach): boolean {
  if (was === null) return is !== 'reached';
  return (was === 'reached') !== (is === 'reached');
}

/** How many lines and choices were edited in which way. */
export function edits(before: Version, now: Version, match: Match): { readonly lines: Edits; readonly choices: Edits } {
  const count = {
    line: { added: 0, removed: 0, edited: 0, moved: 0 },
    choice: { added: 0, removed: 0, edited: 0, moved: 0 },
  };
  now.pieces.forEach(({ kind }, j) => {
    if (match.before[j] < 0) count[kind].added++;
  });
  before.pieces.forEach(({ kind }, i) => {
    const edit = match.now[i] < 0 ? 'removed' : match.edit(i);
    if (edit !== 'none') count[kind][edit]++;
  });
  return { lines: count.line, choices: count.choice };
}
