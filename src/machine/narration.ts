import type { Contents } from './contents.ts';
import { Ints } from './ints.ts';
import { lineOf, split, type Told } from './lines.ts';
import type { Listener } from './listener.ts';
import type { Machine, Offer } from './machine.ts';
import { Item, isNonWhitespace, keyOf, type OutputItem } from './output.ts';
import { Pairs } from './pairs.ts';
import { settle, unsettled } from './settling.ts';

/** How lines go on: the piece that ends the line under way, -1 where it doesn't end; and whole lines after it. Both by number. */
interface Lines {
  readonly first: number;
  readonly others: readonly number[];
}

/** What a stretch of a turn tells, whatever was told in the turn before it. */
interface Stretch {
  readonly lines: Lines;
  /** The piece with which, after all lines, another one goes on or begins. */
  readonly rest: number;
  /** The lines that come besides if the turn ends here. */
  readonly closing: Lines;
  /** The choices that it offers, without fallback choices, by number. */
  readonly offers: readonly number[];
  /** What it comes to, by number. */
  readonly content: number;
}
const silence: Stretch = {
  lines: { first: -1, others: [] },
  rest: 0,
  closing: { first: -1, others: [] },
  offers: [],
  content: 0,
};

const noTags: readonly string[] = [];

/**
 * Follows what turns tell, stretch by stretch, for whoever listens. What a stretch tells is found out once, and is the same in all turns, but
 * for the line that is under way when it begins; that is put together here. All is numbers: of pieces (items of the output), of lines as
 * sequences of pieces, of turns as sequences of lines.
 */
export class Narration {
  /** What the step told so far: lines, choices on offer (sequences of indexes into `said`), and content. */
  lines = 0;
  offers = 0;
  content = 0;
  /** All lines and choices that were ever told, each once; and sequences of them. */
  readonly said: Told[] = [];
  readonly sequences = new Pairs();
  /** Null where nobody wants to know. */
  readonly contents: Contents | null;
  /** What was noted of the turn so far, and the line under way: a sequence of pieces. */
  private note = 0;
  private pending = 0;
  private last = silence;
  private readonly listener: Listener;
  /** By the numbers of rules. */
  private readonly stretches: Stretch[] = [];
  private readonly trace: number[] = [];
  private readonly numbers = new Map<string, number>();
  /** What lines are put together from, each once: many lines are from the same. */
  private readonly parts: (readonly number[])[] = [];
  private readonly partsNumbers = new Map<string, number>();
  private readonly pieces: (readonly OutputItem[])[] = [[]];
  private readonly pieceNumbers = new Map<string, number>([['', 0]]);
  private readonly joined = new Pairs();
  /** For each sequence of pieces the line as it is told plus two; 1 where it shows nothing, 0 where it isn't known yet. */
  private readonly asLine = new Ints();
  /** Sequences of pieces, each content once: for each the first one that was met. */
  private readonly alike = new Map<string, number>();
  private readonly waits = new Pairs();
  private readonly begun = new Memo();
  private readonly heard = new Memo();
  private readonly ended = new Memo();

  /** The choice on offer with a number. */
  private readonly onOffer: (number: number) => Offer;

  constructor(listener: Listener, onOffer: (number: number) => Offer, contents: Contents | null) {
    this.listener = listener;
    this.onOffer = onOffer;
    this.contents = contents;
  }

  /** Begins a turn: with a choice, by number, or (-1) at the start of the story; `noted` is the note of the turn before. */
  begin(choice: number, noted: number): void {
    this.reset();
    const chosen = choice < 0 ? null : this.onOffer(choice);
    this.note = this.begun.get(noted, choice, () => this.listener.begins(chosen, noted));
  }

  /** Goes on with a turn that was interrupted by a draw, from what was noted there. */
  resume(noted: number): void {
    this.reset();
    const withLine = this.waits.first(noted);
    this.offers = this.waits.second(noted);
    this.note = this.waits.first(withLine);
    this.pending = this.waits.second(withLine);
  }

  private reset(): void {
    this.lines = 0;
    this.offers = 0;
    this.content = 0;
    this.pending = 0;
    this.last = silence;
  }

  /** Must be told before a stretch is executed. */
  listen(m: Machine): void {
    this.trace.length = 0;
    m.trace = this.contents === null ? null : this.trace;
  }

  /** What the machine told since, all in all; the output is settled. `before` was on offer already. */
  heardFrom(m: Machine, before: readonly Offer[] = []): Stretch {
    m.trace = null;
    if (!this.listener.hears) return silence;
    const lines = split(settle(m));
    const rest = this.pieceNumber(lines.pop()!);
    const closing = split(unsettled(m.output.items));
    if (m.rest === 'crash' && !m.output.endsInNewline) closing.pop(); // a line in which a game would crash is never shown
    const { choices } = m.program;
    const offers = m.offers.filter((offer) => !choices[offer.point].isFallback && !before.includes(offer));
    return {
      lines: this.linesFrom(lines),
      rest,
      closing: this.linesFrom(closing),
      offers: offers.map(({ point, text, tags }) => {
        const at = choices[point].address;
        return this.number({ at, parts: [at], text, tags });
      }),
      content: this.contents?.of(this.trace) ?? 0,
    };
  }

  /** Notes what a rule tells: all since `listen`. */
  learn(rule: number, m: Machine): void {
    this.stretches[rule] = this.heardFrom(m);
  }

  /** Goes on as a rule tells. */
  repeat(rule: number): void {
    this.follow(this.stretches[rule]);
  }

  follow(stretch: Stretch): void {
    this.last = stretch;
    this.tell(stretch.lines);
    if (stretch.rest > 0) this.pending = this.joined.number(this.pending, stretch.rest);
    for (const offer of stretch.offers) this.offers = this.sequences.number(this.offers, offer);
    if (this.contents !== null) this.content = this.contents.sum(this.content, stretch.content);
  }

  private tell({ first, others }: Lines): void {
    if (first < 0) return;
    this.tellLine(this.lineNumber(first === 0 ? this.pending : this.joined.number(this.pending, first)));
    for (const line of others) this.tellLine(line);
    this.pending = 0;
  }

  private tellLine(line: number): void {
    if (line < 0) return;
    const { listener } = this;
    if (listener.listens !== undefined)
      this.note = this.heard.get(this.note, line, () => listener.listens!(this.said[line], this.note));
    if (this.contents !== null) this.lines = this.sequences.number(this.lines, line);
  }

  /** At a draw: all that has to be kept of the turn so far, as a number. */
  pause(): number {
    const noted = this.waits.number(this.waits.number(this.note, this.canonical(this.pending)), this.offers);
    this.offers = 0; // they are told where the turn ends
    return noted;
  }

  /** At the end of a turn: what is noted of it. `waits` where what it offered is on offer now. */
  end(waits: boolean): number {
    this.tell(this.last.closing);
    return this.leave(waits);
  }

  /** Where a turn isn't followed to its end. */
  leave(waits = false): number {
    if (!waits) this.offers = 0;
    const { offers, note } = this;
    return this.ended.get(note, offers, () => this.listener.ends(this.toldIn(offers), note));
  }

  /** Must be told when the step is taken, in the order in which steps are emitted. */
  taken(): void {
    this.listener.takes?.(this);
  }

  /** The lines or choices of a sequence. */
  toldIn(sequence: number): Told[] {
    return this.sequences.sequence(sequence).map((number) => this.said[number]);
  }

  private linesFrom(lines: readonly (readonly OutputItem[])[]): Lines {
    if (lines.length === 0) return silence.lines;
    const others = lines.slice(1).map((line) => this.numberOf(line));
    // nobody sees blanks at the end of a line
    const isBlank = lines[0].every(({ kind, text }) => kind === Item.Text && text !== '\n' && !isNonWhitespace(text));
    return { first: isBlank ? 0 : this.pieceNumber(lines[0]), others };
  }

  /** The number of a line as it is told, -1 where it shows nothing. */
  private numberOf(line: readonly OutputItem[]): number {
    const told = lineOf(line);
    return told.text === '' && told.tags.length === 0 ? -1 : this.number(told);
  }

  /** The same for a sequence of pieces. */
  private lineNumber(sequence: number): number {
    const { asLine } = this;
    if (asLine.length <= sequence) asLine.extend(this.joined.size - asLine.length);
    if (asLine.data[sequence] === 0) asLine.data[sequence] = this.numberOf(this.itemsOf(sequence)) + 2;
    return asLine.data[sequence] - 2;
  }

  private itemsOf(sequence: number): OutputItem[] {
    return this.joined.sequence(sequence).flatMap((piece) => this.pieces[piece]);
  }

  /** The same for all sequences that are the same when put together. */
  private canonical(sequence: number): number {
    const key = keyOf(this.itemsOf(sequence));
    const known = this.alike.get(key);
    if (known === undefined) this.alike.set(key, sequence);
    return known ?? sequence;
  }

  private pieceNumber(items: readonly OutputItem[]): number {
    const key = keyOf(items);
    let number = this.pieceNumbers.get(key);
    if (number === undefined) this.pieceNumbers.set(key, (number = this.pieces.push(items) - 1));
    return number;
  }

  /** The number of something said. */
  private number({ at, text, parts, tags }: Told): number {
    const partsKey = parts.join();
    let partsNumber = this.partsNumbers.get(partsKey);
    if (partsNumber === undefined) this.partsNumbers.set(partsKey, (partsNumber = this.parts.push(parts) - 1));
    const key = [`${partsNumber} ${text}`, ...tags].join('\u0001');
    let number = this.numbers.get(key);
    if (number === undefined) {
      const told = { at, parts: this.parts[partsNumber], text, tags: tags.length === 0 ? noTags : tags };
      this.numbers.set(key, (number = this.said.push(told) - 1));
    }
    return number;
  }
}

/** Answers for pairs of numbers, each worked out once. */
class Memo {
  private readonly pairs = new Pairs();
  private readonly answers: number[] = [0];

  get(first: number, second: number, answer: () => number): number {
    const pair = this.pairs.number(first, second);
    return (this.answers[pair] ??= answer());
  }
}
