import { isForgotten, isProgression } from '../machine/values.js';
/** So many choices are made after a save was loaded. */
const longestWalk = 3;
/** Has ink's own engine load saves, and compares what it offers, and what comes of each choice, with what was explored. */
export class Confirming {
    survey;
    official;
    saves = 0;
    choices = 0;
    difference = null;
    constructor(survey, official) {
        this.survey = survey;
        this.official = official;
    }
    get result() {
        const { saves, choices, difference } = this;
        return { saves, choices, difference };
    }
    /** Compares one kind of save; false once something differs. */
    check(c) {
        const { before, bridge, examiner, representatives, classes } = this.survey;
        const { state } = classes[c];
        const json = representatives.save(state);
        if (json === null)
            return true;
        this.saves++;
        const picked = representatives.picked(state);
        const { fault, choices } = this.official.load(json, picked);
        const decoded = before.context.read(state);
        const parts = examiner.parts(state, decoded.offers, decoded.noted, representatives);
        const expected = [parts.rest, ...parts.choices].find((part) => part.fault !== null)?.fault ?? null;
        if ((fault === null) !== (expected === null))
            return this.differs(c, `loading gives ${fault}`);
        if (fault !== null)
            return true;
        const seen = choices.filter(({ isFallback }) => !isFallback);
        if (seen.length !== decoded.offers.length)
            return this.differs(c, `${seen.length} choices are offered`);
        const arrival = bridge.arrive(decoded, parts);
        const saved = this.official.save();
        const wrong = arrival.length === 0 ? null : this.wrongValue(this.official.values(saved));
        if (wrong !== null)
            return this.differs(c, wrong);
        for (let i = 0; i < seen.length; i++) {
            const problem = this.walk(classes[c].start, arrival.choices.indexOf(i), saved, i);
            if (problem !== null)
                return this.differs(c, `choice ${i + 1}, ${JSON.stringify(seen[i].text)}: ${problem}`);
        }
        return true;
    }
    /** Makes a choice of a loaded save, and a few more after it; gives what is otherwise than explored, or null. */
    walk(start, label, loaded, choice) {
        const { graph } = this.survey.after.context;
        let from = start < 0 ? -1 : graph.starts[start];
        let saved = loaded;
        let offered = 1;
        for (let turns = 0; turns < longestWalk; turns++) {
            const made = turns === 0 ? choice : (choice + turns) % offered;
            const target = this.target(from, turns === 0 ? label : made);
            const endless = target !== null && ['endless', 'long', 'cut'].includes(this.kindOf(target));
            const turn = this.official.play(saved, { choice: made }, [], { endless });
            this.choices++;
            if (turns === 0 && label < 0)
                return start < 0 || turn.stop?.kind === 'crash' ? null : 'it can be made';
            const problem = this.compare(target, turn);
            if (problem !== null)
                return `${problem}, after ${turns + 1} choices`;
            if (target === null || turn.choices.length === 0)
                return null;
            from = target;
            saved = this.official.save();
            offered = turn.choices.length;
        }
        return null;
    }
    differs(c, how) {
        const { steps } = this.survey.before.context.witnesses.toState(this.survey.classes[c].state);
        const way = steps.map((step) => ('choice' in step ? `[${step.text}]` : 'chance' in step ? step.what : step.entry));
        this.difference = `after ${way.join(' → ') || 'the beginning'}: ${how}`;
        return false;
    }
    /** The first live value that the engine has loaded otherwise; null where there is none. */
    wrongValue(loaded) {
        const { model } = this.survey.after.context;
        const { machine, program, codec } = model;
        for (const slot of codec.bytes.live) {
            const { kind, name } = program.slots[slot];
            const mine = machine.slots[slot];
            if (kind === 'shuffle' || kind === 'global')
                continue;
            const theirs = Number(loaded.get(kind === 'turn' ? 'turn ' : `${kind} ${name}`) ?? (kind === 'visits' ? 0 : -1));
            const least = machine.least[slot];
            const same = theirs < least ? theirs : least + ((theirs - least) % (machine.limit[slot] - least));
            if (mine !== same)
                return `${kind} of ${name} is ${theirs}, not ${mine}`;
        }
        for (let slot = 0; slot < program.globals; slot++) {
            const mine = machine.slots[slot];
            if (!codec.bytes.live.includes(slot) || isForgotten(mine) || isProgression(mine))
                continue;
            const theirs = loaded.get(`global ${program.slots[slot].name}`) ?? '';
            const shown = machine.values.show(mine);
            if (/^[-\d.]+$/.test(theirs) && theirs !== shown)
                return `${program.slots[slot].name} is ${theirs}, not ${shown}`;
        }
        return null;
    }
    /** The state that a choice leads to; null where nobody followed it. */
    target(from, label) {
        const { graph } = this.survey.after.context;
        if (from < 0 || from >= graph.expanded)
            return null;
        for (let t = graph.first.at(from); t < graph.first.at(from + 1); t++)
            if (graph.labels.at(t) === label)
                return graph.targets.at(t);
        return null;
    }
    kindOf(state) {
        return this.survey.after.context.read(state).kind;
    }
    /** How a turn of the engine differs from what was explored; null where it doesn't, or nobody knows. */
    compare(target, turn) {
        if (target === null)
            return null;
        const { kind, offers } = this.survey.after.context.read(target);
        const is = standingOf(turn);
        const should = standings[kind];
        if (should === null)
            return null;
        if (is !== should)
            return `it comes to ${is}, not to ${should}`;
        return kind === 'choice' && turn.choices.length !== offers.length
            ? `${turn.choices.length} choices follow, not ${offers.length}`
            : null;
    }
}
/** Null for what was not followed. */
const standings = {
    choice: 'a choice',
    draw: 'chance',
    none: 'an end',
    end: 'an end',
    done: 'an end',
    'ran-out': 'an error',
    'no-choices': 'an error',
    error: 'an error',
    crash: 'an error',
    endless: null,
    long: null,
    cut: null,
};
function standingOf({ asks, stop }) {
    if (asks !== null)
        return 'chance';
    if (stop === null)
        return 'a choice';
    if (stop.kind === 'error' || stop.kind === 'crash')
        return 'an error';
    return stop.kind === 'endless' ? 'no end' : 'an end';
}
