import type { Graph } from '../graph/graph.ts';
import type { Decoded, Kind } from '../machine/codec.ts';
import type { StoryModel } from '../machine/storymodel.ts';
import { type Program, placeAt } from '../program/program.ts';
import type { Place } from '../text/place.ts';
import type { Proven } from './verdicts.ts';
import { Witnesses } from './witness.ts';

/** A state in which the story is over. */
export interface Final {
  readonly state: number;
  readonly kind: Kind;
  readonly address: number;
  readonly message: string;
}

/** One exploration, as the judges see it. */
export class Context {
  readonly program: Program;
  readonly model: StoryModel;
  readonly graph: Graph;
  /** Whether every playthrough was explored. */
  readonly exhaustive: boolean;
  /** What is proved although not every playthrough was explored; null where nothing is, or nothing needs to be. */
  readonly proofs: Proven | null;
  /** What a search beside it found, as ways of their own; null where there was none. */
  readonly beside: Context | null;
  readonly witnesses: Witnesses;
  private readonly kinds: Uint8Array;
  private hasNotedOffers = false;

  /** `program` is the story itself, where the model's program has more in it. */
  constructor(
    model: StoryModel,
    graph: Graph,
    exhaustive: boolean,
    program = model.program,
    proofs: Proven | null = null,
    beside: Context | null = null,
  ) {
    this.program = program;
    this.model = model;
    this.graph = graph;
    this.exhaustive = exhaustive;
    this.proofs = proofs;
    this.beside = beside;
    this.witnesses = new Witnesses(model, graph);
    this.kinds = new Uint8Array(graph.states);
    for (let s = 0; s < graph.states; s++) {
      graph.store.with(s, (bytes, from) => {
        this.kinds[s] = bytes[from];
      });
    }
  }

  /** Whether a state waits for a choice or a draw. */
  isWaiting(state: number): boolean {
    return this.kinds[state] < 2;
  }
  isChoice(state: number): boolean {
    return this.kinds[state] === 0;
  }

  /** How many outcomes of a draw each transition from a state stands for; null where each is one by itself. */
  weights(state: number): readonly number[] | null {
    if (this.model.machine.cuts?.isUsed !== true || this.isChoice(state) || !this.isWaiting(state)) return null;
    const { first, labels } = this.graph;
    this.read(state);
    const from = first.at(state);
    return this.model.weightsOf(Array.from({ length: first.at(state + 1) - from }, (_, i) => labels.at(from + i)));
  }

  /** The transition of a choice, or of an outcome of chance (it may stand for a class of them), from a state; -1 where there is none. */
  transition(state: number, label: number): number {
    const { first, labels } = this.graph;
    if (state >= this.graph.expanded) return -1;
    const weights = this.weights(state);
    const from = first.at(state);
    for (let t = from; t < first.at(state + 1); t++) {
      const least = labels.at(t);
      if (label >= least && label < least + (weights?.[t - from] ?? 1)) return t;
    }
    return -1;
  }

  /** A state taken apart; valid until the next call. */
  read(state: number): Decoded {
    let decoded: Decoded | null = null;
    this.graph.store.with(state, (bytes, from, length) => {
      decoded = this.model.read(bytes, from, length);
    });
    return decoded!;
  }

  /** The states in which the story is over, with how. */
  *finals(): Generator<Final> {
    for (let state = 0; state < this.graph.states; state++) {
      if (this.isWaiting(state)) continue;
      const { kind, address, message } = this.read(state);
      yield { state, kind, address, message: this.model.codec.messages[message] ?? '' };
    }
  }

  place(address: number): Place | null {
    return placeAt(this.program, address);
  }

  /** What happens at an address, as `StoryModel.covered` tells it. */
  covered(address: number): number {
    this.noteOffers();
    return this.model.covered(address) | (this.beside?.covered(address) ?? 0);
  }

  /** The nearest state in which each choice is on offer, by the choice's address. */
  nearestOffers(): ReadonlyMap<number, number> {
    const { model, graph } = this;
    const nearest = new Map<number, number>();
    const all = this.program.choices.filter(({ address }) => (model.covered(address) & 8) !== 0).length;
    for (let s = 0; s < graph.states && nearest.size < all; s++)
      graph.store.with(s, (bytes, from) => {
        for (const address of model.offersIn(bytes, from)) if (!nearest.has(address)) nearest.set(address, s);
      });
    return nearest;
  }

  /** Has it noted what the states have on offer. */
  private noteOffers(): void {
    if (this.hasNotedOffers) return;
    this.hasNotedOffers = true;
    const { model, graph } = this;
    let left = model.unnotedOffers;
    for (let s = 0; s < graph.states && left > 0; s++)
      graph.store.with(s, (bytes, from) => {
        left -= model.noteOffers(bytes, from);
      });
  }
}
