import type { Node, Part } from './tree.ts';
import { labelPath, type Scope } from './world.ts';

/** A mention of some place whose visits are counted; which one is settled when all labels are known. */
export function countTarget(scope: Scope, before: string, after: string): Node {
  const { world } = scope;
  const parts: Part[] = [];
  world.later.push(() => {
    const flows = [...world.scenes, ...world.tunnels, ...world.threads].flatMap((flow) => [flow, ...flow.stitches]);
    const open = flows.filter((flow) => before === '' || flow.parameters.every((parameter) => !parameter.ref));
    const useLabel = world.labels.length > 0 && world.random.chance(0.6);
    const path = useLabel ? labelPath(scope, world.random.pick(world.labels)) : world.random.pick(open).path;
    parts.push(before, path, after);
  });
  return { kind: 'expression', parts };
}
