import { Unknown } from '../machine/answers.js';
import { ComputationPart, near, OfferPart, RulePart } from '../machine/ruletable.js';
export const isLeaf = (tree) => tree !== null && 'leaf' in tree;
/** Reads what was learned of a story out of its flat arrays. */
export class Learned {
    table;
    /** The tree of each stretch; its leaves are rules. */
    stretches;
    /** For each interrupted turn the tree whose leaves are records of outcomes. */
    draws;
    computed;
    known = new Map();
    constructor(table) {
        this.table = table;
        const { trees, draws, computations } = table;
        this.stretches = Array.from(trees.data.subarray(0, trees.length), (at) => this.tree(at));
        this.draws = Array.from(draws.data.subarray(0, draws.length), (at) => this.tree(at));
        this.computed = Array.from({ length: computations.length / ComputationPart.Length }, (_, number) => this.computation(number));
    }
    tree(at) {
        if (at === 0)
            return null;
        if (at < 0)
            return { leaf: ~at };
        return { key: this.table.code.data[at], branches: this.branches(at).map(([value, to]) => [value, this.tree(to)]) };
    }
    /** The entries of a node, or of a map, in ascending order. */
    branches(at) {
        const { data } = this.table.code;
        const found = [];
        for (let entry = at + 3; entry <= at + 3 + 2 * data[at + 1]; entry += 2)
            if (data[entry + 1] !== 0)
                found.push([data[entry], data[entry + 1]]);
        return found.sort((a, b) => a[0] - b[0]);
    }
    /** The entries of a map. */
    map(at) {
        return at === 0 ? [] : this.branches(at).map(([value, to]) => [value, ~to]);
    }
    computation(number) {
        const { computations, near: nearResults, far } = this.table;
        const at = number * ComputationPart.Length;
        const results = new Map();
        for (let value = 0; value < near; value++)
            results.set(value, nearResults.data[number * near + value]);
        for (const [value, index] of this.map(computations.data[at + ComputationPart.Far]))
            results.set(value, far.data[index]);
        for (const [value, result] of results)
            if (result === Unknown)
                results.delete(value);
        return {
            slot: computations.data[at + ComputationPart.Slot],
            isUpdate: computations.data[at + ComputationPart.IsUpdate] === 1,
            results,
        };
    }
    rule(at) {
        let rule = this.known.get(at);
        if (rule === undefined)
            this.known.set(at, (rule = this.readRule(at)));
        return rule;
    }
    readRule(at) {
        const { data } = this.table.records;
        const part = (which) => data[at + which];
        let from = at + RulePart.Length;
        const take = (count) => Array.from(data.subarray(from, (from += count)));
        const flat = take(part(RulePart.Sets));
        return {
            next: part(RulePart.Next),
            middle: part(RulePart.Middle),
            stack: part(RulePart.Stack),
            fallbacks: part(RulePart.Fallbacks),
            always: part(RulePart.Always) === 1,
            over: [part(RulePart.Over), part(RulePart.Over + 1), part(RulePart.Over + 2)],
            sets: Array.from({ length: flat.length / 2 }, (_, i) => [flat[2 * i], flat[2 * i + 1]]),
            raises: take(part(RulePart.Raises)),
            updates: take(part(RulePart.Updates)),
            offers: take(part(RulePart.Offers)),
        };
    }
    /** All rules. */
    *rules() {
        for (const tree of this.stretches)
            for (const leaf of leaves(tree))
                yield this.rule(leaf);
    }
    /** The slots that are live if a choice is taken. */
    liveForOffer(offer) {
        return this.row(this.table.offerRows.data, offer);
    }
    /** The slots that are live in an interrupted turn. */
    liveInMiddle(middle) {
        return this.row(this.table.middleRows.data, middle);
    }
    row(data, which) {
        const { words, slotOfBit } = this.table.layout;
        const live = new Set();
        slotOfBit.forEach((slot, bit) => {
            if (slot >= 0 && (data[which * words + (bit >> 5)] & (1 << (bit & 31))) !== 0)
                live.add(slot);
        });
        return live;
    }
    /** How many choices have a number. */
    get offers() {
        return this.table.offers.length / OfferPart.Length;
    }
    /** The stretch that begins with a choice, or -1. */
    stretchOf(offer) {
        return this.table.offers.data[offer * OfferPart.Length + OfferPart.Stretch];
    }
    isFallback(offer) {
        return this.table.offers.data[offer * OfferPart.Length + OfferPart.IsFallback] === 1;
    }
    outcomes(record) {
        const { data } = this.table.records;
        return Array.from({ length: data[record] }, (_, i) => ({
            outcome: data[record + 1 + 2 * i],
            stretch: data[record + 2 + 2 * i],
        }));
    }
}
/** The leaves of a tree. */
export function* leaves(tree) {
    if (isLeaf(tree))
        yield tree.leaf;
    else
        for (const [, branch] of tree?.branches ?? [])
            yield* leaves(branch);
}
/** All that a tree asks for, each with the answers it knows. */
export function* nodes(tree) {
    if (tree === null || isLeaf(tree))
        return;
    yield tree;
    for (const [, branch] of tree.branches)
        yield* nodes(branch);
}
