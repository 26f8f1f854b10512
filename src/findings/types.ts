import type { Level } from '../text/diagnostic.ts';
import type { Place } from '../text/place.ts';
import type { Verdicts } from './verdicts.ts';

/**
 * One step of a playthrough. A choice is an index into the choices that are offered at that moment;
 * a chance step fixes what RANDOM, LIST_RANDOM, a shuffle or an undeclared host function gives: `chance` is the value or the index,
 * `what` says it in words. An entry step starts the story at a knot that a host game jumps to, after setting variables.
 */
export type Step =
  | { readonly choice: number; readonly text: string }
  | { readonly chance: number; readonly what: string }
  | { readonly entry: string; readonly sets: Readonly<Record<string, string | number | boolean>> };

/** What is known of a finding: proved over all playthroughs, found (with a playthrough that shows it), or read off the text. */
export type Evidence = 'proved' | 'found' | 'unknown' | 'text';

export interface Finding {
  /** Stable kebab-case name; all of them are listed in docs/findings.md. */
  readonly code: string;
  readonly level: Level;
  readonly evidence: Evidence;
  /** What a proof rests on besides the story, each to follow the word "assuming"; nothing where it is left out. */
  readonly assuming?: readonly string[];
  /** One sentence in a writer's words. */
  readonly message: string;
  readonly place: Place | null;
  /** The story's own words at the place, for quoting; empty when there are none. */
  readonly quote: string;
  /** Further sentences: reasons, values, advice. */
  readonly details: readonly string[];
  /** The shortest playthrough that shows it, or null where there is none to show. */
  readonly playthrough: readonly Step[] | null;
  /** Whether only a search came to it, so that there may be a shorter playthrough; nothing where it is left out. */
  readonly searched?: boolean;
}

export interface Ending {
  /** `knot` or `knot.stitch` in which the story ends; empty for the top of the story. */
  readonly passage: string;
  readonly kind: 'END' | 'DONE';
  readonly place: Place | null;
  /** The last words a reader sees. */
  readonly quote: string;
  readonly playthrough: readonly Step[];
  /** As in a finding. */
  readonly searched?: boolean;
}

/** How surely somebody can make something happen; docs/games.md says what each means. */
export type Surety = 'surely' | 'almost surely' | 'with luck';

/** Some who together can make an ending happen, whatever everybody else does. */
export interface Coalition {
  readonly who: readonly string[];
  readonly how: Surety;
}

/** Who can make the story end in a passage, by the rules of docs/games.md. */
export interface Force {
  /** The passage of the ending, see `Ending`. */
  readonly passage: string;
  /** The smallest coalitions that can: no part of one can do it as surely. One of nobody: it comes about whatever anybody does. */
  readonly coalitions: readonly Coalition[];
  /** The same where everybody outside the coalition does only what they are willing to. */
  readonly asTheyWill: readonly Coalition[];
  /** Those who alone can keep it from ever happening. */
  readonly prevent: readonly string[];
  /** Larger coalitions than this were not asked about, for there are too many; null where all were. */
  readonly largest: number | null;
}

/** One who acts in a story, besides the reader and chance. */
export interface CastMember {
  readonly name: string;
  /** The variables that only their choices may set. */
  readonly owns: readonly string[];
  /** How many of the story's choices were ever theirs to make. */
  readonly choices: number;
}

/** A choice and who makes it. */
export interface CastMove {
  readonly by: string;
  readonly text: string;
  readonly place: Place | null;
}

/** A value that a condition asks for, and who can change it. */
export interface Reason {
  readonly name: string;
  readonly value: string;
  /** Those whose choices set it: its owner, else those who ever do. */
  readonly changedBy: readonly string[];
  /** Whether it has an owner. */
  readonly owned: boolean;
}

/** A move on offer that its maker is not willing to make. */
export interface UnwillingMove extends CastMove {
  /** The condition in its `will` tag; null where it is not a single one. */
  readonly condition: string | null;
  /** The parts of it that are false. */
  readonly lacks: readonly string[];
  readonly reasons: readonly Reason[];
}

/** Moves that somebody would have to make against their will, after which all acting as they will again come to an ending. */
export interface WayOut {
  readonly moves: readonly CastMove[];
  /** Whether they then come to an ending whatever they are willing to do next, as long as none goes round in circles for ever. */
  readonly certain: boolean;
  /** All of it, from the start of the story to the ending. */
  readonly playthrough: readonly Step[];
}

/**
 * A standoff: nobody has a move they are willing to make, though an ending is within reach of what they can do. Or a livelock: they have
 * such moves for ever, and none of them brings an ending nearer.
 */
export interface Standoff {
  readonly kind: 'standoff' | 'livelock';
  readonly place: Place | null;
  /** The last words shown. */
  readonly quote: string;
  /** Whether they come to it with all acting only as they will; if not, the playthrough has moves against somebody's will. */
  readonly asTheyWill: boolean;
  readonly playthrough: readonly Step[];
  /** For a livelock: once round, after the playthrough. */
  readonly round: readonly Step[];
  /** How many situations with the same choices on offer it stands for. */
  readonly situations: number;
  readonly unwilling: readonly UnwillingMove[];
  /** Who waits for whom. */
  readonly waits: readonly { readonly who: string; readonly for: string }[];
  /** Circles in that: each waits for the next, the last for the first. */
  readonly cycles: readonly (readonly string[])[];
  /** Every smallest set of moves against somebody's will that leads out, those of fewest moves first. */
  readonly waysOut: readonly WayOut[];
  /** Whether these are all. */
  readonly allWaysOut: boolean;
}

/** What comes of a story with a cast. */
export interface CastFacts {
  readonly members: readonly CastMember[];
  /** The endings, by their numbers from 1, that they come to with all acting only as they will. */
  readonly endingsAsTheyWill: readonly number[];
  /** Whether they always come to one; null where that is not known. */
  readonly alwaysEnds: boolean | null;
  readonly standoffs: readonly Standoff[];
  /** How many more kinds of standoff there are than are told. */
  readonly untold: number;
}

/** What somebody should do in one situation to bring about an ending. */
export interface Advice {
  /** How surely it then comes about; without a strategy, whether it can come about at all. */
  readonly how: Surety | 'in reach' | 'out of reach';
  /** Whether that holds only as long as the others do what they are willing to, and nothing else. */
  readonly asTheyWill: boolean;
  /** The choice to take, by its position among all that are offered; null: leave it to the others. */
  readonly choice: number | null;
  /** Somebody else's choice that can keep it away, where there is one. */
  readonly counter: { readonly by: string; readonly choice: number } | null;
}

/** Something whose range keeps growing: why an exploration did not finish, and how to help. */
export interface Growing {
  readonly kind: 'variable' | 'visits' | 'turns' | 'list' | 'frames' | 'random' | 'choices';
  readonly name: string;
  /** In a writer's words: the values seen and how they change. */
  readonly message: string;
  readonly place: Place | null;
  /** How many different values were seen. */
  readonly values: number;
}

export interface Limit {
  /**
   * `answered`: nothing is left to be found, as an abstraction of the story proves; it was not gone through to the end. `told`: so it is but for some doubts (see
   * `Exploration.doubts`), of which going on has told nothing more.
   */
  readonly kind: 'states' | 'time' | 'memory' | 'interrupted' | 'calls' | 'draws' | 'steps' | 'answered' | 'told';
  /** The bound that was reached (or where it was left): a number of states, seconds, megabytes, nested calls, outcomes of one draw, or steps within one turn. */
  readonly bound: number;
  readonly growing: readonly Growing[];
}

/** Something that isn't known of a story of which nearly all is. */
export interface Doubt {
  /**
   * Whether a condition ever `holds` or ever `fails`; whether ink ever stops with an error at a place (`fault`); whether numbers ever grow too `large` to compute with; whether there
   * is a turn that never comes to its end (`endless`).
   */
  readonly kind: 'holds' | 'fails' | 'fault' | 'large' | 'endless';
  /** The condition as it is written; empty where it can't be told. */
  readonly text: string;
  readonly place: Place | null;
}

export interface Exploration {
  readonly exhaustive: boolean;
  readonly states: number;
  readonly transitions: number;
  /**
   * All states and transitions there are, and from how many states no ending can be reached, as decimal integers, where they are known as sets and not one by one;
   * else null.
   */
  readonly sets: { readonly states: string; readonly transitions: string; readonly stuck: string } | null;
  /** Exact number of different complete playthroughs as a decimal integer, 'infinite', or null when it isn't known. */
  readonly playthroughs: string | 'infinite' | null;
  /** Complete playthroughs among what was explored: there are as many at least. */
  readonly atLeast: string | 'infinite';
  /** Choices in the longest playthrough; null when it isn't known. */
  readonly longest: number | 'infinite' | null;
  readonly seconds: number;
  readonly limit: Limit | null;
  readonly verdicts: Verdicts;
  /**
   * All that isn't known, where the exploration did not finish but everything else is: each line, choice, knot, ending and warning has its verdict, and whether an ending can be reached
   * from everywhere has one, too, as long as nothing of this stops the story. Null where nothing is left to be found, or more than that.
   */
  readonly doubts: readonly Doubt[] | null;
  /** What was assumed, in sentences; empty when nothing was. */
  readonly assumptions: readonly string[];
}

export interface StoryFacts {
  readonly file: string;
  readonly words: number;
  readonly knots: number;
  readonly choices: number;
  readonly lines: number;
}

/** What ink's own engine says to what an exploration claims: every step executed there once more, as it is and with garbage. */
export interface Certified {
  /** Whether all of it holds, something doesn't, or it wasn't followed to the end. */
  readonly outcome: 'confirmed' | 'refuted' | 'stopped';
  /** Transitions that were executed. */
  readonly transitions: number;
  /** Values left out of states that were replaced by garbage, counted anew for each transition. */
  readonly scrambled: number;
  /** Transitions in which a value is shown that isn't kept: all of their texts but that value were compared. */
  readonly shown: number;
  /** Transitions into turns without end, which were followed only for a while. */
  readonly endless: number;
  /** Transitions to what was not followed in the exploration. */
  readonly open: number;
  /** Transitions that were executed once more for each thing that texts depend on there. */
  readonly sliced: number;
  readonly seconds: number;
  /** With this seed the same garbage is made again. */
  readonly seed: number;
  /** The first thing that doesn't hold. */
  readonly difference: {
    readonly what: string;
    readonly claimed: string;
    readonly official: string;
    readonly playthrough: readonly Step[];
  } | null;
}

/** What came of a promise. */
export interface PromiseKept {
  /** In the author's words. */
  readonly text: string;
  readonly place: Place;
  readonly verdict: 'kept' | 'broken' | 'unknown';
  readonly evidence: Evidence;
  /** What a proof rests on besides the story, as in a finding. */
  readonly assuming?: readonly string[];
  /** Why it is broken or unknown, in a sentence; empty where it is kept. */
  readonly message: string;
  readonly details: readonly string[];
  /** The last words read in the playthrough; empty where there is none. */
  readonly quote: string;
  /** The shortest playthrough that breaks it, or for `sometimes` keeps it; null where there is none to show. */
  readonly playthrough: readonly Step[] | null;
  /** What is then done again and again for ever; null where the playthrough alone shows it. */
  readonly loop: readonly Step[] | null;
  /** What was assumed of playthroughs without end: `fair`: nobody goes round for ever in a loop that can be left; null where it doesn't matter. */
  readonly assumption: 'fair' | 'unfair' | null;
  /** As in a finding. */
  readonly searched?: boolean;
}

/** Everything `check` knows about one story. */
export interface Analysis {
  readonly story: StoryFacts;
  readonly exploration: Exploration;
  readonly endings: readonly Ending[];
  /** Who can force which ending; null where that is not known: the exploration did not finish, or is too large to ask. */
  readonly force: readonly Force[] | null;
  /** Null for a story without a cast. */
  readonly cast: CastFacts | null;
  /** In the order in which they are written. */
  readonly promises: readonly PromiseKept[];
  /** Ordered by level (errors first), then by place. */
  readonly findings: readonly Finding[];
  /** Left out where nobody asked ink's own engine. */
  readonly certified?: Certified;
}

/** One step of a lifetime, and what came of it. */
export interface Moment {
  readonly step: Step;
  /** Who took it; null for chance and for what a host game does. */
  readonly by: string | null;
  /** Whether they were willing to. */
  readonly willing: boolean;
  /** Whether it is one of the changes: not what happened, or, where nothing had happened yet, against somebody's will. */
  readonly changed: boolean;
  /** The last words that follow before the next choice; empty where chance still has to decide. */
  readonly words: string;
}

/** A playthrough as something that happened to people. */
export interface Lifetime {
  readonly moments: readonly Moment[];
  /**
   * How it stands at the end: the story is over (`ended`, or `stopped` by a fault); nobody has a choice they are willing to take
   * (`standstill`); it has come back to where it was, and goes round (`round`); or it simply goes no further (`open`).
   */
  readonly end: 'ended' | 'stopped' | 'standstill' | 'round' | 'open';
  /** For one that ended: the passage. */
  readonly passage: string | null;
  readonly place: Place | null;
}

/** Why a playthrough did not come to an ending, and the nearest one that does. */
export interface WhyNot {
  /** The passage of the ending. */
  readonly ending: string;
  /** Whether `happened` was taken from a file, or is what happens with everybody acting as they will. */
  readonly given: boolean;
  /** Whether everything was explored: only then is `instead` known to be the nearest, and the point of no return known to be one. */
  readonly exhaustive: boolean;
  readonly happened: Lifetime;
  /** The nearest playthrough that comes to the ending; null if `happened` does. */
  readonly instead: Lifetime | null;
  /** How many steps the two have in common before they part. */
  readonly shared: number;
  /** The step of `happened` (from 0) after which the ending was out of reach; null where it never was, or where that is not known. */
  readonly closedBy: number | null;
}

/** Why a question about an ending has no answer. */
export interface Refusal {
  readonly problem: 'unknown-ending' | 'unreachable' | 'not-reached-yet' | 'does-not-replay';
  /** One sentence. */
  readonly message: string;
  /** The passages in which the story is known to end. */
  readonly endings: readonly string[];
}

/** Something of a story that somebody may come to, and what is known of it. */
export interface Piece {
  readonly kind: 'knot' | 'stitch' | 'function' | 'choice' | 'line' | 'ending';
  /** The knot or `knot.stitch` that it stands in, or that it is; empty for the top of the story. */
  readonly passage: string;
  readonly place: Place | null;
  /** The story's own words; empty where there are none. */
  readonly text: string;
  /** Whether a playthrough comes to it, it is proved that none does, or neither is known. */
  readonly verdict: 'reached' | 'impossible' | 'unknown';
  /** How many choices are taken in the nearest known playthrough; null where there is none. */
  readonly choices: number | null;
  /** As in a finding. */
  readonly searched: boolean;
  /** Why nobody can come to it, in sentences, as far as that can be told. */
  readonly reasons: readonly string[];
}

/** Every piece of a story with its verdict. */
export interface Content {
  readonly file: string;
  /** Whether nothing happens from the top, for a game is meant to jump to knots: then nothing is known. */
  readonly silent: boolean;
  readonly exhaustive: boolean;
  readonly limit: Limit | null;
  /** What was assumed, in sentences. */
  readonly assumptions: readonly string[];
  /** What the proofs rest on besides the story, as in a finding. */
  readonly assuming: readonly string[];
  /** Knots, choices and lines in the order in which they stand in the story, then endings. */
  readonly pieces: readonly Piece[];
  /** The nearest known playthrough to a piece, by its position; null where there is none. */
  playthrough(index: number): readonly Step[] | null;
}
