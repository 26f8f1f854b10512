import { assumptionsOf } from '../findings/assumptions.ts';
import type { Context } from '../findings/context.ts';
import { isSilentFromTop } from '../findings/judge.ts';
import { coverOf } from '../graph/cover.ts';
import type { Walk } from '../graph/walks.ts';
import type { Told } from '../machine/lines.ts';
import type { Shown, Telling } from '../machine/telling.ts';
import { choiceTexts, prose } from '../program/flow.ts';
import { Op } from '../program/opcodes.ts';
import type { Program } from '../program/program.ts';
import { passageAt } from '../program/program.ts';
import type { Moment, Reading, ReadingEnd, ReadingList, Words } from './covertypes.ts';
import { choicesTaken } from './passed.ts';
import { Leaf, labelledByContent, leavesOf, printedIn } from './shownlabels.ts';
import type { Read } from './stakes.ts';

/** What of a story is wanted: all of it, or only some addresses of content, which have changed since an older version. */
export interface Wanted {
  readonly changedSince: string;
  readonly addresses: ReadonlySet<number>;
}

/**
 * Few playthroughs that together show every line that can be shown and every choice that can be offered, and take each of these choices;
 * those that show most of what is new come first.
 */
export function readingsThatShowAll({ context, telling, stopped }: Read, wanted: Wanted | null = null): ReadingList {
  const { program } = context;
  const isWanted = (address: number): boolean => wanted === null || wanted.addresses.has(address);
  const taken = choicesTaken(context);
  const { labelled, labels } = labelledByContent(context, telling, taken);
  const things = new Things();
  const shows = labels.map(({ shown, taken }) => {
    const all = contentOf(program, telling.shown(shown)).filter(isWanted);
    return [...new Set([...all.map((at) => things.shown(at)), ...(isWanted(taken) ? things.taken(taken) : [])])];
  });
  const { walks, least } = coverOf(labelled, shows, (leaf) => leaf === Leaf.Ending);
  const ordered = byNews(walks, ({ start, transitions }) => [
    ...shows[labelled.starts[start]],
    ...transitions.flatMap((t) => shows[labelled.labels[t]]),
  ]);
  const writer = new Writer(context, telling, taken, isWanted);
  return {
    file: program.file,
    silent: isSilentFromTop(context),
    readings: ordered.map((walk) => writer.write(walk)),
    least,
    shown: {
      lines: things.count((at) => program.op[at] !== Op.Choice),
      offered: things.count((at) => program.op[at] === Op.Choice),
      taken: things.countTaken,
    },
    missing: missing(program, isWanted, things),
    changedSince: wanted?.changedSince ?? null,
    limit: stopped,
    assumptions: assumptionsOf(context),
  };
}

/** The content that a step shows, by address. */
const contentOf = (program: Program, { pieces, lines }: Shown): number[] => [...pieces, ...printedIn(program, lines)];

/** What there is to show, numbered from 0 on. */
class Things {
  private readonly byAddress = new Map<number, number>();
  private readonly byTaken = new Map<number, number>();

  /** The content at an address, shown or on offer. */
  shown(address: number): number {
    return numbered(this.byAddress, address, this.size);
  }

  /** A choice that is taken; none for an address of -1. */
  taken(address: number): number[] {
    return address < 0 ? [] : [numbered(this.byTaken, address, this.size)];
  }

  isShown(address: number): boolean {
    return this.byAddress.has(address);
  }

  count(counts: (address: number) => boolean): number {
    return [...this.byAddress.keys()].filter(counts).length;
  }

  get countTaken(): number {
    return this.byTaken.size;
  }

  private get size(): number {
    return this.byAddress.size + this.byTaken.size;
  }
}

function numbered(numbers: Map<number, number>, key: number, next: number): number {
  const known = numbers.get(key);
  if (known === undefined) numbers.set(key, next);
  return known ?? next;
}

function missing(program: Program, isWanted: (address: number) => boolean, things: Things): ReadingList['missing'] {
  const inChoice = choiceTexts(program);
  const isProse = prose(program);
  const count = (is: (address: number) => boolean): number =>
    [...program.op.keys()].filter((at) => is(at) && isWanted(at) && !things.isShown(at)).length;
  return {
    lines: count((at) => isProse[at] === 1 && inChoice[at] === 0),
    choices: count((at) => program.op[at] === Op.Choice && !program.choices[program.a[at]].isFallback),
  };
}

/** Orders walks so that each shows as much as any of the rest of what those before it did not. */
function byNews(walks: readonly Walk[], shownBy: (walk: Walk) => readonly number[]): Walk[] {
  const left = new Map(walks.map((walk) => [walk, new Set(shownBy(walk))]));
  const ordered: Walk[] = [];
  while (left.size > 0) {
    const [[walk, shown]] = [...left].sort(([, x], [, y]) => y.size - x.size);
    ordered.push(walk);
    left.delete(walk);
    for (const others of left.values()) for (const thing of shown) others.delete(thing);
  }
  return ordered;
}

/** Writes walks down as readings, one after the other, and what is new in each. */
class Writer {
  private readonly context: Context;
  private readonly telling: Telling;
  private readonly taken: Int32Array;
  private readonly isWanted: (address: number) => boolean;
  private readonly leaves: Uint8Array;
  private readonly read = new Set<Told>();
  private readonly offered = new Set<Told>();
  private readonly wasTaken = new Set<number>();

  constructor(context: Context, telling: Telling, taken: Int32Array, isWanted: (address: number) => boolean) {
    this.context = context;
    this.telling = telling;
    this.taken = taken;
    this.isWanted = isWanted;
    this.leaves = leavesOf(context);
  }

  write({ start, transitions }: Walk): Reading {
    const { graph, witnesses } = this.context;
    const { steps } = witnesses.along({ start: graph.starts[start], entry: start, transitions });
    const before = steps.length - transitions.length;
    const moments = [this.moment(steps[before - 1] ?? null, this.telling.atStart(start), transitions[0])];
    transitions.forEach((t, i) => {
      moments.push(this.moment(steps[before + i], this.telling.of(t), transitions[i + 1]));
    });
    const shown = [this.telling.atStart(start), ...transitions.map((t) => this.telling.of(t))];
    const offers = moments.flatMap((moment) => moment.offers);
    return {
      steps,
      moments,
      end: this.end(
        transitions.length === 0 ? graph.starts[start] : graph.targets.at(transitions[transitions.length - 1]),
      ),
      choices: steps.filter((step) => 'choice' in step).length,
      words: shown.reduce((sum, { words }) => sum + words, 0),
      newLines: moments.flatMap(({ lines }) => lines).filter(({ isNew }) => isNew).length,
      newOffers: offers.filter(({ isNew }) => isNew).length,
      newTaken: offers.filter(({ isNewlyTaken }) => isNewlyTaken).length,
    };
  }

  /** What is read after a step, up to the next transition. */
  private moment(step: Moment['step'], { lines, offers }: Shown, next: number | undefined): Moment {
    const { graph } = this.context;
    const chosen = next === undefined || this.taken[next] < 0 ? -1 : graph.labels.at(next);
    return {
      step,
      lines: lines.map((line) => this.words(line, this.read)),
      offers: offers.map((offer, index) => ({
        ...this.words(offer, this.offered),
        taken: index === chosen,
        isNewlyTaken: index === chosen && this.isFirst(offer.at),
      })),
    };
  }

  private words(told: Told, known: Set<Told>): Words {
    const isNew = !known.has(told) && told.parts.some(this.isWanted);
    known.add(told);
    return { text: told.text, tags: told.tags, isNew };
  }

  /** Whether a choice that is wanted was not taken before. */
  private isFirst(address: number): boolean {
    const isFirst = this.isWanted(address) && !this.wasTaken.has(address);
    this.wasTaken.add(address);
    return isFirst;
  }

  private end(state: number): ReadingEnd {
    const { program } = this.context;
    const goesOn = this.context.isWaiting(state);
    const kind = goesOn ? 'open' : ENDS[this.leaves[state]];
    if (goesOn) return { kind, passage: '', place: null };
    const { address } = this.context.read(state);
    return { kind, passage: passageAt(program, address).name, place: this.context.place(address) };
  }
}

const ENDS = ['ending', 'stopped', 'open'] as const;
