import { describe, expect, it } from 'vitest';
import type { Certificate, States } from '../src/certificate/certificate.ts';
import { NoCertificate, readCertificate } from '../src/certificate/read.ts';
import { certificateLines } from '../src/certificate/write.ts';
import { CertificateFault, certificateOf, certify as certifyProject, loadCertificate } from '../src/certify.ts';
import { nodeFiles } from '../src/faces/cli/files.ts';
import type { Kept } from '../src/machine/reduction.ts';
import type { Entry, StoryModel } from '../src/machine/storymodel.ts';
import { checkStory, loadProject } from '../src/project.ts';
import type { Files } from '../src/text/files.ts';
import { certify, claims, verify } from './support/certify.ts';
import { explore } from './support/explore.ts';
import { generateStory } from './support/generate.ts';
import { type Pair, pairFromFile, pairOf } from './support/routes.ts';
import { keyStory, missing, slotOf, trustBlindly } from './support/spoil.ts';

function pairFor(source: string): Pair {
  const pair = pairOf(source, 'shared');
  if ('refused' in pair) throw new Error(pair.refused);
  return pair;
}

const textOf = (certificate: Certificate): string => [...certificateLines(certificate)].join('\n');

/** What a playthrough does, in short. */
const shortly = (difference: ReturnType<typeof certify>['difference']): string | undefined =>
  difference?.playthrough.map((step) => Object.values(step).at(-1)).join(' → ');

describe('a certificate', () => {
  it.each(['corridor', 'ferry', 'harbour', 'post', 'tower', 'weather'])(
    'of %s is confirmed',
    { timeout: 60_000 },
    (name) => {
      const path = `stories/${name}/story.ink`;
      const pair = pairFromFile(path);
      const { project } = loadProject(path, nodeFiles());
      if ('refused' in pair || project === null) throw new Error('cannot be read');
      const externals = new Map(Object.entries(project.settings.externals));
      const { certificate, tally, difference } = certify(pair, { entries: project.entries, externals });
      expect(difference).toBeNull();
      expect(tally.transitions).toBe(certificate.states.targets.length);
      expect(tally.scrambled).toBeGreaterThan(tally.transitions);
    },
  );

  it('of generated stories is confirmed', { timeout: 120_000 }, () => {
    let draws = 0;
    for (let seed = 0; seed < 14; seed++) {
      const pair = pairOf(generateStory(seed, { size: 1 }).source, 'shared');
      if ('refused' in pair) continue;
      const { certificate, difference } = certify(pair, { states: 60 });
      expect({ seed, difference }).toEqual({ seed, difference: null });
      draws += certificate.states.kinds.filter((kind) => kind === 1).length;
    }
    expect(draws).toBeGreaterThan(10);
  });

  it('follows draws in the middle of a turn, also where they go round in a circle', () => {
    const pair = pairFor(`VAR seen = 0
-> draw
=== draw
{shuffle:
- ~ seen = seen + 0
- ~ seen = 1
}
~ temp n = RANDOM(1, 3)
{n == 2: -> draw}
{seen: You have it. -> END}
+ [Again] -> draw`);
    const { certificate, tally, difference } = certify(pair);
    expect(difference).toBeNull();
    expect(certificate.exhaustive).toBe(true);
    expect(tally.transitions).toBe(certificate.states.targets.length);
  });

  it('covers functions of the host, entries and calls that are left', () => {
    const pair = pairFor(`EXTERNAL weight(x)
EXTERNAL shout()
VAR gold = 0
=== cellar
{weight(gold) > 2: Heavy.|Light.}
-> deep ->
-> DONE
=== deep
~ temp left = 1
~ shout()
* [Out] -> away
* [Back] {left} ->->
=== away
* [Home] -> END
+ [Stay] -> away`);
    const entries: Entry[] = [
      { path: 'cellar', sets: { gold: 1 } },
      { path: 'away', sets: {} },
    ];
    const { certificate, difference } = certify(pair, { entries, externals: new Map([['weight', [1, 2, 3]]]) });
    expect(difference).toBeNull();
    expect(certificate.starts.map(({ entry }) => entry)).toEqual(['cellar', 'away']);
    // on the way back two calls are kept, on the way out only one
    expect(certificate.keeps.map(({ choices }) => choices.map((thread) => thread.length))).toContainEqual([1, 2]);
  });

  it('compares texts but for values that are shown and not kept, and says how many', () => {
    const pair = pairFor(`VAR name = "Ada"
VAR steps = 0
-> road
=== road
+ [Walk]
  ~ steps = steps + 1
  {name} has walked {steps} times, by road {road}.
  -> road
+ [Rest {steps}] -> END`);
    const { tally, difference } = certify(pair);
    expect(difference).toBeNull();
    expect(tally.shown).toBeGreaterThan(0);
  });

  it('comes back from its file as it was', () => {
    for (const source of [keyStory, generateStory(3, { size: 1 }).source]) {
      const { certificate } = certify(pairFor(source), { states: 60 });
      expect(readCertificate(textOf(certificate))).toEqual(certificate);
    }
  });

  it('is the same garbage for the same seed', () => {
    const pair = pairFor(keyStory);
    const certificate = claims(explore(pair.program));
    expect(verify(pair, certificate, 7).tally).toEqual(verify(pair, certificate, 7).tally);
  });
});

describe('an unsound reduction is refuted', () => {
  /** What is said of a story explored by a machine that was tampered with. */
  function refuted(source: string, tamper: (model: StoryModel, kept: Kept) => void): ReturnType<typeof certify> {
    const found = certify(pairFor(source), { tamper });
    expect(found.difference).not.toBeNull();
    return found;
  }

  it('that leaves out a variable which is needed later', () => {
    const { program } = pairFor(keyStory);
    const { difference } = refuted(keyStory, (model, kept) => {
      missing(slotOf(program, 'global', 'key'))(model, kept);
      trustBlindly(model);
    });
    expect(difference?.what).toMatch(/^how the story stops/);
    expect(shortly(difference)).toMatch(/Try the door$/);
  });

  it('that leaves out a count', () => {
    const { program } = pairFor(keyStory);
    const { difference } = refuted(keyStory, (model, kept) => {
      missing(slotOf(program, 'visits', 'hall'))(model, kept);
      trustBlindly(model);
    });
    expect(difference?.playthrough.length).toBeGreaterThan(0);
  });

  it('that keeps a count too coarsely', () => {
    const { program } = pairFor(keyStory);
    const hall = slotOf(program, 'visits', 'hall');
    const { certificate, difference } = refuted(keyStory, ({ machine }) => {
      machine.least[hall] = 2;
      machine.limit[hall] = 3;
      // the self-check, which would ask for more
      machine.values.progression = ({ least }) => machine.values.int(least);
    });
    expect(certificate.slots[hall].grain).toEqual({ least: 2, period: 1 });
    expect(shortly(difference)).toMatch(/(Walk round|Try the door)$/);
  });

  it('that takes two draws for the same', () => {
    const source = `VAR sum = 0
~ sum = RANDOM(1, 6)
~ temp n = RANDOM(1, 6)
{sum > 3 && n > 3: So much! -> END}
* [On] -> END`;
    const { program } = pairFor(source);
    refuted(source, (model, kept) => {
      missing(slotOf(program, 'global', 'sum'))(model, kept);
      trustBlindly(model);
    });
  });
});

describe('an edited certificate is refuted', () => {
  const pair = pairFor(keyStory);
  const right = claims(explore(pair.program));
  const edited = (edit: (states: { -readonly [K in keyof States]: number[] }) => void): Certificate => {
    const { kinds, keeps, stops, first, labels, targets } = right.states;
    const states = {
      kinds: [...kinds],
      keeps: [...keeps],
      stops: [...stops],
      first: [...first],
      labels: [...labels],
      targets: [...targets],
    };
    edit(states);
    return {
      ...right,
      states: {
        kinds: Uint8Array.from(states.kinds),
        keeps: Int32Array.from(states.keeps),
        stops: Int32Array.from(states.stops),
        first: Int32Array.from(states.first),
        labels: Int32Array.from(states.labels),
        targets: Int32Array.from(states.targets),
      },
    };
  };
  const whatDiffers = (certificate: Certificate): string | undefined => verify(pair, certificate).difference?.what;

  it('but not as it was', () => {
    expect(whatDiffers(right)).toBeUndefined();
  });

  it('with any transition leading elsewhere', () => {
    const { targets } = right.states;
    for (let t = 0; t < targets.length; t++) {
      for (let target = 0; target < right.states.kinds.length; target++) {
        if (target === targets[t]) continue;
        const certificate = edited((states) => {
          states.targets[t] = target;
        });
        const found = {
          t,
          target,
          what: attempt(() => readCertificate(textOf(certificate))) ?? whatDiffers(certificate),
        };
        expect(found).toEqual({ t, target, what: expect.any(String) });
      }
    }
  });

  it('with any transition left out', () => {
    for (let t = 0; t < right.states.targets.length; t++) {
      const certificate = edited((states) => {
        states.targets.splice(t, 1);
        states.labels.splice(t, 1);
        states.first = states.first.map((first) => (first > t ? first - 1 : first));
      });
      const what = attempt(() => readCertificate(textOf(certificate))) ?? whatDiffers(certificate);
      expect({ t, what }).toEqual({ t, what: expect.stringMatching(/how many choices|leads to it/) });
    }
  });

  it('with another way to stop', () => {
    const stops = right.stops.map((stop) => ({ ...stop, at: `${stop.at}1` }));
    expect(whatDiffers({ ...right, stops })).toBe('how the story stops');
  });

  it('with less kept', () => {
    const key = slotOf(pair.program, 'global', 'key');
    const keeps = right.keeps.map((each) => ({ ...each, slots: each.slots.filter(({ of }) => of !== key) }));
    const { difference } = verify(pair, { ...right, keeps });
    expect(difference?.what).toMatch(/once what is not kept is replaced/);
  });

  it('that says nothing of the threads of choices, or of what lies on the stack', () => {
    const calling = pairFor(`-> deep(1) -> deep(2) -> END
=== deep(n)
+ [Back] {n == 1: One.|Two.} ->->`);
    const honest = claims(explore(calling.program));
    expect(verify(calling, honest).difference).toBeNull();
    const silent = honest.keeps.map((each) => ({ ...each, choices: [] }));
    expect(verify(calling, { ...honest, keeps: silent }).difference).not.toBeNull();
    const drawing = pairFor('{RANDOM(1, 2) + RANDOM(1, 2) == 4: -> END}\n* [On] -> END');
    const right = claims(explore(drawing.program));
    expect(verify(drawing, right).difference).toBeNull();
    const stack = right.keeps.map((each) => ({ ...each, stack: [{ nothing: 0 }] }));
    expect(verify(drawing, { ...right, keeps: stack }).difference).not.toBeNull();
  });

  it('that leaves out what a string says when chance interrupts it', () => {
    const building = pairFor(`VAR said = ""
~ said = "{RANDOM(1, 2)}{RANDOM(1, 2)}"
{said == "22": -> END}
* [On] -> END`);
    const honest = claims(explore(building.program));
    expect(verify(building, honest).difference).toBeNull();
    expect(honest.keeps.some(({ text }) => text)).toBe(true);
    const keeps = honest.keeps.map((each) => ({ ...each, text: false }));
    expect(verify(building, { ...honest, keeps }).difference).not.toBeNull();
  });

  it('with coarser counts', () => {
    const slots = right.slots.map((slot) =>
      slot.name === 'hall' ? { ...slot, grain: { least: 2, period: 1 } } : slot,
    );
    expect(whatDiffers({ ...right, slots })).toBeDefined();
  });

  /** Why something can't be read, undefined where it can. */
  function attempt(read: () => unknown): string | undefined {
    try {
      read();
    } catch (error) {
      if (error instanceof NoCertificate) return error.message;
      throw error;
    }
  }
});

describe('a file that is no certificate', () => {
  const { certificate } = certify(pairFor(keyStory));
  const lines = [...certificateLines(certificate)];
  const header = JSON.parse(lines[0]);
  const withHeader = (changes: object): string =>
    [JSON.stringify({ ...header, ...changes }), ...lines.slice(1)].join('\n');
  const withLast = (line: string): string => [...lines.slice(0, -1), line].join('\n');

  it.each([
    ['empty', '', /not a certificate that Redthread wrote/],
    ['prose', 'Once upon a time', /not a certificate that Redthread wrote/],
    ['other JSON', '{"findings": []}', /not a certificate that Redthread wrote/],
    ['from the future', withHeader({ certificate: 99 }), /its format is 99/],
    ['cut short', lines.slice(0, -2).join('\n'), /part of it is missing/],
    ['cut within a line', withLast(lines.at(-1)!.slice(0, -1)), /line \d+ is not JSON/],
    ['with wrong states', withHeader({ claims: { ...header.claims, states: 3 } }), /claims 3 states/],
    ['with wrong transitions', withHeader({ claims: { ...header.claims, transitions: 3 } }), /claims 3 transitions/],
    ['with wrong endings', withHeader({ claims: { ...header.claims, endings: 9 } }), /claims 9 endings/],
    ['unfinished, and claiming to be', withLast('["unexplored",0]'), /every playthrough was followed/],
    ['leading out of itself', withLast('["choice",0,999999]'), /line \d+ is not what it should be/],
    [
      'with a choice called a draw',
      lines.join('\n').replace(/\["choice",(\d+),(\d+)\]/, '["draw",$1,0,$2]'),
      /is not what it should/,
    ],
    ['of a strange kind', withLast('["spell",0]'), /line \d+ is not what it should be/],
    ['without a beginning', withHeader({ starts: [] }), /where the story begins/],
    [
      'keeping a range without numbers',
      withHeader({ slots: [['global', 'x', 5, 1, 3]] }),
      /line 1 is not what it should/,
    ],
    ['keeping a period of zero', withHeader({ slots: [['turn', '', 1, 0]] }), /line 1 is not what it should be/],
  ])('%s', (_, text, message) => {
    expect(() => readCertificate(text)).toThrow(NoCertificate);
    expect(() => readCertificate(text)).toThrow(message);
  });

  it('of nothing but noise', () => {
    for (let i = 0; i < lines.length; i++) {
      for (const noise of ['null', '[]', '{}', '7', '"x"', '["choice"]', '["draw",0,1]', '[["over",0]]']) {
        const text = lines.with(i, noise).join('\n');
        if (text !== lines.join('\n')) expect(() => readCertificate(text)).toThrow(NoCertificate);
      }
    }
  });
});

describe('a certificate of a file', () => {
  const clock = (): number => performance.now() / 1000;
  const path = 'stories/tower/story.ink';

  it('is confirmed on its own', async () => {
    const checked = await checkStory(path, nodeFiles(), { clock });
    const certificate = await certificateOf(checked, '1.2.3');
    const project = loadProject(path, nodeFiles()).project!;
    const loaded = await loadCertificate(project, textOf(certificate!));
    expect(loaded.redthread).toBe('1.2.3');
    const certified = await certifyProject(project, loaded, { clock });
    expect(certified).toMatchObject({ outcome: 'confirmed', transitions: 8, difference: null, seed: 1 });
  });

  it('knows nothing of what only promises ask', async () => {
    const source = `// promise: never TURNS_SINCE(-> hall) > 2
VAR lamp = false
-> hall
=== hall
+ [Light it] {lamp: Again.} -> street
=== street
~ lamp = true
+ [Back] -> hall
+ [On] -> END`;
    const bytes = new TextEncoder().encode(source);
    const files: Files = { read: (name) => (name === 'story.ink' ? bytes : null), list: () => ['story.ink'] };
    for (const onlyReport of [false, true]) {
      const checked = await checkStory('story.ink', files, { clock, onlyReport });
      expect(checked.analysis?.promises).toHaveLength(1);
      const certificate = await certificateOf(checked, '1.2.3');
      expect(certificate!.slices.length > 0).toBe(onlyReport);
      const certified = await certifyProject(checked.project!, certificate!, { clock });
      expect(certified).toMatchObject({ outcome: 'confirmed', difference: null });
    }
  });

  it('is refused for another story', async () => {
    const checked = await checkStory(path, nodeFiles(), { clock });
    const text = textOf((await certificateOf(checked, '1.2.3'))!);
    const { project } = loadProject('stories/ferry/story.ink', nodeFiles());
    await expect(loadCertificate(project!, text)).rejects.toThrow(CertificateFault);
    await expect(loadCertificate(project!, text)).rejects.toThrow(/for another story than this one/);
  });

  it('can be left half-way', async () => {
    const checked = await checkStory('stories/harbour/story.ink', nodeFiles(), { clock });
    const certificate = await certificateOf(checked, '1.2.3');
    const signal = { aborted: true };
    const certified = await certifyProject(checked.project!, certificate!, { clock, signal });
    expect(certified.outcome).toBe('stopped');
    expect(certified.transitions).toBeLessThan(certificate!.states.targets.length);
  });
});
