import { Op } from './opcodes.js';
/**
 * What a function, or one that it calls, does besides giving an answer: the end of a sentence, or null where it does nothing. What is
 * changed through a reference can't be told from the text.
 */
export function sideEffectOf(program, container) {
    const { op, a, next, containers, diverts, externals, slots } = program;
    const seen = new Set();
    const queue = [containers[container].start];
    const visit = (pc) => {
        if (pc >= 0 && !seen.has(pc)) {
            seen.add(pc);
            queue.push(pc);
        }
    };
    for (let pc = queue.pop(); pc !== undefined; pc = queue.pop()) {
        switch (op[pc]) {
            case Op.SetGlobal:
                return `it sets ${slots[a[pc]].name}`;
            case Op.Random:
            case Op.ListRandom:
            case Op.Shuffle:
                return 'it leaves something to chance';
            case Op.SeedRandom:
                return 'it seeds chance';
            case Op.External:
                if (externals[a[pc]].fallback < 0)
                    return `it asks the host's function ${externals[a[pc]].name}()`;
                visit(externals[a[pc]].fallback);
                break;
            case Op.Enter:
                if (containers[a[pc]].size > 0)
                    visit(containers[a[pc]].start);
                break;
            case Op.Divert:
            case Op.DivertIf:
            case Op.Call:
                visit(a[pc]);
                break;
            case Op.DivertAny:
                visit(diverts[a[pc]].target);
                break;
        }
        if (op[pc] !== Op.Return && op[pc] !== Op.Divert && (op[pc] !== Op.Enter || containers[a[pc]].size === 0))
            visit(next[pc]);
    }
    return null;
}
