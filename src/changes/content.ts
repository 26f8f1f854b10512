import { passageAt } from '../program/program.ts';
import type { Match } from './match.ts';
import type { ContentChange, Edits, Reach } from './types.ts';
import type { Version } from './version.ts';

/** Content that can be reached and could not, or the other way round, and content that was added and is not reached. */
export function contentChanges(before: Version, now: Version, match: Match): ContentChange[] {
  const changes: ContentChange[] = [];
  let last = -1;
  now.pieces.forEach((piece, j) => {
    const was = match.before[j] < 0 ? null : before.reach[match.before[j]];
    const is = now.reach[j];
    if (!isChange(was, is)) return;
    const passage = passageAt(now.context.program, piece.address).name;
    const stretch = changes.at(-1);
    const isChoice = piece.kind === 'choice' ? 1 : 0;
    if (
      stretch !== undefined &&
      last === j - 1 &&
      stretch.passage === passage &&
      stretch.before === was &&
      stretch.now === is
    )
      changes[changes.length - 1] = {
        ...stretch,
        lines: stretch.lines + 1 - isChoice,
        choices: stretch.choices + isChoice,
      };
    else {
      const { place, text } = piece;
      changes.push({ before: was, now: is, lines: 1 - isChoice, choices: isChoice, passage, place, quote: text });
    }
    last = j;
  });
  return changes;
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
