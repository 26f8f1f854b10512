import type { GenerateOptions } from './generate/profile.ts';
import { shrinkTree } from './generate/shrink.ts';
import { drawStory } from './generate/story.ts';
import { type Node, render } from './generate/tree.ts';

export type { GenerateOptions } from './generate/profile.ts';

/** An ink story made by chance from a seed: the same seed and options always give the same story. */
export interface GeneratedStory {
  readonly seed: number;
  readonly options: GenerateOptions;
  readonly tree: Node;
  readonly source: string;
  /** Its EXTERNAL functions; each has a fallback in ink. */
  readonly externals: readonly { readonly name: string; readonly parameters: number; readonly returns: string }[];
  /** Knots and stitches without parameters, which a host could jump to. */
  readonly entries: readonly string[];
}

/** Most of these stories compile and end; a few hold the mistakes that writers make, and the odd endless loop. */
export function generateStory(seed: number, options: GenerateOptions = {}): GeneratedStory {
  const { tree, world } = drawStory(seed, options);
  return {
    seed,
    options,
    tree,
    source: render(tree),
    externals: world.externals.map(({ name, parameters, returns }) => ({
      name,
      parameters: parameters.length,
      returns: returns ?? 'nothing',
    })),
    entries: world.scenes
      .flatMap((scene) => [scene, ...scene.stitches])
      .filter((flow) => flow.parameters.length === 0)
      .map((flow) => flow.path),
  };
}

/** A smaller story that still fails. The predicate also decides whether a candidate compiles well enough to count. */
export function shrink(story: GeneratedStory, stillFails: (source: string) => boolean): string {
  return shrinkTree(story.tree, stillFails);
}
