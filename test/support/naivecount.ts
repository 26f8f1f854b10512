/** How many ways there are from the start to where something stops. */
export type Leaves = bigint | 'infinite';

/**
 * Counts the ways through a graph from `start` to -1, plus `direct` ones that need no step. Circles make them infinitely many where they
 * lie on a way that stops.
 */
export function countLeaves(edges: readonly (readonly number[])[], start: readonly number[], direct: number): Leaves {
  const sources: number[][] = edges.map(() => []);
  edges.forEach((targets, source) => {
    for (const target of targets) if (target >= 0) sources[target].push(source);
  });
  const stops = edges.flatMap((targets, node) => (targets.includes(-1) ? [node] : []));
  const useful = new Set(stops);
  for (const node of useful) for (const source of sources[node]) useful.add(source);
  const open = edges.map((targets) => targets.filter((target) => useful.has(target)).length);
  const ways = edges.map((targets) => BigInt(targets.filter((target) => target < 0).length));
  const ready = [...useful].filter((node) => open[node] === 0);
  for (let i = 0; i < ready.length; i++) {
    for (const source of sources[ready[i]]) {
      ways[source] += ways[ready[i]];
      if (--open[source] === 0) ready.push(source);
    }
  }
  if (ready.length < useful.size) return 'infinite';
  return start.reduce((sum, node) => sum + ways[node], BigInt(direct));
}
