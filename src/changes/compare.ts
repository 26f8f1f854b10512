import type { Step } from '../findings/types.ts';
import { contentChanges, edits } from './content.ts';
import { endingChanges } from './endings.ts';
import { findingChanges } from './findings.ts';
import { Match } from './match.ts';
import { oddsChange } from './odds.ts';
import { promiseChanges } from './promises.ts';
import { retrace } from './retrace.ts';
import { Spots } from './spots.ts';
import type { Changes, ContentChange, Edits, VersionFacts } from './types.ts';
import { type Judged, Version } from './version.ts';

/** What is different in a story from one version to another, both of which were explored. */
export function compare(judgedBefore: Judged, judgedNow: Judged): Changes {
  const before = new Version(judgedBefore);
  const now = new Version(judgedNow);
  const both = [before, now] as const;
  const match = new Match([before.context.program, now.context.program], before.pieces, now.pieces);
  const spots = [new Spots(before), new Spots(now)] as const;
  const { passages } = now.context.program;
  const passagesBefore = Int32Array.from(passages, (_, number) => match.passages.indexOf(number));
  const meetsNow = (steps: readonly Step[]) =>
    retrace(before, now, { pieces: match.now, passages: match.passages }, steps);
  const metBefore = (steps: readonly Step[]) =>
    retrace(now, before, { pieces: match.before, passages: passagesBefore }, steps);

  const endings = endingChanges(both, match, spots, meetsNow);
  const found = {
    endings,
    findings: findingChanges(both, match, spots, meetsNow, metBefore),
    content: contentChanges(before, now, match, meetsNow),
    ...edits(before, now, match),
    renamed: renamed(before, now, match),
    promises: promiseChanges(before, now, meetsNow, metBefore),
    odds: oddsChange(before, now, match, endings),
  };
  const facts = { before: before.facts(), now: now.facts() };
  return { ...facts, worse: isWorse(found), same: isSame(facts, found), ...found };
}

/** Passages with another name; of stitches, their own. */
function renamed(before: Version, now: Version, match: Match): Changes['renamed'] {
  const { passages } = before.context.program;
  const own = (name: string): string => name.slice(name.indexOf('.') + 1);
  return passages.flatMap(({ name, parent }, i) => {
    if (match.passages[i] < 0) return [];
    const is = now.context.program.passages[match.passages[i]];
    const isSame = parent >= 0 && match.passages[parent] === is.parent ? own(name) === own(is.name) : name === is.name;
    return isSame ? [] : [{ before: name, now: is.name }];
  });
}

type Found = Omit<Changes, 'before' | 'now' | 'worse' | 'same'>;

/** Whether anything is worse than it was: what is found now counts even where it is not known how it was before. */
function isWorse({ endings, findings, content, promises }: Found): boolean {
  return (
    endings.some(({ change, certain }) => change === 'lost' && certain) ||
    findings.some(({ change, now }) => change === 'introduced' && now?.level !== 'note') ||
    content.some(isLoss) ||
    promises.some(({ before, now }) => now?.verdict === 'broken' && before?.verdict !== 'broken')
  );
}

/** Content that could be reached and can't any more, or was added and can't be. */
const isLoss = ({ before, now }: ContentChange): boolean => now === 'unreachable' && before !== 'unreachable';

function isSame({ before, now }: Pick<Changes, 'before' | 'now'>, found: Found): boolean {
  const { endings, findings, content, lines, choices, renamed, promises, odds } = found;
  const none = (edits: Edits): boolean => Object.values(edits).every((count) => count === 0);
  const figures = ({ story, playthroughs, longest, shortest }: VersionFacts): string =>
    JSON.stringify([story.words, playthroughs, longest, shortest]);
  return (
    figures(before) === figures(now) &&
    endings.every(({ change }) => change === 'same') &&
    findings.every(({ change }) => change === 'kept') &&
    promises.every(({ before, now }) => before?.verdict === now?.verdict) &&
    [content, renamed].every((changes) => changes.length === 0) &&
    none(lines) &&
    none(choices) &&
    (odds === null || [odds.words, odds.choices, ...odds.outcomes].every(({ moved }) => !moved))
  );
}
