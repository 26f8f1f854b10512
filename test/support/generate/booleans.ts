import { listTest } from './lists.ts';
import { type Node, node } from './tree.ts';
import { binary, callOf, count, literal, simple, value, wrapped } from './values.ts';
import { type Maker, type Scope, targetable, variables } from './world.ts';

const ORDER = ['==', '!=', '<', '>', '<=', '>='];

/** Something that is true or false, or is taken as such. */
export function boolean(scope: Scope, depth: number): Node {
  const { random, profile } = scope.world;
  if (depth <= 0) return simple(scope, 'bool');
  const inner = () => boolean(scope, depth - 1);
  const joint = random.pick(['and', 'or', '&&', '||', 'and']);
  return random.weighted<Maker>([
    [4, () => simple(scope, 'bool')],
    [6, () => comparison(scope, depth)],
    [2.5, () => binary(scope, inner(), joint, inner())],
    [1.5, () => node('expression', 'not ', wrapped(scope, inner()))],
    [0.4, () => node('expression', 'not ', simple(scope, 'int'), ' == ', literal(scope, 'int'))],
    [0.7, () => simple(scope, 'int')],
    [profile.weigh('functions', 1.5), () => callOf(scope, 'bool', depth) ?? simple(scope, 'bool')],
    [scope.world.lists.length * 1.5, () => listTest(scope, depth)],
  ])();
}

/** A comparison, or another test that stands for one, such as a visit count. */
export function comparison(scope: Scope, depth: number): Node {
  const { random, profile } = scope.world;
  const order = random.pick(ORDER);
  const equality = random.pick(['==', '!=']);
  return random.weighted<Maker>([
    [5, () => binary(scope, value(scope, 'int', depth - 1), order, literal(scope, 'int'))],
    [1, () => binary(scope, value(scope, 'int', depth - 1), order, value(scope, 'int', depth - 1))],
    [
      profile.weigh('floats', 1.5),
      () => binary(scope, value(scope, 'float', depth - 1), order, literal(scope, 'float')),
    ],
    [profile.weigh('counts', 4), () => countTest(scope)],
    [scope.quotes ? profile.weigh('strings', 2) : 0, () => stringTest(scope, depth)],
    [scope.arrows ? profile.weigh('targets', 1) : 0, () => targetTest(scope, equality)],
    [0.3, () => binary(scope, simple(scope, 'bool'), equality, simple(scope, 'bool'))],
  ])();
}

function countTest(scope: Scope): Node {
  const { random } = scope.world;
  return random.weighted<Maker>([
    [3, () => count(scope)],
    [2, () => node('expression', 'not ', count(scope))],
    [3, () => binary(scope, count(scope), random.pick(ORDER), node('expression', String(random.between(0, 3))))],
  ])();
}

function stringTest(scope: Scope, depth: number): Node {
  const operator = scope.world.random.pick(['==', '!=', '?', '!?', '==', 'has', 'hasnt']);
  return binary(scope, value(scope, 'string', depth - 1), operator, literal(scope, 'string'));
}

function targetTest(scope: Scope, operator: string): Node {
  const held = variables(scope, 'target');
  if (held.length === 0) return simple(scope, 'bool');
  const { world } = scope;
  const { random } = world;
  if (random.chance(0.25)) return node('expression', random.pick(held).name, ` ${operator} ${random.pick(held).name}`);
  return node('expression', random.pick(held).name, ` ${operator} -> ${random.pick(targetable(world)).path}`);
}
