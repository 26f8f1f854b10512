/**
 * Notices when a turn comes to a situation that it was in before: then it never ends. One earlier situation is kept at a time, a new one
 * each time the number of steps has doubled (R. P. Brent, An improved Monte Carlo factorization algorithm, 1980).
 */
export class Circles {
    mark = null;
    /** Whether the machine is where it was before in this turn. */
    closes(m) {
        const { mark } = this;
        if (mark !== null && mark.steps < m.steps) {
            if (m.pc === mark.thread.pc && m.depth === mark.thread.depth && this.same(m, mark))
                return true;
            if (m.steps < 2 * mark.steps)
                return false;
        }
        const { threads, offers, stack } = m;
        this.mark = {
            steps: m.steps,
            thread: m.thread(),
            threads: threads.slice(),
            offers: offers.slice(),
            stack: stack.slice(),
            slots: m.slots.slice(),
            openStrings: m.output.openStrings,
        };
        return false;
    }
    same(m, mark) {
        return (m.output.openStrings === 0 &&
            mark.openStrings === 0 &&
            m.stack.length === mark.stack.length &&
            m.offers.length === mark.offers.length &&
            m.threads.length === mark.threads.length &&
            m.slots.every((value, i) => value === mark.slots[i]) &&
            m.stack.every((value, i) => value === mark.stack[i]) &&
            sameFrames(m.thread(), mark.thread) &&
            m.offers.every((offer, i) => offer.point === mark.offers[i].point && sameThread(offer.thread, mark.offers[i].thread)) &&
            m.threads.every((thread, i) => sameThread(thread, mark.threads[i])));
    }
}
function sameThread(a, b) {
    return a.previous === b.previous && sameFrames(a, b);
}
function sameFrames(a, b) {
    let [x, y] = [a, b];
    while (x !== null && y !== null && x !== y) {
        const alike = x.pc === y.pc && x.kind === y.kind && x.inExpression === y.inExpression && x.functionStart === y.functionStart;
        if (!alike || x.temps.length !== y.temps.length || !x.temps.every((value, i) => value === y.temps[i]))
            return false;
        x = x.parent;
        y = y.parent;
    }
    return x === y;
}
