import type { Level } from '../text/diagnostic.ts';

type Paint = (text: string) => string;

/** The few ways in which a report sets text apart. Without colour every one of them leaves the text as it is. */
export interface Style {
  readonly strong: Paint;
  readonly faint: Paint;
  readonly error: Paint;
  readonly warning: Paint;
  readonly note: Paint;
  readonly good: Paint;
  readonly command: Paint;
}

export function style(colour: boolean): Style {
  const paint =
    (on: number, off: number): Paint =>
    (text) =>
      colour && text !== '' ? `\u001b[${on}m${text}\u001b[${off}m` : text;
  return {
    strong: paint(1, 22),
    faint: paint(2, 22),
    error: paint(31, 39),
    warning: paint(33, 39),
    note: paint(34, 39),
    good: paint(32, 39),
    command: paint(36, 39),
  };
}

/** What marks a level at the start of a line; it says the same as the colour, for those who don't see colour. */
export const MARKS: Readonly<Record<Level, string>> = { error: '✗', warning: '!', note: '·' };
