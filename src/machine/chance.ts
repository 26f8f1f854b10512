/** A draw that the story waits for. Outcomes are numbers; which ones are possible is told by the kind. */
export interface Draw {
  readonly kind: 'random' | 'list' | 'shuffle' | 'external';
  /**
   * Of a range that is cut (see `Cuts`), how many outcomes each of those listed stands for; each for itself where this is left out. All
   * outcomes are equally likely.
   */
  readonly weights?: readonly number[];
  /** The possible outcomes: for `random` and `external` least to greatest, both inclusive, for the others those listed. */
  readonly outcomes: readonly number[] | { readonly least: number; readonly greatest: number };
  /** The address of the instruction that draws. */
  readonly address: number;
}

/** How many outcomes one stands for, itself among them. */
export function weightOf({ outcomes, weights }: Draw, outcome: number): number {
  return weights === undefined || 'least' in outcomes ? 1 : weights[outcomes.indexOf(outcome)];
}

/** How many outcomes a draw has that are told apart. */
export function countOutcomes(draw: Draw): number {
  const { outcomes } = draw;
  return 'least' in outcomes ? outcomes.greatest - outcomes.least + 1 : outcomes.length;
}

export function outcomeAt(draw: Draw, index: number): number {
  const { outcomes } = draw;
  return 'least' in outcomes ? outcomes.least + index : outcomes[index];
}

/** The random numbers of the official JavaScript runtime: a Lehmer generator (Park and Miller 1988) with multiplier 48271. */
export class Generator {
  private seed: number;
  constructor(seed: number) {
    this.seed = seed % 2147483647;
    if (this.seed <= 0) this.seed += 2147483646;
  }
  next(): number {
    this.seed = (this.seed * 48271) % 2147483647;
    return this.seed;
  }
}

/** Which element the official runtime's shuffle picks: round `loop`, turn `turn` of `count`, for the sequence at a path. */
export function shuffledIndex(path: string, storySeed: number, visit: number, count: number): number {
  let hash = 0;
  for (let i = 0; i < path.length; i++) hash += path.charCodeAt(i);
  const random = new Generator(Math.floor(hash + visit / count + storySeed));
  const left = Array.from({ length: count }, (_, i) => i);
  for (let i = 0; ; i++) {
    const chosen = random.next() % left.length;
    const [index] = left.splice(chosen, 1);
    if (i >= visit % count) return index;
  }
}
