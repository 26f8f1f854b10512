import type { Story } from '../../src/languages/ink/inkjs.ts';
import { type ChanceRequest, ForcedOutcomeError, Oracle, type TextAndTags, type TurnRecord } from './oracle.ts';

/** A situation of a story with a cast, as the official runtime tells it. */
interface Situation {
  readonly offers: readonly { readonly move: string; readonly willing: boolean; readonly targets: readonly number[] }[];
  /** Whether the story has come to an ending. */
  readonly ended: boolean;
}

/** What a search by the official runtime says of standoffs and livelocks, state by state, found in the plainest way. */
export interface NaiveCast {
  /** For each kind of standoff (its moves, in order) how many moves lead there at least: as they will, or -1, and by any moves. */
  readonly standoffs: ReadonlyMap<string, { readonly willed: number; readonly any: number }>;
  /** Whether there is any circle of willing moves without an ending that no willing move leads out of. */
  readonly livelocks: boolean;
  /** Whether after a playthrough there are willing moves for ever, whatever is done, and none of them ends the story. */
  goesRound(choices: readonly number[], outcomes: readonly (readonly number[])[]): boolean;
  /** The smallest collections of moves against somebody's will that lead out, after a playthrough given by its choices and draws. */
  waysOut(choices: readonly number[], outcomes: readonly (readonly number[])[]): string[];
}

class Ask extends ForcedOutcomeError {
  readonly request: ChanceRequest;
  constructor(request: ChanceRequest) {
    super('chance has to decide');
    this.request = request;
  }
}

/** For stories in which variables and choices on offer are all there is to a situation. Null where there are too many situations. */
export function searchCast(story: Story, most: number): NaiveCast | null {
  const search = new Search(story);
  return search.run(most) ? search : null;
}

class Search implements NaiveCast {
  readonly standoffs = new Map<string, { willed: number; any: number }>();
  private readonly circling = new Set<number>();
  private readonly story: Story;
  private readonly numbers = new Map<string, number>();
  private readonly saves: string[] = [];
  private readonly situations: Situation[] = [];
  private start: number[] = [];

  constructor(story: Story) {
    this.story = story;
  }

  run(most: number): boolean {
    this.start = this.follow(null, -1);
    for (let n = 0; n < this.saves.length; n++) {
      if (n > most) return false;
      const { offers } = this.situations[n];
      offers.forEach((offer, i) => {
        (offer.targets as number[]).push(...this.follow(this.saves[n], i));
      });
    }
    this.judge();
    return true;
  }

  /** Where a choice leads, with every outcome of chance. */
  private follow(saved: string | null, choice: number): number[] {
    const found: number[] = [];
    const todo: number[][] = [[]];
    for (let outcomes = todo.pop(); outcomes !== undefined; outcomes = todo.pop()) {
      const played = this.play(saved, choice, outcomes);
      if (!(played instanceof Ask)) found.push(played);
      else if (played.request.kind === 'random')
        for (let n = played.request.low; n <= played.request.high; n++) todo.push([...outcomes, n]);
    }
    return [...new Set(found)];
  }

  private play(saved: string | null, choice: number, outcomes: readonly number[]): number | Ask {
    let used = 0;
    const chance = (request: ChanceRequest): unknown => {
      if (used === outcomes.length) throw new Ask(request);
      return outcomes[used++];
    };
    const oracle = new Oracle(this.story, { chance });
    if (saved !== null) oracle.load(saved);
    if (choice >= 0) oracle.choose(choice);
    try {
      return this.note(oracle, oracle.turn());
    } catch (error) {
      if (error instanceof Ask) return error;
      throw error;
    }
  }

  private note(oracle: Oracle, turn: TurnRecord): number {
    const saved = oracle.save();
    const { variablesState } = JSON.parse(saved) as { variablesState: unknown };
    const ended = turn.choices.length === 0 && turn.errors.length === 0;
    const key = JSON.stringify([variablesState, turn.choices, ended]);
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    this.numbers.set(key, this.saves.length);
    this.saves.push(saved);
    const offers = turn.choices.map((choice) => ({ ...actor(choice), targets: [] }));
    return this.situations.push({ offers, ended }) - 1;
  }

  private judge(): void {
    const hope = this.leadingTo((n) => this.situations[n].ended, false);
    const open = this.leadingTo((n) => this.situations[n].ended, true);
    const willed = this.distances(true);
    const any = this.distances(false);
    this.situations.forEach(({ offers }, n) => {
      if (!hope.has(n) || offers.length === 0 || offers.some(({ willing }) => willing)) return;
      const key = movesOf([this.situations[n]]);
      const before = this.standoffs.get(key) ?? { willed: -1, any: any[n] };
      const here = willed[n];
      const least = here < 0 ? before.willed : before.willed < 0 ? here : Math.min(here, before.willed);
      this.standoffs.set(key, { willed: least, any: Math.min(before.any, any[n]) });
    });
    const reach = this.situations.map((_, n) => this.reachable(n, (m) => hope.has(m) && !open.has(m)));
    for (const n of this.situations.keys())
      if (reach[n].has(n) && [...this.reachable(n, () => true)].every((m) => reach[m].has(n))) this.circling.add(n);
  }

  /** The situations from which moves (willing ones only, if asked) lead to those of a kind. */
  private leadingTo(goal: (n: number) => boolean, willingOnly: boolean): Set<number> {
    const found = new Set([...this.situations.keys()].filter(goal));
    for (let before = -1; before !== found.size; ) {
      before = found.size;
      this.situations.forEach(({ offers }, n) => {
        if (offers.some((o) => (o.willing || !willingOnly) && o.targets.some((target) => found.has(target))))
          found.add(n);
      });
    }
    return found;
  }

  /** What willing moves lead to from a situation, by one move or more, all of it within `inside`. */
  private reachable(from: number, inside: (n: number) => boolean): Set<number> {
    const found = new Set<number>();
    if (!inside(from)) return found;
    const todo = [from];
    for (let n = todo.pop(); n !== undefined; n = todo.pop()) {
      for (const { willing, targets } of this.situations[n].offers) {
        for (const target of willing ? targets : []) {
          if (!inside(target) || found.has(target)) continue;
          found.add(target);
          todo.push(target);
        }
      }
    }
    return found;
  }

  private distances(willingOnly: boolean): number[] {
    const distance: number[] = this.situations.map(() => -1);
    for (const n of this.start) distance[n] = 0;
    const todo = [...this.start];
    for (const n of todo) {
      for (const { willing, targets } of this.situations[n].offers) {
        for (const target of willing || !willingOnly ? targets : []) {
          if (distance[target] >= 0) continue;
          distance[target] = distance[n] + 1;
          todo.push(target);
        }
      }
    }
    return distance;
  }

  get livelocks(): boolean {
    return this.circling.size > 0;
  }

  goesRound(choices: readonly number[], outcomes: readonly (readonly number[])[]): boolean {
    const here = this.after(choices, outcomes);
    return [here, ...this.reachable(here, () => true)].every((n) => {
      const { offers, ended } = this.situations[n];
      return !ended && offers.some(({ willing }) => willing);
    });
  }

  private after(choices: readonly number[], outcomes: readonly (readonly number[])[]): number {
    let at = this.play(null, -1, outcomes[0] ?? []);
    choices.forEach((choice, i) => {
      at = this.play(this.saves[at as number], choice, outcomes[i + 1] ?? []);
    });
    return at as number;
  }

  waysOut(choices: readonly number[], outcomes: readonly (readonly number[])[]): string[] {
    const open = this.leadingTo((n) => this.situations[n].ended, true);
    const safe = (n: number): boolean => open.has(n) && [...this.reachable(n, () => true)].every((m) => open.has(m));
    const found = new Map<string, { moves: string[]; certain: boolean }>();
    const seen = new Set<string>();
    const walk = (n: number, made: readonly string[]): void => {
      const key = `${n} ${made.join('|')}`;
      if (seen.has(key)) return;
      seen.add(key);
      for (const { move, willing, targets } of this.situations[n].offers) {
        for (const target of targets) {
          if (willing) walk(target, made);
          else if (made.length < 3) {
            const then = [...made, move].sort();
            const certain = targets.every(safe) || (found.get(then.join())?.certain ?? false);
            if (open.has(target)) found.set(then.join(), { moves: then, certain });
            else walk(target, then);
          }
        }
      }
    };
    walk(this.after(choices, outcomes), []);
    const all = [...found.values()];
    const smallest = all.filter(
      ({ moves }) => !all.some((other) => other.moves !== moves && within(other.moves, moves)),
    );
    return smallest.map(({ moves, certain }) => `${moves.join(' + ')}${certain ? ' !' : ''}`).sort();
  }
}

function within(part: readonly string[], whole: readonly string[]): boolean {
  const left = [...whole];
  return part.every((each) => {
    const at = left.indexOf(each);
    return at >= 0 && left.splice(at, 1).length === 1;
  });
}

function movesOf(situations: readonly Situation[]): string {
  return [...new Set(situations.flatMap(({ offers }) => offers.map(({ move }) => move)))].sort().join(', ');
}

/** Who makes a choice, read off its tags by hand. */
function actor({ text, tags }: TextAndTags): { readonly move: string; readonly willing: boolean } {
  let by = 'the reader';
  let willing = true;
  for (const tag of tags) {
    if (tag.startsWith('by:')) by = tag.slice(3).trim();
    if (tag.startsWith('will:')) willing &&= !['false', '0', ''].includes(tag.slice(5).trim());
  }
  return { move: `${by}: ${text}`, willing: by === 'the reader' || willing };
}
