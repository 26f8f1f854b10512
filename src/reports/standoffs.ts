import type { Analysis, CastFacts, Reason, Standoff, UnwillingMove, WayOut } from '../findings/types.ts';
import { clean, keepEnd, keepStart, unbroken } from './layout.ts';
import { count, eitherOf, listed, thousands } from './numbers.ts';
import { command, type Page, paragraph, where } from './page.ts';
import { showLength, showSteps } from './playthrough.ts';

const LONGEST_QUOTE = 160;
const LONGEST_MOVE = 48;
const MOST_WAYS = 8;
const MOST_GROUPS = 12;
/** So many standoffs that they come to as they will are told in full, and so many others. */
const MOST_WILLED = 8;
const MOST_OTHERS = 2;

/** The blocks of a report about its cast: what comes of it if all act as they will, then each standoff. */
export function castBlocks(page: Page, analysis: Analysis): string[][] {
  const { cast } = analysis;
  if (cast === null) return [];
  const willed = cast.standoffs.filter((standoff) => standoff.asTheyWill).length;
  const full = Math.min(willed, MOST_WILLED) + MOST_OTHERS;
  const blocks = cast.standoffs.slice(0, full).map((standoff, i) => standoffBlock(page, standoff, i + 1));
  const left = cast.standoffs.length - blocks.length + cast.untold;
  if (left > 0) {
    const how = blocks.length < willed ? '' : ', which they come to only by a move against somebody’s will';
    blocks.push(paragraph(page, `and ${count(left, 'more kind', 'more kinds')} of standoff${how}.`, '  '));
  }
  return [castBlock(page, cast, analysis), ...blocks];
}

function castBlock(page: Page, cast: CastFacts, analysis: Analysis): string[] {
  const { style } = page;
  const names = cast.members.map(({ name, choices, owns }) => {
    const facts = [count(choices, 'choice'), ...(owns.length > 0 ? [`owns ${listed(owns)}`] : [])];
    return `${name} (${facts.join(', ')})`;
  });
  return [
    ...paragraph(page, names.join(' · '), 'CAST  ', '  ').map((line, i) =>
      i === 0 ? line.replace('CAST', style.strong('CAST')) : line,
    ),
    ...paragraph(page, asTheyWill(cast, analysis), '  '),
  ];
}

/** What comes of it if nobody does anything against their will. That they can't come to something is said only where all was explored. */
function asTheyWill(
  { endingsAsTheyWill, alwaysEnds, standoffs }: CastFacts,
  { endings, exploration }: Analysis,
): string {
  const stops = standoffs.flatMap((standoff, i) => (standoff.asTheyWill ? [i + 1] : []));
  const named = (noun: string, numbers: readonly number[]): string[] =>
    numbers.length === 0 ? [] : [`to ${noun}${numbers.length === 1 ? '' : 's'} ${listed(numbers.map(String))}`];
  const every = endingsAsTheyWill.length === endings.length && endings.length > 1;
  const found = exploration.exhaustive ? '' : ' that was found';
  const parts = [
    ...(every ? [`to every ending${found}`] : named('ending', endingsAsTheyWill)),
    ...named('standoff', stops),
  ];
  if (parts.length === 0) return `As they will, they come to no ending${found}.`;
  const only = endingsAsTheyWill.length === 0 ? `, and to no ending${found}` : '';
  const always = alwaysEnds === true ? ' They always come to one, unless they go round in circles for ever.' : '';
  return `As they will, they can come ${listed(parts)}${only}.${always}`;
}

/** One standoff in full: who won't do what and why, who waits for whom, every way out, and how they come to it. */
export function standoffBlock(page: Page, standoff: Standoff, number: number): string[] {
  const { style } = page;
  const isStandoff = standoff.kind === 'standoff';
  const head = style.warning(style.strong(isStandoff ? 'STANDOFF' : 'LIVELOCK'));
  const place = standoff.place === null ? '' : `   ${where(page, standoff.place)}`;
  const words = clean(standoff.quote);
  const lines = [`${head}  ${number}${place}   ${style.faint('found in play')}`];
  if (words !== '') lines.push(...paragraph(page, `“${keepEnd(words, LONGEST_QUOTE)}”`, '    ', '     ', style.faint));
  lines.push(
    ...paragraph(
      page,
      isStandoff
        ? 'Nobody has a move they are willing to make, though an ending is within reach.'
        : 'They have moves they are willing to make, for ever, and no ending comes of them, though one is within reach.',
      '  ',
    ),
  );
  if (standoff.round.length > 0)
    lines.push(...paragraph(page, `Round and round: ${showSteps(standoff.round)}`, '  ', '    '));
  lines.push(...unwillingMoves(page, standoff.unwilling));
  for (const cycle of standoff.cycles) lines.push(...paragraph(page, circle(cycle), '  '));
  const idle = powerless(standoff);
  if (idle !== '') lines.push(...paragraph(page, idle, '  '));
  lines.push(...waysOut(page, standoff));
  lines.push(...howThere(page, standoff));
  if (page.options.command !== '') lines.push(command(page, style.faint('see it:'), `standoff:${number}`, '  '));
  return lines;
}

/** The moves that nobody is willing to make: for each person those that wait for the same, together. */
function unwillingMoves(page: Page, moves: readonly UnwillingMove[]): string[] {
  const groups = new Map<string, UnwillingMove[]>();
  for (const move of moves) {
    const key = JSON.stringify([move.by, move.condition, move.lacks]);
    groups.set(key, [...(groups.get(key) ?? []), move]);
  }
  const lines = [...groups.values()]
    .slice(0, MOST_GROUPS)
    .flatMap((group) => paragraph(page, unwilling(group), '    ', '      '));
  const left = groups.size - MOST_GROUPS;
  if (left > 0) lines.push(`    ${page.style.faint(`and ${thousands(left)} more (--format json lists all)`)}`);
  return lines;
}

/** `he won't [Loosen my grip] unless {her_grip != tight}: her_grip is tight, and only ikram can change it` */
function unwilling(group: readonly UnwillingMove[]): string {
  const { by, condition, lacks, reasons } = group[0]!;
  const missing = lacks.length > 0 ? lacks : condition === null ? [] : [condition];
  const unless = missing.length === 0 ? '' : ` unless ${listed(missing.map((each) => unbroken(`{${each}}`)))}`;
  const values = reasons.map(reason).join('; ');
  return `${by} won’t ${eitherOf(group.map(move))}${unless}${values === '' ? '' : `: ${values}`}`;
}

const move = ({ text }: { readonly text: string }): string => `[${keepStart(clean(text), LONGEST_MOVE)}]`;

function reason({ name, value, changedBy, owned }: Reason): string {
  const now = `${name} is ${value === '' ? 'empty' : value}`;
  if (changedBy.length === 0) return now;
  if (owned) return `${now}, and only ${changedBy[0]} can change it`;
  return changedBy.length === 1
    ? `${now}, and only ${changedBy[0]} ever changes it`
    : `${now}; ${listed(changedBy)} change it`;
}

/** Those who are waited for though they have nothing to choose. */
function powerless({ waits, unwilling: moves, kind }: Standoff): string {
  if (kind === 'livelock') return '';
  const idle = [...new Set(waits.map((wait) => wait.for))].filter((name) => !moves.some(({ by }) => by === name));
  return idle
    .map((name) => {
      const who = waits.filter((wait) => wait.for === name).map((wait) => wait.who);
      return `${listed(who)} ${who.length === 1 ? 'waits' : 'wait'} for ${name}, who has nothing to choose here.`;
    })
    .join(' ');
}

function circle(cycle: readonly string[]): string {
  if (cycle.length === 1) return `${cycle[0]} waits for what only ${cycle[0]} can change.`;
  return `${[...cycle, cycle[0]].join(' waits for ')}.`;
}

function waysOut(page: Page, { waysOut: ways, allWaysOut }: Standoff): string[] {
  if (ways.length === 0) return paragraph(page, 'No way out of up to three moves against their will was found.', '  ');
  const single = ways.filter(({ moves }) => moves.length === 1);
  const several = ways.filter(({ moves }) => moves.length > 1);
  const lines: string[] = [];
  for (const certain of [true, false]) {
    const such = single.filter((way) => way.certain === certain).map(({ moves }) => moves[0]!);
    if (such.length === 0) continue;
    const one =
      such.length === 1 ? 'One move against somebody’s will' : 'One move against somebody’s will, any of these,';
    const head = certain ? `${one} ends it:` : `${one} makes an ending possible, as they will:`;
    lines.push(...paragraph(page, head, '  '));
    for (const by of new Set(such.map((each) => each.by)))
      lines.push(
        ...paragraph(page, `${by}: ${eitherOf(such.filter((each) => each.by === by).map(move))}`, '    ', '      '),
      );
  }
  if (several.length > 0)
    lines.push(
      ...paragraph(
        page,
        single.length === 0
          ? 'No single move against somebody’s will ends it. Together these do:'
          : 'Or several together:',
        '  ',
      ),
    );
  for (const way of several.slice(0, MOST_WAYS)) lines.push(...paragraph(page, showWay(way), '    ', '      '));
  const left = several.length - MOST_WAYS;
  if (left > 0) lines.push(`    ${page.style.faint(`and ${thousands(left)} more (--format json lists all)`)}`);
  if (!allWaysOut) lines.push(`    ${page.style.faint('There may be other ways out.')}`);
  return lines;
}

/** `he [Loosen my grip.], then ikram [Go.]` */
function showWay({ moves, certain }: WayOut): string {
  const made = moves.map((each) => `${each.by} ${move(each)}`).join(', then ');
  return certain ? made : `${made}: an ending is possible then, as they will`;
}

function howThere(page: Page, { asTheyWill, playthrough, situations }: Standoff): string[] {
  const how = asTheyWill ? 'As they will, they come to it' : 'They come to it only by a move against somebody’s will,';
  const others = situations > 1 ? ` (${thousands(situations)} situations are like this one.)` : '';
  if (playthrough.length === 0) return paragraph(page, `It stands like this from the very start.${others}`, '  ');
  const text = `${how} after ${showLength(playthrough)}: ${showSteps(playthrough)}${others}`;
  return paragraph(page, text, '  ', '    ');
}
