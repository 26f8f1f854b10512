import { choiceTexts, prose } from '../program/flow.ts';
import type { Program } from '../program/program.ts';
import { callsFunction, joinBlanks } from './blanks.ts';
import { Ints } from './ints.ts';
import type { Machine, Offer } from './machine.ts';
import { cleanWhitespace, Item, type OutputItem } from './output.ts';
import type { Listener } from './storymodel.ts';

/** One line as it is shown, or the text of a choice. */
export interface Told {
  /** What shows it, or begins to: the address of a text, a printed value or a choice. */
  readonly at: number;
  /** All that it was put together from, in order: addresses of texts and printed values; of a choice, the choice. */
  readonly parts: readonly number[];
  /** Without blanks at its ends. */
  readonly text: string;
  readonly tags: readonly string[];
}

/** What one step shows: a turn, or the part of one up to a draw or after it. Each different one exists once. */
export interface Shown {
  /** The lines that it completes. */
  readonly lines: readonly Told[];
  /** The choices that it leaves on offer, in order. */
  readonly offers: readonly Told[];
  /** How many words the lines have: whatever stands between blanks. */
  readonly words: number;
  /** The content that it comes to, by address and in ascending order: prose (but for that of choices' texts), and choices that it leaves on offer. */
  readonly pieces: readonly number[];
  /** The passages that it comes to, in ascending order, knots together with their stitches. */
  readonly passages: readonly number[];
}

/** Notes what has to be told apart of turns, as a `Listener` does. */
export type Notes = Pick<Listener, 'begins' | 'ends'>;

const words = (text: string): number => text.match(/\S+/g)?.length ?? 0;

/**
 * Notes of every step of an exploration what it shows. Lines that are complete where a draw interrupts a turn are told at once; only the
 * last one, which may still go on, is kept over the draw.
 */
export class Telling implements Listener {
  readonly hears = true;
  /** Everything that was ever shown, each once. */
  readonly all: Shown[] = [];
  private readonly steps = new Ints();
  private readonly numbers = new Map<string, number>();
  /** Every line and choice that was ever shown, each once. */
  private readonly said: Told[] = [];
  private readonly known = new Map<string, number>();
  private readonly trace: number[] = [];
  private readonly isPiece: Uint8Array;
  private readonly program: Program;
  private readonly starts: number;
  private readonly notes: Notes | null;
  /** When each address was last met, so that each is told once a step. */
  private readonly met: Int32Array;
  private stamp = 0;

  /** `starts`: in how many ways the story can be started. `notes`: what else has to be kept of turns. */
  constructor(program: Program, starts: number, notes: Notes | null = null) {
    this.program = program;
    this.starts = starts;
    this.notes = notes;
    const inChoice = choiceTexts(program);
    this.isPiece = prose(program).map((is, pc) => (inChoice[pc] === 0 ? is : 0));
    this.met = new Int32Array(program.op.length);
  }

  /** What is shown at the start, by the number of the entry. */
  atStart(entry: number): Shown {
    return this.all[this.numberAtStart(entry)];
  }

  /** The same as an index into `all`. */
  numberAtStart(entry: number): number {
    return this.steps.data[entry];
  }

  /** What a transition shows, as an index into `all`. */
  number(transition: number): number {
    return this.steps.data[this.starts + transition];
  }

  /** What a transition shows. */
  of(transition: number): Shown {
    return this.all[this.number(transition)];
  }

  begins(chosen: Offer | null, noted: number): number {
    return this.notes?.begins(chosen, noted) ?? 0;
  }

  ends(machine: Machine, begun: number): number {
    return this.notes?.ends(machine, begun) ?? 0;
  }

  takes(machine: Machine): void {
    this.trace.length = 0;
    machine.trace = this.trace;
  }

  took(machine: Machine): void {
    machine.trace = null;
    const lines = this.linesOf(machine);
    const offers = machine.draw === null ? this.offersOf(machine) : [];
    const { pieces, passages } = this.contentOf(offers);
    const key = `${lines.join()}|${offers.join()}|${pieces.join()}|${passages.join()}`;
    let number = this.numbers.get(key);
    if (number === undefined) {
      const [told, offered] = [lines, offers].map((numbers) => numbers.map((number) => this.said[number]));
      const count = told.reduce((sum, line) => sum + words(line.text), 0);
      number = this.all.push({ lines: told, offers: offered, words: count, pieces, passages }) - 1;
      this.numbers.set(key, number);
    }
    this.steps.push(number);
    this.trace.length = 0;
  }

  private offersOf({ offers, program }: Machine): number[] {
    return offers.flatMap(({ point, text, tags }) =>
      program.choices[point].isFallback ? [] : [this.told([program.choices[point].address], text, tags)],
    );
  }

  /** The lines that are complete, and where a draw interrupts the turn, takes them out of the output. */
  private linesOf(machine: Machine): number[] {
    const { items } = machine.output;
    const end = machine.draw === null ? items.length : this.completeUpTo(machine);
    const lines = split(items.slice(0, end)).map((line) => this.line(line));
    if (machine.draw !== null) {
      machine.output.items = items.slice(end);
      joinBlanks(machine);
    } else if (machine.rest === 'crash' && !machine.output.endsInNewline) lines.pop(); // a line in which a game would crash is never shown
    return lines.filter((line) => this.said[line].text !== '' || this.said[line].tags.length > 0);
  }

  /** How many items belong to lines that nothing can change any more: all before the last line with something in it. */
  private completeUpTo(machine: Machine): number {
    if (machine.output.openStrings > 0 || callsFunction(machine)) return 0;
    const { items } = machine.output;
    let at = items.length - 1;
    while (at >= 0 && (items[at].kind !== Item.Text || items[at].text.trim() === '')) at--;
    while (at >= 0 && (items[at].kind !== Item.Text || items[at].text !== '\n')) at--;
    const inTag = items.slice(0, at + 1).reduce((open, { kind }) => open + tagDepth(kind), 0);
    return inTag === 0 ? at + 1 : 0;
  }

  private line(items: readonly OutputItem[]): number {
    let text = '';
    let tag = '';
    let inTag = false;
    const parts: number[] = [];
    const tags: string[] = [];
    for (const item of items) {
      if (item.kind === Item.Tag) tags.push(item.text);
      if (item.kind === Item.TagStart || item.kind === Item.TagEnd) {
        if (inTag) tags.push(cleanWhitespace(tag));
        tag = '';
        inTag = item.kind === Item.TagStart;
      }
      const isPart = item.kind === Item.Text && !inTag && item.text.trim() !== '';
      if (isPart || (parts.length === 0 && (item.kind === Item.TagStart || item.text.trim() !== '')))
        parts.push(item.at);
      if (item.kind !== Item.Text) continue;
      if (inTag) tag += item.text;
      else text += item.text;
    }
    if (inTag) tags.push(cleanWhitespace(tag)); // the story stopped within it
    return this.told(
      parts,
      cleanWhitespace(text).trim(),
      tags.filter((each) => each !== ''),
    );
  }

  /** The number of something said. */
  private told(parts: readonly number[], text: string, tags: readonly string[]): number {
    const key = [parts.join(), text, ...tags].join('\u0001');
    let number = this.known.get(key);
    if (number === undefined) {
      number = this.said.push({ at: parts[0] ?? -1, parts, text, tags }) - 1;
      this.known.set(key, number);
    }
    return number;
  }

  private contentOf(offers: readonly number[]): Pick<Shown, 'pieces' | 'passages'> {
    const { program, met } = this;
    const step = ++this.stamp;
    const pieces = new Set<number>();
    const passages = new Set<number>();
    const mark = (pc: number): void => {
      if (met[pc] === step) return;
      met[pc] = step;
      if (this.isPiece[pc] === 1) pieces.add(pc);
      const passage = program.containers[program.home[pc]].passage;
      passages.add(passage);
      if (program.passages[passage].parent >= 0) passages.add(program.passages[passage].parent);
    };
    for (const pc of this.trace) mark(pc);
    for (const offer of offers) pieces.add(this.said[offer].at);
    return { pieces: sorted(pieces), passages: sorted(passages) };
  }
}

const sorted = (numbers: ReadonlySet<number>): number[] => [...numbers].sort((a, b) => a - b);

const tagDepth = (kind: number): number => (kind === Item.TagStart ? 1 : kind === Item.TagEnd ? -1 : 0);

/** The items of each line. */
function split(items: readonly OutputItem[]): OutputItem[][] {
  const lines: OutputItem[][] = [[]];
  let inTag = false;
  for (const item of items) {
    if (tagDepth(item.kind) !== 0) inTag = item.kind === Item.TagStart;
    if (item.kind === Item.Text && item.text === '\n' && !inTag) lines.push([]);
    else lines[lines.length - 1].push(item);
  }
  return lines;
}
