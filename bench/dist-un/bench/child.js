import { spawnSync } from 'node:child_process';
/** Runs a program in a process of its own, alone, so that no measurement sees the traces of another. */
export function runNode(script, args, seconds, env = {}) {
    const started = performance.now();
    const { output, signal } = spawnSync(process.execPath, ['--import', peak, script, ...args], {
        stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
        env: { ...process.env, ...env },
        encoding: 'utf8',
        timeout: seconds * 1000,
        killSignal: 'SIGKILL',
        maxBuffer: 1 << 28,
    });
    const took = (performance.now() - started) / 1000;
    const [, out, , used] = output ?? [];
    const usage = (used ?? '')
        .trim()
        .split('\n')
        .map((line) => line.split(' ').map(Number));
    const [kilobytes = 0, microseconds = 0] = usage.at(-1) ?? [];
    const rest = { megabytes: kilobytes / 1000, processor: microseconds / 1e6 };
    return { out: out ?? '', seconds: took, ...rest, stopped: signal !== null };
}
const peak = new URL('./peak.js', import.meta.url).href;
/** The middle one, or the lower of the two in the middle. */
export function median(numbers) {
    const sorted = [...numbers].sort((a, b) => a - b);
    return sorted[(sorted.length - 1) >> 1];
}
/** A watch that shows seconds since now: of the clock, and of processor time over all threads. */
export function watch() {
    const started = performance.now();
    const used = process.cpuUsage();
    return {
        seconds: () => (performance.now() - started) / 1000,
        processor: () => {
            const { user, system } = process.cpuUsage(used);
            return (user + system) / 1e6;
        },
    };
}
