import { boolean } from './booleans.ts';
import { plainDivert } from './diverts.ts';
import { item } from './lists.ts';
import { assignment, returnLine, temporary } from './logic.ts';
import { divertLine, proseLine, statements } from './statements.ts';
import { type Node, node, type Part } from './tree.ts';
import { simple, value } from './values.ts';
import { type Scope, takeChance } from './world.ts';

/** The scope inside a branch: its temporaries are unknown outside, unless the writer slips. */
export function inside(scope: Scope): Scope {
  const slips = scope.world.profile.on('slips');
  return {
    ...scope,
    temporaries: slips ? scope.temporaries : [...scope.temporaries],
    depth: scope.depth + 1,
    indent: `${scope.indent}    `,
    inner: true,
    ahead: null,
  };
}

function branchBody(scope: Scope, least = 0): Node {
  const { random } = scope.world;
  const within = inside(scope);
  // A branch that needs content needs something more than a remark.
  const lines = least > 0 ? [assigned(within)] : [];
  lines.push(
    ...statements(within, random.weighted([[4, 0] as const, [3, 1] as const, [scope.depth > 1 ? 0 : 1, 2] as const])),
  );
  if (scope.flow.kind === 'function') {
    if (random.chance(0.2)) lines.push(returnLine(within));
  } else if (random.chance(0.12)) {
    const divert = plainDivert(within);
    if (divert !== null) lines.push(divertLine(within, divert));
  }
  return node('body', ...lines);
}

function assigned(scope: Scope): Node {
  const change = scope.world.random.chance(0.4) ? assignment(scope) : null;
  return change ?? proseLine(scope);
}

/** `- head` and what follows, on the same line or below it. */
function branch(scope: Scope, head: readonly Part[], least = 0): Node {
  const turn = scope.world.random.chance(0.5) ? '\n' : ' ';
  return node(
    'branch',
    `${scope.indent}  - `,
    ...head,
    turn,
    branchBody(scope, turn === ' ' ? Math.max(1, least) : least),
  );
}

export function conditionalBlock(scope: Scope): Node {
  const { random } = scope.world;
  const condition = () => boolean(scope, 2);
  const otherwise = (): Part[] => (random.chance(0.55) ? [branch(scope, ['else:'], 1)] : []);
  const form = random.weighted([
    [4, 'if'],
    [4, 'chain'],
    [0.7, 'dashes'],
  ] as const);
  const end = `${scope.indent}}\n`;
  if (form === 'if') {
    const body = branchBody(scope, 1);
    return node('block', scope.indent, '{ ', condition(), ':\n', body, ...otherwise(), end);
  }
  if (form === 'dashes') {
    const both = [branch(scope, [], 1), ...(random.chance(0.6) ? [branch(scope, [], 1)] : [])];
    return node('block', scope.indent, '{ ', condition(), ':\n', ...both, end);
  }
  const branches = Array.from({ length: random.between(1, 3) }, () => branch(scope, [condition(), ':']));
  return node('block', scope.indent, '{\n', ...branches, ...otherwise(), end);
}

export function switchBlock(scope: Scope): Node {
  const { random, lists } = scope.world;
  const byList = lists.length > 0 && random.chance(0.3);
  const asked = byList ? simple(scope, 'list') : value(scope, 'int', 1);
  const cases = byList
    ? [...new Set(Array.from({ length: 2 }, () => item(scope)))]
    : random.sample(['0', '1', '2', '3', '-1', '1.5'], random.between(1, 3));
  const branches: Part[] = cases.map((head) => branch(scope, [head, ':']));
  if (random.chance(0.6)) branches.push(branch(scope, ['else:'], 1));
  return node('block', scope.indent, '{ ', asked, ':\n', ...branches, `${scope.indent}}\n`);
}

export function sequenceBlock(scope: Scope): Node {
  const { random, profile } = scope.world;
  let kind = random.pick(['stopping', 'cycle', 'once']);
  if (profile.on('shuffles') && random.chance(0.45) && takeChance(scope)) {
    kind = random.pick(['shuffle', 'shuffle once', 'shuffle stopping']);
  }
  const most = profile.finite && kind.startsWith('shuffle') ? 3 : 4;
  const branches = Array.from({ length: random.between(1, most) }, () => branch(scope, []));
  return node('block', scope.indent, `{ ${kind}:\n`, ...branches, `${scope.indent}}\n`);
}

/** Choices that are offered on a condition, or by turns. Each must say where it leads. */
export function choiceBlock(scope: Scope, offer: (scope: Scope) => Node): Node {
  const { random } = scope.world;
  const within = inside(scope);
  const offers = (most: number) =>
    node('body', ...Array.from({ length: random.between(1, most) }, () => offer(within)));
  const end = `${scope.indent}}\n`;
  if (random.chance(0.3) && scope.world.profile.on('multiline')) {
    const kind = random.pick(['stopping', 'cycle', 'once']);
    const branches = Array.from({ length: 2 }, () => node('branch', `${scope.indent}  -\n`, offers(1)));
    return node('block', scope.indent, `{ ${kind}:\n`, ...branches, end);
  }
  const parts: Part[] = [scope.indent, '{ ', boolean(scope, 2), ':\n'];
  if (random.chance(0.2)) parts.push(temporary(within));
  parts.push(offers(2));
  if (random.chance(0.35)) parts.push(node('branch', `${scope.indent}  - else:\n`, offers(1)));
  return node('block', ...parts, end);
}
