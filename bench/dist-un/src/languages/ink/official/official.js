import { ErrorType } from '../inkjs.js';
import { Asides } from './asides.js';
import { globalIn, numberIn, setGlobal, setNumber } from './cells.js';
import { Ask, Chance, Impossible } from './chance.js';
import { Disturbance } from './disturb.js';
import { exported } from './exported.js';
import { Garbage } from './garbage.js';
import { inside, machinery } from './inside.js';
import { Layout } from './layout.js';
import { loadSave, writeSave } from './loading.js';
import { MarkedStrings } from './marks.js';
import { bareMessage } from './messages.js';
import { Plan, UnknownSlot } from './plan.js';
import { Projection } from './projection.js';
import { restore, save } from './saved.js';
import { copyOf, tokenOf } from './values.js';
import { Watch } from './watch.js';
/** Steps that a turn may take: the engine takes many of them twice, because it looks ahead. */
const maxSteps = 2_000_000;
/** Steps after which a turn that should have no end is believed to have none. */
export const endlessSteps = 3_000;
/** ink's own engine, playing turns of one story from wherever it is put. The story must be used by nobody else. */
export class Official {
    story;
    home;
    layout;
    chance = new Chance();
    watch;
    projection;
    initial;
    tools;
    errors = [];
    /** Cells that are watched, and what those held that are no globals. */
    watched = [];
    before = [];
    /** How many steps the engine has taken in all turns so far. */
    steps = 0;
    constructor(story, externals) {
        this.story = story;
        const machine = machinery(story);
        machine._externals.clear();
        machine._hasValidatedExternals = false;
        for (const step of Object.keys(story))
            if (step in Object.getPrototypeOf(story))
                Reflect.deleteProperty(story, step);
        story.ResetState();
        story.allowExternalFunctionFallbacks = true;
        story.onError = (message, kind) => {
            if (kind === ErrorType.Error)
                this.errors.push(message);
        };
        this.home = story.state;
        this.layout = new Layout(story);
        const strings = new MarkedStrings();
        this.watch = new Watch(story, this.layout, this.chance, strings, externals);
        this.projection = new Projection(story, this.layout);
        this.tools = { story, layout: this.layout, garbage: new Garbage(story, this.layout.literals), strings };
        this.initial = save(story, new Map());
    }
    /** Looks up what a state keeps. Throws an `UnknownSlot` for what the story doesn't have. */
    plan(keeps, slots) {
        return new Plan(keeps, slots, this.layout);
    }
    /** From now on keeps quiet what some stretches show, and watches some cells. Throws an `UnknownSlot` for what the story doesn't have. */
    keepQuiet(stretches, cells) {
        this.watched = cells;
        const counts = () => cells.map((cell) => this.numberAt(cell));
        this.watch.asides = new Asides(this.story, this.layout, stretches, counts);
    }
    /** The cells of some slots. Throws an `UnknownSlot` for what the story doesn't have. */
    cellsOf(slots) {
        return slots.map(({ kind, name }) => {
            const cell = kind === 'shuffle' ? undefined : this.layout.find(kind, name);
            if (cell === undefined)
                throw new UnknownSlot(`${kind} ${name}`);
            return cell;
        });
    }
    /** Whether a cell changes whenever a turn passes. */
    isClock(cell) {
        const { kind } = this.layout.cells[cell];
        return kind === 'age' || kind === 'turn';
    }
    /** What some cells hold in the state that the last turn came to. */
    heldBy(cells) {
        const { state } = this.story;
        const value = (cell) => cell.kind === 'global' ? copyOf(globalIn(state, cell)) : numberIn(state, cell);
        return { cells, values: cells.map((cell) => value(this.layout.cells[cell])) };
    }
    hold({ cells, values }) {
        const { state } = this.story;
        // ages go by the turn: they are read before it is changed, and written after
        const ages = this.layout.cells.filter(({ kind }) => kind === 'age');
        const numbers = ages.map((cell) => numberIn(state, cell));
        cells.forEach((number, i) => {
            const cell = this.layout.cells[number];
            const value = values[i];
            if (value === null)
                return;
            if (typeof value !== 'number')
                setGlobal(state, cell, copyOf(value));
            else if (cell.kind === 'age')
                numbers[ages.indexOf(cell)] = value;
            else
                setNumber(state, cell, value);
        });
        ages.forEach((cell, i) => {
            if (numbers[i] !== numberIn(state, cell))
                setNumber(state, cell, numbers[i]);
        });
    }
    /** What is kept of the state that the last turn came to. */
    project(plan, isOver) {
        const { state } = this.story;
        for (const cell of this.layout.globals)
            this.tools.garbage.note(cell.name, () => globalIn(state, cell));
        return this.projection.of(plan, this.chance, isOver);
    }
    /** What was kept, in words. */
    explain(plan, key) {
        return this.projection.explain(plan, key);
    }
    /** The state that the last turn came to; only where it came to a choice. */
    save() {
        return save(this.story, this.chance.picked);
    }
    /** The save that a game would write of the state that the last turn came to; null where the engine itself fails to. */
    write() {
        return writeSave(this.story);
    }
    /** Loads a save by the engine's own loader, from which `save` then takes the state. Shuffles go on from what they have `picked`. */
    load(json, picked = new Map()) {
        this.layout.restoreEmptyLists();
        this.watch.unknown = null;
        this.watch.steps = 0;
        this.watch.maxSteps = maxSteps;
        this.chance.begin([], picked);
        return loadSave(this.story, json);
    }
    /** What a saved state holds, in plain values. */
    exported(saved) {
        return exported(saved);
    }
    /** What a saved state holds in its variables and counts, each as text by kind and name; a count of nothing is left out. */
    values({ globals, visits, turns, turn }) {
        const held = new Map();
        for (const [name, value] of globals)
            held.set(`global ${name}`, tokenOf(value));
        for (const [path, n] of visits)
            held.set(`visits ${path}`, String(n));
        for (const [path, n] of turns)
            held.set(`age ${path}`, String(turn - n));
        return held.set('turn ', String(turn));
    }
    /** A saved state, disturbed, with what some cells hold then; with how many values were disturbed. */
    disturbed(saved, plan, seed, held) {
        this.put(saved, [], null);
        const unknown = this.nothingUnknown();
        const replaced = new Disturbance(this.tools, plan, unknown, seed).apply(this.chance);
        if (held !== undefined)
            this.hold(held);
        return { saved: this.save(), unknown, replaced };
    }
    /** Plays a turn from a saved state (null: the very beginning), with what chance decides in order. */
    play(from, move, outcomes, options = {}) {
        const disturbed = from !== null && 'unknown' in from ? from : null;
        const saved = disturbed?.saved ?? from ?? this.initial;
        this.put(saved, outcomes, disturbed?.unknown ?? null);
        this.watch.steps = 0;
        this.watch.maxSteps = options.endless === true ? endlessSteps : (options.maxSteps ?? maxSteps);
        let replaced = disturbed?.replaced ?? 0;
        let asked = '';
        const { disturb } = options;
        if (disturb !== undefined) {
            const unknown = this.nothingUnknown();
            this.chance.onDraw = (drawn) => {
                if (drawn !== disturb.draw)
                    return;
                this.watch.unknown = unknown;
                const { plan, seed, held } = disturb;
                replaced = new Disturbance(this.tools, plan, unknown, seed).apply(this.chance);
                if (held !== undefined)
                    this.hold(held);
                this.beginWatching();
            };
            this.chance.onDecided = (drawn, request) => {
                if (drawn === disturb.draw)
                    asked = JSON.stringify(request);
            };
        }
        const { asides } = this.watch;
        if (asides !== null)
            asides.only = options.only ?? null;
        asides?.begin();
        this.beginWatching();
        const turn = this.turn(move);
        this.steps += this.watch.steps;
        this.chance.onDraw = null;
        this.chance.onDecided = null;
        const isAstray = asides?.isAstray === true && turn.stop?.kind !== 'endless';
        const seen = isAstray || asides?.isMore === true ? null : (asides?.take() ?? new Map());
        return { ...turn, asked, replaced, seen, changed: this.changed() };
    }
    beginWatching() {
        this.watch.asides?.forget();
        this.watch.assigned.clear();
        this.before = this.watched.map((cell) => this.numberAt(cell));
    }
    changed() {
        return this.watched.filter((cell, i) => {
            const { kind, name } = this.layout.cells[cell];
            return kind === 'global' ? this.watch.assigned.has(name) : this.numberAt(cell) !== this.before[i];
        });
    }
    /** What a cell holds that is no global, else 0. */
    numberAt(cell) {
        const { kind } = this.layout.cells[cell];
        return kind === 'global' ? 0 : numberIn(this.story.state, this.layout.cells[cell]);
    }
    nothingUnknown() {
        return { values: new WeakSet(), cells: new Uint8Array(this.layout.cells.length) };
    }
    put(saved, outcomes, unknown) {
        this.layout.restoreEmptyLists();
        restore(this.story, this.home, saved, unknown);
        this.watch.unknown = unknown;
        this.chance.begin(outcomes, saved.picked);
        this.watch.stop = null;
        this.errors = [];
    }
    turn(move) {
        const { story } = this;
        const lines = [];
        const over = (stop, asks = null, impossible = null) => ({
            lines,
            choices: [],
            asks,
            stop,
            impossible,
        });
        try {
            this.begin(move);
            while (story.canContinue) {
                story.Continue();
                lines.push([story.currentText ?? '', ...(story.currentTags ?? [])].join(' # '));
            }
        }
        catch (error) {
            if (error instanceof Ask)
                return over(null, error.request);
            if (error instanceof Impossible)
                return over(null, null, error.message);
            if (Watch.isOverrun(error))
                return over({ kind: 'endless', at: '' });
            return over({ kind: 'crash', at: '' });
        }
        const choices = story.currentChoices.map(({ text, tags }) => [text, ...(tags ?? [])].join(' # '));
        if (choices.length > 0)
            return { lines, choices, asks: null, stop: null, impossible: null };
        if (this.errors.length > 0)
            return over({ kind: 'error', at: bareMessage(this.errors[0]) });
        return over(this.watch.stop ?? { kind: 'stop', at: '' });
    }
    begin(move) {
        const { story } = this;
        if ('choice' in move) {
            story.ChooseChoiceIndex(move.choice);
            return;
        }
        inside(this.home)._currentFlow.currentChoices = [];
        if (move.entry === '') {
            story.state.GoToStart();
            return;
        }
        for (const [name, value] of Object.entries(move.sets))
            story.variablesState.$(name, value);
        story.ChoosePathString(move.entry);
    }
}
