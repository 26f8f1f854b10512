import { assumptionsOf } from '../findings/assumptions.js';
import { storyFacts } from '../findings/facts.js';
import { Chain } from '../graph/chain.js';
import { castOf } from '../program/cast.js';
import { contentsOf } from './content.js';
import { lifetimesOf } from './lifetimes.js';
import { waysToGo } from './outcomes.js';
import { Picks } from './picks.js';
import { seenIn } from './sights.js';
import { walkOver } from './walk.js';
/** What a writer counts: the odds of everything, and how long it is; with what is wrong with the weights that the story gives. */
export function statsOf({ context, telling, leanings, stopped }, reader) {
    const { graph, program } = context;
    const picks = new Picks(context, leanings, reader);
    const chain = new Chain(graph, picks.weights);
    const walk = walkOver(context, telling, chain);
    const { left, ...lifetimes } = lifetimesOf(walk, waysToGo(context, chain));
    const stats = {
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
