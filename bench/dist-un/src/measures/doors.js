import { cheapest, furthestTo, wayTo } from '../graph/spans.js';
/** Finds the deeds by which something is lost for good. */
export class Doors {
    context;
    near;
    constructor(context) {
        this.context = context;
        this.near = cheapest(context.graph, (s) => this.cost(s));
    }
    /** A choice is one step of a playthrough's length; what chance decides is none. */
    cost(state) {
        return this.context.isChoice(state) ? 1 : 0;
    }
    /** The deeds that lead from where `hope` is 1 to where it is 0, the earliest first, each with one of its transitions. */
    out(hope) {
        const { graph } = this.context;
        const latest = furthestTo(graph, hope, (s) => this.cost(s));
        const doors = new Map();
        for (let s = 0; s < graph.expanded; s++) {
            if (hope[s] === 0)
                continue;
            for (let t = graph.first.at(s); t < graph.first.at(s + 1); t++) {
                const address = this.addressOf(s, t);
                let door = doors.get(address);
                if (door === undefined)
                    doors.set(address, (door = { transitions: [], spared: false }));
                if (hope[graph.targets.at(t)] === 1)
                    door.spared = true;
                else
                    door.transitions.push(t);
            }
        }
        return [...doors.values()]
            .filter(({ transitions }) => transitions.length > 0)
            .map(({ transitions, spared }) => ({ point: this.point(transitions, !spared, latest), transitions }))
            .sort((a, b) => a.point.earliest - b.point.earliest);
    }
    point(transitions, always, latest) {
        const { graph } = this.context;
        const sources = transitions.map((t) => graph.sourceOf(t));
        let first = 0;
        let last = 0;
        sources.forEach((s, i) => {
            if (this.near.cost[s] < this.near.cost[sources[first]])
                first = i;
            last = Math.max(last, latest[s] + this.cost(s));
        });
        const source = sources[first];
        const playthrough = this.playthrough(source, transitions[first]);
        const chance = !this.context.isChoice(source);
        const step = playthrough.findLast((each) => (chance ? 'chance' in each : 'choice' in each));
        return {
            what: 'choice' in step ? step.text : 'chance' in step ? step.what : '',
            chance,
            place: this.context.place(this.addressOf(source, transitions[first])),
            earliest: this.near.cost[source] + this.cost(source),
            latest: !this.context.exhaustive ? null : last === Number.POSITIVE_INFINITY ? 'infinite' : last,
            always: this.context.exhaustive ? always : null,
            playthrough,
        };
    }
    /** The address of the choice that a transition takes, or of the draw. */
    addressOf(state, transition) {
        const { context } = this;
        const { offers } = context.read(state);
        return context.isChoice(state)
            ? context.program.choices[offers[context.graph.labels.at(transition)].point].address
            : context.model.drawOf().address;
    }
    /** The playthrough that comes earliest to a transition, with it. */
    playthrough(source, transition) {
        const { context } = this;
        const { start, transitions } = wayTo(context.graph, this.near, source);
        return context.witnesses.along({ start, transitions: [...transitions, transition] }).steps;
    }
}
