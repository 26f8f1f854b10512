import { boolean } from './booleans.ts';
import { item, unshared } from './lists.ts';
import { type Node, node } from './tree.ts';
import { binary, call, callable, kept, literal, value } from './values.ts';
import { assignable, type Maker, type Scope, type Type } from './world.ts';

export function logicLine(scope: Scope, ...parts: (string | Node)[]): Node {
  const { random, profile } = scope.world;
  const remark = profile.on('comments') && random.chance(0.1) ? ' // so' : '';
  return node(
    'line',
    scope.indent,
    profile.on('whitespace') && random.chance(0.3) ? '~' : '~ ',
    ...parts,
    `${remark}\n`,
  );
}

/** A change of some variable, or null when there is none to change. */
export function assignment(scope: Scope): Node | null {
  const { random, profile } = scope.world;
  const types: Type[] = ['int', 'int', 'float', 'bool', 'string', 'list', 'list', 'target'];
  const type = random.pick(types);
  const known = assignable(scope, type);
  if (known.length === 0) return null;
  const { name } = random.pick(known);
  if (type === 'int') return numberChange(scope, name);
  if (type === 'list') return listChange(scope, name);
  if (type === 'string' && !profile.finite) {
    // Only ever longer by a little: doubling in a loop would fill the memory.
    const longer = binary(scope, node('expression', name), '+', literal(scope, 'string'));
    return logicLine(scope, `${name} = `, random.chance(0.5) ? longer : literal(scope, 'string'));
  }
  return logicLine(scope, `${name} = `, kept(scope, type));
}

function numberChange(scope: Scope, name: string): Node {
  const { random, profile } = scope.world;
  if (!profile.finite) {
    return random.pick<Maker>([
      () => logicLine(scope, `${name}++`),
      () => logicLine(scope, `${name}--`),
      () => logicLine(scope, `${name} += `, value(scope, 'int', 1)),
      () => logicLine(scope, `${name} -= `, value(scope, 'int', 1)),
      () => logicLine(scope, `${name} = `, unshared(scope, value(scope, 'int'))),
    ])();
  }
  if (random.chance(0.6)) return logicLine(scope, `${name} = `, kept(scope, 'int'));
  const step = logicLine({ ...scope, indent: `${scope.indent}  ` }, random.pick([`${name}++`, `${name} += 1`]));
  return node('block', scope.indent, `{ ${name} < ${random.between(1, 3)}:\n`, step, scope.indent, '}\n');
}

function listChange(scope: Scope, name: string): Node {
  const { random, globals } = scope.world;
  const own = globals.some((variable) => variable.name === name);
  return random.weighted<Maker>([
    [3, () => logicLine(scope, `${name} += ${item(scope)}`)],
    [2, () => logicLine(scope, `${name} -= ${item(scope)}`)],
    [2, () => logicLine(scope, `${name} = `, unshared(scope, value(scope, 'list')))],
    [1, () => logicLine(scope, `${name} += `, value(scope, 'list', 1))],
    [0.7, () => logicLine(scope, `${name}${random.pick(['++', '--'])}`)],
    [0.5, () => logicLine(scope, `${name} = ()`, own ? '' : ' + ()')],
  ])();
}

export function temporary(scope: Scope): Node {
  const { random, profile, lists } = scope.world;
  const type = random.weighted<Type>([
    [4, 'int'],
    [1, 'bool'],
    [profile.weigh('floats', 1), 'float'],
    [profile.weigh('strings', 1), 'string'],
    [lists.length > 0 ? 1 : 0, 'list'],
    [profile.weigh('targets', 1), 'target'],
  ]);
  const name = `x${scope.serial.next++}`;
  const made = logicLine(scope, `temp ${name} = `, kept(scope, type));
  scope.temporaries.push({ name, type, fixed: false });
  return made;
}

/** A function called for what it does. */
export function callLine(scope: Scope): Node | null {
  const { functions, externals, random } = scope.world;
  const known = [...functions, ...externals].filter(
    (plan) => (scope.flow.kind !== 'function' || plan.rank > scope.flow.rank) && callable(scope, plan),
  );
  if (known.length === 0) return null;
  const plan = random.pick(known);
  const into = plan.returns === null || scope.world.profile.finite ? [] : assignable(scope, plan.returns);
  const keeps = into.length > 0 && plan.returns !== 'string' && random.chance(0.3);
  return logicLine(scope, ...(keeps ? [`${random.pick(into).name} = `] : []), call(scope, plan, 1));
}

export function returnLine(scope: Scope): Node {
  const { returns } = scope.flow;
  if (returns === null) return logicLine(scope, 'return');
  return logicLine(
    scope,
    'return ',
    returns === 'bool' ? boolean(scope, 1) : unshared(scope, value(scope, returns, 1)),
  );
}

export function seedLine(scope: Scope): Node {
  return logicLine(scope, `SEED_RANDOM(${scope.world.random.below(100)})`);
}
