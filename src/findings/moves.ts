import { castOf, hasCast } from '../program/cast.ts';
import type { Context } from './context.ts';

/** Who makes each transition of an explored graph, and whether they are willing to. */
export interface Moves {
  /** 0 the reader, from 1 on the cast. */
  readonly names: readonly string[];
  /** For each transition who makes it: index into `names`, -1 for chance. */
  readonly by: Int8Array;
  /** For each transition 1 if who makes it is willing to; the reader and chance always are. */
  readonly willing: Uint8Array;
}

export function movesOf(context: Context): Moves {
  const { graph, program } = context;
  const cast = castOf(program);
  const by = new Int8Array(graph.transitions);
  const willing = new Uint8Array(graph.transitions).fill(1);
  const asks = hasCast(cast);
  for (let s = 0; s < graph.expanded; s++) {
    const from = graph.first.at(s);
    const to = graph.first.at(s + 1);
    if (!context.isChoice(s)) by.fill(-1, from, to);
    else if (asks) {
      const { offers } = context.read(s);
      for (let t = from; t < to; t++) {
        const offer = offers[graph.labels.at(t)];
        by[t] = offer.by;
        willing[t] = offer.willing ? 1 : 0;
      }
    }
  }
  return { names: cast.names, by, willing };
}
