import { premisesOf } from '../findings/assumptions.ts';
import type { Context } from '../findings/context.ts';
import { endStates } from '../findings/endings.ts';
import type { Analysis, Ending } from '../findings/types.ts';
import { type Nearest, nearest } from '../graph/nearest.ts';
import type { Stats } from '../measures/figures.ts';
import type { Diagnostic } from '../text/diagnostic.ts';
import { type Piece, piecesOf, reachOf } from './pieces.ts';
import type { Reach, VersionFacts } from './types.ts';
import { isCut, type Ways } from './ways.ts';

/** What a check made of a version. */
export interface Judged {
  readonly analysis: Analysis;
  readonly context: Context;
  readonly diagnostics: readonly Diagnostic[];
  /** Playthroughs to its content; left out where nobody asks for them. */
  readonly ways?: Ways;
  /** What a writer counts in it; left out where nobody asks. */
  readonly stats?: Stats;
}

/** One of the two versions of a story. */
export class Version {
  readonly analysis: Analysis;
  readonly context: Context;
  readonly diagnostics: readonly Diagnostic[];
  readonly ways: Ways | null;
  readonly stats: Stats | null;
  readonly pieces: readonly Piece[];
  /** What is known of each piece. */
  readonly reach: readonly Reach[];
  /** Whether nothing is left to be found in it. */
  readonly whole: boolean;
  /** Whether nothing happens from its top: a game begins it, nobody knows where. */
  readonly isSilent: boolean;
  /** The position of a piece by its address. */
  readonly at: ReadonlyMap<number, number>;
  private ends: ReadonlySet<number> | null = null;
  private known: Nearest | null = null;

  constructor({ analysis, context, diagnostics, ways, stats }: Judged) {
    this.analysis = analysis;
    this.context = context;
    this.diagnostics = diagnostics;
    this.ways = ways ?? null;
    this.stats = stats ?? null;
    this.pieces = piecesOf(context.program);
    this.isSilent = analysis.findings.some(({ code }) => code === 'nothing-from-the-top');
    this.reach = this.pieces.map((piece) => (this.isSilent ? 'unknown' : reachOf(context, piece)));
    const { exhaustive, limit } = analysis.exploration;
    this.whole = exhaustive || limit?.kind === 'answered';
    this.at = new Map(this.pieces.map(({ address }, i) => [address, i]));
  }

  /** The states in which the story is at an ending. */
  get endings(): ReadonlySet<number> {
    this.ends ??= new Set(endStates(this.context).map(({ state }) => state));
    return this.ends;
  }

  /** Whether no way to an ending is shorter than the one that is shown. */
  isShortest({ searched }: Ending): boolean {
    const { limit } = this.analysis.exploration;
    return searched !== true && (limit === null || !isCut(limit));
  }

  /** How far each state is from an ending, and how to go there. */
  get nearestEnding(): Nearest {
    if (this.known === null) {
      const { graph } = this.context;
      const goals = new Uint8Array(graph.states);
      for (const state of this.endings) goals[state] = 1;
      this.known = nearest(graph, goals, () => 1);
    }
    return this.known;
  }

  /** Whether all is known of what can be found in it. */
  get isKnown(): boolean {
    return this.whole && !this.isSilent;
  }

  facts(): VersionFacts {
    const { story, exploration, endings } = this.analysis;
    const { states, playthroughs, longest, limit } = exploration;
    const lengths = endings
      .filter((ending) => this.isShortest(ending))
      .map(({ playthrough }) => playthrough.filter((step) => 'choice' in step).length);
    const shortest = lengths.length === 0 ? null : Math.min(...lengths);
    const assuming = premisesOf(this.context);
    return { story, whole: this.whole, limit, assuming, states, playthroughs, shortest, longest };
  }
}
