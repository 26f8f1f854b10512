import { essential } from './essential.js';
import { Heaviest } from './heaviest.js';
import { Outline } from './outline.js';
import { Packing } from './packing.js';
import { Walker } from './walks.js';
/** How many edges are looked at, before fewer ways or a better proof are no longer sought. */
const enough = 150_000_000;
/** After so many attempts in vain fewer ways are no longer sought. */
const patience = 1000;
/** How often another way to go on is looked for, where a way shows something again. */
const attempts = 4;
/** Into how many turns the work is divided, between the proof and the attempts. */
const turns = 20;
/** How many attempts are made between two improvements of the proof. */
const roundsAtOnce = 40;
const weightOf = ({ things }, weights) => things.reduce((sum, thing) => sum + weights[thing], 0);
/**
 * Few ways that together show all that any transition shows, each as short as it can be while the others stay as they are, and each with
 * a good end where it can have one. To show everything with the fewest ways is set cover; here: the greedy choice of the way that shows
 * most of what is missing (Johnson 1974), then again and again some ways are thrown away and what only they showed is shown anew (ruin
 * and recreate, Schrimpf and others 2000), with a proof of how few it can be beside it. The same from run to run.
 *
 * `shows`: for each label the things that it shows, each once. `isGood`: which leaves make a good end.
 */
export function coverOf(labelled, shows, isGood, effort = enough) {
    const occurs = new Set(labelled.labels);
    for (const label of labelled.starts)
        occurs.add(label);
    const { shows: needed, count } = essential(shows.map((things, label) => (occurs.has(label) ? things : [])));
    if (count === 0)
        return { walks: [], least: 0 };
    const outline = new Outline(relabelled(labelled, needed), false);
    return new Search(labelled, outline, needed, count, isGood).run(effort);
}
/** The same graph with one label for all labels that show the same. */
function relabelled(labelled, shows) {
    const numbers = new Map();
    const one = shows.map((things, label) => {
        const key = things.join();
        if (!numbers.has(key))
            numbers.set(key, label);
        return numbers.get(key);
    });
    return {
        ...labelled,
        labels: labelled.labels.map((label) => one[label]),
        starts: labelled.starts.map((label) => one[label]),
        leaf: (state) => labelled.leaf(state),
    };
}
/** The search for few ways, and the proof beside it. */
class Search {
    labelled;
    outline;
    shows;
    count;
    heaviest;
    random = 1;
    constructor(labelled, outline, shows, count, isGood) {
        this.labelled = labelled;
        this.outline = outline;
        this.shows = shows;
        this.count = count;
        this.heaviest = new Heaviest(outline, shows, isGood);
    }
    run(effort) {
        const { count, heaviest } = this;
        const packing = new Packing(heaviest, count);
        let routes = this.withoutIdle(this.complete([], new Float64Array(count).fill(1)));
        const isDone = () => routes.length <= packing.least || heaviest.work >= effort;
        for (let idle = 0; !isDone() && idle < patience;) {
            if (!packing.isDone)
                packing.improve(routes.length, heaviest.work + effort / turns);
            const until = heaviest.work + effort / turns;
            for (let round = 0; round < roundsAtOnce && !isDone() && heaviest.work < until; round++) {
                const other = this.withoutIdle(this.complete(this.ruined(routes), this.disturbed(packing.weights)));
                idle = other.length < routes.length || !packing.isDone ? 0 : idle + 1;
                if (other.length <= routes.length)
                    routes = other;
            }
        }
        return { walks: this.walks(routes), least: packing.least };
    }
    /** From 0 up to, but not, 1 (mulberry32, by Tommy Ettinger). */
    next() {
        this.random = (this.random + 0x6d2b79f5) >>> 0;
        let t = this.random;
        t = Math.imul(t ^ (t >>> 15), t | 1);
        t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
        return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
    }
    /** Adds the way that shows most of what is missing, until nothing is. */
    complete(routes, weights) {
        const missing = weights.slice();
        const all = [...routes];
        let left = this.count;
        const take = ({ things }) => {
            for (const thing of things) {
                if (missing[thing] > 0)
                    left--;
                missing[thing] = 0;
            }
        };
        for (const route of routes)
            take(route);
        while (left > 0) {
            const route = this.heaviestRoute(missing);
            take(route);
            all.push(route);
        }
        return all;
    }
    /** A route that is heavy, with all that it shows counted once: where it shows something again, it may go on otherwise. */
    heaviestRoute(weights) {
        this.heaviest.findShort(weights);
        let best = this.route(this.heaviest.way());
        for (let attempt = 0; attempt < attempts && best.repeats; attempt++) {
            const before = best.edges.slice(0, Math.floor(this.next() * best.edges.length) + 1);
            const left = weights.slice();
            for (const thing of this.route(before).things)
                left[thing] = 0;
            this.heaviest.findShort(left);
            const other = this.route([...before, ...this.heaviest.way(this.outline.targets[before[before.length - 1]])]);
            if (weightOf(other, weights) > weightOf(best, weights))
                best = other;
        }
        return best;
    }
    route(edges) {
        const things = new Set();
        let repeats = false;
        this.heaviest.shown(edges, (thing) => {
            repeats ||= things.has(thing);
            things.add(thing);
        });
        return { edges, things: [...things], repeats };
    }
    /** Leaves out ways of which everything is shown by others. */
    withoutIdle(routes) {
        const times = this.timesShown(routes.map(({ things }) => things));
        return routes.filter(({ things }) => {
            if (things.some((thing) => times[thing] === 1))
                return true;
            for (const thing of things)
                times[thing]--;
            return false;
        });
    }
    timesShown(shown) {
        const times = new Int32Array(this.count);
        for (const things of shown)
            for (const thing of things)
                times[thing]++;
        return times;
    }
    /** Throws some ways away. */
    ruined(routes) {
        const left = [...routes];
        const count = Math.min(left.length, 2 + Math.floor(this.next() * 8));
        for (let i = 0; i < count; i++)
            left.splice(Math.floor(this.next() * left.length), 1);
        return left;
    }
    /** What is hard to show is sought first, but not always in the same order; at times everything counts alike. All are 1 at least. */
    disturbed(weights) {
        const alike = this.next() < 0.5;
        return weights.map((weight) => (alike ? 1 : 1 + 50 * weight) * (1 + 5 * this.next()));
    }
    /** The ways as walks, each made as short as what only it shows allows. */
    walks(routes) {
        const walker = new Walker(this.labelled, this.outline, this.shows);
        const shown = routes.map(({ things }) => things);
        const times = this.timesShown(shown);
        return routes.map((route, i) => {
            const needed = new Set(shown[i].filter((thing) => times[thing] === 1));
            const walk = walker.walk(this.shortest(route, needed), needed);
            for (const thing of shown[i])
                times[thing]--;
            shown[i] = walker.shown(walk);
            for (const thing of shown[i])
                times[thing]++;
            return walk;
        });
    }
    /** The edges of the shortest way that shows what is needed, as far as that is found. */
    shortest({ edges }, needed) {
        this.heaviest.findShort(Float64Array.from({ length: this.count }, (_, thing) => (needed.has(thing) ? 1 : 0)));
        const other = this.route(this.heaviest.way());
        return [...needed].every((thing) => other.things.includes(thing)) ? other.edges : edges;
    }
}
