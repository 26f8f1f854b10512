import type { Doubt, Exploration, Growing, Limit } from '../findings/types.ts';
import { clean, unbroken, wrap } from './layout.ts';
import { count, duration, huge, thousands } from './numbers.ts';
import { fileName, type Page, paragraph, where } from './page.ts';

/** Whether nothing is left to be found. */
export function isWhole({ exhaustive, limit }: Exploration): boolean {
  return exhaustive || limit?.kind === 'answered';
}

/** Whether no ending is left to be found. */
export function hasAllEndings(exploration: Exploration): boolean {
  return isWhole(exploration) || exploration.doubts !== null;
}

/** How far the exploration got, and what that makes of everything else in the report. */
export function explorationLines(page: Page, exploration: Exploration): string[] {
  const { exhaustive, limit } = exploration;
  const lines = exhaustive
    ? finished(page, exploration)
    : limit?.kind === 'answered'
      ? answered(page, exploration)
      : unfinished(page, exploration);
  const assumed = exploration.assumptions.flatMap((sentence) => paragraph(page, `Assumed: ${sentence}`, '  ', '    '));
  return [...lines, ...assumed];
}

function figures(page: Page, exploration: Exploration): string[] {
  const { states, transitions, sets, limit } = exploration;
  const inSets = sets !== null && limit?.kind === 'answered';
  return [
    inSets ? `${huge(sets.states)} states` : count(states, 'state'),
    inSets ? `${huge(sets.transitions)} steps` : count(transitions, 'step'),
    ...playthroughs(exploration),
    ...(page.options.timeless ? [] : [duration(exploration.seconds)]),
  ];
}

function playthroughs({ playthroughs, atLeast, longest }: Exploration): string[] {
  if (playthroughs === null && atLeast === 'infinite') return ['endlessly many different playthroughs'];
  if (playthroughs === null) return atLeast === '0' ? [] : [`at least ${huge(atLeast)} different playthroughs`];
  if (playthroughs === 'infinite') return ['endlessly many different playthroughs'];
  if (playthroughs === '0') return ['no playthrough comes to an end'];
  const number = `${huge(playthroughs)} different ${playthroughs === '1' ? 'playthrough' : 'playthroughs'}`;
  if (longest === 'infinite') return [`${number} to an end`];
  return typeof longest === 'number' ? [number, `the longest ${count(longest, 'choice')}`] : [number];
}

function finished(page: Page, exploration: Exploration): string[] {
  const done = 'Every lifetime explored.';
  const [first, ...rest] = facts(page, `${done}  `, figures(page, exploration));
  return [first!.replace(done, page.style.good(done)), ...rest];
}

/** Nothing is left to be found: proved without going through everything, or through everything at once. */
function answered(page: Page, exploration: Exploration): string[] {
  const done = exploration.sets === null ? 'Every question answered.' : 'Every lifetime explored.';
  const [first, ...rest] = facts(page, `${done}  `, figures(page, exploration));
  const how =
    exploration.sets !== null
      ? `So many states were gone through in sets, not one by one: ${count(exploration.states, 'state')} had been met when it was done. Use --whole to go through all of them one by one.`
      : 'There are more states than need to be gone through: every line and choice was either reached or is proved unreachable, every ending was found, and from everywhere an ending can be reached. Use --whole to go through them all the same.';
  return [first!.replace(done, page.style.good(done)), ...rest, ...paragraph(page, how, '  ')];
}

/** Figures with dots between them, broken between two figures and never inside one. */
function facts(page: Page, lead: string, figures: readonly string[]): string[] {
  return wrap(lead + figures.map(unbroken).join(' · '), page.width, '  ', '    ');
}

function unfinished(page: Page, exploration: Exploration): string[] {
  const { style } = page;
  const limit = exploration.limit;
  const head = `Not finished: ${limit === null ? 'the exploration stopped early' : stopped(limit)}.`;
  const lines = [`  ${style.warning(head)}`, ...facts(page, 'So far: ', figures(page, exploration))];
  if (limit !== null) {
    if (limit.growing.length > 0) lines.push('  What grows:');
    for (const growing of limit.growing) lines.push(...growth(page, growing));
    lines.push(...paragraph(page, lift(limit), '  '));
  }
  lines.push(...paragraph(page, share(exploration), '  '));
  if (exploration.doubts !== null) lines.push(...told(page, exploration.doubts));
  if (exploration.sets !== null) lines.push(...paragraph(page, inSets(exploration.sets), '  '));
  return lines;
}

function inSets({ states, stuck }: NonNullable<Exploration['sets']>): string {
  const lost = stuck === '0' ? 'every one of them' : `all but ${huge(stuck)} of them`;
  return `In sets, all ${huge(states)} states were gone through: from ${lost} an ending can be reached.`;
}

const MOST_CONDITIONS = 8;
const MOST_PLACES = 12;

/** That all else is known, and what isn't. */
function told(page: Page, doubts: readonly Doubt[]): string[] {
  const all = 'Every line, choice and ending has its verdict, and so has whether a reader can get stuck';
  if (doubts.length === 0) return paragraph(page, `${all}.`, '  ');
  const rest = [...conditionsIn(page, doubts), ...faultsIn(page, doubts)];
  if (doubts.some(({ kind }) => kind === 'large'))
    rest.push('whether numbers ever grow so large that computing with them goes wrong');
  if (doubts.some(({ kind }) => kind === 'endless')) rest.push('whether there is a turn that never comes to its end');
  return [
    ...paragraph(page, `${all}, but for this, which is not known:`, '  '),
    ...rest.flatMap((each) => paragraph(page, `- ${each}`, '    ', '      ')),
  ];
}

function conditionsIn(page: Page, doubts: readonly Doubt[]): string[] {
  const conditions = doubts.filter(({ kind }) => kind === 'holds' || kind === 'fails');
  const more = conditions.length - MOST_CONDITIONS;
  return [
    ...conditions.slice(0, MOST_CONDITIONS).map(({ kind, text, place }) => {
      const here = place === null ? '' : ` (${where(page, place)})`;
      const what = text === '' ? 'this condition' : unbroken(`{${clean(text)}}`);
      return `whether ${what} is ever ${kind === 'holds' ? 'true' : 'false'}${here}`;
    }),
    ...(more > 0 ? [`the same of ${count(more, 'more condition')} (--format json lists all)`] : []),
  ];
}

function faultsIn(page: Page, doubts: readonly Doubt[]): string[] {
  const places = doubts.flatMap(({ kind, place }) => (kind === 'fault' && place !== null ? [place] : []));
  if (places.length === 0) return [];
  const shown = places.slice(0, MOST_PLACES).map(({ file, line }) => `${fileName(page.options, file)}:${line}`);
  const more = places.length - shown.length;
  const rest = more > 0 ? ` and ${thousands(more)} more (--format json lists all)` : '';
  return [`whether ink ever stops with an error at ${shown.join(', ')}${rest}`];
}

/** How much is known all the same. */
function share({ verdicts: { all, reached, unreachable } }: Exploration): string {
  const real = 'What follows is true as far as it goes: problems that were found are real.';
  const pieces = count(all, 'line and choice', 'lines and choices');
  if (reached === all) return `${real} Every one of ${pieces} was reached.`;
  const known = `${real} Of ${pieces}, ${thousands(reached)} ${reached === 1 ? 'was' : 'were'} reached`;
  if (unreachable === 0) return `${known}; nothing is claimed unreachable.`;
  const open = all - reached - unreachable;
  const rest = open === 0 ? 'none is open' : `${thousands(open)} ${open === 1 ? 'is' : 'are'} open`;
  return `${known} and ${thousands(unreachable)} ${unreachable === 1 ? 'is' : 'are'} proved unreachable; ${rest}.`;
}

/** Why an exploration did not finish, to follow a colon. */
export function stopped({ kind, bound }: Limit): string {
  if (kind === 'states') return `stopped at ${count(bound, 'state')} (--max-states)`;
  if (kind === 'time') return `stopped after ${thousands(bound)} s (--max-time)`;
  if (kind === 'memory') return `stopped at ${thousands(bound)} MB of memory (--max-memory)`;
  if (kind === 'calls') return `calls inside calls were not followed beyond ${count(bound, 'level')}`;
  if (kind === 'draws') return `of one draw of chance only the first ${thousands(bound)} outcomes were followed`;
  if (kind === 'steps') return 'a turn that goes on and on without a choice was not followed to its end';
  if (kind === 'told') return 'left when all was told but what is named as not known (--whole)';
  return 'you stopped it';
}

/** What would let the exploration go further, or finish. */
function lift({ kind, bound, growing }: Limit): string {
  const further = {
    states: `--max-states ${Math.ceil(bound * 10)} looks further`,
    time: `--max-time ${Math.ceil(bound * 10)} looks further`,
    memory: `--max-memory ${Math.ceil(bound * 2)} looks further`,
    interrupted: 'Let it run on to look further',
    calls: '',
    draws: '',
    steps: '',
    answered: '',
    told: '--whole goes on',
  }[kind];
  if (kind === 'steps') return 'To finish, give that turn an end: it is among the findings.';
  if (further === '') return 'To finish, give what grows an end.';
  return growing.length === 0 ? `${further}.` : `${further}; to finish for good, give what grows an end.`;
}

function growth(page: Page, growing: Growing): string[] {
  const place = growing.place === null ? '' : ` (${where(page, growing.place)})`;
  const advice = wrap(ADVICE[growing.kind](clean(growing.name)), page.width, '      ');
  return [
    ...paragraph(page, `- ${growing.message}${place}`, '    ', '      '),
    ...advice.map((line) => page.style.faint(line)),
  ];
}

/** How a writer gives each kind of growth an end. */
const ADVICE: Readonly<Record<Growing['kind'], (name: string) => string>> = {
  variable: (name) =>
    `Cap it in the story, just above the largest number it is compared with: ${unbroken(`~ ${name} = MIN(${name}, 10)`)}`,
  visits: (name) =>
    `Ask for a limited number of visits, ${unbroken(`{${name} > 3}`)}, or count in a variable that stops growing.`,
  turns: () => 'Count in a variable that stops growing, instead of asking for the turn number itself.',
  list: () => 'Take items out again when they have done their work, or keep a number in place of the list.',
  frames: () =>
    'A tunnel or function that goes into itself has to come back at some point: end it with ->-> or ~ return.',
  random: () =>
    `Draw from a range as small as the story tells apart: ${unbroken('RANDOM(1, 6)')} in place of ${unbroken('RANDOM(1, 100)')}.`,
  choices: () =>
    'Many choices that can be taken in any order multiply: let them share a passage, or close some of them.',
};
