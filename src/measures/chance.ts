import type { Context } from '../findings/context.ts';
import { countOutcomes } from '../machine/chance.ts';

/**
 * How likely each outcome of the draw that a state waits for is, beside the others, in the order of the state's transitions: all of a draw's
 * outcomes are equally likely. Where not all were followed, the last transition stands for the rest of them.
 */
export function outcomeWeights(context: Context, state: number): readonly number[] {
  const { graph, model } = context;
  context.read(state);
  const outcomes = countOutcomes(model.drawOf());
  const followed = graph.first.at(state + 1) - graph.first.at(state);
  const weights = new Array<number>(followed).fill(1);
  if (outcomes > followed) weights[followed - 1] = outcomes - followed + 1;
  return weights;
}
