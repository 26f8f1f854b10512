import { conditionalBlock, sequenceBlock, switchBlock } from './blocks.ts';
import { boolean } from './booleans.ts';
import { again, plainDivert, tunnelSteps } from './diverts.ts';
import { assignment, callLine, logicLine, returnLine, seedLine, temporary } from './logic.ts';
import { prose, tag, tags } from './prose.ts';
import { type Node, node, type Part, render } from './tree.ts';
import { LABELS } from './words.ts';
import type { Scope } from './world.ts';

type Attempt = () => Node | null;

export function statements(scope: Scope, count: number): Node[] {
  const made: Node[] = [];
  for (let i = 0; i < count; i++) made.push(statement(scope));
  return made;
}

export function statement(scope: Scope): Node {
  const { random, profile } = scope.world;
  const weigh = profile.weigh;
  const flowing = scope.flow.kind !== 'function';
  const nest = scope.depth < 2 || (scope.depth < 3 && random.chance(0.2)) ? 1 : 0;
  const made = random.weighted<Attempt>([
    [flowing ? 8 : 4, () => proseLine(scope)],
    [6.5, () => assignment(scope)],
    [weigh('temporaries', 1.5), () => temporary(scope)],
    [weigh('functions', 2), () => callLine(scope)],
    [weigh('blocks', 2.5) * nest, () => conditionalBlock(scope)],
    [weigh('switches', 1) * nest, () => switchBlock(scope)],
    [weigh('multiline', 1.8) * nest, () => sequenceBlock(scope)],
    [weigh('tunnels', flowing ? 2.5 : 0), () => tunnelLine(scope)],
    [flowing ? 0.8 : 0, () => conditionalDivert(scope)],
    [scope.ahead !== null && !scope.inner ? 1.2 : 0, () => skip(scope)],
    [weigh('recursion', scope.flow.recursive && flowing && nest === 1 ? 4 : 0), () => recursion(scope)],
    [weigh('seeds', 0.5), () => seedLine(scope)],
    [weigh('tags', 0.5), () => tagLine(scope)],
    [weigh('comments', 1), () => remark(scope)],
    [weigh('whitespace', 1.5), () => node('line', random.pick(['\n', '  \n', '\t\n', '\n\n']))],
    [flowing ? 0 : 0.3 * nest, () => earlyReturn(scope)],
  ])();
  return made ?? proseLine(scope);
}

/** A line of text, sometimes glued to its neighbours. */
export function proseLine(scope: Scope): Node {
  const { random, profile } = scope.world;
  const parts: Part[] = [indent(scope)];
  if (profile.on('glue') && random.chance(0.08)) parts.push(node('prose', '<>'), random.pick(['', ' ']));
  parts.push(prose(scope, 'line'));
  if (profile.on('glue') && random.chance(0.12)) parts.push(random.pick(['', ' ']), node('prose', '<>'));
  const marked = tags(scope);
  parts.push(...marked);
  // An arrow among the arguments would be taken for the end of the tag.
  if (marked.length === 0 && profile.on('tunnels') && random.chance(0.06)) {
    const steps = tunnelSteps(scope);
    if (steps.length > 0) parts.push(node('divert', ' ', ...steps, '->'));
  }
  if (profile.on('whitespace') && random.chance(0.2)) parts.push(random.pick([' ', '\t', '   ']));
  if (profile.on('comments') && random.chance(0.08)) parts.push(node('prose', ' // note'));
  return node('line', ...parts, '\n');
}

function indent(scope: Scope): string {
  const { random, profile } = scope.world;
  return profile.on('whitespace') && random.chance(0.3) ? random.pick(['', '\t', '     ', ' ']) : scope.indent;
}

function tunnelLine(scope: Scope): Node | null {
  const steps = tunnelSteps(scope);
  return steps.length === 0 ? null : node('line', scope.indent, ...steps, '->\n');
}

function conditionalDivert(scope: Scope): Node | null {
  const divert = plainDivert(scope);
  if (divert === null) return null;
  const open = scope.world.random.chance(0.25) ? ': so ' : ': ';
  return node('line', scope.indent, '{', boolean(scope, 2), open, divert, '}\n');
}

/** On to the next gather, past whatever comes before it. */
function skip(scope: Scope): Node | null {
  if (scope.ahead === null) return null;
  scope.ahead.used = true;
  return node('line', scope.indent, '{', boolean(scope, 2), ': ', node('divert', `-> ${scope.ahead.name}`), '}\n');
}

function recursion(scope: Scope): Node {
  const inside = `${scope.indent}  `;
  const open = `${scope.indent}{ ${scope.flow.parameters[0].name} > 0:\n`;
  return node('block', open, node('line', inside, again(scope), '\n'), scope.indent, '}\n');
}

/** A function gives its answer early. */
function earlyReturn(scope: Scope): Node {
  const inside = { ...scope, indent: `${scope.indent}  ` };
  return node('block', scope.indent, '{ ', boolean(scope, 1), ':\n', returnLine(inside), scope.indent, '}\n');
}

export function tagLine(scope: Scope): Node {
  return node('line', scope.indent, tag(scope), '\n');
}

function remark(scope: Scope): Node {
  const { random } = scope.world;
  const text = random.pick(['// a remark', '/* a longer\n   remark */', 'TODO: write more here', '// -> END']);
  return node('line', scope.indent, `${text}\n`);
}

/** A divert on a line of its own, or after some text. */
export function divertLine(scope: Scope, divert: Node): Node {
  if (scope.world.random.chance(0.25)) {
    const marked = render(divert).includes('(') ? [] : tags(scope, 0.1);
    return node('line', scope.indent, prose(scope, 'line', 1), ...marked, ' ', divert, '\n');
  }
  return node('line', scope.indent, divert, '\n');
}

/** A name for a label. Knots may use the same names, but not those of the top, which all of them can see. */
export function labelName(scope: Scope, stem = scope.world.random.pick(LABELS)): string {
  return `${scope.flow.path === '' ? 'top_' : ''}${stem}${scope.serial.next++}`;
}

/** `~ temp i = 0`, a gather, and a way back to it until i is large enough. */
export function boundedLoop(scope: Scope): Node[] {
  const { random } = scope.world;
  const counter = `i${scope.serial.next++}`;
  const label = labelName(scope, 'loop');
  const dashes = '- '.repeat(scope.bullets);
  const start = logicLine(scope, `temp ${counter} = 0`);
  const gather = node('gather', scope.indent, dashes, `(${label})\n`);
  const step = logicLine(scope, `${counter}++`);
  const round = statements({ ...scope, ahead: null, direct: false, looping: true }, random.between(1, 2));
  const back = node('line', scope.indent, `{ ${counter} < ${random.between(1, 3)}: -> ${label} }\n`);
  return [start, gather, ...round, step, back];
}
