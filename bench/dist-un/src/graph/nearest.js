import { waysOf } from './ways.js';
/** The cheapest ways to the states marked in `goals`, where each transition costs what `cost` says: never less than nothing (Dijkstra 1959). */
export function nearest(graph, goals, cost) {
    const { sources, into, firstInto } = waysOf(graph);
    const distance = new Float64Array(graph.states).fill(Number.POSITIVE_INFINITY);
    const next = new Int32Array(graph.states).fill(-1);
    const heap = new Heap();
    for (let s = 0; s < graph.states; s++) {
        if (goals[s] === 0)
            continue;
        distance[s] = 0;
        heap.push(s, 0);
    }
    for (let target = heap.pop(); target !== null; target = heap.pop()) {
        if (target.key > distance[target.item])
            continue;
        for (let i = firstInto[target.item]; i < firstInto[target.item + 1]; i++) {
            const t = into[i];
            const through = target.key + cost(t);
            if (through >= distance[sources[t]])
                continue;
            distance[sources[t]] = through;
            next[sources[t]] = t;
            heap.push(sources[t], through);
        }
    }
    return { distance, next };
}
/** Numbers by their keys, least first (binary heap: Williams 1964). */
class Heap {
    items = [];
    keys = [];
    push(item, key) {
        const { items, keys } = this;
        let at = items.push(item) - 1;
        keys.push(key);
        for (let parent = (at - 1) >> 1; at > 0 && keys[parent] > key; parent = (at - 1) >> 1) {
            items[at] = items[parent];
            keys[at] = keys[parent];
            at = parent;
        }
        items[at] = item;
        keys[at] = key;
    }
    pop() {
        const { items, keys } = this;
        const [item, key] = [items[0], keys[0]];
        const [lastItem, lastKey] = [items.pop(), keys.pop()];
        if (lastItem === undefined || lastKey === undefined)
            return null;
        if (items.length === 0)
            return { item, key };
        let at = 0;
        for (let child = 1; child < items.length; child = 2 * at + 1) {
            if (child + 1 < items.length && keys[child + 1] < keys[child])
                child++;
            if (keys[child] >= lastKey)
                break;
            items[at] = items[child];
            keys[at] = keys[child];
            at = child;
        }
        items[at] = lastItem;
        keys[at] = lastKey;
        return { item, key };
    }
}
