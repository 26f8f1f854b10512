import { UsageError } from './args.ts';
import type { Turn } from './core.ts';
import { near } from './suggest.ts';

type Offered = Turn['choices'][number];

/** Who plays whom: the choices of some people are the player's to make, everybody else acts as they will. */
export class Parts {
  /** 0 the reader, from 1 on the cast. */
  readonly names: readonly string[];
  readonly #mine: ReadonlySet<number>;
  #state: number;

  /** The seed decides which willing moves the others make, and who is quicker. */
  constructor(names: readonly string[], mine: ReadonlySet<number>, seed: number) {
    this.names = names;
    this.#mine = mine;
    this.#state = Math.imul(seed + 1, 0x9e3779b9) >>> 0;
  }

  /** The numbers of those who are played. */
  get players(): readonly number[] {
    return [...this.#mine];
  }

  /** Whether a choice is the player's to make. */
  isMine({ by }: Offered): boolean {
    return this.#mine.has(by);
  }

  /** Whether one of the cast is played and nobody else of it, so that there is no need to say whose each choice is. */
  get isOne(): boolean {
    return this.#mine.size === 2;
  }

  /** Whether somebody else has a move that they are willing to make. */
  othersWould({ choices }: Turn): boolean {
    return choices.some((choice) => choice.willing && !this.isMine(choice));
  }

  /**
   * The choice that somebody else makes now, or null where it is the player's turn, or nobody's. Where both could act a coin decides who is
   * quicker, unless the player lets the others go first.
   */
  next(turn: Turn, letOthersGo = false): Offered | null {
    const theirs = turn.choices.filter((choice) => choice.willing && !this.isMine(choice));
    if (theirs.length === 0) return null;
    const couldAct = turn.choices.some((choice) => this.isMine(choice));
    if (couldAct && !letOthersGo && this.#below(2) === 0) return null;
    return theirs[this.#below(theirs.length)]!;
  }

  /** A number from 0 to `count - 1` (mulberry32, by Tommy Ettinger). */
  #below(count: number): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * count);
  }
}

/** Reads what `--as` says: names of the cast, `all` or `none`. Null without it: then every choice is the player's. */
export function readParts(as: string | undefined, names: readonly string[], seed: number): Parts | null {
  if (as === undefined) return null;
  const cast = names.slice(1);
  if (cast.length === 0)
    throw new UsageError(
      `--as ${as}: this story has no cast.`,
      'Name one at its top: # cast: anna, ben. See docs/cast.md.',
    );
  const everybody = names.map((_, number) => number);
  const asked = as.split(',').map((name) => name.trim());
  if (asked.length === 1 && !isName(cast, asked[0]!)) {
    if (asked[0]!.toLowerCase() === 'all') return new Parts(names, new Set(everybody), seed);
    if (asked[0]!.toLowerCase() === 'none') return new Parts(names, new Set(), seed);
  }
  // the reader's choices are whoever plays's
  const mine = asked.map((name) => number(names, name));
  return new Parts(names, new Set([0, ...mine]), seed);
}

const isName = (cast: readonly string[], name: string): boolean =>
  cast.some((known) => known.toLowerCase() === name.toLowerCase());

function number(names: readonly string[], name: string): number {
  const found = names.findIndex((known) => known.toLowerCase() === name.toLowerCase());
  if (found >= 0) return found;
  if (name.toLowerCase() === 'reader') return 0;
  const cast = names.slice(1);
  const meant = near(name, cast);
  throw new UsageError(
    `--as ${name}: nobody of the cast is called that.`,
    meant === null ? `The cast is ${cast.join(', ')}; or all, or none to watch.` : `Did you mean ${meant}?`,
  );
}
