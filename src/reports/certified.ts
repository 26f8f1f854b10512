import type { Certified } from '../findings/types.ts';
import { clean } from './layout.ts';
import { count, duration, listed, thousands } from './numbers.ts';
import { type Page, paragraph, route } from './page.ts';

const LONGEST = 300;

/** What ink's own engine says, and on how much it was asked. */
export function certifiedLines(page: Page, certified: Certified): string[] {
  const { outcome, transitions, scrambled, sliced, difference } = certified;
  const { style } = page;
  const more = sliced > 0 ? `, ${thousands(sliced)} more for what only texts depend on` : '';
  const asked = `${count(transitions, 'step')} executed there${more}, as ${transitions === 1 ? 'it is' : 'they are'} and with what the states leave out replaced by garbage (${count(scrambled, 'value')})`;
  const time = page.options.timeless === true ? '' : ` ${duration(certified.seconds)}.`;
  if (outcome === 'confirmed')
    return [
      ...paragraph(page, `Confirmed by ink's own engine: ${asked}, no difference.${time}`, '  ', '    ', style.good),
      ...reservations(page, certified),
    ];
  if (outcome === 'stopped')
    return paragraph(
      page,
      `Not confirmed by ink's own engine: you stopped it. So far: ${asked}, no difference.`,
      '  ',
      '    ',
      style.warning,
    );
  return [
    ...paragraph(
      page,
      "Refuted by ink's own engine: don't rely on this report. This is a fault of Redthread.",
      '  ',
      '    ',
      style.error,
    ),
    ...(difference === null
      ? []
      : [
          ...paragraph(page, `It differs in ${difference.what}.`, '    '),
          ...paragraph(page, `Redthread: ${cut(difference.claimed)}`, '    ', '      '),
          ...paragraph(page, `ink's engine: ${cut(difference.official)}`, '    ', '      '),
          ...route(page, difference.playthrough, '    '),
        ]),
  ];
}

/** What the confirmation doesn't cover. */
function reservations(page: Page, { shown, endless, open }: Certified): string[] {
  const parts = [
    ...(shown > 0 ? [`${count(shown, 'step')} show a value that isn't kept, and were compared but for that`] : []),
    ...(endless > 0 ? [`${count(endless, 'step')} without end could only be followed for a while`] : []),
    ...(open > 0 ? [`${thousands(open)} were left out, because they lead to what was not followed`] : []),
  ];
  return parts.length === 0 ? [] : paragraph(page, `Of these, ${listed(parts)}.`, '    ');
}

function cut(text: string): string {
  const said = clean(text);
  return said.length > LONGEST ? `${said.slice(0, LONGEST)} …` : said;
}
