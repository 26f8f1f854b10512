import { countOutcomes, outcomeAt } from './chance.js';
import { Decisions } from './decisions.js';
import { Endless } from './errors.js';
import { maxCalls } from './machine.js';
import { keyOf } from './output.js';
import { Recorder } from './recorder.js';
import { Repeater } from './repeater.js';
import { OfferPart } from './ruletable.js';
import { Situations } from './situations.js';
/** Turns after which it is looked at whether learning pays: it doesn't where much of each had to be learned, twice in a row. */
const trial = 1024;
const much = 1 / 3;
/** A draw of more outcomes than this isn't followed whole. */
export const maxOutcomes = 100_000;
const goesOn = { next: -1, middle: -1, stack: 0, always: false, over: [0, 0, 0] };
/**
 * Learns what turns do. A turn is cut into stretches, each ending where the machine has read something of the state and stands between two statements.
 * A stretch is executed once for all states that are alike in what it reads, and repeated from memory after that (see `Repeater`). Learning
 * stretches and not whole turns keeps rules few where a turn asks many independent questions, as a hub of choices does.
 */
export class Rules {
    repeater;
    /** How many rules were learned. */
    size = 0;
    /** What the runtime warned of in the last turn, if it wasn't known yet. */
    warnings = [];
    /** Of outcomes that aren't all alike, by their record in the table, how many each stands for. */
    weights = new Map();
    /** The asides that a rule passes over. */
    asks = new Map();
    machine;
    codec;
    situations;
    recorder;
    decisions;
    /** How to begin each stretch. */
    begins = [];
    afterDraw = new Map();
    afterSituation = [];
    /** What a turn that goes on with a fallback choice takes over from before, each combination once. */
    carried = [];
    carriedNumbers = new Map();
    /** Null where nobody listens. */
    narration;
    onDraw;
    /** Turns and newly learned rules in this trial, and how many of the last trials were in vain. */
    turns = 0;
    learned = 0;
    vain = 0;
    /** What was learned in the last trial. */
    news = trial;
    /** `onDraw` is told of every draw whose outcomes are learned. */
    constructor(machine, codec, narration, onDraw) {
        this.machine = machine;
        this.narration = narration;
        this.codec = codec;
        this.onDraw = onDraw;
        this.situations = new Situations(machine);
        this.recorder = new Recorder(machine, codec.table);
        this.decisions = new Decisions(codec.table.code);
        this.repeater = new Repeater(codec.table, machine.slots, codec.bytes, this.recorder.computations, this, narration);
    }
    /** Whether hardly anything new was learned lately. */
    get settled() {
        return this.news < trial / 50;
    }
    /** Must be asked once for each turn: whether turns repeat often enough for learning them. */
    pays() {
        if (this.vain === 2)
            return false;
        if (++this.turns < trial)
            return true;
        this.vain = this.learned > this.repeater.stretches * much ? this.vain + 1 : 0;
        this.repeater.stretches = 0;
        this.news = this.learned;
        this.turns = 0;
        this.learned = 0;
        return true;
    }
    choice(offer) {
        const { canon, table, asksTurnBy } = this.codec;
        const begin = () => {
            this.machine.turnBy = asksTurnBy ? canon.offers[offer].by : -1;
            this.machine.choose(canon.offers[offer], false);
        };
        return (table.offers.data[offer * OfferPart.Length + OfferPart.Stretch] = this.addStretch(begin));
    }
    /** A fallback choice that is taken because nothing else is on offer goes on in the same turn. */
    fallback(offer, fallbacks) {
        const { canon, table } = this.codec;
        const stretch = this.addStretch(() => {
            const { output, ...flags } = this.carried[fallbacks];
            Object.assign(this.machine, flags);
            this.machine.output.restore(output);
            this.machine.choose(canon.offers[offer], false);
        });
        table.fallbacks.data[fallbacks] = this.decisions.map(table.fallbacks.data[fallbacks], offer, stretch);
        return stretch;
    }
    draw(middle, outcome) {
        const key = `${middle},${outcome}`;
        let stretch = this.afterDraw.get(key);
        if (stretch === undefined) {
            stretch = this.addStretch(() => {
                this.codec.resume(middle);
                this.machine.forced = [outcome];
            });
            this.afterDraw.set(key, stretch);
        }
        return stretch;
    }
    outcomes(middle) {
        const { machine: m, recorder } = this;
        const { draws, records } = this.codec.table;
        this.codec.resume(middle);
        m.recorder = recorder;
        m.steps = 0;
        m.step(); // comes to the draw again, which tells its outcomes
        m.recorder = null;
        const guard = recorder.guard.slice();
        recorder.takeEffect();
        const draw = m.draw;
        this.onDraw(draw);
        const count = countOutcomes(draw);
        if (count > maxOutcomes)
            return -1;
        const record = records.length;
        records.push(count);
        if (draw.weights !== undefined)
            this.weights.set(record, draw.weights);
        for (let i = 0; i < count; i++)
            records.append([outcomeAt(draw, i), -1]);
        draws.data[middle] = this.decisions.add(draws.data[middle], guard, record);
        return record;
    }
    rule(stretch) {
        const { machine: m, recorder } = this;
        const { trees } = this.codec.table;
        this.codec.rest();
        m.offers = [];
        m.stack = [];
        m.steps = 0;
        m.recorder = recorder;
        recorder.begin(this.repeater.count);
        this.narration?.listen(m);
        m.forcedNext = 0;
        let rule = -1;
        let guard = [];
        try {
            this.begins[stretch]();
            this.execute();
            guard = recorder.guard.slice();
            if (!this.isTooDeep())
                rule = this.addRule();
        }
        catch (error) {
            if (!(error instanceof Endless))
                throw error; // the machine will come to the same, and tell
        }
        this.learned++;
        m.recorder = null;
        m.trace = null;
        m.forced = [];
        this.warnings.push(...m.warnings);
        if (rule < 0)
            recorder.takeEffect();
        else
            trees.data[stretch] = this.decisions.add(trees.data[stretch], guard, rule);
        return rule;
    }
    /** Runs to the end of the stretch. */
    execute() {
        const { machine: m, recorder, situations } = this;
        try {
            while (m.pc >= 0) {
                m.step();
                if (m.draw !== null)
                    return;
                if (recorder.guard.length > 0 && m.pc >= 0 && situations.isPlain())
                    return;
            }
        }
        catch (error) {
            m.fail(error);
        }
    }
    /** What was just executed, as a rule. */
    addRule() {
        const { machine: m, codec } = this;
        this.narration?.learn(this.size, m);
        const offers = m.offers.map((offer) => codec.canon.offerNumber(offer));
        const fallbacks = this.fallbacksOf();
        const { next, middle, stack, always, over } = this.endingOf();
        const { sets, raises, updates, asks } = this.recorder.takeEffect();
        if (asks.length > 0)
            this.asks.set(codec.table.records.length, asks);
        return codec.table.records.append([
            next,
            middle,
            stack,
            fallbacks,
            always ? 1 : 0,
            ...over,
            sets.length,
            raises.length,
            updates.length,
            offers.length,
            this.size++,
            ...sets,
            ...raises,
            ...updates,
            ...offers,
        ]);
    }
    endingOf() {
        const { machine: m, codec } = this;
        if (m.draw !== null)
            return { ...goesOn, middle: codec.middleNumber() };
        if (m.pc >= 0)
            return { ...goesOn, next: this.stretchOfSituation() };
        const failed = m.rest === 'error' || m.rest === 'crash';
        const stack = failed ? 0 : codec.stackNumber();
        // the word END takes back what is on offer
        const always = failed || m.rest === 'end' || m.threads.length > 0;
        m.offers = [];
        if (!failed)
            m.comeToRest();
        const { kind, address, message } = codec.howOver();
        return { ...goesOn, stack, always, over: [kind, address, message] };
    }
    isTooDeep() {
        const m = this.machine;
        return m.depth > maxCalls || m.offers.some((offer) => offer.thread.depth > maxCalls);
    }
    fallbacksOf() {
        const { safeExit, hidOffers, turnBy, output } = this.machine;
        const key = `${safeExit}|${hidOffers}|${turnBy}|${keyOf(output.items)}`;
        let number = this.carriedNumbers.get(key);
        if (number === undefined) {
            this.codec.table.fallbacks.push(0);
            number = this.carried.push({ safeExit, hidOffers, turnBy, output: output.copy() }) - 1;
            this.carriedNumbers.set(key, number);
        }
        return number;
    }
    stretchOfSituation() {
        const situation = this.situations.number();
        return (this.afterSituation[situation] ??= this.addStretch(() => this.situations.restore(situation)));
    }
    addStretch(begin) {
        this.codec.table.trees.push(0);
        return this.begins.push(begin) - 1;
    }
}
