import { Player } from '../machine/player.js';
/** Turns ways through the graph into playthroughs, by playing them from the start with nothing left out. */
export class Witnesses {
    model;
    graph;
    known = new Map();
    constructor(model, graph) {
        this.model = model;
        this.graph = graph;
    }
    /** The shortest playthrough to a state. */
    toState(state) {
        return this.play(this.chain(state), []);
    }
    /** The shortest playthrough to a state (-1: none, the very start), and on by the action with that label. */
    beyond(state, label) {
        return state < 0 ? this.play([{ state: -1, label }], []) : this.play(this.chain(state), [{ state, label }]);
    }
    /** The playthrough along a way, with every turn of it. */
    along(way) {
        const turns = [];
        const witness = this.replay(this.moves(way), turns);
        return { ...witness, turns };
    }
    /** The playthrough along a way, with the player that stands at its end: to be asked, not to go on. */
    arrive(way) {
        return this.replayed(this.moves(way), []);
    }
    moves({ start, entry, transitions }) {
        const { graph } = this;
        const moves = transitions.map((t) => ({ state: graph.sourceOf(t), label: graph.labels.at(t) }));
        return [{ state: -1, label: entry ?? graph.startLabels[start] }, ...moves];
    }
    chain(state) {
        const moves = [];
        let s = state;
        for (let t = this.graph.reachedBy.at(s); t >= 0; t = this.graph.reachedBy.at(s)) {
            const source = this.graph.sourceOf(t);
            moves.push({ state: source, label: this.graph.labels.at(t) });
            s = source;
        }
        moves.push({ state: -1, label: this.graph.startLabels[s] });
        return moves.reverse();
    }
    play(first, then) {
        const moves = [...first, ...then];
        const key = moves.map(({ state, label }) => `${state}:${label}`).join();
        let witness = this.known.get(key);
        if (witness === undefined)
            this.known.set(key, (witness = this.replay(moves)));
        return witness;
    }
    /** What each move is: a choice, or the outcome of a draw. */
    kinds(moves) {
        return moves.map(({ state }) => {
            if (state < 0)
                return 'start';
            let kind = 'choice';
            this.graph.store.with(state, (bytes, from, length) => {
                if (this.model.read(bytes, from, length).kind === 'draw')
                    kind = this.model.drawOf();
            });
            return kind;
        });
    }
    replay(moves, turns = []) {
        return this.replayed(moves, turns).witness;
    }
    replayed(moves, turns) {
        const kinds = this.kinds(moves);
        const player = new Player(this.model.program, { externals: this.model.externals });
        const steps = [];
        let turn = null;
        let lastWords = '';
        for (let i = 0; i < moves.length;) {
            const { label } = moves[i];
            const draws = [];
            const outcomes = [];
            const starter = kinds[i];
            for (i++; i < moves.length && typeof kinds[i] === 'object'; i++) {
                const draw = kinds[i];
                outcomes.push(moves[i].label);
                draws.push({
                    chance: moves[i].label,
                    what: describeDraw(this.model.program, this.model, draw, moves[i].label),
                });
            }
            if (starter === 'start') {
                const entry = this.model.entries[label];
                if (entry.path !== '') {
                    player.enter(entry.path, entry.sets);
                    steps.push({ entry: entry.path, sets: entry.sets });
                }
            }
            else {
                const offered = turn?.choices[label];
                if (offered === undefined)
                    throw new Error('a playthrough of the exploration can’t be played: this is a fault of Redthread');
                steps.push({ choice: label, text: offered.text });
                player.choose(label);
            }
            steps.push(...draws);
            if (i === moves.length)
                player.stopAtChance();
            player.force(outcomes);
            turn = player.turn();
            turns.push({ turn, steps: steps.length });
            lastWords = lastText(turn) || lastWords;
        }
        const { slots, values, program } = player.machine;
        const globals = Array.from(slots.slice(0, program.globals), (value) => values.written(value));
        return { witness: { steps, turn: turn, lastWords, globals }, player };
    }
}
function lastText(turn) {
    return turn.lines.findLast((line) => line.text.trim() !== '')?.text.trim() ?? '';
}
const ordinals = ['1st', '2nd', '3rd'];
/** What chance decided, in words. */
function describeDraw(program, model, draw, outcome) {
    switch (draw.kind) {
        case 'random':
            return `RANDOM gives ${outcome}`;
        case 'list':
            return `LIST_RANDOM gives item ${outcome + 1}`;
        case 'shuffle':
            return `the shuffle shows its ${ordinals[outcome] ?? `${outcome + 1}th`} part`;
        case 'external': {
            const { name } = program.externals[program.a[draw.address]];
            const result = model.externals.get(name)?.[outcome];
            return `${name}() returns ${result === undefined ? outcome === 1 : typeof result === 'string' ? JSON.stringify(result) : result}`;
        }
    }
}
