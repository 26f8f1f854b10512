import type { Random } from '../random.ts';
import type { Profile } from './profile.ts';
import * as words from './words.ts';
import type { FlowKind, FlowPlan, ListPlan, Parameter, Type, Variable, World } from './world.ts';

const TOP_RANK = 0;
export const LAST_RANK = 1000;

/** Draws all the names of a story: variables, lists, knots with their stitches and parameters, functions. */
export function planWorld(random: Random, profile: Profile): World {
  const lists = profile.on('lists') ? planLists(random, profile) : [];
  const types = valueTypes(profile, lists);
  const world: World = {
    random,
    profile,
    globals: planGlobals(random, profile, lists),
    lists,
    top: plain('', 'scene', TOP_RANK),
    scenes: planScenes(random, profile, types),
    tunnels: profile.on('tunnels') ? planTunnels(random, profile, types) : [],
    threads: profile.on('threads') ? planThreads(random, profile, types) : [],
    functions: profile.on('functions') ? planFunctions(random, profile, types) : [],
    externals: [],
    tunnelTargets: [],
    labels: [],
    later: [],
    chances: profile.finite ? 3 : Number.POSITIVE_INFINITY,
  };
  if (profile.on('externals')) {
    for (let i = 0; i < random.between(1, 2); i++) {
      const returns = random.pick<Type>(['int', 'bool', 'int', 'string']);
      const parameters = planParameters(random, random.between(0, 2), ['int', 'bool'], `x${i}`);
      world.externals.push({ ...plain(`host_${words.VERBS[i]}`, 'function', LAST_RANK + i), parameters, returns });
    }
  }
  if (profile.on('targets') && world.tunnels.some(isPlainTunnel)) {
    world.tunnelTargets.push({ name: 'detour', type: 'target', fixed: false });
  }
  return world;
}

/** Tunnels that a variable may hold: nothing to pass, no way out but back, and no other tunnels called by variable. */
export function isPlainTunnel(tunnel: FlowPlan): boolean {
  return tunnel.parameters.length === 0 && !tunnel.exits && !tunnel.recursive;
}

function plain(name: string, kind: FlowKind, rank: number): FlowPlan {
  return {
    name,
    path: name,
    kind,
    parameters: [],
    returns: null,
    rank,
    exits: false,
    recursive: false,
    stitches: [],
    knot: name,
  };
}

function valueTypes(profile: Profile, lists: readonly ListPlan[]): Type[] {
  const types: Type[] = ['int', 'int', 'bool'];
  if (profile.on('floats')) types.push('float');
  if (profile.on('strings')) types.push('string');
  if (lists.length > 0) types.push('list');
  if (profile.on('targets')) types.push('target');
  return types;
}

function planLists(random: Random, profile: Profile): ListPlan[] {
  const count = random.between(1, profile.finite ? 2 : 3);
  const shared = random.chance(0.3);
  return words.LISTS.slice(0, count).map((name, i) => {
    const items = random.shuffled(words.ITEMS[i]).slice(0, random.between(2, profile.finite ? 3 : 4));
    // The same item name in two lists must then be written with its list.
    if (shared && i > 0) items.push(words.ITEMS[0][0]);
    return { name, items: [...new Set(items)] };
  });
}

function planGlobals(random: Random, profile: Profile, lists: readonly ListPlan[]): Variable[] {
  const globals: Variable[] = [];
  const add = (type: Type, names: readonly string[], most: number, prefix = '') => {
    for (const name of random.sample(names, random.between(1, most))) {
      globals.push({ name: `${prefix}${name}`, type, fixed: false });
    }
  };
  const most = profile.finite ? 2 : 3;
  add('int', words.NUMBERS, most);
  add('bool', words.FLAGS, 2);
  if (profile.on('floats')) add('float', ['ratio', 'weight'], 1);
  if (profile.on('strings')) add('string', words.STRINGS, 2);
  if (profile.on('targets')) add('target', ['goal', 'exit_way'], profile.finite ? 1 : 2);
  for (const list of lists) globals.push({ name: list.name, type: 'list', fixed: false });
  if (lists.length > 0) add('list', ['bag', 'pile'], profile.finite ? 1 : 2);
  if (profile.on('constants')) {
    globals.push({ name: 'LIMIT', type: 'int', fixed: true });
    if (profile.on('strings')) globals.push({ name: 'HOUSE', type: 'string', fixed: true });
    if (profile.on('floats')) globals.push({ name: 'HALF', type: 'float', fixed: true });
  }
  return globals;
}

function planParameters(random: Random, count: number, types: readonly Type[], stem: string, refs = 0): Parameter[] {
  const shared = random.chance(0.5);
  return Array.from({ length: count }, (_, i) => {
    const type = random.pick(types);
    // Often the same names in every flow: frames must keep them apart.
    const name = shared ? `p${i}` : `${stem}_${i}`;
    return { name, type, fixed: false, ref: type !== 'target' && random.chance(refs) };
  });
}

function planScenes(random: Random, profile: Profile, types: readonly Type[]): FlowPlan[] {
  const count = Math.min(words.PLACES.length, 1 + profile.size + random.below(2));
  const names = random.sample(words.PLACES, count);
  return names.map((name, i) => {
    const rank = 10 * (i + 1);
    const last = i === count - 1;
    const known = last ? 0 : random.weighted([[5, 0] as const, [2, 1] as const, [1, 2] as const]);
    const parameters = planParameters(random, known, types, `${name}_in`);
    const many = profile.on('stitches') && !last && random.chance(0.4) ? random.between(1, 2) : 0;
    const stitches = random.sample(words.STITCHES, many).map((stitch, s) => {
      const some = s > 0 && random.chance(0.25) ? 1 : 0;
      return {
        ...plain(stitch, 'scene', rank + s + 1),
        path: `${name}.${stitch}`,
        knot: name,
        parameters: planParameters(random, some, types, `${stitch}_in`),
      };
    });
    return { ...plain(name, 'scene', rank), parameters, stitches };
  });
}

function planTunnels(random: Random, profile: Profile, types: readonly Type[]): FlowPlan[] {
  return random.sample(words.DETOURS, random.between(1, 2 + profile.size / 3)).map((name, i) => {
    const recursive = profile.on('recursion') && random.chance(0.25);
    const exits = !recursive && profile.on('overrides') && random.chance(0.4);
    const refs = profile.on('references') ? 0.3 : 0;
    const some = random.weighted([[3, 0] as const, [2, 1] as const, [1, 2] as const]);
    const parameters = planParameters(random, some, types, `${name}_in`, refs);
    if (recursive) parameters.unshift({ name: `${name}_left`, type: 'int', fixed: true, ref: false });
    const rank = exits ? 10 * random.between(1, profile.size + 1) + 5 : LAST_RANK + i;
    return {
      ...plain(name, 'tunnel', rank),
      parameters,
      exits,
      recursive,
      stitches: oneStitch(random, profile, name, 'tunnel', rank),
    };
  });
}

function planThreads(random: Random, profile: Profile, types: readonly Type[]): FlowPlan[] {
  return random.sample(words.RUMOURS, random.between(1, 2)).map((name, i) => {
    const some = random.weighted([[3, 0] as const, [2, 1] as const]);
    const rank = 10 * random.between(1, profile.size + 1) + 6 + i;
    const parameters = planParameters(random, some, types, `${name}_in`);
    return { ...plain(name, 'thread', rank), parameters, stitches: oneStitch(random, profile, name, 'thread', rank) };
  });
}

/** Sometimes a stitch of a tunnel or thread, which is one too. */
function oneStitch(random: Random, profile: Profile, knot: string, kind: FlowKind, rank: number): FlowPlan[] {
  if (!profile.on('stitches') || !random.chance(0.2)) return [];
  const name = random.pick(words.STITCHES);
  return [{ ...plain(name, kind, rank + 0.5), path: `${knot}.${name}`, knot }];
}

function planFunctions(random: Random, profile: Profile, types: readonly Type[]): FlowPlan[] {
  const names = random.sample(words.VERBS, random.between(1, 3 + profile.size / 3));
  return names.map((name, i) => {
    const recursive = profile.on('recursion') && random.chance(0.3);
    const returns = random.weighted<Type | null>([
      [3, 'int'],
      [2, 'bool'],
      [types.includes('string') ? 2 : 0, 'string'],
      [types.includes('list') ? 1 : 0, 'list'],
      [types.includes('float') ? 1 : 0, 'float'],
      [3, null],
    ]);
    const refs = profile.on('references') ? 0.35 : 0;
    const parameters = planParameters(random, random.between(0, 2), types, `${name}_in`, refs);
    if (recursive) parameters.unshift({ name: `${name}_left`, type: 'int', fixed: true, ref: false });
    return { ...plain(name, 'function', LAST_RANK + i), parameters, returns, recursive };
  });
}
