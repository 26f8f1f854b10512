import { boolean, comparison } from './booleans.ts';
import { countTarget } from './counts.ts';
import { list, listNumber, unshared } from './lists.ts';
import { type Node, node, render } from './tree.ts';
import { LITERALS } from './words.ts';
import type { FlowPlan, Parameter, Scope, Type } from './world.ts';
import { assignable, type Maker, takeChance, targetable, variables } from './world.ts';

/** An expression that usually has the type asked for. */
export function value(scope: Scope, type: Type, depth = 2): Node {
  if (type !== 'target' && scope.world.profile.on('slips') && scope.world.random.chance(0.03)) {
    type = scope.world.random.pick<Type>(['int', 'float', 'bool', 'string', 'list']);
  }
  if (type === 'int') return integer(scope, depth);
  if (type === 'float') return float(scope, depth);
  if (type === 'bool') return boolean(scope, depth);
  if (type === 'string') return text(scope, depth);
  if (type === 'list') return list(scope, depth);
  return target(scope);
}

/** A value to be kept in a variable. In a finite story numbers stay within a few values, and texts are literals. */
export function kept(scope: Scope, type: Type, depth = 2): Node {
  const { finite } = scope.world.profile;
  if (!finite || type === 'bool' || type === 'list') return unshared(scope, value(scope, type, depth));
  if (type === 'int') {
    if (scope.world.random.chance(0.4)) return node('expression', String(scope.world.random.below(3)));
    return node('expression', '(0 + ', integer(scope, 1), ') % 3');
  }
  return type === 'target' ? target(scope) : unshared(scope, literal(scope, type));
}

export function literal(scope: Scope, type: Type): Node {
  const { random, profile, lists } = scope.world;
  const small = profile.finite ? random.between(0, 3) : random.between(-2, 9);
  if (type === 'int') return node('expression', String(small));
  if (type === 'float') return node('expression', random.pick(['0.5', '1.5', '2.0', '-0.25', '3.75', '0.1']));
  if (type === 'bool') return node('expression', random.pick(['true', 'false']));
  if (type === 'string' && scope.quotes) return node('expression', `"${random.pick(LITERALS)}"`);
  if (type === 'list' && lists.length > 0) return list(scope, 0);
  return type === 'target' ? target(scope) : node('expression', String(small));
}

/** A binary expression, its sides sometimes left without the parentheses that a careful writer would set. */
export function binary(scope: Scope, left: Node, operator: string, right: Node): Node {
  return node('expression', wrapped(scope, left), ` ${operator} `, wrapped(scope, right));
}

/** In parentheses where the compiler insists on them, and mostly elsewhere if it is compound. */
export function wrapped(scope: Scope, side: Node): Node {
  const compound = side.parts.some((part) => typeof part === 'string' && /^ \S+ /.test(part));
  if (!compound) return side;
  const strict = /->| \?| !\?| has/.test(render(side));
  return strict || scope.world.random.chance(0.65) ? node('expression', '(', side, ')') : side;
}

/** A variable of the type, or a literal when there is none. */
export function simple(scope: Scope, type: Type): Node {
  const known = variables(scope, type);
  if (known.length === 0 || scope.world.random.chance(0.25)) return literal(scope, type);
  return node('expression', scope.world.random.pick(known).name);
}

function integer(scope: Scope, depth: number): Node {
  const { random, profile } = scope.world;
  if (depth <= 0) return simple(scope, 'int');
  const inner = () => integer(scope, depth - 1);
  const operator = random.pick(['+', '-', '*', '+', '-', '%']);
  return random.weighted<Maker>([
    [6, () => simple(scope, 'int')],
    [4, () => binary(scope, inner(), operator, operator === '%' ? divisor(scope) : inner())],
    [1, () => binary(scope, inner(), '/', divisor(scope))],
    [0.5, () => binary(scope, inner(), 'mod', divisor(scope))],
    [0.7, () => node('expression', '-', simple(scope, 'int'))],
    [profile.weigh('math', 2), () => mathCall(scope, depth)],
    [profile.weigh('counts', profile.finite ? 0 : 2), () => count(scope)],
    [profile.weigh('counts', 0.5), () => node('expression', 'CHOICE_COUNT()')],
    [profile.weigh('turns', 1), () => node('expression', 'TURNS()')],
    [profile.finite && profile.cycles ? 0 : profile.weigh('counts', 1), () => turnsSince(scope)],
    [profile.weigh('random', 1.5), () => randomCall(scope)],
    [profile.weigh('functions', 1.5), () => callOf(scope, 'int', depth) ?? simple(scope, 'int')],
    [scope.world.lists.length, () => listNumber(scope, depth)],
  ])();
}

function divisor(scope: Scope): Node {
  const { random, profile } = scope.world;
  if (profile.on('slips') && !profile.finite && random.chance(0.05)) return simple(scope, 'int');
  return node('expression', String(random.between(2, 4)));
}

function mathCall(scope: Scope, depth: number): Node {
  const { random } = scope.world;
  const one = () => integer(scope, depth - 1);
  return random.pick<Maker>([
    () => node('expression', 'MIN(', one(), ', ', one(), ')'),
    () => node('expression', 'MAX(', one(), ', ', one(), ')'),
    () => node('expression', `INT(POW(`, simple(scope, 'int'), `, ${random.below(3)}))`),
    () => node('expression', `${random.pick(['INT', 'FLOOR', 'CEILING'])}(`, float(scope, depth - 1), ')'),
  ])();
}

/** How often a place was visited, as a plain name or by READ_COUNT. */
export function count(scope: Scope): Node {
  if (!scope.arrows || scope.world.random.chance(0.7)) return countTarget(scope, '', '');
  const held = variables(scope, 'target');
  if (held.length > 0 && scope.world.random.chance(0.4)) {
    return node('expression', `READ_COUNT(${scope.world.random.pick(held).name})`);
  }
  return countTarget(scope, 'READ_COUNT(-> ', ')');
}

function turnsSince(scope: Scope): Node {
  const held = variables(scope, 'target');
  if (held.length > 0 && scope.world.random.chance(0.25)) {
    return node('expression', `TURNS_SINCE(${scope.world.random.pick(held).name})`);
  }
  if (!scope.arrows) return simple(scope, 'int');
  return countTarget(scope, 'TURNS_SINCE(-> ', ')');
}

function randomCall(scope: Scope): Node {
  const { world } = scope;
  if (!takeChance(scope)) return literal(scope, 'int');
  const low = world.random.between(0, 2);
  if (!world.profile.finite && world.random.chance(0.2)) {
    return node('expression', `RANDOM(${low}, `, binary(scope, simple(scope, 'int'), '+', literal(scope, 'int')), ')');
  }
  return node('expression', `RANDOM(${low}, ${low + world.random.between(0, world.profile.finite ? 2 : 5)})`);
}

function float(scope: Scope, depth: number): Node {
  const { random, profile } = scope.world;
  if (depth <= 0) return simple(scope, 'float');
  const inner = () => (random.chance(0.6) ? float(scope, depth - 1) : integer(scope, depth - 1));
  return random.weighted<Maker>([
    [4, () => simple(scope, 'float')],
    [3, () => binary(scope, inner(), random.pick(['+', '-', '*']), inner())],
    [1, () => binary(scope, inner(), random.pick(['/', '%']), divisor(scope))],
    [profile.weigh('math', 1), () => node('expression', 'FLOAT(', inner(), ')')],
    [profile.weigh('math', 1), () => node('expression', 'POW(', simple(scope, 'float'), `, ${random.below(3)})`)],
    [profile.weigh('functions', 1), () => callOf(scope, 'float', depth) ?? simple(scope, 'float')],
  ])();
}

function text(scope: Scope, depth: number): Node {
  const { random, profile } = scope.world;
  if (depth <= 0 || !scope.quotes) return simple(scope, 'string');
  const inner = () => text(scope, depth - 1);
  const bare = { ...scope, quotes: false };
  const embedded = () => node('expression', '"', random.pick(LITERALS), ' {', value(bare, 'int', 1), '}"');
  return random.weighted<Maker>([
    [5, () => simple(scope, 'string')],
    [2, () => binary(scope, inner(), '+', random.chance(0.7) ? inner() : value(scope, 'int', 0))],
    [2, embedded],
    [profile.weigh('functions', 1), () => callOf(scope, 'string', depth) ?? simple(scope, 'string')],
    [profile.weigh('inlineConditionals', 1), () => node('expression', '"{', comparison(bare, 1), ':red|blue}"')],
    [profile.weigh('sequences', 0.5), () => node('expression', '"', random.pick(LITERALS), '{&x|y|z}"')],
  ])();
}

/** A divert target as a value. */
export function target(scope: Scope): Node {
  const { world } = scope;
  const { random } = world;
  const held = variables(scope, 'target');
  if (held.length > 0 && random.chance(0.2)) return node('expression', random.pick(held).name);
  const free = scope.chosen || !world.profile.cycles;
  const plain = targetable(world).filter((scene) => free || scene.rank > scope.flow.rank);
  const from = plain.length > 0 ? plain : targetable(world).slice(-1);
  return node('expression', `-> ${random.pick(from).path}`);
}

/** Whether everything that must be passed by reference can be. */
export function callable(scope: Scope, plan: FlowPlan): boolean {
  return plan.parameters.every(({ type, ref }) => {
    if (type === 'target' && !scope.arrows) return false;
    return !ref || assignable(scope, type).length > 0;
  });
}

/** `(…)` with a value for each parameter, or nothing for no parameters. */
export function passed(scope: Scope, plan: FlowPlan, depth = 1): Node {
  if (plan.parameters.length === 0) return node('expression');
  const parts: (string | Node)[] = ['('];
  plan.parameters.forEach((parameter, i) => {
    if (i > 0) parts.push(', ');
    parts.push(pass(scope, plan, parameter, i, depth));
  });
  return node('expression', ...parts, ')');
}

function pass(scope: Scope, plan: FlowPlan, parameter: Parameter, index: number, depth: number): Node {
  const { random } = scope.world;
  if (plan.recursive && index === 0) {
    return plan === scope.flow
      ? node('expression', parameter.name, ' - 1')
      : node('expression', String(random.between(0, 3)));
  }
  if (parameter.ref) return node('expression', random.pick(assignable(scope, parameter.type)).name);
  return plan.kind === 'function'
    ? unshared(scope, value(scope, parameter.type, depth))
    : kept(scope, parameter.type, depth);
}

/** A call of some function that returns the type; null when there is none to call from here. */
export function callOf(scope: Scope, type: Type | null, depth: number): Node | null {
  const { functions, externals, random } = scope.world;
  const known = [...functions, ...externals].filter((plan) => {
    const later = scope.flow.kind !== 'function' || plan.rank > scope.flow.rank;
    const slip = scope.world.profile.on('slips') && plan.returns === null && random.chance(0.03);
    return later && (plan.returns === type || slip) && callable(scope, plan);
  });
  return known.length === 0 ? null : call(scope, random.pick(known), depth - 1);
}

export function call(scope: Scope, plan: FlowPlan, depth: number): Node {
  const args = passed(scope, plan, Math.max(0, depth));
  return node('expression', plan.name, args.parts.length === 0 ? '()' : args);
}
