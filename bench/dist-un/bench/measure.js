import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { hasProgram, runSpin } from '../test/support/spin.js';
import { median, runNode } from './child.js';
const beside = (name) => fileURLToPath(new URL(name, import.meta.url));
const redthread = beside('../../../dist/faces/cli/main.js');
/** What a process may take on top, to start, to compile and to report. */
const slack = 120;
/** The same for inkcheck, which never comes back from a turn that doesn't end. */
const peerSlack = 20;
/** A whole process that took less than this is timed three times. */
const short = 5;
export function measure({ name, path }, bounds, peer) {
    const explored = exploration(path, bounds);
    return {
        name,
        whole: whole(path, bounds),
        exploration: explored,
        spin: canSpin ? (explored?.finished === true ? spin(path, bounds) : null) : undefined,
        search: answer('./inkjs.js', path, bounds.search),
        peer: peer === undefined ? undefined : inkcheck(peer, path, bounds.peer),
    };
}
/** The exploration of a story alone; null where it can't be read. */
export function exploration(path, bounds) {
    return answer('./exploration.js', path, bounds.redthread, bounds.states);
}
function whole(path, { redthread: bound, states }) {
    const limits = ['--max-time', String(bound), '--max-states', String(states)];
    const once = () => runNode(redthread, ['check', path, '--format', 'json', ...limits], bound + slack);
    const runs = [once()];
    while (runs[0].seconds < short && runs.length < 3)
        runs.push(once());
    const middle = (of) => median(runs.map(of));
    return {
        seconds: middle((run) => run.seconds),
        processor: middle((run) => run.processor),
        megabytes: middle((run) => run.megabytes),
    };
}
function answer(program, path, bound, ...more) {
    const { out } = runNode(beside(program), [path, String(bound), ...more.map(String)], 3 * bound + slack);
    return out === '' ? null : JSON.parse(out);
}
/** Whether SPIN can be run here: it needs a C compiler. */
export const canSpin = hasProgram('spin') && hasProgram('gcc');
function spin(path, bounds) {
    const limits = ['--max-time', String(bounds.redthread), '--max-states', String(bounds.states)];
    const { out } = runNode(redthread, ['show', path, '--promela', ...limits], bounds.redthread + slack);
    const expected = /Expected: (\d+) states, stored; (\d+) transitions; errors: (\d+)/.exec(out);
    if (expected === null)
        return null;
    const run = runSpin(out, bounds.spin);
    const [states, transitions, errors] = expected.slice(1).map(Number);
    return (run && { ...run, agrees: run.states === states && run.transitions === transitions - 1 && run.stuck === errors });
}
function inkcheck(folder, path, bound) {
    const compiler = beside('./inklecate.js');
    chmodSync(compiler, 0o755);
    const args = [path, '--json', '--progress=off', '--max-time', String(bound)];
    const env = { INKLECATE_PATH: compiler };
    const { out, seconds, processor } = runNode(join(folder, 'dist/cli.js'), args, bound + peerSlack, env);
    if (!out.startsWith('{'))
        return null;
    const { explore } = JSON.parse(out);
    if (explore === undefined)
        return null;
    return { states: explore.statesExplored, seconds, processor, finished: explore.exhaustive };
}
