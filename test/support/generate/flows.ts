import { logicLine, returnLine } from './logic.ts';
import { divertLine, proseLine, statements, tagLine } from './statements.ts';
import { type Node, node, type Part, render } from './tree.ts';
import { binary, call, kept, literal, value } from './values.ts';
import { ending, hub, weave } from './weave.ts';
import type { FlowPlan, Scope, World } from './world.ts';

function scopeOf(world: World, flow: FlowPlan, serial = { next: 1 }): Scope {
  return {
    world,
    flow,
    temporaries: [],
    chosen: false,
    direct: false,
    depth: 0,
    bullets: 1,
    indent: '',
    quotes: true,
    arrows: true,
    ahead: null,
    serial,
    looping: false,
    inner: false,
  };
}

function parameters(flow: FlowPlan): string {
  if (flow.parameters.length === 0) return '';
  const named = flow.parameters.map(
    ({ name, type, ref }) => `${ref ? 'ref ' : ''}${type === 'target' ? '-> ' : ''}${name}`,
  );
  return `(${named.join(', ')})`;
}

function header(world: World, flow: FlowPlan): string {
  const { random, profile } = world;
  const what = `${flow.kind === 'function' ? 'function ' : ''}${flow.name}`;
  const gap = profile.on('whitespace') && random.chance(0.2) ? ' ' : '';
  const form = random.pick(['=== ', '=== ', '== ', '==']);
  return `${form}${what}${gap}${parameters(flow)}${random.pick([' ===', '', ' =='])}\n`;
}

/** What stands before the first knot. */
export function topContent(world: World): Node {
  const { random, profile, scenes } = world;
  const scope = scopeOf(world, world.top);
  const made: Node[] = statements(scope, random.between(0, 2));
  if (random.chance(0.2)) made.push(...weave(scope, random.chance(0.3)));
  else if (scenes[0].parameters.length === 0 || random.chance(0.2)) {
    made.push(divertLine(scope, node('divert', `-> ${scenes[0].path}`, startValues(scope, scenes[0]))));
  } else {
    made.push(node('line', node('divert', `-> ${scenes[0].path}`, startValues(scope, scenes[0])), '\n'));
  }
  if (profile.on('slips') && random.chance(0.1)) made.push(proseLine(scope));
  return node('body', ...made);
}

function startValues(scope: Scope, flow: FlowPlan): Node {
  if (flow.parameters.length === 0) return node('expression');
  const parts: Part[] = flow.parameters.flatMap(({ type }, i) => [i === 0 ? '(' : ', ', kept(scope, type, 1)]);
  return node('expression', ...parts, ')');
}

/** A knot with its stitches. */
export function scene(world: World, flow: FlowPlan): Node {
  const { random, profile } = world;
  const last = flow === world.scenes[world.scenes.length - 1];
  const scope = scopeOf(world, flow);
  const lead: Node[] = profile.on('tags') && random.chance(0.25) ? [tagLine(scope)] : [];
  const empty = flow.stitches.length > 0 && flow.parameters.length === 0 && random.chance(0.3);
  const content = last ? finale(scope) : empty ? [] : sceneContent(scope);
  const body = node('body', ...(empty ? [] : lead), ...content);
  return node('flow', header(world, flow), body, ...stitches(scope, sceneContent));
}

function stitches(scope: Scope, content: (scope: Scope) => Node[]): Node[] {
  return scope.flow.stitches.map((stitch) => {
    const within = scopeOf(scope.world, stitch, scope.serial);
    const head = `${scope.world.random.pick(['= ', '='])}${stitch.name}${parameters(stitch)}\n`;
    return node('stitch', head, node('body', ...content(within)));
  });
}

function sceneContent(scope: Scope): Node[] {
  const { random } = scope.world;
  if (random.chance(0.12)) {
    const made = hub(scope);
    if (made.length > 0) return made;
  }
  if (random.chance(0.08)) return [...statements(scope, random.between(1, 4)), ...closed(scope)];
  return weave(scope, false);
}

function closed(scope: Scope): Node[] {
  const made = ending(scope);
  return made.length > 0 ? made : [proseLine(scope)];
}

/** The last scene: it leads nowhere but out, so that everything may lead to it. */
function finale(scope: Scope): Node[] {
  const { random } = scope.world;
  const end = node('line', node('divert', random.chance(0.8) ? '-> END' : '-> DONE'), '\n');
  if (random.chance(0.5)) return [proseLine(scope), end];
  return [...weave(scope, true), node('gather', '- ', proseLine(scope)), end];
}

export function tunnel(world: World, flow: FlowPlan): Node {
  const scope = scopeOf(world, flow);
  return node('flow', header(world, flow), node('body', ...tunnelContent(scope)), ...stitches(scope, tunnelContent));
}

function tunnelContent(scope: Scope): Node[] {
  const { random } = scope.world;
  if (random.chance(0.5)) return weave(scope, false);
  return [...statements(scope, random.between(1, 3)), ...closed(scope)];
}

export function thread(world: World, flow: FlowPlan): Node {
  const scope = scopeOf(world, flow);
  return node('flow', header(world, flow), node('body', ...threadContent(scope)), ...stitches(scope, threadContent));
}

function threadContent(scope: Scope): Node[] {
  const end = scope.world.random.chance(0.5) ? [node('line', '-> DONE\n')] : [];
  return [...weave(scope, false), ...end];
}

export function functionFlow(world: World, flow: FlowPlan): Node {
  const { random, profile } = world;
  const scope = { ...scopeOf(world, flow), indent: '  ' };
  const content: Node[] = [];
  if (flow.recursive) {
    const stop = flow.returns === null ? 'return' : 'return ';
    const base = flow.returns === null ? node('expression') : literal(scope, flow.returns);
    const out = logicLine({ ...scope, indent: '    ' }, stop, base);
    content.push(node('block', `  { ${flow.parameters[0].name} <= 0:\n`, out, '  }\n'));
  }
  content.push(...statements(scope, random.between(flow.returns === null ? 1 : 0, 2)));
  if (flow.recursive) {
    const deeper = call(scope, flow, 0);
    if (flow.returns === null) content.push(logicLine(scope, deeper));
    else if (flow.returns === 'bool') content.push(logicLine(scope, 'return not ', deeper));
    else content.push(logicLine(scope, 'return ', binary(scope, deeper, '+', value(scope, flow.returns, 0))));
  } else if (flow.returns !== null && !(profile.on('slips') && random.chance(0.06))) {
    content.push(returnLine(scope));
  } else if (random.chance(0.15)) {
    content.push(logicLine(scope, 'return'));
  }
  if (content.every((line) => render(line).trim() === '')) content.push(proseLine(scope));
  return node('flow', header(world, flow), node('body', ...content));
}

/** What the story does when no host has bound an EXTERNAL. */
export function externalFallback(world: World, flow: FlowPlan): Node {
  const scope = { ...scopeOf(world, flow), indent: '  ' };
  return node('flow', header(world, flow), node('body', returnLine(scope)));
}
