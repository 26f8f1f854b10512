import { afterEach, describe, expect, it, vi } from 'vitest';
import { Proofs } from '../src/findings/verdicts.ts';
import { atOnce } from '../src/machine/bits.ts';
import { Moments } from '../src/machine/moments.ts';
import { together } from '../src/machine/possible.ts';
import { Returns } from '../src/machine/returns.ts';
import { Op } from '../src/program/opcodes.ts';
import { contextOf, type Explored, explore } from './support/explore.ts';
import { proofFault } from './support/exploreproofs.ts';
import { callingStory, countingStory } from './support/explorestories.ts';
import { generateStory } from './support/generate.ts';
import { Random } from './support/random.ts';
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
      { length: 24 },
      (_, seed) => generateStory(seed, { size: 1, finite: seed % 3 !== 0 }).source,
    );
    const { compared, faults } = checked(sources);
    expect(faults).toEqual([]);
    expect(compared).toBeGreaterThan(12);
  });
  it('has everything that happens in stories of counts and of calls', { timeout: 120_000 }, () => {
    const sources = Array.from({ length: 12 }, (_, seed) =>
      seed % 2 === 0 ? countingStory(seed) : callingStory(seed),
    );
    expect(checked(sources).faults).toEqual([]);
  });
  it('has divisions without a result', () => {
    for (const asked of ['a / b > 1', 'a % b == 1', 'POW(0 - a, 0.5 * b) > 1']) {
      const less = (name: string): string => `+ {${name} > 0} [Less ${name}]\n~ ${name} = ${name} - 1\n-> k`;
      const explored = exploredOf(
        `VAR a = 12\nVAR b = 12\n-> k\n=== k\n{${asked}: More.}\n${less('a')}\n${less('b')}\n+ [Out] -> END`,
      )!;
      expect([...contextOf(explored).finals()].map(({ kind }) => kind)).toContain('crash');
      expect(proofFault(explored)).toBeNull();
    }
  });
  it('has numbers that grow beyond all bounds', () => {
    const explored = exploredOf(
      'VAR a = 10\n-> k\n=== k\n{a - a == 1: More.}\n+ [Square it]\n~ a = a * a\n-> k\n+ [Out] -> END',
    )!;
    expect([...contextOf(explored).finals()].map(({ kind }) => kind)).toContain('crash');
    expect(proofFault(explored)).toBeNull();
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

/** Stories that go into themselves: tunnels, functions and threads, with references and diverts to variables; the numbers vary with the seed. */
function recursiveStories(seed: number): string[] {
  const random = new Random(seed);
  const some = (): number => random.between(0, 3);
  const maze = `VAR light = ${some()}
VAR way = -> left
VAR seen = 0
-> cave
=== cave
-> deeper(${some()}) ->
{seen > ${some()}: -> way}
+ [Again] -> cave
+ {light > ${some()}} [Out] -> END
=== deeper(n)
~ temp here = n
~ touch(here, ${some()})
{here > ${3 + some()}: ->->}
+ [Down]
  -> deeper(n + 1) ->
  {here == ${some()}: The same stone.}
  {n == ${some()} && light < 3: ->-> lost}
+ [Up]
  ~ light = light - 1
  {light < ${-some()}: -> END}
- ~ seen = MIN(seen + here, 5)
->->
=== function touch(ref x, by)
{by > 0:
  ~ x = x + 1
  ~ touch(x, by - 1)
}
=== left
~ way = -> right
Left. -> cave
=== right
{seen > 4: -> END}
~ way = {light > ${some()}: -> left | -> lost}
Right. -> cave
=== lost
* [Sit] -> cave
* {seen == ${some()}} [Shout]
- -> DONE
`.replace(/~ way = \{light > (\d): -> left \| -> lost\}/, '{light > $1:\n~ way = -> left\n- else:\n~ way = -> lost\n}');
  const shop = `LIST things = cup, jar, tin, pan
VAR shelf = (cup, jar${random.chance(0.5) ? ', tin' : ''})
VAR bag = ()
VAR paid = 0
-> shop
=== shop
<- all(shelf)
+ {total(bag) > ${some() + 1}} [Pay]
  ~ paid = total(bag)
  {paid == ${some() + 2}: Thank you.|Good day.}
  {depth(bag, paid) == ${some()}: -> END}
  -> shop
+ {bag ? (cup, tin)} [Drop it] -> DONE
=== all(rest)
{LIST_COUNT(rest) == 0: -> DONE}
~ temp thing = LIST_MIN(rest)
<- all(rest - thing)
+ [Take {thing}]
  ~ take(thing, bag)
  -> shop
=== function take(thing, ref into)
~ into += thing
~ shelf -= thing
=== function total(what)
{LIST_COUNT(what) == 0:
  ~ return 0
}
~ temp first = LIST_MIN(what)
~ return LIST_VALUE(first) + total(what - first)
=== function depth(what, ref n)
{n > ${some()} && LIST_COUNT(what) > 0:
  ~ n = n - 2
  ~ return depth(what - LIST_MAX(what), n)
}
~ return LIST_COUNT(what)
`;
  return [maze, shop];
}

describe('where calls go on inside themselves', () => {
  afterEach(() => vi.restoreAllMocks());
  const proofsOf = (explored: Explored): Proofs | null => Proofs.of(explored.model, [together]);
  const faults = (sources: readonly string[]): { readonly compared: number; readonly faults: readonly string[] } => {
    let compared = 0;
    const all = sources.flatMap((source) => {
      const explored = exploredOf(source, 4000);
      if (explored === null || !explored.exhaustive) return [];
      const honest = proofsOf(explored);
      if (honest !== null) compared++;
      const fault = proofFault(explored, undefined, false, honest);
      return fault === null ? [] : [`${fault} in\n${source}`];
    });
    return { compared, faults: all };
  };
  const recursive = Array.from({ length: 12 }, (_, seed) => recursiveStories(seed)).flat();

  it('the abstraction has everything that happens', { timeout: 60_000 }, () => {
    const told = faults(recursive);
    expect(told.faults).toEqual([]);
    expect(told.compared).toBeGreaterThan(12);
  });
  it('and so it has where they don’t', { timeout: 120_000 }, () => {
    const sources = Array.from({ length: 8 }, (_, seed) =>
      seed % 2 === 0 ? callingStory(seed) : generateStory(seed, { size: 1, finite: true }).source,
    );
    const told = faults(sources);
    expect(told.faults).toEqual([]);
    expect(told.compared).toBeGreaterThan(4);
  });
  it('a reference is followed however deep the calls are', () => {
    const source = `-> a
=== a
~ temp x = 0
~ dig(x, 150)
{x == 150: Deep. -> END}
-> DONE
=== function dig(ref y, left)
~ temp here = y
{left > 0:
  ~ here = here + 1
  ~ y = here
  ~ dig(y, left - 1)
  ~ temp there = here
  ~ touch(there)
}
=== function touch(ref z)
~ z = z + 1
`;
    const explored = exploredOf(source)!;
    expect([...contextOf(explored).finals()].map(({ kind }) => kind)).toEqual(['end']);
    expect(faults([source]).faults).toEqual([]);
  });
  it('is noticed to be wrong where only one of those who wait is returned to', () => {
    vi.spyOn(
      Returns.prototype as unknown as { one(waiting: { all: Map<string, unknown> }): unknown },
      'one',
    ).mockImplementation(({ all }) => [...all.values()][0]);
    expect(faults(recursive).faults.join()).toMatch(/called impossible/);
  });
  it('is noticed to be wrong where it is forgotten what changes by reference', () => {
    const source = `-> a
=== a
~ temp x = 1
~ raise(x, 2)
{x == 3: Three. -> END}
-> DONE
=== function raise(ref y, by)
{by > 0:
  ~ y = y + 1
  ~ raise(y, by - 1)
}`;
    expect(faults([source])).toEqual({ compared: 1, faults: [] });
    vi.spyOn(Returns.prototype, 'assign').mockImplementation(() => {});
    expect(faults([source]).faults.join()).toMatch(/called impossible/);
  });
  it('proves of a crowd who introduce one another that some things are never said', () => {
    const guest = (name: string, other: string): string =>
      `=== ${name}\n+ {not ${other}} [Who is that?]\n-> ${other} ->\n-> ${name}.talk\n+ [Thanks] ->->\n= talk\n+ [Thanks] ->->\n+ {rude} [Bah] Bah! ->->\n`;
    const source = `VAR rude = false\nVAR n = 0\n-> party\n=== party\n+ [Walk]\n~ n = n + 1\n-> anna ->\n-> party\n+ {n > 10} [Home] -> END\n${guest('anna', 'bero')}${guest('bero', 'anna')}`;
    const { model } = exploredOf(source, 500)!;
    const { op, a, strings } = model.program;
    const said = [...op.keys()].filter((pc) => op[pc] === Op.Text && strings[a[pc]].includes('Bah!'));
    const proofs = Proofs.of(model, [together])!;
    expect(said.map((pc) => proofs.covered(pc))).toEqual([0, 0]);
  });
});

describe('a choice that the end of the story takes back', () => {
  const porch = (end: string): string => `VAR late = 0
-> hall
=== hall
<- window
${end}
+ [Stay]
~ late = late + 1
-> hall
=== window
* [Watch the moon] Never. -> END
- -> DONE`;
  const mayBeOffered = (source: string): boolean => {
    const { model } = exploredOf(source, 100)!;
    const { choices, containers, home, passages } = model.program;
    const isInWindow = (pc: number): boolean => passages[containers[home[pc]].passage].name === 'window';
    const { address } = choices.find(({ address }) => isInWindow(address))!;
    return (Proofs.of(model)!.covered(address) & 8) !== 0;
  };
  it('is proved never to be offered', () => {
    expect(mayBeOffered(porch('{late > 5: -> END}'))).toBe(true);
    expect(mayBeOffered(porch('-> END'))).toBe(false);
  });
});

describe('an abstraction looked at more closely', () => {
  afterEach(() => vi.restoreAllMocks());
  const line = ({ model }: Explored): number => {
    const { op, a, strings } = model.program;
    return [...op.keys()].find((pc) => op[pc] === Op.Text && strings[a[pc]].trim() === 'Not enough.')!;
  };
  const isOpenAtOnce = (source: string): boolean => {
    const explored = exploredOf(source, 200)!;
    return Proofs.of(explored.model)!.covered(line(explored)) !== 0;
  };
  const isOpen = (source: string): boolean => {
    const explored = exploredOf(source, 200)!;
    expect(explored.exhaustive).toBe(false);
    const proofs = Proofs.of(explored.model)!;
    const { op } = explored.model.program;
    const address = line(explored);
    expect(proofs.covered(address)).not.toBe(0);
    atOnce(proofs.lookingCloser(Uint8Array.from(op, (_, pc) => (pc === address ? 1 : 0))));
    return proofs.covered(address) !== 0;
  };
  it('proves what rests on a few variables that hang together', () => {
    expect(isOpen(purse(2, 3))).toBe(false);
  });
  it('leaves open what may be', () => {
    expect(isOpen(purse(2, 4))).toBe(true);
  });
  it('knows what one part of a condition decides alone', () => {
    const asked = (condition: string): string =>
      `VAR n = 0\nVAR shut = false\n-> a\n=== a\n{${condition}: Not enough.}\n+ [On]\n~ n = n + 1\n-> a\n+ {n > 1000} [Out] -> END\n`;
    expect(isOpenAtOnce(asked('shut and n > 5'))).toBe(false);
    expect(isOpenAtOnce(asked('not (n > 5 or not shut)'))).toBe(false);
    expect(isOpenAtOnce(asked('n > 5 and not shut'))).toBe(true);
    expect(isOpenAtOnce(asked('not shut or n > 5'))).toBe(true);
    expect(isOpenAtOnce(asked('shut or n > 5'))).toBe(true);
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
  it('that nobody is ever stuck, but not where what a turn has offered is taken back by a fault later on', () => {
    const source = `VAR n = 0
-> a
== a
~ n = n + 1
<- way_out
+ [Again] -> a
+ [On] -> hall
== hall
+ [Down] -> pit
== pit
<- way_out
{n > 3: Deep.|Deeper.}
~ n = 1 % (n - n)
-> DONE
== way_out
+ [Out] -> END
`;
    expect(proofsOf(source).neverStuck).toBe(false);
    expect(proofsOf(source.replace('(n - n)', '2')).neverStuck).toBe(true);
  });
  it('knows that a hub of sixty choices always has its exit', () => {
    expect(proofsOf(hub(60, '+ [Go] -> END')).neverStuck).toBe(true);
  });
  it('answers everything about that hub without going through it', { timeout: 60_000 }, async () => {
    const source = `${hub(60, '+ [Go] -> END')}\n== attic\nDust. -> END`;
    const { exploration, endings, findings } = await check(source, {}, undefined, {
      lookAfter: 30_000,
      oneByOne: true,
    });
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
