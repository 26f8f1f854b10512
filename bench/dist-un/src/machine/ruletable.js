import { Ints } from './ints.js';
/** The parts of a rule, by their offsets in `RuleTable.records`; what it does follows. */
export const RulePart = {
    /** The stretch that follows, or -1 where the turn ends. */
    Next: 0,
    /** At a draw: the number of the interrupted turn, else -1. */
    Middle: 1,
    /** What is left on the evaluation stack, by number. */
    Stack: 2,
    /** Which table of `fallbacks` tells how the turn goes on where only a fallback choice is on offer. */
    Fallbacks: 3,
    /** How the story is over if nothing is on offer, or (1 at `Always`) whatever is: kind, address, message. */
    Always: 4,
    Over: 5,
    /** How many integers follow: values that are set (slot, value …), counts that are raised (a slot as often as it is), updates (computations), and choices that are offered. */
    Sets: 8,
    Raises: 9,
    Updates: 10,
    Offers: 11,
    /** The rule's number. */
    Number: 12,
    Length: 13,
};
/** The parts of a computation in `RuleTable.computations`: its slot, where its results for other than near values are, whether it is an update. */
export const ComputationPart = { Slot: 0, Far: 1, IsUpdate: 2, Length: 3 };
/** The parts of a choice in `RuleTable.offers`: the stretch that begins with it or -1, and whether it is a fallback. */
export const OfferPart = { Stretch: 0, IsFallback: 1, Length: 2 };
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
    'offers',
    'offerRows',
    'draws',
    'middleRows',
    'fallbacks',
];
/**
 * All that was learned of a story's turns, as flat arrays of integers, so that a step can be repeated without the machine, and on other
 * threads.
 */
export class RuleTable {
    layout;
    /** Decision trees and other maps from integers to integers: see `Decisions`. */
    code = new Ints();
    /** The tree of each stretch of a turn; its leaves are rules. */
    trees = new Ints();
    /** Rules (see `RulePart`), and outcomes of draws: how many, then each outcome with the stretch that goes on from it, or -1. */
    records = new Ints();
    computations = new Ints();
    /** For each computation its results for the values 0 … near - 1. */
    near = new Ints();
    /** Results for other values, found by way of `code`. */
    far = new Ints();
    offers = new Ints();
    /** What is live if a choice is taken. */
    offerRows = new Ints();
    /** For each interrupted turn the tree that tells the outcomes of its draw; and what is live in it. */
    draws = new Ints();
    middleRows = new Ints();
    /** Maps from a fallback choice to the stretch that goes on with it. */
    fallbacks = new Ints();
    constructor(layout) {
        this.layout = layout;
        this.code.push(0); // nowhere
    }
    addOffer(row, isFallback) {
        this.offers.append([-1, isFallback ? 1 : 0]);
        this.offerRows.append(row);
    }
    addMiddle(row) {
        this.draws.push(0);
        this.middleRows.append(row);
    }
}
