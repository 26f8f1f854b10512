import type { Place } from '../text/place.ts';
import type { Clause, Fact, Line } from './types.ts';

/** Something about a promise that can't be read, from one column of it to another; `message` is the end of a sentence. */
export class Fault extends Error {
  readonly advice: string;
  readonly from: number;
  readonly to: number | undefined;
  constructor(message: string, advice: string, from: number, to?: number) {
    super(message);
    this.advice = advice;
    this.from = from;
    this.to = to;
  }
}

/** Finds the expressions in a promise. Offsets count from 0 in its text. */
export interface Clauses {
  /** Where a pattern occurs from an offset on, outside quotes and brackets. */
  find(pattern: RegExp, from: number): { readonly at: number; readonly end: number }[];
  /** The expression that stands there. */
  clause(from: number, to: number): Clause;
  place(from: number, to?: number): Place;
}

export function clauseReader({ text, place: whole }: Line): Clauses {
  const outside = mask(text);
  const place = (from: number, to = text.length): Place => ({
    ...whole,
    column: whole.column + from,
    endColumn: whole.column + Math.max(from, to - 1),
  });
  return {
    place,
    find: (pattern, from) =>
      [...outside.matchAll(pattern)]
        .map((match) => ({ at: match.index, end: match.index + match[0].length }))
        .filter(({ at }) => at >= from),
    clause(from, to) {
      const lead = /^\s*/.exec(text.slice(from, to))![0].length;
      const words = text.slice(from, to).trim();
      const start = from + lead;
      if (words === '')
        throw new Fault('something is missing', 'Say what, in ink: never gone and held', Math.max(0, from - 1), to);
      checkBrackets(words, start);
      return { text: words, place: place(start, start + words.length), facts: factsIn(words, start, place) };
    },
  };
}

/** The text with all that stands in quotes or brackets blotted out. */
function mask(text: string): string {
  let depth = 0;
  return text.replace(/"(?:[^"\\]|\\.)*"?|[^"]/g, (piece) => {
    if (piece === ')' || piece === '}') depth--;
    const shown = depth <= 0 && !piece.startsWith('"') ? piece : '\u0000'.repeat(piece.length);
    if (piece === '(' || piece === '{') depth++;
    return shown;
  });
}

const closing: Readonly<Record<string, string>> = { '(': ')', '{': '}' };

function checkBrackets(text: string, start: number): void {
  const open: { readonly bracket: string; readonly at: number }[] = [];
  for (const match of text.matchAll(/"(?:[^"\\]|\\.)*("?)|[(){}]/g)) {
    const [piece] = match;
    const at = start + match.index;
    if (piece.startsWith('"')) {
      if (match[1] === '') throw new Fault('a quote is never closed', 'Every " needs a second one.', at);
    } else if (closing[piece] !== undefined) open.push({ bracket: piece, at });
    else if (closing[open.pop()?.bracket ?? ''] !== piece)
      throw new Fault('a bracket is closed that was not opened', 'Every ) needs its (.', at, at + 1);
  }
  if (open.length > 0) throw new Fault('a bracket is never closed', 'Every ( needs its ).', open[0].at, open[0].at + 1);
}

/** What Redthread answers by itself in an expression. */
function factsIn(text: string, start: number, place: Clauses['place']): Clause['facts'] {
  const facts: { from: number; to: number; fact: Fact }[] = [];
  const calls = /"(?:[^"\\]|\\.)*"|(?<![\p{L}\p{N}_.])(ended_at|ended|at|said|tagged|offered|by)\s*\(/gu;
  for (let match = calls.exec(text); match !== null; match = calls.exec(text)) {
    const [opening, name] = match;
    if (name === undefined) continue;
    const inner = match.index + opening.length;
    const to = endOfCall(text, inner);
    const given = text.slice(inner, to - 1);
    const lead = /^\s*/.exec(given)![0].length;
    const at = place(start + inner + lead, start + to - 1);
    facts.push({ from: match.index, to, fact: readFact(name, given.trim(), at, start + match.index, start + to) });
    calls.lastIndex = to;
  }
  return facts;
}

/** Just after the bracket that closes a call. */
function endOfCall(text: string, from: number): number {
  const ends = /"(?:[^"\\]|\\.)*"|\)/g;
  ends.lastIndex = from;
  for (let match = ends.exec(text); match !== null; match = ends.exec(text))
    if (match[0] === ')') return ends.lastIndex;
  return text.length;
}

function readFact(name: string, given: string, place: Place, from: number, to: number): Fact {
  switch (name) {
    case 'ended':
      if (given !== '')
        throw new Fault('ended() takes nothing in its brackets', 'For one ending: ended_at(-> knot)', from, to);
      return { kind: 'ended' };
    case 'at':
    case 'ended_at': {
      const target = /^->\s*([\p{L}\p{N}_.]+)$/u.exec(given)?.[1];
      if (target === undefined)
        throw new Fault(`${name}() needs the name of a knot, stitch or label`, `Like this: ${name}(-> knot)`, from, to);
      const column = place.column + given.length - target.length;
      return { kind: name, target, place: { ...place, column, endColumn: column + target.length - 1 } };
    }
    case 'by':
      if (given === '') throw new Fault('by() needs a name', 'Like this: by(ikram)', from, to);
      return { kind: 'by', name: given.replace(/^"(.*)"$/, '$1'), place };
    default: {
      const words = /^"((?:[^"\\]|\\.)*)"$/.exec(given)?.[1];
      if (words === undefined || words.trim() === '')
        throw new Fault(`${name}() needs words in double quotes`, `Like this: ${name}("the red thread")`, from, to);
      return { kind: name as 'said' | 'tagged' | 'offered', words: words.replace(/\\(.)/g, '$1') };
    }
  }
}
