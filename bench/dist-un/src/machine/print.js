import { allReductions, Kept } from './reduction.js';
/** What a state of this story consists of: every slot, and how finely it is kept while it matters. */
export function showState(program) {
    const kept = new Kept(program, allReductions);
    const lines = [
        'A state is taken where the story waits for a choice or for chance. While they still matter, it keeps:',
        '',
    ];
    program.slots.forEach((slot, i) => {
        const { kind, name } = slot;
        const fine = kept.least[i] > 1 << 20
            ? 'in full'
            : `0 to ${kept.least[i] - 1} apart, then ${kept.period[i] === 1 ? 'as one' : `by turns of ${kept.period[i]}`}`;
        lines.push(`  ${String(i).padStart(5)}  ${kind.padEnd(8)} ${name || '(top)'}   ${fine}`);
    });
    return `${lines.join('\n')}\n`;
}
