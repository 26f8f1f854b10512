import type { Request } from '../languages/ink/official/chance.ts';
import { rawText } from '../languages/ink/official/marks.ts';
import type { Move, Official } from '../languages/ink/official/official.ts';
import type { Saved } from '../languages/ink/official/saved.ts';
import type { HostValue } from '../languages/ink/official/watch.ts';
import { type Certificate, StateKind } from './certificate.ts';

/** One step of a playthrough, as docs/json.md describes it. */
export type Step =
  | { readonly choice: number; readonly text: string }
  | { readonly chance: number; readonly what: string }
  | { readonly entry: string; readonly sets: Readonly<Record<string, HostValue>> };

/** One step on a way: the state that it leaves, and by which choice or outcome; -1 and the number of a start. */
export interface Leg {
  readonly state: number;
  readonly label: number;
}

/** For each state the transition by which it was first reached; starts are below zero. */
export type Reached = Int32Array;

/** The step by which a state was first reached. */
export function stepTo({ states }: Certificate, reachedBy: Reached, state: number): Leg {
  const t = reachedBy[state];
  return t < 0 ? { state: -1, label: -1 - t } : { state: sourceOf(states.first, t), label: states.labels[t] };
}

/** The way to a state's representative. */
export function legsTo(certificate: Certificate, reachedBy: Reached, state: number): Leg[] {
  const legs: Leg[] = [];
  for (let s = state; s >= 0; ) {
    const leg = stepTo(certificate, reachedBy, s);
    legs.push(leg);
    s = leg.state;
  }
  return legs.reverse();
}

/** The steps of a way, as ink's own engine plays them. Where the certificate is wrong about the way, it ends there. */
export function playthroughOf(certificate: Certificate, official: Official, legs: readonly Leg[]): Step[] {
  const { starts, states } = certificate;
  const steps: Step[] = [];
  let saved: Saved | null = null;
  let from: Saved | null = null;
  let move: Move = { choice: 0 };
  let outcomes: number[] = [];
  let texts: readonly string[] = [];
  let asks: Request | null = null;
  for (const each of legs) {
    if (each.state < 0) {
      const { entry, sets } = starts[each.label];
      move = { entry, sets };
      if (entry !== '') steps.push(move);
    } else if (states.kinds[each.state] === StateKind.Draw) {
      outcomes = [...outcomes, each.label];
      steps.push({ chance: each.label, what: describe(asks, each.label) });
    } else {
      from = saved;
      move = { choice: each.label };
      outcomes = [];
      const text: string | undefined = texts[each.label];
      if (text === undefined) return steps;
      steps.push({ choice: each.label, text: rawText(text) });
    }
    const turn = official.play(from, move, outcomes);
    texts = turn.choices;
    asks = turn.asks;
    if (turn.choices.length > 0) saved = official.save();
  }
  return steps;
}

/** The state that a transition leaves. */
function sourceOf(first: Int32Array, transition: number): number {
  let low = 0;
  let high = first.length - 2;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (first[middle] <= transition) low = middle;
    else high = middle - 1;
  }
  return low;
}

function describe(asks: Request | null, outcome: number): string {
  switch (asks?.kind) {
    case 'random':
      return `RANDOM gives ${outcome}`;
    case 'list':
      return `LIST_RANDOM gives item ${outcome + 1}`;
    case 'shuffle':
      return `the shuffle shows its part ${outcome + 1}`;
    case 'external':
      return `the host's function gives its result ${outcome + 1}`;
  }
  return `chance gives ${outcome}`;
}
