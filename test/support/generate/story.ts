import { Random } from '../random.ts';
import { externalFallback, functionFlow, scene, thread, topContent, tunnel } from './flows.ts';
import { isPlainTunnel, planWorld } from './plan.ts';
import { drawProfile, type GenerateOptions } from './profile.ts';
import { isNode, type Node, node, type Part } from './tree.ts';
import { TAGS } from './words.ts';
import type { ListPlan, Variable, World } from './world.ts';
import { targetable } from './world.ts';

export interface Generated {
  readonly tree: Node;
  readonly world: World;
}

/** Draws a whole story. */
export function drawStory(seed: number, options: GenerateOptions): Generated {
  const random = new Random(seed);
  const profile = drawProfile(random, options);
  const world = planWorld(random, profile);
  const top = topContent(world);
  let flows = [
    ...world.scenes.map((flow) => scene(world, flow)),
    ...world.tunnels.map((flow) => tunnel(world, flow)),
    ...world.threads.map((flow) => thread(world, flow)),
    ...world.functions.map((flow) => functionFlow(world, flow)),
    ...world.externals.map((flow) => externalFallback(world, flow)),
  ];
  if (random.chance(0.3)) flows = random.shuffled(flows);
  const declared = declarations(world);
  // Diverting to a variable only compiles below its declaration; everything else may be declared last.
  const late = !profile.on('targets') && random.chance(0.2);
  const lines = late ? [top, ...flows, ...declared] : [...declared, top, ...flows];
  for (const settle of world.later) settle();
  const parts: Part[] = [...globalTags(world), ...lines.flatMap((part) => [part, random.chance(0.5) ? '\n' : ''])];
  let tree = node('story', ...parts);
  if (profile.on('whitespace') && random.chance(0.15)) tree = mapText(tree, (text) => text.replaceAll('\n', '\r\n'));
  return { tree, world };
}

function mapText(root: Node, change: (text: string) => string): Node {
  return node(root.kind, ...root.parts.map((part) => (isNode(part) ? mapText(part, change) : change(part))));
}

function globalTags(world: World): Node[] {
  if (!world.profile.on('tags') || !world.random.chance(0.3)) return [];
  return [node('line', node('tag', `# ${world.random.pick(TAGS)}`), '\n')];
}

function declarations(world: World): Node[] {
  const { random, globals, lists, externals, tunnels, tunnelTargets } = world;
  const made = globals
    .filter((variable) => !lists.some((list) => list.name === variable.name))
    .map((variable) => declaration(world, variable));
  made.push(...lists.map((list) => listDeclaration(world, list)));
  for (const { name, parameters } of externals) {
    made.push(node('declaration', `EXTERNAL ${name}(${parameters.map((parameter) => parameter.name).join(', ')})\n`));
  }
  const first = tunnels.find(isPlainTunnel);
  if (first !== undefined) {
    for (const { name } of tunnelTargets) made.push(node('declaration', `VAR ${name} = -> ${first.path}\n`));
  }
  return random.shuffled(made);
}

function declaration(world: World, { name, type, fixed }: Variable): Node {
  const { random } = world;
  const value = {
    int: String(random.between(0, 3)),
    float: random.pick(['0.5', '1.0', '2.25']),
    bool: random.pick(['true', 'false']),
    string: random.pick(['"red"', '"Ada"', '""']),
    list: initialList(world),
    target: `-> ${random.pick(targetable(world)).path}`,
  }[type];
  return node('declaration', `${fixed ? 'CONST' : 'VAR'} ${name} = ${value}\n`);
}

function initialList({ random, lists }: World): string {
  if (lists.length === 0 || random.chance(0.5)) return '()';
  const list = random.pick(lists);
  return `(${list.name}.${random.pick(list.items)})`;
}

/** Some items are there from the start, some have numbers of their own. */
function listDeclaration({ random }: World, { name, items }: ListPlan): Node {
  let number = 0;
  const written = items.map((item) => {
    number++;
    const jump = random.chance(0.25);
    if (jump) number += random.between(0, 4);
    const value = jump ? ` = ${number}` : '';
    if (!random.chance(0.3)) return `${item}${value}`;
    return random.chance(0.5) ? `(${item})${value}` : `(${item}${value})`;
  });
  return node('declaration', `LIST ${name} = ${written.join(', ')}\n`);
}
