import { placeAt } from '../program/program.js';
import { faultsBeyond, hopeOf, reachableFrom, towards, wayTo } from './futures.js';
import { wordsForFault, wordsForLock, wordsForTrouble, wordsForWarning } from './phrases.js';
import { play } from './sequel.js';
/** More different errors than this are counted, and not told one by one. */
const mostFaults = 40;
const levels = ['error', 'warning', 'note'];
/** The order of what is as serious as each other. */
const worstFirst = [
    'save-unloadable',
    'choice-gone',
    'choice-nearest',
    'choice-elsewhere',
    'save-locked',
    'save-error',
    'variable-lost',
    'variable-reset',
    'variable-type',
    'list-item-gone',
    'list-item-number',
    'place-gone',
    'count-moved',
    'return-elsewhere',
    'save-warning',
    'load-warns',
    'whole-float',
];
/** Judges a survey: what it is that loading does to which saves, each with a save that shows it. */
export class Judge {
    survey;
    official;
    /** The new version's states that a new reader comes to, too. */
    fresh;
    /** For each class its initial state in the new version's graph, -1 for none. */
    starts;
    /** The first class for each initial state. */
    classOf = new Map();
    constructor(survey, official) {
        this.survey = survey;
        this.official = official;
        const { context } = survey.after;
        this.fresh = reachableFrom(context.graph, context.model.entries.length);
        this.starts = survey.classes.map(({ start }) => (start < 0 ? -1 : context.graph.starts[start]));
        this.starts.forEach((start, c) => {
            if (start >= 0 && !this.classOf.has(start))
                this.classOf.set(start, c);
        });
    }
    judge() {
        const { classes, bridge } = this.survey;
        const groups = [...this.troubles(), ...this.locks(), ...this.faults(), ...this.warnings()];
        const touched = new Uint8Array(classes.length);
        for (const { said, classes: of } of groups)
            if (said.level !== 'note')
                for (const c of of)
                    touched[c] = 1;
        const open = bridge.troubles.all.findIndex(({ kind }) => kind === 'unfollowed');
        const broken = touched.reduce((sum, each) => sum + each, 0);
        let unfollowed = 0;
        classes.forEach(({ troubles }, c) => {
            if (!troubles.includes(open))
                return;
            unfollowed++;
            touched[c] = 1;
        });
        const rank = ({ said }) => levels.indexOf(said.level) * 100 + worstFirst.indexOf(said.code);
        groups.sort((a, b) => rank(a) - rank(b) || b.classes.length - a.classes.length);
        return {
            saves: classes.length,
            clean: touched.reduce((sum, each) => sum + 1 - each, 0),
            broken,
            unfollowed,
            findings: groups.map((group) => this.tell(group)),
        };
    }
    /** One group for each thing that loading does. */
    troubles() {
        const { before, after, classes, bridge, matching } = this.survey;
        const editions = { before: before.context.program, after: after.context.program, matching };
        const groups = new Map();
        const said = bridge.troubles.all.map((trouble) => wordsForTrouble(editions, trouble));
        classes.forEach(({ troubles }, c) => {
            const seen = new Set();
            for (const t of troubles) {
                const words = said[t];
                if (words === null || seen.has(words.key))
                    continue;
                seen.add(words.key);
                const group = groups.get(words.key);
                const trouble = bridge.troubles.all[t];
                if (group === undefined)
                    groups.set(words.key, { said: words, classes: [c], choice: 'choice' in trouble ? trouble.choice : -1 });
                else
                    group.classes.push(c);
            }
        });
        return [...groups.values()].map(({ said, classes: of, choice }) => ({
            said,
            classes: of,
            example: of[0],
            acts: choice < 0 ? null : () => this.choosing(of[0], choice),
        }));
    }
    /** The act of making a choice of the old version, if it is still on offer. */
    choosing(c, point) {
        const { before, classes } = this.survey;
        const { offers } = before.context.read(classes[c].state);
        return [{ choice: offers.findIndex((offer) => offer.point === point) }];
    }
    locks() {
        const { before, after, classes } = this.survey;
        const [then, now] = [hopeOf(before.context), hopeOf(after.context)];
        const isLost = (c) => this.starts[c] >= 0 && now[this.starts[c]] === 0 && then[classes[c].state] === 1;
        const byPassage = new Map();
        classes.forEach((_, c) => {
            if (!isLost(c))
                return;
            const said = wordsForLock(this.survey, classes[c].state, this.fresh[this.starts[c]] === 1);
            const group = byPassage.get(said.key);
            if (group === undefined)
                byPassage.set(said.key, { classes: [c], said });
            else
                group.classes.push(c);
        });
        return [...byPassage.values()].map(({ classes: of, said }) => ({ said, classes: of, example: of[0], acts: null }));
    }
    faults() {
        const { after } = this.survey;
        const { context } = after;
        return faultsBeyond(context, this.fresh)
            .slice(0, mostFaults)
            .map((fault) => this.future(wordsForFault(after, fault), fault.states));
    }
    /** Warnings of the runtime that only loaded saves meet. */
    warnings() {
        const { model } = this.survey.after.context;
        const groups = [];
        for (const { message, address, state, label } of model.warned.values()) {
            if (state < 0 || this.fresh[state] === 1)
                continue;
            const place = placeAt(model.program, address);
            const group = this.future(wordsForWarning(message, place), [state]);
            groups.push({ ...group, acts: () => this.way(state, label) });
        }
        return groups.slice(0, mostFaults);
    }
    /** What saves may come to after they were loaded. */
    future(said, states) {
        const { graph } = this.survey.after.context;
        const reach = towards(graph, states);
        const classes = this.starts.flatMap((start, c) => (start >= 0 && reach[start] === 1 ? [c] : []));
        const example = this.classOf.get(wayTo(graph, states[0]).start) ?? classes[0];
        return { said, classes, example, acts: () => this.way(states[0]) };
    }
    /** What is done from loading on to come to a state of the new version, and perhaps one step further. */
    way(state, further) {
        const { context } = this.survey.after;
        const { graph } = context;
        const { start, transitions } = wayTo(graph, state);
        const moves = transitions.map((t) => ({ from: graph.sourceOf(t), label: graph.labels.at(t) }));
        if (further !== undefined)
            moves.push({ from: state, label: further });
        const c = this.classOf.get(start);
        return moves.map(({ from, label }, i) => {
            if (!context.isChoice(from))
                return { chance: label };
            return { choice: i === 0 ? this.loadedIndex(c, label) : label };
        });
    }
    /** The index among the choices that a save loads with, for one that the machine offers. */
    loadedIndex(c, label) {
        const { before, bridge, examiner, representatives, classes } = this.survey;
        const decoded = before.context.read(classes[c].state);
        const parts = examiner.parts(classes[c].state, decoded.offers, decoded.noted, representatives);
        return bridge.arrive(decoded, parts).choices[label];
    }
    tell({ said, classes: of, example, acts }) {
        const { before, classes, representatives } = this.survey;
        const { state } = classes[example];
        const { steps } = before.context.witnesses.toState(state);
        const save = representatives.save(state);
        const doing = acts === null ? [] : acts();
        const picked = representatives.picked(state);
        const nothing = { fault: null, offers: [], steps: [], lines: [], choices: [], stop: null };
        const then = save === null ? nothing : play(this.official, save, picked, doing);
        const { code, level, details, advice, passage } = said;
        const step = then.steps[0];
        const chosen = step !== undefined && 'choice' in step ? `[${step.text}]` : 'a choice';
        return {
            code,
            level,
            message: said.message.replace('this choice', chosen),
            passage,
            before: said.before,
            after: said.after,
            details,
            advice,
            saves: of.length,
            playthrough: steps,
            save,
            then,
        };
    }
}
