import { countOutcomes, weightOf } from '../machine/chance.js';
import { maxOutcomes } from '../machine/rules.js';
/**
 * How likely each outcome of the draw that a state waits for is, beside the others, in the order of the state's transitions: all of a draw's
 * outcomes are equally likely, and one that is followed may stand for many that nothing tells apart. Where not all were followed, the last
 * transition stands for the rest of them.
 */
export function outcomeWeights(context, state) {
    const { graph, model } = context;
    context.read(state);
    const draw = model.drawOf();
    const outcomes = countOutcomes(draw);
    const from = graph.first.at(state);
    const followed = graph.first.at(state + 1) - from;
    const weights = Array.from({ length: followed }, (_, i) => weightOf(draw, graph.labels.at(from + i)));
    if (outcomes > maxOutcomes)
        weights[followed - 1] = outcomes - maxOutcomes;
    else if (outcomes !== followed)
        throw new Error(`${outcomes} outcomes of a draw, but ${followed} transitions`);
    return weights;
}
