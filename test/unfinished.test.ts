import { describe, expect, it } from 'vitest';
import type { Analysis, Step } from '../src/findings/types.ts';
import { canReach } from '../src/graph/analyse.ts';
import { analysisOf, contextOf, type Explored, explore, lostStates } from './support/explore.ts';
import { callingStory, countingStory } from './support/explorestories.ts';
import { generateStory } from './support/generate.ts';
import { Random } from './support/random.ts';
import { pairOf } from './support/routes.ts';
import { check, expectTold } from './support/told.ts';

describe('an exploration that stopped early', () => {
  /** The state in which a playthrough stands at its end, in a graph that was explored from the same start. */
  function follow({ graph }: Explored, steps: readonly Step[]): number {
    let state = 0;
    for (const step of steps) {
      const label = 'choice' in step ? step.choice : 'chance' in step ? step.chance : -1;
      let next = -1;
      for (let t = graph.first.at(state); t < graph.first.at(state + 1); t++)
        if (graph.labels.at(t) === label) next = graph.targets.at(t);
      if (next < 0) throw new Error(`no step ${label} from state ${state}`);
      state = next;
    }
    return state;
  }

  const ends = ({ endings }: Analysis): string[] =>
    endings.map(({ kind, passage, place, playthrough }) => `${kind} ${passage} ${place?.line} ${playthrough.length}`);
  const locks = ['soft-lock', 'forced-loop', 'endless-turn'];

  /** Many situations, and a trap that is closed soon. */
  const pit = `VAR n = 0
-> hub
=== hub
~ n = n + 1
+ [Fall] -> pit
+ {n < 30} [Round] -> hub
* {n > 3} [Out] -> END
=== pit
+ [Cry] -> pit
+ [Wait] -> pit
`;

  it('claims nothing of what it did not see, and what it claims is true', { timeout: 120_000 }, () => {
    const random = new Random(1);
    const sources = Array.from({ length: 5 }, (_, i) => [
      generateStory(40_000 + i, { size: 1, finite: true }).source,
      countingStory(2000 + i),
      callingStory(2000 + i),
    ]).flat();
    sources.push(pit, pit.replace('+ [Wait] -> pit\n', ''), pit.replace(/[+] \[Cry\].*\n.*/, '-> pit\n'));
    let stopped = 0;
    let lostEarly = 0;
    for (const source of sources) {
      const pair = pairOf(source, 'shared');
      const full = 'refused' in pair ? null : explore(pair.program, { states: 3000 });
      if (full === null || !full.exhaustive || full.graph.states < 2) continue;
      const whole = analysisOf(full);
      const lost = lostStates(contextOf(full));
      for (let i = 0; i < 4; i++) {
        const part = explore(full.model.program, { states: random.between(1, full.graph.states - 1) });
        if (part.exhaustive) continue;
        stopped++;
        const { findings, exploration, endings } = analysisOf(part);
        for (const { code, evidence, playthrough } of findings) {
          expect(code).not.toMatch(/^(unreached|always|no-ending|nothing-from)/);
          if (evidence !== 'proved') continue;
          lostEarly++;
          expect(locks).toContain(code);
          expect(lost[follow(full, playthrough ?? [])]).toBe(1);
        }
        expect(ends(whole)).toEqual(expect.arrayContaining(ends({ ...whole, endings })));
        expect(exploration).toMatchObject({ exhaustive: false, playthroughs: null, longest: null });
      }
    }
    expect(stopped).toBeGreaterThan(20);
    expect(lostEarly).toBeGreaterThan(0);
  });

  it('says “not reached yet”, in notes, of what may be reached, and “never” only of what even an abstraction never comes to', async () => {
    const source = `-> hub
=== hub
+ [One] -> one
+ [Two] -> hub
=== one
+ [Three] -> three
+ [Back] -> hub
=== three
{one > 9: Long.}
Here. -> END
=== lost
Lost. -> END`;
    const never = '“Lost.” The knot lost is never reached (1 line).';
    expectTold(await check(source), [`unreached-knot 11 ${never}`]);
    const early = await check(source, {}, 2);
    const yet = 'has not been reached yet.';
    expectTold(early, [`unreached-knot 11 ${never}`, `not-yet-knot 8 …The knot three ${yet}`]);
    const sure = early.findings.map(({ level, evidence }) => `${level} ${evidence}`);
    expect(sure).toEqual(['warning proved', 'note unknown']);
    expect(early.exploration.verdicts).toEqual({ all: 7, reached: 4, unreachable: 1 });
    expect(early.exploration.limit).toMatchObject({ kind: 'states', bound: 2 });
    expectTold(await check('-> a\n=== a\n* [Go] Gone. -> END', {}, 1), ['not-yet-line 3 …']);
  });

  it('finds what leads nowhere by a search from each state, as going back through the graph does', () => {
    for (let seed = 0; seed < 8; seed++) {
      const pair = pairOf(countingStory(3000 + seed), 'shared');
      if ('refused' in pair) continue;
      const { graph } = explore(pair.program, { states: 500 });
      const random = new Random(seed);
      const goals = Uint8Array.from({ length: graph.states }, () => (random.chance(0.1) ? 1 : 0));
      const reach = canReach(graph, goals);
      for (let s = 0; s < graph.expanded; s++) {
        const seen = new Set([s]);
        for (const at of seen)
          for (let t = graph.first.at(at); at < graph.expanded && t < graph.first.at(at + 1); t++)
            seen.add(graph.targets.at(t));
        expect(reach[s]).toBe([...seen].some((at) => goals[at] === 1) ? 1 : 0);
      }
    }
  });
});
