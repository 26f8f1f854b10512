import { Targets } from '../program/flow.js';
import { Branches } from './branches.js';
import { Endless, GiveUp, Refine } from './errors.js';
import { Machine } from './machine.js';
import { Moments } from './moments.js';
import { hostValues } from './player.js';
import { Returns } from './returns.js';
import { Skipping } from './skipping.js';
import { Unknowns } from './unknowns.js';
import { isForgotten, Values } from './values.js';
import { setGlobal } from './variables.js';
/** A variable that takes more values than this may hold anything, as far as is asked here; a draw of more outcomes may give anything. */
const fewValues = 8;
/** More ways than this through one stretch, and values are left open rather than tried. */
const mostGuesses = 256;
const mostSteps = 50_000;
/** So many ways are followed at a time. */
const atATime = 200;
const mostWays = 5_000;
const nothing = { told: [], asked: new Uint8Array() };
export const apart = { ...nothing, runs: 100_000, calls: 'apart' };
export const together = { ...nothing, runs: 200_000, calls: 'together' };
const nowhere = { offered: [], to: [], choices: [], waits: false, over: null, overAt: -1 };
/**
 * What may happen in a story at all: an abstraction of it that has every playthrough of the story and more. At each moment of a turn it keeps of each
 * slot its value where that is the same whichever way one comes there, and otherwise only that it is one of the values that
 * the variable ever takes, or anything (constant propagation: Wegman and Zadeck 1991, with the machine itself as the transfer function). What this never comes to, nobody can. It is small,
 * as no moment is ever told apart by the values of variables: so it is finished where the story's own states are too many.
 */
export class Possible {
    /** One byte for each address, as `StoryModel.covered` tells it: what may be executed, hold, fail, be offered. */
    covered;
    moments;
    /** For each moment, the ways on from it. */
    ways = new Map();
    ends = null;
    earlier = null;
    machine;
    branches = new Branches();
    closer;
    asked;
    /** For each address that is asked about, the moments from which it happens there. */
    happens = new Map();
    /** For each slot that moments are told apart by, the moments from which it changes. */
    changes = new Map();
    /** The values that each slot ever takes; null where they are many. */
    domains;
    /** The moments that have asked for a slot's values. */
    readers;
    skipping;
    noted = new Set();
    targets = null;
    returns;
    current = null;
    /** How many ways were followed to come to this. */
    runs = 0;
    constructor(program, kept, entries, externals, closer) {
        this.closer = closer;
        this.asked = [...closer.asked.keys()].filter((address) => closer.asked[address] !== 0);
        const values = new Values(program);
        const m = new Machine(program, { silent: true, values, externals: hostValues(values, externals) });
        this.machine = m;
        kept.least.forEach((least, slot) => {
            m.least[slot] = least;
            m.limit[slot] = least + kept.period[slot];
        });
        m.begin();
        this.covered = m.covered;
        this.moments = new Moments(m, closer.told);
        this.readers = program.slots.map(() => new Set());
        this.domains = program.slots.map(({ kind }, slot) => {
            if (kind === 'global')
                return new Set([m.slots[slot]]);
            const limit = kind === 'shuffle' ? fewValues + 1 : m.limit[slot];
            const least = kind === 'age' || kind === 'turn' ? -1 : 0;
            return limit - least > fewValues ? null : new Set(Array.from({ length: limit - least }, (_, i) => least + i));
        });
        m.onAssign = (slot, value) => this.noteValue(slot, value);
        const skipping = new Skipping(m);
        const { moments, branches } = this;
        this.returns =
            closer.calls === 'apart'
                ? null
                : new Returns(m, moments, (count) => branches.pick(count), () => this.current);
        m.guess = {
            pick: (count) => this.branches.pick(count),
            read: (slot, least) => this.read(slot, least ?? null),
            skips: (address) => closer.calls === 'apart' && skipping.call(address),
            target: () => this.target(),
            returns: this.returns,
        };
        values.unknowns = new Unknowns(program.globals, program.slots.length, (count) => this.branches.pick(count));
        this.skipping = skipping;
        this.start(entries);
    }
    /** Null where the story does something that can't be followed in this way. `kept` tells how finely counts are kept; it is mended. */
    static *of(program, kept, entries, externals, closer = apart) {
        for (let tries = 0; tries < 100; tries++) {
            try {
                const possible = new Possible(program, kept, entries, externals, closer);
                yield* possible.work();
                return possible;
            }
            catch (error) {
                if (error instanceof GiveUp || error instanceof Endless)
                    return null;
                if (!(error instanceof Refine))
                    throw error;
                if (error.need === null)
                    return null;
                kept.refine(error);
            }
        }
        return null;
    }
    noteValue(slot, value) {
        const domain = this.domains[slot];
        if (domain === null || domain.has(value))
            return;
        if (isForgotten(value) || domain.size === fewValues)
            this.domains[slot] = null;
        else
            domain.add(value);
        for (const moment of this.readers[slot])
            this.moments.wake(moment);
    }
    /** Decides which of its values a slot has whose value isn't known, where they are few. */
    read(slot, least) {
        const { slots } = this.machine;
        if (!this.moments.isUnknown(slot))
            return;
        if (this.current !== null)
            this.readers[slot].add(this.current);
        const domain = this.domains[slot];
        if (domain === null || domain.size * this.branches.ways > mostGuesses)
            return;
        const values = least === null ? [...domain] : [...domain].filter((value) => value >= least);
        slots[slot] = values[this.branches.pick(values.length)];
    }
    target() {
        const { program, pc } = this.machine;
        this.targets ??= new Targets(program);
        const all = this.targets.of(pc);
        if (all.length === 0)
            throw new GiveUp('a divert to nowhere');
        return all[this.branches.pick(all.length)];
    }
    start(entries) {
        const m = this.machine;
        const first = m.slots.slice();
        for (const entry of entries) {
            m.slots.set(first);
            m.forceEnd();
            m.safeExit = false;
            if (entry.path === '')
                m.pc = m.program.start;
            else {
                for (const [name, value] of Object.entries(entry.sets)) {
                    const slot = m.program.slots.findIndex((s) => s.kind === 'global' && s.name === name);
                    const given = [...hostValues(m.values, new Map([[name, [value]]])).get(name)][0];
                    setGlobal(m, slot, given);
                }
                m.go(m.program.containers[m.program.paths.get(entry.path)].start, true);
            }
            this.moments.arrive('start', null, []);
        }
    }
    *work() {
        for (let moment = this.moments.next(); moment !== null; moment = this.moments.next()) {
            this.current = moment;
            const ways = [];
            do {
                if (this.runs % atATime === 0)
                    yield;
                if (++this.runs > this.closer.runs || ways.length > mostWays)
                    throw new GiveUp('too many ways');
                ways.push(this.watched(moment));
                for (const { address, message } of this.machine.warnings)
                    this.noted.add(`${address} ${message}`);
            } while (this.branches.next());
            this.ways.set(moment, ways);
        }
        this.current = null;
        this.forgetTakenBack();
    }
    /** What is put on offer but taken back in the same turn, each time, is not offered. */
    forgetTakenBack() {
        const { choices } = this.machine.program;
        const waiting = new Set([...this.moments.all].flatMap(({ kind, chosen }) => (kind === 'choice' ? [chosen.point] : [])));
        choices.forEach(({ address, isFallback }, point) => {
            if (!isFallback && !waiting.has(point))
                this.covered[address] &= ~8;
        });
    }
    /** What the runtime may warn of, as `StoryModel.warned` names it; null where it may be anything. */
    get warnings() {
        return this.skipping.passed ? null : this.noted;
    }
    get values() {
        return this.machine.values;
    }
    /** How many of the slots hold variables: they come first. */
    get globals() {
        return this.machine.program.globals;
    }
    /** Where the story may be over. */
    get overAt() {
        this.ends ??= new Set([...this.ways.values()].flatMap((ways) => ways.flatMap(({ over, overAt }) => (over === null ? [] : [overAt]))));
        return this.ends;
    }
    /** The slots that were read at a moment without being known. */
    undecidedAt(moment) {
        return this.readers.flatMap((readers, slot) => readers.has(moment) && this.domains[slot]?.size !== 1 ? [slot] : []);
    }
    /** For each moment those just before it: in the same turn, or before a choice where it was offered. */
    before() {
        if (this.earlier !== null)
            return this.earlier;
        const before = new Map();
        const offerers = new Map();
        for (const [moment, ways] of this.ways) {
            for (const { to, offered } of ways) {
                for (const next of to)
                    note(before, next, moment);
                for (const offer of offered)
                    note(offerers, offer, moment);
            }
        }
        for (const moment of this.moments.all) {
            if (moment.kind === 'choice')
                before.set(moment, offerers.get(moment.offer) ?? new Set());
        }
        this.earlier = before;
        return before;
    }
    /** Takes one way on from a moment, and notes what is asked about. */
    watched(moment) {
        const { covered, asked, machine: m } = this;
        const before = asked.map((address) => covered[address]);
        for (const address of asked)
            covered[address] = 0;
        const way = this.run(moment);
        asked.forEach((address, i) => {
            if ((covered[address] & this.closer.asked[address]) !== 0)
                note(this.happens, address, moment);
            covered[address] |= before[i];
        });
        for (const slot of this.closer.told)
            if (m.slots[slot] !== moment.slots[slot])
                note(this.changes, slot, moment);
        return way;
    }
    /** Takes one way on from a moment: to the first moment after something was decided, or to the end of the turn. */
    run(moment) {
        const m = this.machine;
        this.moments.restore(moment);
        if (this.returns !== null)
            this.returns.hasReturned = false;
        try {
            if (moment.chosen !== null)
                m.choose(moment.chosen, moment.kind === 'choice');
            while (m.pc >= 0) {
                m.step();
                if (m.steps > mostSteps)
                    throw new GiveUp('a long turn');
                if (this.branches.asked && m.pc >= 0 && (this.moments.isPlain() || this.returns?.hasReturned === true))
                    break;
            }
        }
        catch (error) {
            m.fail(error);
            return { ...nowhere, over: m.rest, overAt: m.restAt };
        }
        const offers = m.offers.map((offer) => this.moments.offerNumber(offer));
        const visible = offers.filter((offer) => !this.moments.isFallback(offer));
        if (m.pc >= 0)
            return { ...nowhere, offered: visible, to: [this.moments.arrive('turn', moment, offers)] };
        if (m.threads.length > 0)
            throw new GiveUp('a thread left over at the end of a turn');
        if (m.rest === 'end')
            return { ...nowhere, over: 'end', overAt: m.restAt };
        return this.endTurn(moment, offers, visible);
    }
    /** The end of a turn: it waits, goes on with a fallback choice, or the story is over, whichever may be. */
    endTurn(moment, offers, visible) {
        const m = this.machine;
        const { moments } = this;
        const table = [...new Set([...moment.table, ...offers])];
        const shown = table.filter((offer) => !moments.isFallback(offer));
        const to = [];
        const choices = shown.map((offer) => moments.choose('choice', offer));
        const maySeeNone = moment.maySeeNone && visible.length === 0;
        if (maySeeNone)
            for (const offer of table)
                if (moments.isFallback(offer))
                    to.push(moments.choose('fallback', offer));
        let over = null;
        if (moment.mayHaveNone && offers.length === 0) {
            m.offers = [];
            m.comeToRest();
            over = m.rest;
        }
        return { offered: visible, to, choices, waits: shown.length > 0, over, overAt: m.restAt };
    }
}
function note(map, key, noted) {
    const known = map.get(key);
    if (known === undefined)
        map.set(key, new Set([noted]));
    else
        known.add(noted);
}
