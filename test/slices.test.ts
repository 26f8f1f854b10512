import { readdirSync } from 'node:fs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Certificate } from '../src/certificate/certificate.ts';
import { readCertificate } from '../src/certificate/read.ts';
import { certificateLines } from '../src/certificate/write.ts';
import { certificateOf, certify as certifyProject, loadCertificate } from '../src/certify.ts';
import { nodeFiles } from '../src/faces/cli/files.ts';
import { Apart } from '../src/machine/apart.ts';
import { everyReduction } from '../src/machine/reduction.ts';
import { StoryModel } from '../src/machine/storymodel.ts';
import { Trails } from '../src/machine/trails.ts';
import { type Aside, asidesOf } from '../src/program/asides.ts';
import { Op } from '../src/program/opcodes.ts';
import { checkStory, loadProject } from '../src/project.ts';
import { asideStory } from './support/asidestories.ts';
import { type Certified, claims, verify } from './support/certify.ts';
import { type ExploreOptions, explore } from './support/explore.ts';
import { countingStory } from './support/explorestories.ts';
import { generateStory } from './support/generate.ts';
import { type Pair, pairFromFile, pairOf } from './support/routes.ts';

function pairFor(source: string): Pair {
  const pair = pairOf(source, 'shared');
  if ('refused' in pair) throw new Error(pair.refused);
  return pair;
}

/** Explores as a report does, and has what was found checked by the official runtime. */
const certify = (pair: Pair, options: ExploreOptions = {}): Certified =>
  verify(pair, claims(explore(pair.program, { reductions: everyReduction, ...options })));

/** Lamps that each can be lit; what they light is only described, also in choices. Somebody counts the matches. */
function house(lamps: number): string {
  const all = Array.from({ length: lamps }, (_, i) => i);
  return [
    ...all.map((i) => `VAR lamp${i} = false`),
    'VAR matches = 0',
    '-> hall',
    '=== hall',
    ...all.map((i) => `{lamp${i}: Lamp ${i} burns.|Lamp ${i} is dark.}`),
    '{matches > 2: {matches > 4: Black with soot.|Some soot.}|Clean.} {&By day.|By night.}',
    ...all.flatMap((i) => [
      `+ [Lamp {lamp${i}:once more, lamp ${i}|here}]`,
      `~ lamp${i} = true`,
      '~ matches = matches + 1',
      '-> hall',
    ]),
    '+ [Sleep]',
    '-> END',
  ].join('\n');
}

describe('a certificate of what is followed in slices', () => {
  it('is confirmed without paying for combinations', () => {
    const { certificate, tally, difference } = certify(pairFor(house(12)), { states: 100 });
    expect(difference).toBeNull();
    expect(certificate.exhaustive).toBe(true);
    expect(certificate.states.kinds.length).toBeLessThan(10);
    expect(certificate.slices.length).toBe(14);
    expect(tally.sliced).toBeGreaterThan(12 * 13);
    expect(tally.sliced).toBeLessThan(12 * 13 * 4);
  });

  it('is confirmed of all stories here', { timeout: 60_000 }, () => {
    let sliced = 0;
    for (const name of readdirSync('stories')) {
      const path = `stories/${name}/story.ink`;
      const { project } = loadProject(path, nodeFiles());
      const pair = pairFromFile(path);
      if ('refused' in pair || project === null) continue;
      const externals = new Map(Object.entries(project.settings.externals));
      const options = { entries: project.entries, externals, states: 200 };
      const { tally, difference } = certify(pair, options);
      expect({ name, difference }).toEqual({ name, difference: null });
      sliced += tally.sliced;
    }
    expect(sliced).toBeGreaterThan(50);
  });

  it('is confirmed of generated stories', { timeout: 120_000 }, () => {
    let sliced = 0;
    const sources = Array.from({ length: 12 }, (_, seed) => [
      asideStory(seed),
      countingStory(seed),
      generateStory(seed, { size: 1 }).source,
    ]);
    // in the first of these a variable gets what is kept coarsely, in the second two hold the same object of the engine
    for (const source of [asideStory(305), asideStory(340), ...sources.flat()]) {
      const pair = pairOf(source, 'shared');
      if ('refused' in pair) continue;
      const { tally, difference } = certify(pair, { states: 60 });
      if (difference !== null) expect({ source, difference }).toBeNull();
      sliced += tally.sliced;
    }
    expect(sliced).toBeGreaterThan(1000);
  });

  it('follows slices over draws in the middle of a turn, entries, and strings that become values', () => {
    const { tally, difference } = certify(
      pairFor(`VAR luck = 0
VAR throws = 0
VAR said = ""
-> table
=== table
{luck > 1: Lucky.|Not so lucky.}
~ said = "{mood()}"
{said == "so glad": He smiles.}
+ [Throw, {luck:again|now}] -> throw
+ {said == "so glad"} [Rise] -> END
=== throw
~ throws = throws + 1
{RANDOM(0, 1):
  ~ luck = luck + 1
}
{luck == 2: Two.}
{RANDOM(1, 2) == 1: {luck > 0: A window breaks.|Nothing.}}
{throws < 3: -> table}
-> END
=== function mood()
{throws > 1:so glad|calm}`),
    );
    expect(difference).toBeNull();
    expect(tally.sliced).toBeGreaterThan(5);
  });

  it('knows what came of something that is kept coarsely as coarsely', () => {
    const { tally, difference } = certify(
      pairFor(`VAR since = 0
-> hub
=== hub
{since <= 0: At once.|Later.}
+ [Ring]
~ since = TURNS()
-> hub
${'+ [Wait] -> hub\n'.repeat(9)}+ {TURNS() < 4} [Go] -> END`),
    );
    expect(difference).toBeNull();
    expect(tally.sliced).toBeGreaterThan(3);
  });

  it('comes back from its file as it was', () => {
    const { certificate } = certify(pairFor(house(3)));
    expect(certificate.slices.length).toBeGreaterThan(3);
    expect(readCertificate([...certificateLines(certificate)].join('\n'))).toEqual(certificate);
  });

  it('is what a report is made from, and checked on its own', async () => {
    const clock = (): number => performance.now() / 1000;
    const path = 'stories/harbour/story.ink';
    const checked = await checkStory(path, nodeFiles(), { clock, onlyReport: true });
    const certificate = (await certificateOf(checked, '1.2.3'))!;
    expect(certificate.slices.length).toBeGreaterThan(0);
    expect(certificate.states.kinds.length).toBe(checked.analysis!.exploration.states);
    const project = loadProject(path, nodeFiles()).project!;
    const loaded = await loadCertificate(project, [...certificateLines(certificate)].join('\n'));
    const certified = await certifyProject(project, loaded, { clock });
    expect(certified).toMatchObject({ outcome: 'confirmed', difference: null });
    expect(certified.sliced).toBeGreaterThan(0);
  });
});

describe('a fault in slicing is refuted', () => {
  afterEach(() => vi.restoreAllMocks());

  const door = (does: string): string => `VAR pushes = 0
VAR hits = 0
VAR open = false
-> hall
=== hall
{pushes > 1:
  ${does}
}
A door.
+ [Push]
~ pushes = pushes + 1
~ hits = hits + 1
{hits > 3: -> END}
-> hall
+ {open} [Go out] Out! -> END
+ [Stay] -> END`;

  /** Takes what begins with the question about pushes for something that only decides between texts. */
  function misjudge({ program }: Pair): void {
    const { op, a, slots, home, containers } = program;
    const slot = slots.findIndex(({ name }) => name === 'pushes');
    const isAsked = (pc: number): boolean =>
      op[pc] === Op.EvalStart && op[pc + 1] === Op.GetGlobal && a[pc + 1] === slot && op[pc + 3] === Op.Native;
    const start = [...op.keys()].find((pc) => isAsked(pc) && op[pc + 5] !== Op.SetGlobal)!;
    const isWithin = (pc: number): boolean => {
      let c = home[pc];
      while (c > home[start]) c = containers[c].parent;
      return c === home[start];
    };
    const end = [...op.keys()].find((pc) => pc > start && home[pc] === home[start] && op[pc] === Op.Nop)!;
    const addresses = [...op.keys()].filter(
      (pc) => pc >= start && isWithin(pc) && (home[pc] !== home[start] || pc < end),
    );
    const wrong: Aside = { start, end, addresses, slots: [slot], temps: [] };
    vi.spyOn(StoryModel.prototype as unknown as { asidesFor(): unknown }, 'asidesFor').mockReturnValue(
      new Map([[start, wrong]]),
    );
  }

  it('where something is taken for an aside that changes what happens', () => {
    const pair = pairFor(door('~ open = true'));
    expect(certify(pair).difference).toBeNull();
    expect(asidesOf(pair.program).size).toBe(0);
    misjudge(pair);
    const { certificate, difference } = certify(pair);
    expect(certificate.slices).toHaveLength(1);
    expect(difference?.what).toMatch(/how many choices|what is kept/);
    expect(difference?.playthrough.length).toBeGreaterThan(1);
  });

  it('where something is taken for an aside that changes what other texts depend on', () => {
    const pair = pairFor(
      door('~ open = true').replace('+ {open} [Go out] Out! -> END', '+ [Look] {open: Open!} -> END'),
    );
    expect(certify(pair).difference).toBeNull();
    misjudge(pair);
    const { difference } = certify(pair);
    expect(difference?.what).toMatch(/what a stretch does/);
    expect(difference?.official).toBe('it does more');
  });

  it('where something is taken for an aside that leads elsewhere', () => {
    const pair = pairFor(door('-> END'));
    const { certificate } = certify(pair);
    const [right] = [...asidesOf(pairFor(house(1)).program).values()];
    expect(right.addresses.length).toBeGreaterThan(3);
    const end = certificate.states.kinds.length;
    expect(end).toBeGreaterThan(1);
    const asides = [{ from: 'hall.0:0', to: 'hall.0:6', seen: [] }];
    const wrong: Certificate = { ...certificate, asides, slices: [{ slots: [0], asides: [0] }] };
    expect(verify(pair, wrong).difference?.what).toMatch(/stretch/);
  });

  it('where changes of what is followed apart are missed', () => {
    vi.spyOn(Apart.prototype, 'apply').mockImplementation(() => {});
    expect(certify(pairFor(house(3))).difference?.what).toMatch(/what a stretch shows/);
  });

  it('where two things that a text depends on are followed each by itself', () => {
    const source = `VAR a = 0
VAR b = 0
-> hall
=== hall
{a == b: Even.|Odd.}
* [Left]
  ~ a = 1
  -> hall
* [Right]
  ~ b = 1
  -> hall
+ [Home] -> END`;
    const pair = pairFor(source);
    expect(certify(pair).difference).toBeNull();
    const { certificate } = certify(pair);
    expect(certificate.slices[0].slots).toHaveLength(2);
    const [{ slots, asides }, ...more] = certificate.slices;
    const slices = [{ slots: slots.slice(1), asides }, ...more];
    expect(verify(pair, { ...certificate, slices }).difference?.what).toMatch(/what a stretch shows, once/);
  });

  it('where a slice doesn’t hold what its own slots depend on', () => {
    const pair = pairFor(`VAR a = 0
VAR b = 0
-> hall
=== hall
{a > 1: Much.|Little.}
{b > 1: More.|Less.}
+ [Left]
~ a = b
-> hall
+ [Right]
~ b = b + 1
{b > 2: -> END}
-> hall`);
    const { certificate, difference } = certify(pair);
    expect(difference).toBeNull();
    const slots = certificate.slices.flatMap((slice) => slice.slots);
    const lost = { ...certificate, keeps: certificate.keeps.map((keeps) => ({ ...keeps, slots: [] })) };
    expect(slots.length).toBeGreaterThan(0);
    expect(verify(pair, lost).difference).not.toBeNull();
  });

  describe('a wrong answer:', () => {
    const pair = pairFor(house(3));
    const { certificate } = certify(pair);
    const answered = (change: (seen: [string, number][]) => [string, number][]): string | undefined => {
      const asides = certificate.asides.map((aside, i) =>
        i === 1 ? { ...aside, seen: change(aside.seen.map(([place, bits]) => [place, bits])) } : aside,
      );
      return verify(pair, { ...certificate, asides }).difference?.official;
    };
    it('one that holds', () => expect(answered((seen) => seen)).toBeUndefined());
    it('something is shown that is said never to be', () =>
      expect(answered((seen) => seen.slice(0, -1))).toBe('it happens'));
    it('a condition holds that is said never to', () =>
      expect(answered((seen) => seen.map(([place, bits]) => [place, bits & ~2]))).toBe('it happens'));
    it('something is never shown that is said to be', () =>
      expect(answered((seen) => [...seen, ['hall:99', 1]])).toBe('it never happens'));
  });

  it('where nothing is said of what an aside depends on', () => {
    const { certificate } = certify(pairFor(house(1)));
    const text = [...certificateLines({ ...certificate, slices: certificate.slices.slice(1) })].join('\n');
    expect(() => readCertificate(text)).toThrow('it leaves out what some texts depend on');
  });

  it('where no group of slots is followed at all', () => {
    vi.spyOn(Trails.prototype, 'groups').mockReturnValue([]);
    const { certificate, difference } = certify(pairFor(house(3)));
    expect(certificate.slices).toHaveLength(0);
    expect(difference?.what).toMatch(/what is shown/);
  });
});
