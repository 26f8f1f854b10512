import type { Told } from '../machine/lines.ts';
import type { Telling } from '../machine/telling.ts';
import { choiceTexts, prose } from '../program/flow.ts';
import { type Program, placeAt } from '../program/program.ts';
import type { Seen } from './figures.ts';

/** Something of a story that can be seen, and the content by which: pieces or passages, as in `Shown`. */
export interface Content extends Pick<Seen, 'kind' | 'text' | 'place'> {
  readonly by: readonly number[];
}

/** What there is to see in a story, in the order in which it stands there. */
export interface Contents {
  readonly knots: readonly Content[];
  readonly choices: readonly Content[];
  readonly lines: readonly Content[];
  /** The pieces of prose one by one, with their words. */
  readonly prose: readonly { readonly piece: number; readonly words: number }[];
}

const wordsIn = (text: string): number => text.match(/\S+/g)?.length ?? 0;

export function contentsOf(program: Program, telling: Telling): Contents {
  const inChoice = choiceTexts(program);
  const isProse = prose(program);
  const pieces = [...isProse.keys()].filter((pc) => isProse[pc] === 1 && inChoice[pc] === 0);
  const textOf = (pc: number): string => program.strings[program.a[pc]].trim();
  const knots = program.passages.flatMap(({ kind, name, place }, i): Content[] =>
    kind === 'knot' || kind === 'stitch' ? [{ kind, text: name, place, by: [i] }] : [],
  );
  const said = offered(telling.everyOffer);
  const choices = program.choices.flatMap(({ address, isFallback }): Content[] =>
    isFallback
      ? []
      : [{ kind: 'choice', text: said.get(address) ?? '', place: placeAt(program, address), by: [address] }],
  );
  const byLine = new Map<string, number[]>();
  for (const pc of pieces) {
    const place = placeAt(program, pc);
    const line = place === null ? String(pc) : `${place.file}:${place.line}`;
    if (!byLine.get(line)?.push(pc)) byLine.set(line, [pc]);
  }
  const lines = [...byLine.values()].map(
    (by): Content => ({
      kind: 'line',
      text: by.map(textOf).join(' … '),
      place: placeAt(program, by[0]),
      by,
    }),
  );
  return {
    knots,
    choices: choices.sort(inOrder),
    lines: lines.sort(inOrder),
    prose: pieces.map((piece) => ({ piece, words: wordsIn(textOf(piece)) })),
  };
}

/** What each choice says when it is first offered, by address. */
function offered(offers: readonly Told[]): ReadonlyMap<number, string> {
  const said = new Map<number, string>();
  for (const { at, text } of offers) if (!said.has(at)) said.set(at, text);
  return said;
}

/** As they stand in the story; what has no place keeps its order. */
function inOrder(a: Content, b: Content): number {
  if (a.place === null || b.place === null) return a.by[0] - b.by[0];
  if (a.place.file !== b.place.file) return a.place.file < b.place.file ? -1 : 1;
  return a.place.line - b.place.line || a.place.column - b.place.column;
}
