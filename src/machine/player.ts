import { type Program, placeAt } from '../program/program.ts';
import { Endless } from './errors.ts';
import type { Thread } from './frames.ts';
import { type Issue, Machine, type Offer, type Rest } from './machine.ts';
import type { Output, OutputItem } from './output.ts';
import { Values } from './values.ts';

/** No line of a story that takes so many steps has more pieces of text than this. */
const longestLine = 1000;

/** One line of a transcript, with its newline, and the tags on it. */
export interface Line {
  readonly text: string;
  readonly tags: readonly string[];
}

export interface Offered {
  readonly index: number;
  readonly text: string;
  readonly tags: readonly string[];
  /** The address of the choice in the program. */
  readonly address: number;
  /** Who makes it: 0 the reader, from 1 on the cast. */
  readonly by: number;
  /** Whether they are willing to. */
  readonly willing: boolean;
}

export type Standing = 'choice' | 'ended' | 'done' | 'stuck' | 'error' | 'endless';

/** What a reader gets between two choices. */
export interface Turn {
  readonly lines: readonly Line[];
  readonly choices: readonly Offered[];
  /** Errors and warnings, word for word as the official runtime reports them. */
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
  readonly standing: Standing;
  /** The address at which the story came to rest, -1 while it goes on. */
  readonly restAt: number;
}

/** A moment of a playthrough, to go back to. */
export interface Saved {
  readonly slots: Int32Array;
  readonly thread: Thread;
  readonly threads: readonly Thread[];
  readonly offers: readonly Offer[];
  readonly stack: readonly number[];
  readonly storySeed: number;
  readonly previousRandom: number;
  readonly turn: Turn | null;
}

interface Snapshot extends Saved {
  readonly output: readonly OutputItem[];
  readonly errors: readonly Issue[];
  readonly warnings: readonly Issue[];
  readonly diverted: number;
  readonly safeExit: boolean;
  readonly rest: Rest;
  readonly restAt: number;
  readonly forcedNext: number;
  readonly drawn: number;
  readonly text: string;
  readonly tags: number;
}

export interface PlayerOptions {
  /** The story's seed for chance, 0 to 99 as in the official runtime. */
  readonly seed?: number;
  /** What functions of the host may return, by name; the first is returned unless a forced outcome says otherwise. */
  readonly externals?: ReadonlyMap<string, readonly (string | number | boolean)[]>;
}

/** Plays a story line by line and turn by turn, exactly like the official runtime. */
export class Player {
  readonly machine: Machine;
  private atNewline: Snapshot | null = null;
  private last: Turn | null = null;
  private stopped: Standing | null = null;

  constructor(program: Program, options: PlayerOptions = {}) {
    const values = new Values(program, true);
    this.machine = new Machine(program, { values, externals: hostValues(values, options.externals) });
    this.machine.begin();
    this.machine.storySeed = options.seed ?? 0;
  }

  /** The outcomes of the next draws, in order; when they are used up, chance decides again. */
  force(outcomes: readonly number[]): void {
    this.machine.forced = [...outcomes];
    this.machine.forcedNext = 0;
  }

  /** How many of the outcomes that were told were not needed. */
  get unusedOutcomes(): number {
    return this.machine.forced.length - this.machine.forcedNext;
  }

  /** From now on stops where chance would have to decide, instead of drawing. */
  stopAtChance(): void {
    this.machine.stopAtChance = true;
  }

  /** The outcomes of the draws of the last turn, in order. */
  get drawn(): readonly number[] {
    return this.machine.drawn ?? [];
  }

  /** Reads on to the next choice, or to the end. */
  turn(): Turn {
    const lines: Line[] = [];
    const m = this.machine;
    m.errors = [];
    m.warnings = [];
    m.steps = 0;
    m.drawn = [];
    const errors: Issue[] = [];
    const warnings: Issue[] = [];
    this.stopped = null;
    while (m.canContinue && this.stopped === null) {
      this.continueLine();
      if (m.rest !== 'crash') lines.push({ text: m.output.currentText, tags: m.output.currentTags });
      errors.push(...m.errors);
      warnings.push(...m.warnings);
      m.errors = [];
      m.warnings = [];
      m.steps = 0;
      if (lines.length > 20_000) this.stopped = 'endless';
    }
    const offers = m.offers.filter((offer) => !m.program.choices[offer.point].isFallback);
    this.last = {
      lines,
      choices: offers.map(({ text, tags, point, by, willing }, index) => ({
        index,
        text,
        tags,
        address: m.program.choices[point].address,
        by,
        willing,
      })),
      errors: errors.map((issue) => this.message('ERROR', issue)),
      warnings: warnings.map((issue) => this.message('WARNING', issue)),
      standing: this.standing(offers.length),
      restAt: offers.length > 0 ? -1 : m.restAt,
    };
    return this.last;
  }

  private standing(offered: number): Standing {
    if (this.stopped !== null) return this.stopped;
    if (offered > 0) return 'choice';
    const { rest } = this.machine;
    if (rest === 'end') return 'ended';
    if (rest === 'error' || rest === 'crash') return 'error';
    return rest === 'ran-out' ? 'stuck' : 'done';
  }

  private message(level: string, issue: Issue): string {
    if (this.machine.rest === 'crash' && level === 'ERROR') return issue.message;
    const place = placeAt(this.machine.program, issue.at);
    const where = place === null ? this.pointer(issue.stoodAt) : `'${place.file}' line ${place.line}: `;
    return `RUNTIME ${level}: ${where}${issue.message}`;
  }

  /** How the runtime names an address of a story that has no lines. */
  private pointer(address: number): string {
    if (address < 0) return '';
    const { containers, home } = this.machine.program;
    const { path, start } = containers[home[address]];
    return `(Ink Pointer -> ${path} -- index ${address - start}): `;
  }

  /** Takes the choice with that index among those of the last turn. */
  choose(index: number): void {
    const m = this.machine;
    const offers = m.offers.filter((offer) => !m.program.choices[offer.point].isFallback);
    if (offers[index] === undefined) throw new RangeError(`there is no choice ${index}`);
    m.rest = 'none';
    m.choose(offers[index], true);
  }

  /** Jumps to a knot or stitch as a host game does, after setting variables. False where there is no such place. */
  enter(path: string, sets: Readonly<Record<string, string | number | boolean>> = {}): boolean {
    const m = this.machine;
    const container = m.program.paths.get(path);
    if (container === undefined) return false;
    for (const [name, value] of Object.entries(sets)) {
      const slot = m.program.slots.findIndex((s) => s.kind === 'global' && s.name === name);
      if (slot >= 0) m.slots[slot] = hostValue(m.values, value);
    }
    m.forceEnd();
    m.rest = 'none';
    m.go(m.program.containers[container].start, true);
    return true;
  }

  save(): Saved {
    const m = this.machine;
    return {
      slots: m.slots.slice(),
      thread: m.thread(),
      threads: m.threads.slice(),
      offers: m.offers.slice(),
      stack: m.stack.slice(),
      storySeed: m.storySeed,
      previousRandom: m.previousRandom,
      turn: this.last,
    };
  }

  restore(saved: Saved): Turn | null {
    const m = this.machine;
    m.slots.set(saved.slots);
    m.setThread(saved.thread);
    m.threads = saved.threads.slice();
    m.offers = saved.offers.slice();
    m.stack = saved.stack.slice();
    m.storySeed = saved.storySeed;
    m.previousRandom = saved.previousRandom;
    m.errors = [];
    m.rest = 'none';
    this.atNewline = null;
    this.last = saved.turn;
    return saved.turn;
  }

  private snapshot(): Snapshot {
    const m = this.machine;
    return {
      ...this.save(),
      output: m.output.copy(),
      errors: m.errors.slice(),
      warnings: m.warnings.slice(),
      diverted: m.diverted,
      safeExit: m.safeExit,
      rest: m.rest,
      restAt: m.restAt,
      forcedNext: m.forcedNext,
      drawn: m.drawn?.length ?? 0,
      text: m.output.currentText,
      tags: m.output.currentTags.length,
    };
  }

  private rewind(to: Snapshot): void {
    const m = this.machine;
    const { last } = this;
    this.restore(to);
    this.last = last;
    m.output.restore(to.output);
    m.errors = to.errors.slice();
    m.warnings = to.warnings.slice();
    m.diverted = to.diverted;
    m.safeExit = to.safeExit;
    m.rest = to.rest;
    m.restAt = to.restAt;
    m.forcedNext = to.forcedNext;
    if (m.drawn !== null) m.drawn.length = to.drawn;
  }

  /** One line: the runtime looks past each newline for glue, and goes back to it where more text follows. */
  private continueLine(): void {
    const m = this.machine;
    m.safeExit = false;
    m.output.reset();
    let lineEnded = false;
    try {
      while (m.canContinue && !lineEnded) lineEnded = this.singleStep();
    } catch (error) {
      if (error instanceof Endless) {
        this.stopped = 'endless';
        return;
      }
      m.fail(error);
      if (m.rest === 'crash') {
        this.atNewline = null;
        return;
      }
    }
    if (lineEnded || !m.canContinue) {
      if (this.atNewline !== null) {
        this.rewind(this.atNewline);
        this.atNewline = null;
      }
      if (!m.canContinue) m.comeToRest();
      m.safeExit = false;
    }
  }

  /** Executes one instruction; true where a whole line is ready. */
  private singleStep(): boolean {
    const m = this.machine;
    m.step();
    if (m.draw !== null || (m.steps > 20_000 && m.output.length > longestLine)) throw new Endless('a line without end');
    if (!m.canContinue) m.followFallback();
    if (m.output.openStrings > 0) return false;
    const before = this.atNewline;
    if (before !== null) {
      const change = newlineChange(before, m.output);
      if (change === 'extended') {
        this.rewind(before);
        this.atNewline = null;
        return true;
      }
      if (change === 'removed') this.atNewline = null;
    }
    if (m.output.endsInNewline) {
      if (!m.canContinue) this.atNewline = null;
      else if (this.atNewline === null) this.atNewline = this.snapshot();
    }
    return false;
  }
}

function newlineChange(before: Snapshot, output: Output): 'none' | 'extended' | 'removed' {
  const { text, tags } = before;
  if (text.endsWith('\n') && output.isJust(before.output)) return 'none';
  const now = output.currentText;
  const stillThere = now.length >= text.length && text.length > 0 && now[text.length - 1] === '\n';
  if (!stillThere) return 'removed';
  return output.currentTags.length > tags || /[^ \t]/.test(now.slice(text.length)) ? 'extended' : 'none';
}

export function hostValue(values: Values, value: string | number | boolean): number {
  if (typeof value === 'boolean') return values.bool(value);
  if (typeof value === 'string') return values.string(value);
  return Number.isInteger(value) ? values.int(value) : values.float(value);
}

/** What functions of the host may return, as the machine's values. */
export function hostValues(
  values: Values,
  externals: ReadonlyMap<string, readonly (string | number | boolean)[]> | undefined,
): ReadonlyMap<string, readonly number[]> {
  return new Map(
    [...(externals ?? [])].map(([name, results]) => [name, results.map((result) => hostValue(values, result))]),
  );
}
