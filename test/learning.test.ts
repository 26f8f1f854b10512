import { afterEach, describe, expect, it, vi } from 'vitest';
import { Changes } from '../src/machine/changes.ts';
import { Computations } from '../src/machine/computations.ts';
import { Hall } from '../src/machine/halls.ts';
import { Recorder } from '../src/machine/recorder.ts';
import { allReductions } from '../src/machine/reduction.ts';
import { Strides } from '../src/machine/strides.ts';
import { Tag } from '../src/machine/values.ts';
import { Op } from '../src/program/opcodes.ts';
import type { Program } from '../src/program/program.ts';
import { type Explored, explore } from './support/explore.ts';
import { sameGraph } from './support/explorecompare.ts';
import { pairOf } from './support/routes.ts';

function programOf(source: string): Program {
  const pair = pairOf(source, 'shared');
  if ('refused' in pair) throw new Error(pair.refused);
  return pair.program;
}

/** The same story explored with turns repeated from memory, and with all of them executed. */
function both(source: string, program = programOf(source)): readonly [Explored, Explored] {
  return [explore(program), explore(program, { reductions: { ...allReductions, learn: false } })];
}

const same = ([a, b]: readonly [Explored, Explored]): boolean => sameGraph(a.graph, b.graph);

/** Three things to take, and a door that asks for them one after the other. */
const door = `VAR lamp = false
VAR rope = 0
LIST bag = bread, map
-> hall
=== hall
+ {not lamp} [Take the lamp]
  ~ lamp = true
+ {rope < 3} [Take a rope]
  ~ rope = rope + 1
+ {bag !? map} [Take the map]
  ~ bag += map
+ [The door] -> out
- -> hall
=== out
{lamp: You see.|It is dark.}
{rope == 2: -> climb}
{bag ? map: -> walk}
+ [Back] -> hall
=== climb
{lamp and rope > 1: -> END}
+ [Down] -> hall
=== walk
-> DONE
`;

/** Fruit in a bowl: what else is on offer depends on how much of it is left. */
const counted = `-> bowl
=== bowl
<- fruit
{CHOICE_COUNT() == 0: -> bare}
+ {CHOICE_COUNT() == 2} [Share] -> bare
+ {CHOICE_COUNT() < 2} [Look] -> bowl
+ [Go] -> END
=== fruit
* [An apple] -> bowl
* [A pear] -> bowl
* [A plum] -> bowl
- -> DONE
=== bare
- {CHOICE_COUNT(): -> END}
-> DONE
`;

/** Things on two shelves, moved about by functions that get the shelves by reference, and a count that goes up to what it is compared with. */
const shelves = `LIST things = cup, jar, tin
VAR left = (cup, tin)
VAR right = ()
VAR moves = 0
-> room
=== room
+ {has(left, cup)} [The cup] 
  ~ move(left, right, cup)
+ {has(right, cup)} [Back with the cup]
  ~ move(right, left, cup)
+ {has(left, jar) or not has(right, jar)} [A jar]
  ~ alter(moves, 2)
  ~ move(left, right, jar)
+ {right ? LIST_MAX(left)} [The tin]
  ~ moves = 0
  ~ move(left, right, tin)
+ {LIST_COUNT(right) > 2 and atLeast(moves, 4)} [Go] -> END
- {atLeast(moves, 6):
    ~ moves = 6
  }
-> room
=== function has(ref shelf, thing)
~ return shelf ? thing
=== function move(ref from, ref to, thing)
{has(from, thing):
  ~ from -= thing
}
~ put(to, thing)
=== function put(ref shelf, thing)
~ alter(moves, 1)
~ shelf += thing
=== function alter(ref x, by)
~ x = x + by
=== function atLeast(ref x, y)
~ temp enough = y <= x
{enough and x >= y:
  ~ return true
}
~ return false
`;

/** Six things to take in any order, each once; one of them also twice. */
const shelf = `VAR more = 0
-> shelf
=== shelf
* [A book] -> shelf
* [A vase] -> shelf
* {book} [A clock] -> shelf
* (book) [A diary] -> shelf
+ {more < 2} [Dust]
  ~ more = more + 1
  -> shelf
* [A shell] -> shelf
* -> END
`;

/** What is said, bought and paid, in words and sums that are worked out from other variables. */
const shop = `VAR said = "Bought:"
VAR mood = "calm"
VAR gold = 9
VAR price = 3.5
LIST pack = rope, key, lamp
VAR wanted = (rope)
-> counter
=== counter
+ {mood == "calm"} [Haggle]
  ~ mood = "cross"
  ~ price = price - 1
+ {gold >= price * 2 and pack !? wanted} [Buy it]
  ~ pay(gold, 1)
  ~ pack += wanted
  ~ said = said + " {wanted} for {price}"
+ {pack ? wanted && wanted != lamp} [Something else]
  ~ wanted++
+ {"Bought: rope for 2.5" == said} [Give it back]
  ~ said = "Bought:"
  ~ pack = ()
  ~ gold = 9
+ {said ? "lamp" || gold < price - 1} [Go]
  -> END
- -> counter
=== function pay(ref purse, tip)
~ purse = purse - (price * 1 + tip)
{purse < tip + tip:
  ~ mood = "done"
}
`;

/** A dial that is shown in each turn, and goes round. */
const dial = `VAR x = 0
VAR seen = false
-> room
=== room
It stands at {x}.
+ {x != 7} [Turn it] -> turned
+ [Look closely] -> close
+ {seen} [Go] -> END
=== close
{seen: Again.}
~ seen = true
-> room
=== turned
~ x = (x + 1) % 8
-> room
`;

/** A dial that can be broken: then it has no value any more. No source can be compiled to this. */
function breakable(): Program {
  const program = programOf(`VAR x = 0
VAR seen = false
-> room
=== room
+ [Look] -> look
+ {x == 3} [Go] -> END
+ [Break it]
  ~ x = 1
  -> room
=== look
{seen: Again.}
It stands at {x}.
{not seen: A dial.}
~ seen = true
-> room
`);
  const { op, a, slots } = program;
  const set = op.findIndex(
    (code, pc) => code === Op.SetGlobal && slots[a[pc]].name === 'x' && op[pc - 1] === Op.EvalEnd,
  );
  op[set - 2] = Op.Nop;
  return program;
}

/** The names of the variables whose very values were read while turns were learned. */
function namesOfRead(act: () => Explored): ReadonlySet<string> {
  const read = new Set<number>();
  const original = Recorder.prototype.takeEffect;
  vi.spyOn(Recorder.prototype, 'takeEffect').mockImplementation(function (this: Recorder) {
    for (let i = 0; i < this.guard.length; i += 2) read.add(this.guard[i]);
    return original.call(this);
  });
  const { slots } = act().model.program;
  expect(read.size).toBeGreaterThan(0);
  return new Set([...read].flatMap((slot) => slots[slot]?.name ?? []));
}

/** More boxes in an attic than anybody opens in all orders. */
const attic = programOf(`-> attic
=== attic
${Array.from({ length: 40 }, (_, i) => `* [Open box ${i}] -> attic`).join('\n')}
`);

describe('turns that are repeated from memory', () => {
  afterEach(() => vi.restoreAllMocks());

  it('lead where executed ones lead', () => {
    const explored = both(door);
    expect(same(explored)).toBe(true);
    expect(explored[0].graph.states).toBeGreaterThan(10);
  });
  it('are not told apart by what comes of choices that END takes back', () => {
    expect(
      same(
        both(
          'VAR x = 0\n-> a\n=== a\n+ [On]\n~ x = 1 - x\n+ [Out] -> b\n- -> a\n=== b\n* [Never] -> a\n- {x: -> END}\n-> END',
        ),
      ),
    ).toBe(true);
  });
  it('may ask how many choices are on offer', () => {
    expect(same(both(counted))).toBe(true);
  });
  it('may ask and change variables by reference', () => {
    const explored = both(shelves);
    expect(same(explored)).toBe(true);
    expect(explored[0].graph.states).toBeGreaterThan(12);
  });
  it('don’t depend on what is only shown', () => {
    const explored = both(dial);
    expect(same(explored)).toBe(true);
    expect(explored[0].graph.states).toBeGreaterThan(8);
    expect(namesOfRead(() => explore(programOf(dial)))).not.toContain('x');
  });
  it('don’t depend on the very value of what is compared with, or changed by, something worked out', () => {
    const explored = both(shop);
    expect(same(explored)).toBe(true);
    expect(explored[0].graph.states).toBeGreaterThan(12);
    const read = namesOfRead(() => explore(programOf(shop)));
    expect(read).toContain('price');
    for (const name of ['said', 'mood', 'gold']) expect(read).not.toContain(name);
  });
  it('lead elsewhere if it is forgotten what a text is compared with, and that is seen', () => {
    const { native } = Computations.prototype;
    vi.spyOn(Computations.prototype, 'native').mockImplementation(function (this: Computations, slot, n, other, first) {
      return native.call(this, slot, n, other !== null && (other & 7) === Tag.String ? 0 : other, first);
    });
    expect(same(both(shop))).toBe(false);
  });
  it('warn of what is shown and has no value', () => {
    const explored = both('', breakable());
    expect(same(explored)).toBe(true);
    const [learned, executed] = explored.map(({ model }) => [...model.warned.keys()].sort());
    expect(executed.filter((warning) => warning.includes("Variable not found: 'x'"))).toHaveLength(2);
    expect(learned).toEqual(executed);
  });
  it('lead elsewhere if what changes by reference is not remembered, and that is seen', () => {
    const { update } = Recorder.prototype;
    vi.spyOn(Recorder.prototype, 'update').mockImplementation(function (this: Recorder, computation) {
      const updated = update.call(this, computation);
      if (updated) (this as unknown as { updates: number[] }).updates.pop();
      return updated;
    });
    expect(same(both(shelves))).toBe(false);
  });
  it('lead elsewhere if it is not remembered how many choices were on offer, and that is seen', () => {
    const { offersBefore } = Recorder.prototype;
    vi.spyOn(Recorder.prototype, 'offersBefore').mockImplementation(function (this: Recorder) {
      const known = this.guard.length;
      const offers = offersBefore.call(this);
      this.guard.length = known;
      return offers;
    });
    expect(same(both(counted))).toBe(false);
  });
  it('lead elsewhere if a variable that was read is not remembered, and that is seen', () => {
    vi.spyOn(Recorder.prototype, 'read').mockImplementation(() => {});
    expect(same(both(door))).toBe(false);
  });
  it('go past the rules of choices that depend on one thing each', () => {
    const { go } = Strides.prototype;
    let taken = 0;
    vi.spyOn(Strides.prototype, 'go').mockImplementation(function (this: Strides, ...given) {
      const stretch = go.apply(this, given);
      taken += this.taken;
      return stretch;
    });
    expect(same(both(shelf))).toBe(true);
    expect(taken).toBeGreaterThan(100);
  });
  it('lead elsewhere if what is offered on the way past rules is forgotten, and that is seen', () => {
    const { go } = Strides.prototype;
    vi.spyOn(Strides.prototype, 'go').mockImplementation(function (this: Strides, from, most, offers) {
      const { end, count } = offers;
      const stretch = go.call(this, from, most, offers);
      Object.assign(offers, { end, count });
      return stretch;
    });
    expect(same(both(shelf))).toBe(false);
  });
  it('lead elsewhere if it is not noted what was changed, and that is seen', () => {
    vi.spyOn(Changes.prototype, 'note').mockImplementation(() => {});
    expect(same(both(door))).toBe(false);
  });
  it('go past many choices at once', () => {
    const offer = vi.spyOn(Hall.prototype, 'offer');
    const [learned, executed] = [allReductions, { ...allReductions, learn: false }].map((reductions) =>
      explore(attic, { reductions, states: 12_000 }),
    );
    expect(sameGraph(learned.graph, executed.graph)).toBe(true);
    expect(offer.mock.calls.length).toBeGreaterThan(1000);
    offer.mockImplementation(() => {});
    expect(sameGraph(explore(attic, { states: 12_000 }).graph, executed.graph)).toBe(false);
  });
  it('can’t be repeated if the answer to a question is not remembered, and that is seen', () => {
    const ask = Recorder.prototype.ask;
    vi.spyOn(Recorder.prototype, 'ask').mockImplementation(function (this: Recorder, question) {
      const known = this.guard.length;
      const result = ask.call(this, question);
      this.guard.length = known;
      return result;
    });
    expect(() => both(door)).toThrow(/a fault of Redthread/);
  });
});
