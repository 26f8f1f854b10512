import type {
  Changes,
  ContentChange,
  Edits,
  EndingChange,
  FindingChange,
  MeasureChange,
  Meeting,
  OddsChange,
  PromiseChange,
  VersionFacts,
} from '../changes/types.ts';
import type { PromiseKept } from '../findings/types.ts';
import type { Measure } from '../measures/figures.ts';
import { stopped } from './exploration.ts';
import { readerIn, showAmount, showOdds } from './figures.ts';
import { clean, keepEnd, keepStart } from './layout.ts';
import { count, huge, listed, thousands } from './numbers.ts';
import { countChoices, showLength, showSteps } from './playthrough.ts';
import { outcomeNames } from './stats.ts';

/** The sentences of a report on two versions, which are the same in a terminal and in Markdown. */

const LONGEST_WORDS = 100;
const LONGEST_CHOICE = 48;
const MOST_CHOICES = 4;

export const passageName = (name: string): string => (name === '' ? 'the top of the story' : name);

/** The answer, in as few words as it takes. */
export function verdict(changes: Changes): string {
  const { worse, same, before, now } = changes;
  const isWhole = before.whole && now.whole;
  if (worse) return 'Something got worse.';
  if (!isWhole) return 'Nothing got worse as far as is known: not everything was explored.';
  return same ? 'Nothing changed that is looked at here.' : 'Nothing got worse.';
}

/** The counts behind the verdict: `1 finding fixed · 2 endings gained`. What is not certain is counted apart. */
export function tally({ endings, findings, content, promises }: Changes): string[] {
  const finding = (kind: string, sure: boolean): number =>
    findings.filter(
      ({ change, certain, before, now }) => change === kind && certain === sure && (now ?? before)?.level !== 'note',
    ).length;
  const ending = (kind: string, sure: boolean): number =>
    endings.filter(({ change, certain }) => change === kind && certain === sure).length;
  const pieces = (has: (change: ContentChange) => boolean): number =>
    content.filter(has).reduce((sum, { lines, choices }) => sum + lines + choices, 0);
  const promise = (kind: Turn): number => promises.filter((change) => turnOf(change) === kind).length;
  const piece = ['line or choice', 'lines and choices'] as const;
  const amounts: readonly (readonly [amount: number, noun: string, plural: string, what: string])[] = [
    [finding('introduced', true), 'finding', 'findings', 'introduced'],
    [finding('introduced', false), 'finding', 'findings', 'not known before'],
    [finding('fixed', true), 'finding', 'findings', 'fixed'],
    [finding('fixed', false), 'finding', 'findings', 'not found any more'],
    [ending('lost', true), 'ending', 'endings', 'lost'],
    [ending('lost', false), 'ending', 'endings', 'not found any more'],
    [ending('gained', true), 'ending', 'endings', 'gained'],
    [ending('gained', false), 'ending', 'endings', 'not known before'],
    [promise('broken'), 'promise', 'promises', 'broken'],
    [promise('mended'), 'promise', 'promises', 'kept again'],
    [pieces(({ now }) => now === 'unreachable'), ...piece, 'out of reach'],
    [pieces(({ now }) => now === 'unknown'), ...piece, 'not reached so far'],
    [pieces(({ before, now }) => before === 'unreachable' && now === 'reached'), ...piece, 'within reach'],
    [pieces(({ before, now }) => before === 'unknown' && now === 'reached'), ...piece, 'not known before'],
  ];
  return amounts.flatMap(([amount, noun, plural, what]) =>
    amount === 0 ? [] : [`${count(amount, noun, plural)} ${what}`],
  );
}

/** How far a version was explored: what is said of it is true as far as that goes. */
export function explored({ states, whole, limit, assuming }: VersionFacts): string {
  const assumed = assuming.length === 0 ? '' : `, assuming ${listed(assuming)}`;
  const done = limit === null ? 'every lifetime explored' : 'every question answered';
  if (whole) return `${done}, ${count(states, 'state')}${assumed}`;
  return `not finished: ${limit === null ? 'the exploration stopped early' : stopped(limit)}${assumed}`;
}

/** What has to be said where a version was not explored to its end. */
export const unsure = {
  introduced: 'Whether it was there before is not known: the version before was not explored to its end.',
  fixed: 'It was not found any more. Whether it is gone is not known: this version was not explored to its end.',
  gained: 'not known before',
  lost: 'not found any more; not known to be lost',
} as const;

/** What a playthrough of one version comes to in the other. */
export function meetingSentence(meeting: Meeting, lead: string): string {
  const { made, end, passage, words, offered, missing, onward } = meeting;
  const after = made === 0 ? 'at the very start' : `after ${count(made, 'choice')}`;
  const said = words === '' ? ', without a word' : `: “${keepEnd(clean(words), LONGEST_WORDS)}”`;
  const shown = listed([
    ...offered.slice(0, MOST_CHOICES).map((text) => `[${keepStart(clean(text), LONGEST_CHOICE)}]`),
    ...(offered.length > MOST_CHOICES ? [`${thousands(offered.length - MOST_CHOICES)} more`] : []),
  ]);
  const on =
    onward === null
      ? ''
      : ` From there it is ${showLength(onward.steps)} to the nearest ending, in ${passageName(onward.passage)}.`;
  switch (end) {
    case 'ended':
      return `${lead} comes to an ending ${after}, in ${passageName(passage)}${said}`;
    case 'stopped':
      return `${lead} stops ${after}, in ${passageName(passage)}, where the story breaks off${said}`;
    case 'choice':
      return `${lead} goes on: ${after}, in ${passageName(passage)}, ${shown} ${offered.length === 1 ? 'is' : 'are'} on offer.${on}`;
    case 'parted':
      return `${lead} can't be played to its end: ${after}, [${keepStart(clean(missing ?? ''), LONGEST_CHOICE)}] is not on offer${shown === '' ? '' : `, only ${shown}`}.${on}`;
    case 'chance':
      return `${lead} comes ${after}, in ${passageName(passage)}, to where chance decides how it goes on.${on}`;
    case 'unexplored':
      return `${lead} leads ${after} to where the exploration did not go.`;
  }
}

/** What became of a promise: the same verdict, broken now, no longer broken, or something that is not known. */
export type Turn = 'same' | 'broken' | 'mended' | 'kept' | 'unknown' | 'added' | 'dropped';

export function turnOf({ before, now }: PromiseChange): Turn {
  if (now === null) return 'dropped';
  if (before === null) return now.verdict === 'broken' ? 'broken' : 'added';
  if (before.verdict === now.verdict) return 'same';
  if (now.verdict === 'broken') return 'broken';
  if (now.verdict === 'unknown') return 'unknown';
  return before.verdict === 'broken' ? 'mended' : 'kept';
}

const VERDICTS = { kept: 'kept', broken: 'broken', unknown: 'not known' } as const;

/** `kept → broken` */
export function promiseTurn({ before, now }: PromiseChange): string {
  const word = (promise: PromiseKept | null): string => (promise === null ? 'not made' : VERDICTS[promise.verdict]);
  return `${word(before)} → ${word(now)}`;
}

/** `20 → 18 choices`, with what chance has to give where it is about that. */
export function distances({ before, now }: EndingChange): string {
  if (before === null || now === null) return showLength((now ?? before)?.playthrough ?? []);
  const [was, is] = [before.playthrough, now.playthrough];
  if (was.length === is.length) return showLength(is);
  const isCounted = countChoices(was) !== countChoices(is) && !was.concat(is).some((step) => 'chance' in step);
  return isCounted
    ? `${thousands(countChoices(was))} → ${count(countChoices(is), 'choice')}`
    : `${showLength(was)} → ${showLength(is)}`;
}

export function amountOf({ lines, choices }: ContentChange): string {
  return listed([...(choices > 0 ? [count(choices, 'choice')] : []), ...(lines > 0 ? [count(lines, 'line')] : [])]);
}

/** What is said of content that has changed, by groups, those that are losses first. What is gone was removed on purpose, as far as anyone can tell. */
export const CONTENT_GROUPS: readonly {
  readonly title: string;
  readonly tone: 'good' | 'warning' | 'note';
  readonly has: (change: ContentChange) => boolean;
}[] = [
  {
    title: 'nobody can see any more (proved)',
    tone: 'warning',
    has: ({ before, now }) => before === 'reached' && now === 'unreachable',
  },
  {
    title: 'added, and nobody can see it (proved)',
    tone: 'warning',
    has: ({ before, now }) => before === null && now === 'unreachable',
  },
  {
    title: 'not reached any more (not known to be out of reach)',
    tone: 'warning',
    has: ({ before, now }) => before === 'reached' && now === 'unknown',
  },
  {
    title: 'added, and not reached yet (not known)',
    tone: 'warning',
    has: ({ before, now }) => before === null && now === 'unknown',
  },
  {
    title: 'can be seen now, and could not before',
    tone: 'good',
    has: ({ before, now }) => before === 'unreachable' && now === 'reached',
  },
  {
    title: 'reached now (before, it was not known)',
    tone: 'good',
    has: ({ before, now }) => before === 'unknown' && now === 'reached',
  },
  {
    title: 'gone, and could be seen before',
    tone: 'note',
    has: ({ before, now }) => before === 'reached' && now === null,
  },
];

/** How one comes to content that has changed, and what comes of that playthrough now. */
export function contentWords({ now, playthrough, searched, meets }: ContentChange): string[] {
  if (playthrough === null) return [];
  const steps =
    playthrough.length === 0 ? 'at the very start' : `${showLength(playthrough)}: ${showSteps(playthrough)}`;
  const way = searched ? 'A way there (there may be a shorter one), ' : 'Shortest way there, ';
  const shown = now === 'reached' ? way : 'It was seen after ';
  return [
    playthrough.length === 0 ? `It ${now === 'reached' ? 'is' : 'was'} seen ${steps}.` : shown + steps,
    ...(meets === null ? [] : [meetingSentence(meets, 'Now this playthrough')]),
  ];
}

/** `2 lines and 1 choice added, 1 line edited` */
export function editWords({ lines, choices }: Pick<Changes, 'lines' | 'choices'>): string {
  const of = (kind: keyof Edits): string[] => {
    const parts = [
      ...(lines[kind] > 0 ? [count(lines[kind], 'line')] : []),
      ...(choices[kind] > 0 ? [count(choices[kind], 'choice')] : []),
    ];
    return parts.length === 0 ? [] : [`${listed(parts)} ${kind}`];
  };
  return (['added', 'removed', 'edited', 'moved'] as const).flatMap(of).join(', ');
}

/** Numbers that can be compared, as rows: what, before, now. */
export function figures({ before, now, odds }: Changes): (readonly [what: string, before: string, now: string])[] {
  const ways = ({ playthroughs }: VersionFacts): string =>
    playthroughs === null ? 'not known' : playthroughs === 'infinite' ? 'endlessly many' : huge(playthroughs);
  const length = (choices: number | 'infinite' | null): string =>
    choices === null ? 'not known' : choices === 'infinite' ? 'endless' : count(choices, 'choice');
  const row = (what: string, show: (facts: VersionFacts) => string): readonly [string, string, string] => [
    what,
    show(before),
    show(now),
  ];
  return [
    row('words in the story', ({ story }) => thousands(story.words)),
    row('different playthroughs', ways),
    row('shortest way to an ending', ({ shortest, whole }) =>
      shortest === null ? (whole ? 'none' : 'not known') : count(shortest, 'choice'),
    ),
    row('longest playthrough', ({ longest }) => length(longest)),
    ...averages(odds),
  ];
}

function averages(odds: OddsChange | null): (readonly [what: string, before: string, now: string])[] {
  if (odds === null) return [];
  const row = (what: string, { before, now, moved }: MeasureChange, show: (measure: Measure) => string) =>
    [what, moved ? show(before) : show(now), show(now)] as const;
  return [
    row('words of a reading, on average', odds.words, showAmount),
    row('choices of a reading, on average', odds.choices, showAmount),
    row('words that a reading shows of all', odds.share, showOdds),
  ];
}

/** For whom odds were worked out, to follow “for”. */
export function readerOf({ readers }: OddsChange): string {
  const [before, now] = [readerIn(readers.before), readerIn(readers.now)];
  return before === now ? now : `${now}; before, for ${before}`;
}

/** The ways in which a playthrough can go whose odds have moved as far as is shown, as rows: what, before, now. */
export function movedOdds({ outcomes }: OddsChange): (readonly [what: string, before: string, now: string])[] {
  const [olds, news] = [outcomes.flatMap(({ before }) => before ?? []), outcomes.flatMap(({ now }) => now ?? [])];
  const [oldNames, newNames] = [outcomeNames(olds), outcomeNames(news)];
  return outcomes.flatMap(({ before, now, moved }) => {
    const [was, is] = [before, now].map((outcome) => (outcome === null ? '—' : showOdds(outcome.odds)));
    if (!moved || was === is) return [];
    const name = now === null ? oldNames[olds.indexOf(before!)] : newNames[news.indexOf(now)];
    return [[name ?? '', was ?? '', is ?? ''] as const];
  });
}

/** How many findings are in both versions. */
export const keptCount = (findings: readonly FindingChange[]): number =>
  findings.filter(({ change }) => change === 'kept').length;
