import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Changes, Diagrams, nothing, TooLarge } from '../src/diagrams/diagrams.ts';

const variables = 5;
const values = 4;
/** Vectors by their values, each with how often it is there. */
type Plain = ReadonlyMap<string, bigint>;

const vector = fc.array(fc.integer({ min: 0, max: values - 1 }), { minLength: variables, maxLength: variables });
const vectors = fc.array(vector, { maxLength: 40 });
const options = { numRuns: 300 };

/** Diagrams with some variables, whose order isn't that of their numbers, and whose usual values differ. */
function made(): { readonly diagrams: Diagrams; readonly order: readonly number[] } {
  const diagrams = new Diagrams(100_000);
  const [a, b] = [diagrams.variable(0, -1), diagrams.variable(1, -1)];
  const c = diagrams.variable(0, a);
  return { diagrams, order: [a, c, diagrams.variable(3, c), b, diagrams.variable(2, b)].sort((x, y) => x - y) };
}

function bagOf(diagrams: Diagrams, list: readonly (readonly number[])[]): number {
  const bags = list.map((vector) => diagrams.vector(new Map(vector.entries())));
  return bags.reduce((all, bag) => diagrams.sum(all, bag), nothing);
}

function plain(list: readonly (readonly number[])[]): Map<string, bigint> {
  const bag = new Map<string, bigint>();
  for (const vector of list) bag.set(vector.join(), (bag.get(vector.join()) ?? 0n) + 1n);
  return bag;
}

const setOf = (bag: Plain): Plain => new Map([...bag.keys()].map((key) => [key, 1n]));

/** A bag, taken apart vector by vector. */
function listed(diagrams: Diagrams, bag: number): Plain {
  const all = new Map<string, bigint>();
  let vectors = [{ left: bag, values: [] as number[] }];
  for (let variable = 0; variable < variables; variable++)
    vectors = vectors.flatMap(({ left, values }) =>
      [...diagrams.split(left, variable, (value) => value)].map(([value, part]) => ({
        left: part,
        values: [...values, value],
      })),
    );
  for (const { left, values } of vectors) all.set(values.join(), diagrams.size(left));
  return all;
}

const sorted = (bag: Plain): [string, bigint][] => [...bag].sort(([a], [b]) => (a < b ? -1 : 1));
const same = (diagrams: Diagrams, bag: number, expected: Plain): void =>
  expect(sorted(listed(diagrams, bag))).toEqual(sorted(expected));

/** Some variables with what becomes of their values. */
const tables = fc.array(fc.array(fc.integer({ min: 0, max: values - 1 }), { minLength: values, maxLength: values }), {
  minLength: variables,
  maxLength: variables,
});
const changed = fc.subarray([...Array(variables).keys()]);

function changesOf(diagrams: Diagrams, which: readonly number[], to: readonly (readonly number[])[]): Changes {
  return diagrams.sorted(which).map((variable) => ({ variable, to: (value) => to[variable][value] }));
}

const apply = (key: string, which: readonly number[], to: readonly (readonly number[])[]): string =>
  key
    .split(',')
    .map((value, i) => (which.includes(i) ? to[i][Number(value)] : value))
    .join();

describe('bags of vectors', () => {
  it('hold what was put into them, as often', () => {
    fc.assert(
      fc.property(vectors, (list) => {
        const { diagrams } = made();
        const bag = bagOf(diagrams, list);
        same(diagrams, bag, plain(list));
        expect(diagrams.size(bag)).toBe(BigInt(list.length));
        expect(bagOf(diagrams, list.toReversed())).toBe(bag);
        same(diagrams, diagrams.support(bag), setOf(plain(list)));
        same(diagrams, diagrams.times(bag, 3n), new Map([...plain(list)].map(([key, n]) => [key, 3n * n])));
      }),
      options,
    );
  });

  it('are added, united, and taken from one another', () => {
    fc.assert(
      fc.property(vectors, vectors, (left, right) => {
        const { diagrams } = made();
        const [a, b] = [bagOf(diagrams, left), bagOf(diagrams, right)];
        const [setA, setB] = [diagrams.support(a), diagrams.support(b)];
        same(diagrams, diagrams.sum(a, b), plain([...left, ...right]));
        same(diagrams, diagrams.union(setA, setB), setOf(plain([...left, ...right])));
        const inB = (key: string): boolean => plain(right).has(key);
        same(diagrams, diagrams.without(setA, setB), setOf(new Map([...plain(left)].filter(([key]) => !inB(key)))));
        same(diagrams, diagrams.within(a, setB), new Map([...plain(left)].filter(([key]) => inB(key))));
      }),
      options,
    );
  });

  it('are parted by the values of a variable', () => {
    fc.assert(
      fc.property(vectors, fc.nat(variables - 1), fc.nat(values - 1), (list, variable, bound) => {
        const { diagrams } = made();
        const bag = bagOf(diagrams, list);
        const parts = diagrams.split(bag, variable, (value) => (value > bound ? 1 : 0));
        for (const side of [0, 1])
          same(diagrams, parts.get(side) ?? nothing, plain(list.filter((v) => (v[variable] > bound ? 1 : 0) === side)));
      }),
      options,
    );
  });

  it('are changed in some variables at once', () => {
    fc.assert(
      fc.property(vectors, changed, tables, (list, which, to) => {
        const { diagrams } = made();
        const changes = changesOf(diagrams, which, to);
        const moved = list.map((vector) => apply(vector.join(), which, to).split(',').map(Number));
        same(diagrams, diagrams.after(bagOf(diagrams, list), changes, false), plain(moved));
        const set = diagrams.support(bagOf(diagrams, list));
        same(diagrams, diagrams.after(set, changes, true), setOf(plain(moved)));
      }),
      options,
    );
  });

  it('tell which of their vectors come to a goal when changed', () => {
    fc.assert(
      fc.property(vectors, vectors, changed, tables, (list, goals, which, to) => {
        const { diagrams } = made();
        const set = diagrams.support(bagOf(diagrams, list));
        const goal = diagrams.support(bagOf(diagrams, goals));
        const found = diagrams.before(set, changesOf(diagrams, which, to), goal);
        const comes = ([key]: [string, bigint]): boolean => plain(goals).has(apply(key, which, to));
        same(diagrams, found, setOf(new Map([...plain(list)].filter(comes))));
      }),
      options,
    );
  });

  it('stay what they are when all others are thrown away, and when there are new variables between the old ones', () => {
    fc.assert(
      fc.property(vectors, vectors, (left, right) => {
        const { diagrams } = made();
        const before = [bagOf(diagrams, left), bagOf(diagrams, right)];
        for (let i = 0; i < 60; i++) diagrams.variable(7, 0);
        const [a, b] = diagrams.keep(before);
        same(diagrams, a, plain(left));
        same(diagrams, diagrams.sum(a, b), plain([...left, ...right]));
      }),
      { numRuns: 100 },
    );
  });

  it('have a node for what is alike: all sets of 60 things take 60', () => {
    const diagrams = new Diagrams(10_000);
    const things = Array.from({ length: 60 }, () => diagrams.variable(0, -1));
    let all = diagrams.vector(new Map());
    for (const thing of things)
      all = diagrams.union(all, diagrams.after(all, [{ variable: thing, to: () => 1 }], true));
    expect(diagrams.size(all)).toBe(2n ** 60n);
    expect(diagrams.keep([all])).toEqual([60]);
    expect(diagrams.nodes).toBe(60);
    expect(diagrams.asked(60)).toEqual(things);
  });

  it('say so when there are too many nodes', () => {
    const diagrams = new Diagrams(5);
    const things = Array.from({ length: 6 }, () => diagrams.variable(0, -1));
    expect(() => diagrams.vector(new Map(things.map((thing) => [thing, 1])))).toThrow(TooLarge);
  });

  it('come together to what has many values', () => {
    const diagrams = new Diagrams(1000);
    const [x, y] = [diagrams.variable(0, -1), diagrams.variable(0, -1)];
    const numbers = [...new Array(40).keys()];
    const vectors = numbers.map((n) => diagrams.vector(new Map([[x, n % 2]]).set(y, n)));
    const bag = vectors.reduce((all, vector) => diagrams.sum(all, vector), nothing);
    expect(diagrams.size(diagrams.after(bag, [{ variable: x, to: () => 0 }], false))).toBe(40n);
  });
});
