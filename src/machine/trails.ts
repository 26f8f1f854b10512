import type { Apart } from './apart.ts';
import { Ints } from './ints.ts';

/** Stands in a trail for the turn that is counted when a choice is made. */
export const countsTurn = -1;

/** Asides that ask for some slots or a part of them, by where they begin. */
export interface Group {
  readonly slots: ReadonlySet<number>;
  readonly asides: ReadonlySet<number>;
}

/**
 * Of each step of an exploration the rules by which it was taken, as far as they do or ask something that matters to asides: its trail. Steps
 * have trails in common, which are numbered; number 0 is the empty one.
 */
export class Trails {
  readonly all: (readonly number[])[] = [[]];
  /** For each trail, by the rule that goes on from it, the longer one. */
  private readonly longer: (Map<number, number> | undefined)[] = [];
  readonly apart: Apart;
  private readonly open: ReadonlySet<number>;
  private readonly clocks: readonly number[];
  private readonly passesTurns: boolean;
  /** The trails that change each slot that matters, those that ask each aside, and of how many trails that is known. */
  private readonly changing = new Map<number, number[]>();
  private readonly asking = new Map<number, number[]>();
  private indexed = 0;
  private readonly matters = new Map<number, boolean>();
  /** Trails of steps, those from a state one after another; and for each state where they begin, plus one. */
  private readonly noted = new Ints();
  private readonly from = new Ints();

  /** `open` are the slots that matter, `clocks` those that count turns. */
  constructor(apart: Apart, open: ReadonlySet<number>, clocks: readonly number[]) {
    this.apart = apart;
    this.open = open;
    this.clocks = clocks;
    this.passesTurns = clocks.some((slot) => open.has(slot));
  }

  /** The steps that follow are those from a state. */
  begin(state: number): void {
    const { from } = this;
    if (from.length <= state) from.extend(state + 1 - from.length);
    from.data[state] = this.noted.length + 1;
  }

  /** Notes the rules of the next step from the state. */
  note(rules: readonly number[], beginsTurn: boolean): void {
    let trail = beginsTurn && this.passesTurns ? this.extended(0, countsTurn) : 0;
    for (const rule of rules) if (this.doesMatter(rule)) trail = this.extended(trail, rule);
    this.noted.push(trail);
  }

  /** The steps from a state can't be told by rules. */
  giveUp(state: number): void {
    if (state < this.from.length) this.from.data[state] = 0;
  }

  /** The trail of a step from a state; -1 where it wasn't noted. */
  at(state: number, step: number): number {
    const from = state < this.from.length ? this.from.data[state] : 0;
    return from === 0 ? -1 : this.noted.data[from - 1 + step];
  }

  /**
   * The asides that were passed over in some step, by the slots that they ask for. What happens to a slot depends on no other one, so each aside can be
   * looked at with its own slots alone; one that asks for a part of what another asks for goes with that.
   */
  groups(): readonly Group[] {
    const rules = [...new Set(this.all.flat())];
    const asides = new Map(rules.flatMap((rule) => this.apart.asksOf(rule).map(({ aside }) => [aside.start, aside])));
    const groups: { readonly slots: Set<number>; readonly asides: Set<number> }[] = [];
    for (const { start, open } of [...asides.values()].sort((x, y) => y.open.length - x.open.length)) {
      const group = groups.find(({ slots }) => open.every((slot) => slots.has(slot)));
      if (group === undefined) groups.push({ slots: new Set(open), asides: new Set([start]) });
      else group.asides.add(start);
    }
    return groups;
  }

  /** For each trail 1 if it changes a slot of a group, or asks one of its asides. */
  concerning({ slots, asides }: Group): Uint8Array {
    for (; this.indexed < this.all.length; this.indexed++) this.index(this.indexed);
    const concerns = new Uint8Array(this.all.length);
    for (const slot of slots) for (const trail of this.changing.get(slot) ?? []) concerns[trail] = 1;
    for (const aside of asides) for (const trail of this.asking.get(aside) ?? []) concerns[trail] = 1;
    return concerns;
  }

  private index(trail: number): void {
    const note = (to: Map<number, number[]>, key: number): void => {
      const trails = to.get(key);
      if (trails === undefined) to.set(key, [trail]);
      else trails.push(trail);
    };
    for (const rule of this.all[trail]) {
      for (const slot of rule === countsTurn ? this.clocks : this.apart.changedBy(rule))
        if (this.open.has(slot)) note(this.changing, slot);
      for (const { aside } of rule === countsTurn ? [] : this.apart.asksOf(rule)) note(this.asking, aside.start);
    }
  }

  private doesMatter(rule: number): boolean {
    let matters = this.matters.get(rule);
    if (matters === undefined) {
      const { apart, open } = this;
      matters = apart.asksOf(rule).length > 0 || apart.changedBy(rule).some((slot) => open.has(slot));
      this.matters.set(rule, matters);
    }
    return matters;
  }

  private extended(trail: number, rule: number): number {
    const longer = (this.longer[trail] ??= new Map());
    let number = longer.get(rule);
    if (number === undefined) {
      number = this.all.push([...this.all[trail], rule]) - 1;
      longer.set(rule, number);
    }
    return number;
  }
}
