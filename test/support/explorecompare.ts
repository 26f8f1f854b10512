import type { Graph } from '../../src/graph/graph.ts';
import { everyReduction, noReductions, type Reductions } from '../../src/machine/reduction.ts';
import { Op } from '../../src/program/opcodes.ts';
import type { Program } from '../../src/program/program.ts';
import { contextOf, type Explored, type ExploreOptions, explore, verdictDifference, verdictsOf } from './explore.ts';
import { proofFault } from './exploreproofs.ts';
import type { Naive } from './naive.ts';
import { setsDifference } from './symbolic.ts';

/** The ways to explore that must all say the same: everything left out, nothing, and each reduction alone switched off. */
export const variants: Readonly<Record<string, Reductions>> = {
  none: noReductions,
  'without dead': { ...everyReduction, dead: false },
  'without counts': { ...everyReduction, counts: false },
  'without calls': { ...everyReduction, calls: false },
  'without lists': { ...everyReduction, lists: false },
  'without draws': { ...everyReduction, draws: false },
  'without texts': { ...everyReduction, texts: false },
  'without learning': { ...everyReduction, learn: false },
};

/** What came of exploring one story in all ways. */
export interface Compared {
  readonly reduced: Explored;
  /** Ways in which it finished and was compared, by their numbers of states. */
  readonly states: Readonly<Record<string, number>>;
  /** The first difference, in words, or null. */
  readonly difference: string | null;
}

/** Explores with all reductions and in every other way that finishes within the bound; they must agree. */
export function compareReductions(program: Program, options: ExploreOptions = {}): Compared {
  const reduced = explore(program, { reductions: everyReduction, ...options });
  const states: Record<string, number> = {};
  if (!reduced.exhaustive) return { reduced, states, difference: null };
  states.all = reduced.graph.states;
  const fault = proofFault(reduced);
  if (fault !== null) return { reduced, states, difference: `what may happen: ${fault}` };
  const verdicts = verdictsOf(reduced);
  // texts are told apart only where turns are learned
  let withoutTexts: Explored | null = null;
  for (const [name, reductions] of Object.entries(variants)) {
    const other = explore(program, { ...options, reductions });
    if (!other.exhaustive) continue;
    states[name] = other.graph.states;
    const difference = verdictDifference(verdicts, verdictsOf(other));
    if (difference !== null) return { reduced, states, difference: `${name}: ${difference}` };
    if (name === 'without texts') {
      withoutTexts = other;
      const { difference: bySets, why } = setsDifference(other, options);
      if (bySets !== null) return { reduced, states, difference: `in sets: ${bySets}` };
      if (why === undefined) states['in sets'] = other.graph.states;
    }
    if (name === 'without learning' && withoutTexts !== null && !sameGraph(withoutTexts.graph, other.graph))
      return { reduced, states, difference: `${name}: another graph` };
  }
  return { reduced, states, difference: null };
}

type Column = { readonly length: number; at(index: number): number };

/** Whether two graphs are the same, state by state and transition by transition. */
export function sameGraph(a: Graph, b: Graph): boolean {
  const same = (x: Column, y: Column): boolean => {
    if (x.length !== y.length) return false;
    for (let i = 0; i < x.length; i++) if (x.at(i) !== y.at(i)) return false;
    return true;
  };
  return same(a.first, b.first) && same(a.targets, b.targets) && same(a.labels, b.labels);
}

/** Compares an exploration with a search by the official runtime; where that gave up, what it found must still be part of ours. */
export function naiveDifference(explored: Explored, naive: Naive): string | null {
  if (!explored.exhaustive) return null;
  const { program } = explored.model;
  const context = contextOf(explored);
  for (let pc = 0; pc < program.op.length; pc++) {
    if (program.op[pc] === Op.Enter || isDeclaration(program, pc)) continue;
    const [theirs, ours] = [naive.covered[pc], context.covered(pc)];
    if (naive.complete ? theirs !== ours : (theirs & ~ours) !== 0)
      return `address ${pc}: theirs ${theirs}, ours ${ours}`;
  }
  const { certain, possible } = endsOf(explored);
  for (const end of naive.ends.keys()) if (!certain.has(end) && !possible.has(end)) return `only theirs: ${end}`;
  if (!naive.complete) return null;
  for (const end of certain) if (!naive.ends.has(end)) return `only ours: ${end}`;
  const count = verdictsOf(explored).playthroughs.split(',')[0];
  return count === String(naive.playthroughs) ? null : `playthroughs: theirs ${naive.playthroughs}, ours ${count}`;
}

/** Whether an address belongs to the declarations of globals, which the official runtime runs before anything can be watched. */
function isDeclaration({ containers, home }: Program, pc: number): boolean {
  for (let c = home[pc]; c >= 0; c = containers[c].parent) if (containers[c].name === 'global decl') return true;
  return false;
}

/** How an exploration says that the story can stop, in the words of the search by the official runtime. */
function endsOf(explored: Explored): { readonly certain: Set<string>; readonly possible: Set<string> } {
  const certain = new Set<string>();
  const possible = new Set<string>();
  for (const { kind, address, message } of contextOf(explored).finals()) {
    if (kind === 'end' || kind === 'done') certain.add(`${kind} ${address}`);
    else if (kind === 'crash' || kind === 'endless') certain.add(kind);
    else if (kind === 'long') possible.add('endless');
    else if (kind === 'none')
      for (const end of ['none', "ran out of content. Do you need a '-> DONE' or '-> END'?"]) possible.add(end);
    else certain.add(message);
  }
  return { certain, possible };
}
