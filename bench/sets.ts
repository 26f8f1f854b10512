/**
 * Comes to all states of one story as sets, again and again, and nothing else: `node sets.js STORY SECONDS`, with a bound for each time. Prints one
 * line of JSON, a `SetsRun`.
 */
import { TooLarge } from '../src/diagrams/diagrams.ts';
import { nodeFiles } from '../src/faces/cli/files.ts';
import { Refine } from '../src/machine/errors.ts';
import { allReductions, Kept } from '../src/machine/reduction.ts';
import { StoryModel } from '../src/machine/storymodel.ts';
import { loadProject, type Project } from '../src/project.ts';
import { Reach } from '../src/symbolic/reach.ts';
import { System } from '../src/symbolic/system.ts';
import { NotFollowed } from '../src/symbolic/vectors.ts';
import { median, watch } from './child.ts';

export interface SetsRun {
  /** All states and transitions, as decimal integers. */
  readonly states: string;
  readonly transitions: string;
  /** The median of processor time, from the program on, with all that had to be done again on the way. */
  readonly processor: number;
  /** Nodes of diagrams that all states take, together with what was left over. */
  readonly nodes: number;
}

const times = 3;
const mostNodes = 4_000_000;

/** Null where it is not followed, too large, or takes too long. */
function reachOnce(project: Project, bound: number): SetsRun | null {
  const { processor, isPast } = watch();
  const kept = new Kept(project.program, allReductions);
  for (;;)
    try {
      const externals = new Map(Object.entries(project.settings.externals));
      const system = new System(new StoryModel(project.program, kept, project.entries, externals), mostNodes);
      const reach = new Reach(system);
      for (const _ of reach.all()) if (isPast(bound)) return null;
      const { nodes } = system.diagrams;
      return { states: `${reach.size()}`, transitions: `${reach.steps}`, processor: processor(), nodes };
    } catch (error) {
      if (error instanceof TooLarge || error instanceof NotFollowed) return null;
      if (!(error instanceof Refine)) throw error;
      kept.refine(error);
    }
}

const [story, bound] = process.argv.slice(2);
const { project } = loadProject(story, nodeFiles());
if (project !== null) {
  const runs = [reachOnce(project, Number(bound))];
  while (runs[0] !== null && runs.length < times) runs.push(reachOnce(project, Number(bound)));
  const [first] = runs;
  const result = first && { ...first, processor: median(runs.map((run) => run?.processor ?? Number(bound))) };
  process.stdout.write(`${JSON.stringify(result)}\n`);
}
