import { afterEach, describe, expect, it, vi } from 'vitest';
import { Proofs } from '../src/findings/verdicts.ts';
import { Moments } from '../src/machine/moments.ts';
import { Op } from '../src/program/opcodes.ts';
import { explore } from './support/explore.ts';
import { proofFault } from './support/exploreproofs.ts';
import { callingStory, countingStory } from './support/explorestories.ts';
import { generateStory } from './support/generate.ts';
import { pairOf } from './support/routes.ts';
import { check } from './support/told.ts';

function exploredOf(source: string, states = 3000): ReturnType<typeof explore> | null {
  const pair = pairOf(source, 'shared');
  return 'refused' in pair ? null : explore(pair.program, { states });
}

function checked(sources: readonly string[]): { readonly compared: number; readonly faults: readonly string[] } {
  let compared = 0;
  const faults: string[] = [];
  sources.forEach((source, seed) => {
    const explored = exploredOf(source);
    if (explored === null || !explored.exhaustive) return;
    if (Proofs.of(explored.model) !== null) compared++;
    const fault = proofFault(explored, undefined, seed % 4 === 0);
    if (fault !== null) faults.push(`${seed}: ${fault}`);
  });
  return { compared, faults };
}

/** So many choices that can each be taken once, in any order, and one that ends it. */
const hub = (size: number, exit: string): string =>
  `VAR bag = 0\n-> hub\n=== hub\n${Array.from({ length: size }, (_, i) => `* [Take ${i}]\n~ bag = bag + 1\n-> hub\n`).join('')}${exit}\n`;

describe('what may happen at all', () => {
  it('has everything that happens in generated stories', { timeout: 120_000 }, () => {
    const sources = Array.from(
      { length: 40 },
      (_, seed) => generateStory(seed, { size: 1, finite: seed % 3 !== 0 }).source,
    );
    const { compared, faults } = checked(sources);
    expect(faults).toEqual([]);
    expect(compared).toBeGreaterThan(12);
  });
  it('has everything that happens in stories of counts and of calls', { timeout: 120_000 }, () => {
    const sources = Array.from({ length: 20 }, (_, seed) =>
      seed % 2 === 0 ? countingStory(seed) : callingStory(seed),
    );
    expect(checked(sources).faults).toEqual([]);
  });
  it('is noticed to be wrong where something that happens is called impossible', () => {
    const explored = exploredOf(hub(3, '+ [Go] -> END'))!;
    expect(proofFault(explored)).toBeNull();
    const blind = (proofs: Proofs): Proofs => Object.assign(Object.create(proofs), { covered: () => 0 });
    expect(proofFault(explored, blind)).toMatch(/called impossible/);
  });
  it('is noticed to be wrong where somebody is stuck who is said not to be', () => {
    const explored = exploredOf(
      hub(3, '+ {bag > 1} [Go] -> END\n* {bag == 1} [Sleep] -> sleep\n== sleep\n+ [Sleep on] -> sleep'),
    )!;
    expect(proofFault(explored)).toBeNull();
    const rosy = (proofs: Proofs): Proofs => Object.assign(Object.create(proofs), { neverStuck: true });
    expect(proofFault(explored, rosy)).toMatch(/stuck/);
  });
});

/** A purse for two bargains, each struck once, and a bell to ring at will; `prices` are what they cost. */
const purse = (...prices: number[]): string => `VAR cash = 5
VAR hat = false
VAR pipe = false
VAR rings = 0
-> market
=== market
+ {not hat} [A hat] -> buy(${prices[0]}, hat) -> market
+ {not pipe} [A pipe] -> buy(${prices[1]}, pipe) -> market
+ [The bell]
  ~ rings = rings + 1
  {rings > 1000: It cracks. -> END}
  -> market
=== buy(price, ref thing)
{cash - price < 0: Not enough. ->->}
~ cash = cash - price
~ thing = true
->->
`;

describe('an abstraction looked at more closely', () => {
  afterEach(() => vi.restoreAllMocks());
  const isOpen = (source: string): boolean => {
    const explored = exploredOf(source, 200)!;
    expect(explored.exhaustive).toBe(false);
    const proofs = Proofs.of(explored.model)!;
    const { op, a, strings } = explored.model.program;
    const address = [...op.keys()].find((pc) => op[pc] === Op.Text && strings[a[pc]].trim() === 'Not enough.')!;
    expect(proofs.covered(address)).not.toBe(0);
    proofs.lookCloser(Uint8Array.from(op, (_, pc) => (pc === address ? 1 : 0)));
    return proofs.covered(address) !== 0;
  };
  it('proves what rests on a few variables that hang together', () => {
    expect(isOpen(purse(2, 3))).toBe(false);
  });
  it('leaves open what may be', () => {
    expect(isOpen(purse(2, 4))).toBe(true);
  });
  it('is noticed to be wrong where it forgets that a variable may hold something else', () => {
    const explored = exploredOf(purse(2, 4).replace('1000', '3'))!;
    expect(proofFault(explored)).toBeNull();
    vi.spyOn(Moments.prototype as unknown as { meetValue(a: number): number }, 'meetValue').mockImplementation(
      (a) => a,
    );
    expect(proofFault(explored)).toMatch(/called impossible/);
  });
});

describe('what is proved of stories too large to go through', () => {
  const proofsOf = (source: string): Proofs => {
    const explored = exploredOf(source, 500)!;
    expect(explored.exhaustive).toBe(false);
    return Proofs.of(explored.model)!;
  };
  it('knows that a hub of sixty choices always has its exit', () => {
    expect(proofsOf(hub(60, '+ [Go] -> END')).neverStuck).toBe(true);
  });
  it('answers everything about that hub without going through it', { timeout: 60_000 }, async () => {
    const source = `${hub(60, '+ [Go] -> END')}\n== attic\nDust. -> END`;
    const { exploration, endings, findings } = await check(source, {}, undefined, { lookAfter: 30_000 });
    expect(exploration).toMatchObject({ exhaustive: false, playthroughs: null, limit: { kind: 'answered' } });
    expect(exploration.verdicts.reached + exploration.verdicts.unreachable).toBe(exploration.verdicts.all);
    expect(endings.map(({ playthrough }) => playthrough.length)).toEqual([1]);
    expect(findings.map(({ code, evidence }) => `${code} ${evidence}`)).toEqual([
      'unreached-knot proved',
      'never-read text',
    ]);
  });
  it('assumes nothing of a function of the host that nobody told about', async () => {
    const source = `EXTERNAL roll()\n${hub(20, '+ [Go] -> dice')}\n== dice\n{roll() == 5: -> attic}\n-> END\n== attic\nDust. -> END`;
    const codes = async (settings: object): Promise<string[]> =>
      (await check(source, settings, 15)).findings.map(({ code }) => code).filter((code) => /knot/.test(code));
    expect(await codes({})).toEqual(['not-yet-knot']);
    expect(await codes({ externals: { roll: [1, 2] } })).toEqual(['unreached-knot']);
  });
  it('does not claim so where the exit has to be earned', () => {
    expect(proofsOf(hub(60, '+ {bag > 59} [Go] -> END')).neverStuck).toBe(false);
  });
});
