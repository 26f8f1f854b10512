import { Failed } from '../machine/answers.ts';
import { offeredKey, relationKey } from '../machine/decisions.ts';
import { forgottenCount } from '../machine/machine.ts';
import { maxOffers } from '../machine/runs.ts';
import type { StoryModel } from '../machine/storymodel.ts';
import { True } from '../machine/values.ts';
import { type Case, choose, either, type Span, spansOf } from './code.ts';
import { type Domain, domainsOf } from './domains.ts';
import { type Learned, nodes } from './learned.ts';

/** The numbers of a counter that stand for themselves. */
const counterSpan: Span = { from: forgottenCount, to: 2 ** 30 };
/** What of a slot's values is listed beside its declaration, at most. */
const mostListed = 24;

/** The slots of a story as variables of Promela: only those that some rule looks at or changes. */
export class Slots {
  /** Those that are exported, in ascending order. */
  readonly used: readonly number[];
  private readonly model: StoryModel;
  private readonly learned: Learned;
  private readonly domains: readonly Domain[];
  private readonly places: readonly ReadonlyMap<number, number>[];

  constructor(model: StoryModel, learned: Learned, starts: readonly Int32Array[]) {
    this.model = model;
    this.learned = learned;
    this.domains = domainsOf(learned, starts);
    this.places = this.domains.map((domain) => new Map(domain?.map((value, place) => [value, place])));
    const read = [...learned.stretches, ...learned.draws].flatMap((tree) =>
      [...nodes(tree)].flatMap(({ key }) => learned.slotsOf(key)),
    );
    const kept = [
      ...learned.table.layout.whenOver,
      ...Array.from({ length: learned.offers }, (_, offer) => [...learned.liveForOffer(offer)]).flat(),
      ...learned.draws.flatMap((_, middle) => [...learned.liveInMiddle(middle)]),
    ];
    const changing = kept.filter((slot) => (this.domains[slot]?.length ?? Number.POSITIVE_INFINITY) > 2);
    this.used = [...new Set([...read, ...changing])].sort((a, b) => a - b);
  }

  has(slot: number): boolean {
    return this.used.includes(slot);
  }

  /** The variable's name. */
  name(slot: number): string {
    const { kind, name } = this.model.program.slots[slot];
    const word = name.replace(/[^A-Za-z0-9]+/g, '_').replace(/^_+|_+$/g, '');
    return `${kind === 'global' ? 'var' : kind}_${slot}${word === '' ? '' : `_${word}`}`;
  }

  /** The variable's declaration, and what its numbers mean. */
  declaration(slot: number): string {
    const domain = this.domains[slot];
    if (domain === null) return `int ${this.name(slot)};`;
    const meanings = domain.slice(0, mostListed).map((value, place) => `${place} ${this.meaning(slot, value)}`);
    const more = domain.length > mostListed ? ', …' : '';
    return `${typeFor(domain.length - 1)} ${this.name(slot)};  /* ${meanings.join(', ')}${more} */`;
  }

  private meaning(slot: number, value: number): string {
    if (value === this.dropped(slot)) return '(left out)';
    const isGlobal = slot < this.model.program.globals;
    const shown = isGlobal ? this.model.machine.values.written(value) : String(value);
    return shown.replaceAll('*/', '* /').replace(/\s+/g, ' ');
  }

  private dropped(slot: number): number {
    return this.learned.table.layout.dropped[slot];
  }

  /** What stands for a value. */
  place(slot: number, value: number): number {
    return this.domains[slot] === null ? value : this.places[slot].get(value)!;
  }

  /** The variable as C sees it. */
  private at(slot: number): string {
    return `now.${this.name(slot)}`;
  }

  /** The variable's value as the number that stands for it. */
  assign(slot: number, value: number): string {
    return `${this.name(slot)} = ${this.place(slot, value)}`;
  }

  set(slot: number, value: number): string {
    return `now.${this.assign(slot, value)};`;
  }

  /** Sets a slot to what stands for a value that was left out. */
  drop(slot: number): string {
    return this.set(slot, this.dropped(slot));
  }

  /** Raises a count by one, as a rule does; or (`isClock`) as a turn does, which a count that never began doesn't feel. */
  raise(slot: number, isClock: boolean): string[] {
    const { limit, least } = this.learned.table.layout;
    const at = this.at(slot);
    const unmoved = isClock && slot !== this.domains.length - 1 ? -1 : forgottenCount;
    const isLimited = this.domains[slot] !== null || limit[slot] <= counterSpan.to;
    const up = `${at} = ${at} + 1;`;
    const raised = isLimited
      ? either(`${at} == ${this.place(slot, limit[slot] - 1)}`, [`${at} = ${this.place(slot, least[slot])};`], [up])
      : [up];
    return either(`${at} > ${this.lastUpTo(slot, unmoved)}`, raised);
  }

  /** What stands for the greatest value up to some number. */
  private lastUpTo(slot: number, number: number): number {
    const domain = this.domains[slot];
    return domain === null ? number : domain.findLastIndex((value) => value <= number);
  }

  /** Computes a variable's new value. */
  update(number: number): string[] {
    const { slot, results } = this.learned.computed[number];
    const at = this.at(slot);
    const moves = [...results]
      .filter(([, result]) => result !== Failed)
      .map(([value, result]) => [this.place(slot, value), this.place(slot, result)] as const)
      .sort((a, b) => a[0] - b[0]);
    return choose(at, runs(at, moves), this.span(slot));
  }

  /** The function that tells whether a relation holds, by its key. */
  relation(key: number): string {
    return `relation_${relationKey - key}`;
  }

  /** Tells whether a relation holds, by its key: 0 or 1, or 2 where it isn't one of small integers. */
  relate(key: number, short: (body: string[]) => string[], values: readonly number[] = []): string[] {
    const slot = this.learned.slotsOf(key)[values.length];
    if (slot === undefined) return [`return ${holding(this.learned.related(key, values))};`];
    const cases = this.domains[slot]!.map((value, place): Case => {
      return { spans: [{ from: place, to: place }], body: short(this.relate(key, short, [...values, value])) };
    });
    return choose(this.at(slot), cases, this.span(slot), short);
  }

  /** Does what a key asks for: a slot's value, what is computed from one or several, or how many choices are on offer. */
  ask(
    key: number,
    branches: readonly { readonly answer: number; readonly body: readonly string[] }[],
    short: (body: string[]) => string[],
  ): string[] {
    if (key === offeredKey) {
      const counts = branches.map(({ answer, body }) => ({ spans: [{ from: answer, to: answer }], body }));
      return choose('now.count', counts, { from: 0, to: maxOffers }, short);
    }
    if (key <= relationKey) {
      const cases = branches.map(({ answer, body }) => {
        return { spans: [{ from: holding(answer), to: holding(answer) }], body };
      });
      return choose(`${this.relation(key)}()`, cases, { from: 0, to: 2 }, short);
    }
    const isSlot = key < this.domains.length;
    const slot = isSlot ? key : this.learned.computed[key - this.domains.length].slot;
    const cases = branches.map(({ answer, body }): Case => {
      const places = isSlot ? [this.place(slot, answer)] : this.placesWith(key - this.domains.length, answer);
      return { spans: spansOf(places), body };
    });
    return choose(this.at(slot), cases, this.span(slot), short);
  }

  /** What stands for the values with which a computation gives an answer; of an update a rule only asks whether it fails. */
  private placesWith(number: number, answer: number): number[] {
    const { slot, isUpdate, results } = this.learned.computed[number];
    return [...results]
      .filter(([, result]) => (isUpdate && result !== Failed ? 0 : result) === answer)
      .map(([value]) => this.place(slot, value))
      .sort((a, b) => a - b);
  }

  private span(slot: number): Span {
    const domain = this.domains[slot];
    return domain === null ? counterSpan : { from: 0, to: domain.length - 1 };
  }
}

/** The answer to a relation as a number for C. */
function holding(answer: number): number {
  if (answer === Failed) return 2;
  return answer === True ? 1 : 0;
}

/** What a variable comes to, for runs of values that all rise by as much or all come to the same. */
function runs(at: string, moves: readonly (readonly [from: number, to: number])[]): Case[] {
  const cases: Case[] = [];
  for (let i = 0; i < moves.length; ) {
    const [from, to] = moves[i];
    const lengthOf = (isLike: (step: number) => number): number => {
      let n = 1;
      while (moves[i + n]?.[0] === from + n && moves[i + n][1] === isLike(n)) n++;
      return n;
    };
    const [rising, same] = [lengthOf((n) => to + n), lengthOf(() => to)];
    const length = Math.max(rising, same);
    const by = to - from;
    const risen = by === 0 ? [] : [`${at} = ${at} ${by < 0 ? '-' : '+'} ${Math.abs(by)};`];
    cases.push({
      spans: [{ from, to: from + length - 1 }],
      body: length > 1 && same >= rising ? [`${at} = ${to};`] : risen,
    });
    i += length;
  }
  return cases;
}

/** The smallest type of Promela for the numbers from 0 on. */
export function typeFor(greatest: number): string {
  if (greatest < 2) return 'bit';
  if (greatest < 256) return 'byte';
  return greatest < 32768 ? 'short' : 'int';
}
