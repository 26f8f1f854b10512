import type { Moment, Offer, Reading, ReadingEnd, Words } from '../measures/covertypes.ts';
import { clean } from './layout.ts';
import { count } from './numbers.ts';
import { showStep } from './playthrough.ts';

/** What stands at the left of what no reading before had. */
const NEW = '+ ';
const KNOWN = '  ';

/** A reading as a text to hand to somebody: every line as a reader gets it, with the choices on offer and those that were taken. */
export function transcriptText(reading: Reading, number: number, of: number, command: string): string {
  const { choices, words, newLines, newOffers, newTaken, end, moments } = reading;
  const head = [
    `READING ${number} of ${of} · ${count(choices, 'choice')} · ${count(words, 'word')} · ${endOf(end)}`,
    `New in it, marked +: ${count(newLines, 'line')}, ${count(newOffers, 'choice')} on offer (*), ${count(newTaken, 'choice')} taken (>).`,
    `To play it: ${command}`,
  ];
  const body = moments.flatMap((moment) => momentLines(moment));
  return `${[...head, '', ...body, '', `    ${LAST[end.kind]}`].join('\n')}\n`;
}

/** How a reading ends, in few words. */
export function endOf({ kind, passage }: ReadingEnd): string {
  const where = passage === '' ? 'at the top of the story' : `in ${passage}`;
  return { ending: `ends ${where}`, stopped: `breaks off ${where}`, open: 'goes on' }[kind];
}

const LAST: Readonly<Record<ReadingEnd['kind'], string>> = {
  ending: '(The end.)',
  stopped: '(The story breaks off here: redthread check tells why.)',
  open: '(The story goes on from here.)',
};

function momentLines({ step, lines, offers }: Moment): string[] {
  // a choice that is taken stands among those on offer
  const before = step === null || 'choice' in step ? [] : [`    ${showStep(step)}`];
  const said = lines.map((line) => `${mark(line)}${sentence(line)}`);
  const choices = offers.map((offer) => `${mark(offer)}  ${offer.taken ? '> ' : '* '}${sentence(offer)}`);
  return [...before, ...said, ...(choices.length === 0 ? [] : ['', ...choices, ''])];
}

const mark = (words: Words | Offer): string =>
  words.isNew || ('isNewlyTaken' in words && words.isNewlyTaken) ? NEW : KNOWN;

const sentence = ({ text, tags }: Words): string =>
  [clean(text), ...tags.map((tag) => `# ${clean(tag)}`)].filter((part) => part !== '').join('  ');
