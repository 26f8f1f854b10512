import { tellAsides } from '../../src/findings/asides.ts';
import { Context } from '../../src/findings/context.ts';
import { judge } from '../../src/findings/judge.ts';
import type { Analysis, Finding, Standoff } from '../../src/findings/types.ts';
import { canReach } from '../../src/graph/analyse.ts';
import { Explorer } from '../../src/graph/explore.ts';
import type { Graph } from '../../src/graph/graph.ts';
import { weightOf } from '../../src/machine/chance.ts';
import { Inseparable, Refine } from '../../src/machine/errors.ts';
import type { Listener } from '../../src/machine/listener.ts';
import type { Range } from '../../src/machine/ranges.ts';
import { allReductions, Kept, type Reductions } from '../../src/machine/reduction.ts';
import { type Entry, StoryModel } from '../../src/machine/storymodel.ts';
import type { Program } from '../../src/program/program.ts';

export interface ExploreOptions {
  readonly reductions?: Reductions;
  /** States at which to give up; default 20,000. */
  readonly states?: number;
  readonly entries?: readonly Entry[];
  readonly externals?: ReadonlyMap<string, readonly (string | number | boolean)[]>;
  readonly ranges?: Readonly<Record<string, Range>>;
  /** Slots that every state keeps, even those in which the story is over. */
  readonly asked?: readonly number[];
  /** One, or how to make one each time the exploration starts anew. */
  readonly listener?: Listener | (() => Listener);
  /** Spoils the first guess of what a state keeps. */
  readonly spoil?: (kept: Kept) => void;
  /** Spoils each model before it is explored. */
  readonly tamper?: (model: StoryModel, kept: Kept) => void;
}

/** An exploration that ran until it was done or too large. */
export interface Explored {
  readonly model: StoryModel;
  readonly graph: Graph;
  readonly exhaustive: boolean;
  /** What the self-check asked for, in order: each time the exploration started anew. */
  readonly refined: readonly Refine[];
  /** Where it turned out that asides can't be told apart. */
  readonly inseparable: readonly Inseparable[];
}

/** Explores as a check does, in one go. */
export function explore(program: Program, options: ExploreOptions = {}): Explored {
  const kept = new Kept(program, options.reductions ?? allReductions, options.asked);
  options.spoil?.(kept);
  const refined: Refine[] = [];
  const inseparable: Inseparable[] = [];
  for (;;) {
    try {
      const listener = typeof options.listener === 'function' ? options.listener() : options.listener;
      const model = new StoryModel(program, kept, options.entries, options.externals, listener, options.ranges);
      options.tamper?.(model, kept);
      const explorer = new Explorer(model, { states: options.states ?? 20_000, bytes: 400_000_000 });
      let outcome = explorer.work(256);
      while (outcome === 'more') outcome = explorer.work(256);
      tellAsides(model, explorer.graph);
      const exhaustive = outcome === 'done' && model.isWhole;
      return { model, graph: explorer.graph, exhaustive, refined, inseparable };
    } catch (error) {
      if (!(error instanceof Refine || error instanceof Inseparable)) throw error;
      if (error instanceof Refine) refined.push(error);
      if (error instanceof Inseparable) inseparable.push(error);
      if (refined.length > 1000) throw new Error(`the self-check never comes to rest: ${error.message}`);
      kept.refine(error);
    }
  }
}

export function contextOf({ model, graph, exhaustive }: Explored): Context {
  return new Context(model, graph, exhaustive);
}

export function analysisOf(explored: Explored): Analysis {
  return judge(contextOf(explored), null, () => 0);
}

const placed = ({ code, place }: Finding): string => `${code} ${place?.file}:${place?.line}:${place?.column}`;

/** Findings about states that are lost; how they are grouped may depend on what a state keeps, so they are compared by their doors. */
export const isLock = ({ code, evidence }: Finding): boolean =>
  code === 'soft-lock' || code === 'forced-loop' || (code === 'endless-turn' && evidence === 'proved');

/** All that an exploration says, as text, whatever a state keeps: equal for two explorations exactly if their verdicts are. */
export interface Verdicts {
  /** How the story can end, where, and after how many choices and draws at the earliest. */
  readonly ends: readonly string[];
  readonly findings: readonly string[];
  /** Choices and draws that lead from where an ending is in reach to where none is. */
  readonly doors: readonly string[];
  /** Those that lead to where the story never waits nor stops again, whatever chance gives. */
  readonly freezes: readonly string[];
  /** For each address: executed, held, failed, offered. */
  readonly covered: string;
  readonly warnings: readonly string[];
  readonly playthroughs: string;
  /** What is said of a cast, but for how many situations each standoff stands for. */
  readonly cast: readonly string[];
}

export function verdictsOf(explored: Explored): Verdicts {
  const { model, graph } = explored;
  const context = contextOf(explored);
  const analysis = judge(context, null, () => 0);
  const depth = depths(graph);
  const ends = [...context.finals()].map(
    ({ state, kind, address, message }) => `${kind} ${address} ${depth[state]} ${message}`,
  );
  const { playthroughs, longest } = analysis.exploration;
  return {
    ends: ends.sort(),
    findings: analysis.findings
      .filter((finding) => !isLock(finding))
      .map(placed)
      .sort(),
    doors: doors(context, lostStates(context)),
    freezes: doors(context, frozenStates(context)),
    covered: [...model.program.op.keys()].map((pc) => context.covered(pc).toString(16)).join(''),
    warnings: [...model.warned.keys()].sort(),
    playthroughs: `${playthroughs}, longest ${longest}`,
    cast: castVerdicts(analysis),
  };
}

/** Of situations alike one is told, and which one may depend on what a state keeps: so the ways out are not compared. */
function castVerdicts({ cast }: Analysis): string[] {
  if (cast === null) return [];
  const { members, endingsAsTheyWill, alwaysEnds, standoffs } = cast;
  const places = ({ kind, asTheyWill, playthrough, unwilling }: Standoff): string =>
    `${kind} ${asTheyWill} ${playthrough.length} ${kind === 'standoff' ? unwilling.map(({ by, place }) => `${by} ${place?.line}`).join() : ''}`;
  return [JSON.stringify([members, endingsAsTheyWill, alwaysEnds]), ...standoffs.map(places).sort()];
}

/** How many steps each state is away from the start. */
function depths(graph: Graph): number[] {
  const depth: number[] = [];
  for (let s = 0; s < graph.states; s++) {
    const t = graph.reachedBy.at(s);
    depth.push(t < 0 ? 0 : depth[graph.sourceOf(t)] + 1);
  }
  return depth;
}

/** For each state whether it is lost: no ending can be reached from it any more. */
export function lostStates(context: Context): Uint8Array {
  const { graph } = context;
  const goals = new Uint8Array(graph.states).fill(1, graph.expanded);
  for (const { state, kind } of context.finals())
    if (kind === 'end' || kind === 'done' || kind === 'none' || kind === 'cut' || kind === 'long') goals[state] = 1;
  return canReach(graph, goals).map((can, s) => (can === 0 && context.isWaiting(s) ? 1 : 0));
}

/** For each state whether the story never comes to a choice or a stop from there. */
function frozenStates(context: Context): Uint8Array {
  const { graph } = context;
  const goals = Uint8Array.from({ length: graph.states }, (_, s) =>
    s >= graph.expanded || context.isChoice(s) || !context.isWaiting(s) ? 1 : 0,
  );
  return canReach(graph, goals).map((can) => (can === 0 ? 1 : 0));
}

/** What leads from outside into a set of states. */
function doors(context: Context, lost: Uint8Array): string[] {
  const { graph, model, program } = context;
  const found = new Set<string>();
  for (let s = 0; s < graph.initial; s++) if (lost[s] === 1) found.add('start');
  for (let s = 0; s < graph.expanded; s++) {
    if (lost[s] === 1) continue;
    for (let t = graph.first.at(s); t < graph.first.at(s + 1); t++) {
      if (lost[graph.targets.at(t)] === 0) continue;
      const { offers } = context.read(s);
      const label = graph.labels.at(t);
      if (context.isChoice(s)) found.add(`choice ${program.choices[offers[label].point].address}`);
      else {
        const draw = model.drawOf();
        for (let more = 0; more < weightOf(draw, label); more++)
          found.add(`draw ${draw.address} gives ${label + more}`);
      }
    }
  }
  return [...found].sort();
}

/** The first thing in which two explorations differ, in words; null where they say the same. */
export function verdictDifference(a: Verdicts, b: Verdicts): string | null {
  for (const key of Object.keys(a) as (keyof Verdicts)[]) {
    const [x, y] = [a[key], b[key]];
    if (typeof x === 'string' || typeof y === 'string') {
      if (x !== y) return `${key}: ${key === 'covered' ? firstDifference(String(x), String(y)) : `${x} / ${y}`}`;
      continue;
    }
    const only = [
      ...x.filter((each) => !y.includes(each)).map((each) => `- ${each}`),
      ...y.filter((each) => !x.includes(each)).map((each) => `+ ${each}`),
    ];
    if (only.length > 0) return `${key}: ${only.slice(0, 6).join('; ')}`;
  }
  return null;
}

function firstDifference(x: string, y: string): string {
  const at = [...x].findIndex((c, i) => c !== y[i]);
  return `address ${at} is ${x[at]} / ${y[at]}`;
}
