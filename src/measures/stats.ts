import { assumptionsOf } from '../findings/assumptions.ts';
import type { Context } from '../findings/context.ts';
import { storyFacts } from '../findings/facts.ts';
import type { Limit } from '../findings/types.ts';
import { Chain } from '../graph/chain.ts';
import type { Leanings } from '../machine/leanings.ts';
import type { Telling } from '../machine/telling.ts';
import { castOf } from '../program/cast.ts';
import type { Diagnostic } from '../text/diagnostic.ts';
import { contentsOf } from './content.ts';
import type { Reader, Stats } from './figures.ts';
import { lifetimesOf } from './lifetimes.ts';
import { waysToGo } from './outcomes.ts';
import { Picks } from './picks.ts';
import { seenIn } from './sights.ts';
import { walkOver } from './walk.ts';

/** An exploration that noted what is shown, and what readers lean to. */
export interface Explored {
  readonly context: Context;
  readonly telling: Telling;
  readonly leanings: Leanings;
  readonly stopped: Limit | null;
}

/** What a writer counts: the odds of everything, and how long it is; with what is wrong with the weights that the story gives. */
export function statsOf(
  { context, telling, leanings, stopped }: Explored,
  reader: Reader,
): { readonly stats: Stats; readonly diagnostics: readonly Diagnostic[] } {
  const { graph, program } = context;
  const picks = new Picks(context, leanings, reader);
  const chain = new Chain(graph, picks.weights);
  const walk = walkOver(context, telling, chain);
  const { left, ...lifetimes } = lifetimesOf(walk, waysToGo(context, chain));
  const stats: Stats = {
    story: storyFacts(program),
    reader,
    cast: castOf(program).names.slice(1),
    exhaustive: left === null,
    states: graph.states,
    transitions: graph.transitions,
    limit: left === null ? null : stopped,
    assumptions: assumptionsOf(context),
    ...lifetimes,
    ...seenIn(walk, program, contentsOf(program, telling), left),
  };
  return { stats, diagnostics: picks.diagnostics };
}
