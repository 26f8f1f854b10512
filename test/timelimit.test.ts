import { describe, expect, it } from 'vitest';
import type { Analysis } from '../src/findings/types.ts';
import { check } from './support/told.ts';

/** Twenty switches and a way out; and a cellar that nobody can come to. */
const room = `${Array.from({ length: 20 }, (_, i) => `VAR switch_${i} = false`).join('\n')}
-> room
=== room
${Array.from({ length: 20 }, (_, i) => `+ [Switch ${i}]\n  ~ switch_${i} = not switch_${i}\n  -> room`).join('\n')}
+ [Out] -> END
=== cellar
Damp. -> END
`;

/** Checks the room with a clock that goes on by `tick` each time that it is looked at; and when it was looked at last. */
async function timed(
  tick: number,
  options: object,
): Promise<{ readonly analysis: Analysis; readonly seconds: number }> {
  let seconds = 0;
  const clock = (): number => {
    seconds += tick;
    return seconds;
  };
  return { analysis: await check(room, {}, undefined, { clock, ...options }), seconds };
}

describe('a limit of time', () => {
  it('leaves half of it for what can be proved and searched for beside the exploration', async () => {
    const { analysis } = await timed(0.001, { maxSeconds: 1 });
    expect(analysis.exploration.limit?.kind).toMatch(/time|answered/);
    expect(analysis.exploration.verdicts.unreachable).toBe(1);
    expect(analysis.exploration.transitions).toBeLessThan(1_000_000);
  });
  it('is kept by what is proved, too', async () => {
    const { analysis, seconds } = await timed(1, { maxSeconds: 3 });
    expect(analysis.exploration).toMatchObject({ limit: { kind: 'time', bound: 3 }, verdicts: { unreachable: 0 } });
    expect(seconds).toBeLessThan(12);
  });
  it('holds for all that is proved after another limit was met', async () => {
    expect((await timed(0.001, { maxSeconds: 1, maxStates: 10 })).analysis.exploration.verdicts.unreachable).toBe(1);
    const { analysis } = await timed(0.5, { maxSeconds: 1, maxStates: 10, whole: true });
    expect(analysis.exploration.verdicts.unreachable).toBe(0);
  });
  it('and whoever interrupts an exploration does not wait for long', async () => {
    const progress = (): boolean => false;
    expect((await timed(0.001, { progress })).analysis.exploration.verdicts.unreachable).toBe(1);
    const { analysis, seconds } = await timed(3, { progress });
    expect(analysis.exploration).toMatchObject({ limit: { kind: 'interrupted' }, verdicts: { unreachable: 0 } });
    expect(seconds).toBeLessThan(25);
  });
});
