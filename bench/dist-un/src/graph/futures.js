/**
 * Groups states with the same future: two are in one group exactly if they have the same mark, and the same actions show the same and
 * lead to the same groups again (bisimulation). `shown` tells what a transition shows. Splits groups by the signatures of their members,
 * only looking again at members whose successors have changed their group (Blom and Orzan, A distributed algorithm for strong
 * bisimulation reduction of state spaces, 2005; the larger part keeps its number as in Hopcroft 1971). Gives the group of each state.
 */
export function futuresOf(graph, mark, shown) {
    const { first, sources } = graph.reversed();
    const groups = new Groups(graph.states);
    const marks = new Map();
    for (let s = 0; s < graph.states; s++) {
        const known = marks.get(mark(s));
        const group = known ?? groups.open();
        if (known === undefined)
            marks.set(mark(s), group);
        groups.add(s, group);
    }
    const signature = (s) => {
        if (s >= graph.expanded)
            return '';
        let text = '';
        for (let t = graph.first.at(s); t < graph.first.at(s + 1); t++)
            text += `${graph.labels.at(t)},${shown(t)},${groups.of[graph.targets.at(t)]};`;
        return text;
    };
    let doubtful = Array.from({ length: graph.states }, (_, s) => s);
    while (doubtful.length > 0) {
        const moved = groups.split(doubtful, signature);
        const next = new Set();
        for (const s of moved)
            for (let i = first[s]; i < first[s + 1]; i++)
                next.add(sources[i]);
        doubtful = [...next];
    }
    return groups.of;
}
class Groups {
    of;
    members = [];
    /** Where each state stands among the members of its group. */
    place;
    isDoubtful;
    constructor(states) {
        this.of = new Int32Array(states);
        this.place = new Int32Array(states);
        this.isDoubtful = new Uint8Array(states);
    }
    open() {
        return this.members.push([]) - 1;
    }
    add(s, group) {
        this.of[s] = group;
        this.place[s] = this.members[group].push(s) - 1;
    }
    move(s, group) {
        const members = this.members[this.of[s]];
        const last = members.pop();
        if (last !== s) {
            members[this.place[s]] = last;
            this.place[last] = this.place[s];
        }
        this.add(s, group);
    }
    /** Splits the groups of doubtful members, while all others of a group have the same signature; gives the states that got a new group. */
    split(doubtful, signature) {
        const byGroup = new Map();
        for (const s of doubtful) {
            this.isDoubtful[s] = 1;
            const known = byGroup.get(this.of[s]);
            if (known === undefined)
                byGroup.set(this.of[s], [s]);
            else
                known.push(s);
        }
        // all signatures are taken before any group changes
        const divisions = [...byGroup].map(([group, some]) => this.division(group, some, signature));
        for (const s of doubtful)
            this.isDoubtful[s] = 0;
        return divisions.flatMap((parts) => parts.flatMap((part) => this.separate(part)));
    }
    /** The parts of a group that have to leave it: all but the largest. */
    division(group, doubtful, signature) {
        const parts = new Map();
        for (const s of doubtful) {
            const key = signature(s);
            const known = parts.get(key);
            if (known === undefined)
                parts.set(key, [s]);
            else
                known.push(s);
        }
        const members = this.members[group];
        const sure = members.length - doubtful.length;
        const example = sure === 0 ? undefined : members.find((s) => this.isDoubtful[s] === 0);
        const sureKey = example === undefined ? null : signature(example);
        const sizeOf = (key) => (parts.get(key)?.length ?? 0) + (key === sureKey ? sure : 0);
        const keys = new Set(sureKey === null ? parts.keys() : [...parts.keys(), sureKey]);
        const largest = [...keys].reduce((a, b) => (sizeOf(b) > sizeOf(a) ? b : a));
        keys.delete(largest);
        return [...keys].map((key) => {
            const part = parts.get(key) ?? [];
            return key === sureKey ? [...part, ...members.filter((s) => this.isDoubtful[s] === 0)] : part;
        });
    }
    separate(part) {
        const fresh = this.open();
        for (const s of part)
            this.move(s, fresh);
        return part;
    }
}
