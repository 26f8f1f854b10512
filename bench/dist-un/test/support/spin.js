import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
const megabytes = 6000;
const deepest = 20_000_000;
/** A longer model is more than the C compiler takes in reasonable time. */
const longest = 4_000_000;
/** Whether a program can be started. */
export const hasProgram = (name) => spawnSync(name, ['--version']).error === undefined;
/**
 * Has SPIN go through all of a model, within some seconds of search; null where it doesn't finish, or the model is too long. Throws where SPIN or the C compiler don't
 * take the model, or the model comes to something unknown.
 */
export function runSpin(promela, seconds) {
    if (promela.length > longest)
        return null;
    const folder = mkdtempSync(join(tmpdir(), 'redthread-spin-'));
    try {
        writeFileSync(join(folder, 'story.pml'), promela);
        run(folder, 'spin', ['-a', 'story.pml']);
        const options = ['-O2', '-w', '-DSAFETY', '-DNOREDUCE', '-DVECTORSZ=65536', `-DMEMLIM=${megabytes}`];
        run(folder, 'gcc', [...options, '-o', 'pan', 'pan.c']);
        let depth = 1_000_000;
        for (;;) {
            const { status, stdout } = spawnSync('sh', ['-c', `timeout ${seconds} ./pan -c0 -m${depth}; times`], {
                cwd: folder,
                encoding: 'utf8',
                maxBuffer: 1 << 28,
            });
            if (status !== 0)
                throw new Error(stdout);
            if (stdout.includes('max search depth too small') && depth < deepest)
                depth = deepest;
            else
                return read(stdout);
        }
    }
    finally {
        rmSync(folder, { recursive: true });
    }
}
function run(folder, program, args) {
    const { status, stdout, stderr } = spawnSync(program, args, { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 28 });
    if (status !== 0)
        throw new Error(`${program}: ${stdout}${stderr}`);
}
/** Reads what `pan` prints, and then the times of the shell and of what it ran. */
function read(out) {
    if (/assertion violated|out of bounds/.test(out))
        throw new Error(`the model comes to something unknown:\n${out}`);
    const number = (pattern) => Number(pattern.exec(out)?.[1] ?? Number.NaN);
    if (!out.includes('Full statespace search') || /search not completed|search depth too small|out of memory/i.test(out))
        return null;
    const times = [...(out.trimEnd().split('\n').at(-1) ?? '').matchAll(/(\d+)m([\d.]+)s/g)];
    return {
        states: number(/(\d+) states, stored/),
        // the initial state is counted as if a transition led to it
        transitions: number(/(\d+) transitions \(/) - 1,
        stuck: number(/errors: (\d+)/),
        seconds: times.reduce((sum, [, minutes, rest]) => sum + 60 * Number(minutes) + Number(rest), 0),
        vector: number(/State-vector (\d+) byte/),
    };
}
