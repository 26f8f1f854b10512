import type { Analysis, Coalition, Force } from '../findings/types.ts';
import { clean, columns, padEnd } from './layout.ts';
import { listed } from './numbers.ts';
import { type Page, paragraph } from './page.ts';
import { EVIDENCE } from './titles.ts';

/**
 * Who can make each ending happen. Left out where it goes without saying: a reader who decides everything can bring about whatever can
 * come about.
 */
export function forceBlock(page: Page, { force }: Analysis): string[] {
  if (force === null || force.every(goesWithoutSaying)) return [];
  const name = ({ passage }: Force): string => (passage === '' ? 'top of the story' : passage);
  const width = Math.min(28, Math.max(...force.map((each) => columns(name(each)))));
  const lines = force.flatMap((each) => {
    const [first, ...rest] = paragraph(page, sentence(each), ' '.repeat(width + 4));
    const head = `  ${page.style.strong(padEnd(name(each), width))}  `;
    return columns(name(each)) > width ? [head, first!, ...rest] : [head + first!.trimStart(), ...rest];
  });
  return [
    `${page.style.strong('WHO CAN MAKE IT HAPPEN')}  whatever everybody else does   ${page.style.faint(EVIDENCE.proved)}`,
    ...lines,
    ...hint(page, force),
  ];
}

/** The command that plays one who can force an ending, with advice on the way. */
function hint(page: Page, force: readonly Force[]): string[] {
  const { options, style } = page;
  for (const { passage, coalitions, asTheyWill } of force) {
    const able = [...coalitions, ...asTheyWill].find(({ who }) => who.length === 1);
    if (able === undefined || passage === '' || options.command === '') continue;
    const [name = ''] = able.who;
    const as = name === 'the reader' ? '' : ` --as ${name.includes(' ') ? `"${name}"` : name}`;
    return [`  ${style.faint('play it so:')} ${style.command(`${options.command}${as} --advise ${passage}`)}`];
  }
  return [];
}

function goesWithoutSaying({ coalitions }: Force): boolean {
  return coalitions.length === 1 && coalitions[0]!.how === 'surely' && coalitions[0]!.who.length < 2;
}

/** `ikram and he together; ikram alone as long as the others do only what they are willing to; alone, ikram or he can only prevent it` */
function sentence({ coalitions, asTheyWill, prevent, largest }: Force): string {
  const more = asTheyWill.filter((each) => !coalitions.some((known) => showCoalition(known) === showCoalition(each)));
  const able = coalitions.flatMap(({ who }) => (who.length === 1 ? who : []));
  const only = prevent.filter((name) => !able.includes(name));
  const also = prevent.filter((name) => able.includes(name));
  const parts = [
    coalitions.length > 0 ? coalitions.map(showCoalition).join(', or ') : nobody(largest),
    ...(more.length > 0 ? [`${more.map(showCoalition).join(', or ')}, ${whileWilling(more)}`] : []),
    ...(only.length > 0 ? [`${only.length > 1 ? 'alone, ' : ''}${only.join(' or ')} can only prevent it`] : []),
    ...(also.length > 0 ? [`${also.join(' or ')} can prevent it too`] : []),
  ];
  return clean(parts.join('; '));
}

function nobody(largest: number | null): string {
  if (largest === null) return 'nobody can force it';
  return largest === 1 ? 'nobody alone can force it' : `no ${largest} of them can force it`;
}

function showCoalition({ who, how }: Coalition): string {
  const surely = how === 'surely' ? '' : `, ${how}`;
  if (who.length === 0) return how === 'surely' ? 'it always comes about' : `it comes about${surely}`;
  return `${listed(who)} ${who.length === 1 ? 'alone' : 'together'}${surely}`;
}

function whileWilling(coalitions: readonly Coalition[]): string {
  return coalitions.every(({ who }) => who.length === 0)
    ? 'if all do only what they are willing to'
    : 'as long as the others do only what they are willing to';
}
