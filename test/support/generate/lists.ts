import { type Node, node, render } from './tree.ts';
import { binary, callOf, literal, simple, value } from './values.ts';
import type { ListPlan, Scope } from './world.ts';
import { type Maker, takeChance, variables } from './world.ts';

/** The name of an item, with its list's name where two lists share it. */
export function item(scope: Scope, plan: ListPlan = scope.world.random.pick(scope.world.lists)): string {
  const { random, lists } = scope.world;
  const name = random.pick(plan.items);
  const shared = lists.some((other) => other !== plan && other.items.includes(name));
  return shared || random.chance(0.25) ? `${plan.name}.${name}` : name;
}

function variable(scope: Scope): Node {
  return node('expression', scope.world.random.pick(variables(scope, 'list')).name);
}

/**
 * A value for a variable to keep, written so that it is no other variable's very own list: the official runtime lets variables share a
 * list object, and when an empty one is assigned it changes, for all who share it, the lists that it remembers to come from.
 */
export function unshared(scope: Scope, value: Node): Node {
  const text = render(value);
  const shared = text === '()' || variables(scope, 'list').some(({ name }) => name === text);
  return shared ? node('expression', value, ' + ()') : value;
}

function bare(name: string): string {
  return name.slice(name.indexOf('.') + 1);
}

function someItems(scope: Scope): Node {
  const { random } = scope.world;
  // The same item twice is an error, also once with and once without its list's name.
  const names = new Map(Array.from({ length: random.below(4) }, () => item(scope)).map((name) => [bare(name), name]));
  return node('expression', `(${[...names.values()].join(', ')})`);
}

export function list(scope: Scope, depth: number): Node {
  const { random, lists } = scope.world;
  if (lists.length === 0) return literal(scope, 'int');
  const atom = () =>
    random.weighted<Maker>([
      [4, () => variable(scope)],
      [2, () => someItems(scope)],
      [2, () => node('expression', item(scope))],
    ])();
  if (depth <= 0) return atom();
  const inner = () => list(scope, depth - 1);
  const plan = random.pick(lists);
  return random.weighted<Maker>([
    [4, atom],
    [2, () => binary(scope, inner(), random.pick(['+', '-', '^']), inner())],
    [1, () => binary(scope, inner(), random.pick(['+', '-']), literal(scope, 'int'))],
    [1, () => node('expression', `LIST_ALL(`, inner(), ')')],
    [1, () => node('expression', `LIST_INVERT(`, inner(), ')')],
    [1, () => node('expression', `${random.pick(['LIST_MIN', 'LIST_MAX'])}(`, inner(), ')')],
    [0.8, () => range(scope, inner())],
    [0.8, () => node('expression', `${plan.name}(`, value(scope, 'int', 0), ')')],
    [scope.world.profile.weigh('random', 1), () => randomItem(scope)],
    [scope.world.profile.weigh('functions', 0.7), () => callOf(scope, 'list', depth) ?? atom()],
  ])();
}

function range(scope: Scope, from: Node): Node {
  const { random } = scope.world;
  const bounds = random.weighted([
    [2, [String(random.below(3)), String(random.between(2, 4))]],
    [1, [item(scope), item(scope)]],
    [1, [item(scope), '9']],
  ] as const);
  return node('expression', 'LIST_RANGE(', from, `, ${bounds[0]}, ${bounds[1]})`);
}

function randomItem(scope: Scope): Node {
  const all = scope.world.random.chance(0.4);
  if (!takeChance(scope)) return variable(scope);
  return node('expression', 'LIST_RANDOM(', ...(all ? ['LIST_ALL(', variable(scope), ')'] : [variable(scope)]), ')');
}

/** A number that comes from a list. */
export function listNumber(scope: Scope, depth: number): Node {
  const name = scope.world.random.pick(['LIST_COUNT', 'LIST_VALUE', 'LIST_COUNT']);
  return node('expression', `${name}(`, list(scope, depth - 1), ')');
}

export function listTest(scope: Scope, depth: number): Node {
  const { random } = scope.world;
  const inner = () => list(scope, depth - 1);
  return random.weighted<Maker>([
    [4, () => binary(scope, variable(scope), random.pick(['?', '!?', 'has', 'hasnt']), inner())],
    [3, () => binary(scope, inner(), random.pick(['==', '!=', '<', '>', '<=', '>=']), inner())],
    [1, () => variable(scope)],
    [1, () => node('expression', 'not ', variable(scope))],
    [1, () => binary(scope, inner(), '^', inner())],
    [scope.world.profile.weigh('slips', 0.4), () => binary(scope, simple(scope, 'list'), '>', literal(scope, 'int'))],
  ])();
}
