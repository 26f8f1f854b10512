import type { Ending } from '../findings/types.ts';
import type { Measure, Outcome, Stats } from '../measures/figures.ts';
import type { Match } from './match.ts';
import type { EndingChange, MeasureChange, OddsChange } from './types.ts';
import type { Version } from './version.ts';

/** What moved in the odds and lengths of two versions; null where they were not worked out. */
export function oddsChange(
  before: Version,
  now: Version,
  match: Match,
  endings: readonly EndingChange[],
): OddsChange | null {
  const [old, is] = [before.stats, now.stats];
  if (old === null || is === null) return null;
  return {
    readers: { before: old.reader, now: is.reader },
    exhaustive: old.exhaustive && is.exhaustive,
    words: changeOf(old.words.mean, is.words.mean),
    choices: changeOf(old.choices.mean, is.choices.mean),
    share: changeOf(old.share.words, is.share.words),
    outcomes: outcomePairs(old, is, endings, namesNow(before, now, match)).map(([x, y]) => ({
      before: x,
      now: y,
      moved: x === null || y === null || differ(x.odds, y.odds),
    })),
  };
}

function changeOf(before: Measure, now: Measure): MeasureChange {
  return { before, now, moved: differ(before, now) };
}

/** Whether two measures are surely not the same: they are fractions that differ, or all that the one can be is less than the other. */
function differ(x: Measure, y: Measure): boolean {
  if (x.exact !== null && y.exact !== null) return x.exact !== y.exact;
  const [number, other] = [x, y].map(({ least, most }) => ({ least: finite(least), most: finite(most) }));
  return number.most < other.least || other.most < number.least;
}

const finite = (value: number | 'infinite'): number => (value === 'infinite' ? Number.POSITIVE_INFINITY : value);

/** What the passages of before are called now. */
function namesNow(before: Version, now: Version, match: Match): ReadonlyMap<string, string> {
  return new Map(
    before.context.program.passages.map(({ name }, i) => {
      const number = match.passages[i];
      return [name, number < 0 ? name : now.context.program.passages[number].name];
    }),
  );
}

/** The ways in which a playthrough can go now with the same of before, and then those that it can no longer go. */
function outcomePairs(
  { outcomes: before }: Stats,
  { outcomes: now }: Stats,
  endings: readonly EndingChange[],
  names: ReadonlyMap<string, string>,
): (readonly [Outcome | null, Outcome | null])[] {
  const waiting = [...before];
  const take = (is: (outcome: Outcome) => boolean): Outcome | null => {
    const at = waiting.findIndex(is);
    return at < 0 ? null : waiting.splice(at, 1)[0];
  };
  const made = now.map((outcome): readonly [Outcome | null, Outcome | null] => {
    if (outcome.kind !== 'ending') {
      const { kind, how, passage } = outcome;
      const same = take((old) => old.kind === kind && old.how === how && (names.get(old.passage) ?? '') === passage);
      return [same, outcome];
    }
    const ending = endings.find((change) => change.now !== null && isOf(outcome, change.now))?.before ?? null;
    return [ending === null ? null : take((old) => isOf(old, ending)), outcome];
  });
  return [...made, ...waiting.map((outcome) => [outcome, null] as const)];
}

function isOf({ kind, how, passage, place }: Outcome, ending: Ending): boolean {
  const sameWay = kind === 'ending' && how === ending.kind && passage === ending.passage;
  return sameWay && JSON.stringify(place) === JSON.stringify(ending.place);
}
