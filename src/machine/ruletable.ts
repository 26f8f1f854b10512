import { Ints } from './ints.ts';

/** What is fixed about the states of a story. */
export interface Layout {
  /** Values of slots at the beginning, and what stands in those that a state leaves out. */
  readonly initial: Int32Array;
  readonly dropped: Int32Array;
  /** A count that comes to its limit goes on from its least value again. */
  readonly least: Int32Array;
  readonly limit: Int32Array;
  /** Slots that count turns, and those kept where the story is over. */
  readonly clocks: Int32Array;
  readonly whenOver: Int32Array;
  /** How many integers have a bit for each slot. */
  readonly words: number;
  /** Whether states leave anything out. */
  readonly dead: boolean;
}

/** The parts of a rule, by their offsets in `RuleTable.records`; what it does follows. */
export const RulePart = {
  /** The stretch that follows, or -1 where the turn ends. */
  Next: 0,
  /** At a draw: the number of the interrupted turn, or (below -1) -2 - that of a template for it; else -1. */
  Middle: 1,
  /** What is left on the evaluation stack, by number. */
  Stack: 2,
  /** Which table of `fallbacks` tells how the turn goes on where only a fallback choice is on offer. */
  Fallbacks: 3,
  /** How the story is over if nothing is on offer, or (1 at `Always`) whatever is: kind, address, message. */
  Always: 4,
  Over: 5,
  /** The calls that wait from then on: the same (-1), none (-2), or those of a template. */
  Calls: 8,
  /**
   * How many integers follow: values that are set (slot, value …), counts that are raised (a slot as often as it is), updates (computations), and
   * choices that are offered: each by its number, or as ~ a template.
   */
  Sets: 9,
  Raises: 10,
  Updates: 11,
  Offers: 12,
  /** The rule's number. */
  Number: 13,
  Length: 14,
} as const;
/** What `RulePart.Calls` says where the same calls go on waiting, and where none do. */
export const [sameCalls, noMoreCalls] = [-1, -2];

/** The parts of a computation in `RuleTable.computations`: its slot, where its results for other than near values are, whether it is an update. */
export const ComputationPart = { Slot: 0, Far: 1, IsUpdate: 2, Length: 3 } as const;
/**
 * The parts of a choice in `RuleTable.offers`: the stretch that begins with it or -1, whether it is a fallback, the calls that wait, and the first of the
 * choices up to it that are alike in being fallbacks or not and in what is live if they are taken.
 */
export const OfferPart = { Stretch: 0, IsFallback: 1, Calls: 2, Alike: 3, Length: 4 } as const;
/** The parts of calls in `RuleTable.calls`: those below the one on top, and the content of that one. */
export const CallPart = { Below: 0, Content: 1, Length: 2 } as const;
/** The parts of an interrupted turn in `RuleTable.middles`: the draw in `RuleTable.draws` that it waits for, and the calls that wait. */
export const MiddlePart = { Draw: 0, Calls: 1, Length: 2 } as const;

/** The content of the call that waits so many calls below the one on top. */
export function contentBelow({ calls: { data } }: RuleTable, calls: number, index: number): number {
  let below = calls;
  for (let i = 0; i < index; i++) below = data[below * CallPart.Length + CallPart.Below];
  return data[below * CallPart.Length + CallPart.Content];
}

/** Results of computations for values below this lie in an array. */
export const near = 512;

/** The arrays of a `RuleTable`. */
export const arrayNames = [
  'code',
  'trees',
  'records',
  'computations',
  'near',
  'far',
  'relations',
  'offers',
  'offerRows',
  'draws',
  'middles',
  'middleRows',
  'calls',
  'templates',
  'fallbacks',
] as const;

export type ArrayName = (typeof arrayNames)[number];

/**
 * All that was learned of a story's turns, as flat arrays of integers, so that a step can be repeated without the machine, and on other
 * threads.
 */
export class RuleTable {
  readonly layout: Layout;
  /** Decision trees and other maps from integers to integers: see `Decisions`. */
  readonly code = new Ints();
  /** The tree of each stretch of a turn; its leaves are rules. */
  readonly trees = new Ints();
  /** Rules (see `RulePart`), and outcomes of draws: how many, then each outcome with the stretch that goes on from it, or -1. */
  readonly records = new Ints();
  readonly computations = new Ints();
  /** For each computation its results for the values 0 … near - 1. */
  readonly near = new Ints();
  /** Results for other values, found by way of `code`. */
  readonly far = new Ints();
  /** Comparisons of several slots, each: how many integers follow, then its terms (see `Relations`). */
  readonly relations = new Ints();
  readonly offers = new Ints();
  /** What is live if a choice is taken: a bit for each slot. */
  readonly offerRows = new Ints();
  /** For each draw the tree that tells its outcomes. */
  readonly draws = new Ints();
  /** Interrupted turns, and what is live in them. */
  readonly middles = new Ints();
  readonly middleRows = new Ints();
  /** Maps from a fallback choice to the stretch that goes on with it. */
  readonly fallbacks = new Ints();
  /** Calls that wait: see `Calls`. */
  readonly calls = new Ints();
  /** What comes of a rule depending on the calls that wait, by number: for each a map from those to choices, interrupted turns or calls. */
  readonly templates = new Ints();

  constructor(layout: Layout) {
    this.layout = layout;
    this.code.push(0); // nowhere
  }

  addOffer(row: Int32Array, isFallback: boolean, calls: number, stretch: number): void {
    const number = this.offers.length / OfferPart.Length;
    const before = (number - 1) * OfferPart.Length;
    const { data } = this.offers;
    const isAlike =
      number > 0 && (data[before + OfferPart.IsFallback] === 1) === isFallback && this.isRowOf(number - 1, row);
    this.offers.append([stretch, isFallback ? 1 : 0, calls, isAlike ? data[before + OfferPart.Alike] : number]);
    this.offerRows.append(row);
  }

  private isRowOf(offer: number, row: Int32Array): boolean {
    for (let w = 0; w < row.length; w++) if (this.offerRows.data[offer * row.length + w] !== row[w]) return false;
    return true;
  }

  addMiddle(row: Int32Array, draw: number, calls: number): void {
    if (draw === this.draws.length) this.draws.push(0);
    this.middles.append([draw, calls]);
    this.middleRows.append(row);
  }

  addCall(below: number, content: number): void {
    this.calls.append([below, content]);
  }
}
