import type { Story } from 'inkjs/engine/Story';
import { Endless } from '../../src/machine/errors.ts';
import { Player, type Turn } from '../../src/machine/player.ts';
import type { Program } from '../../src/program/program.ts';
import { insideDifference, survivesSaving } from './agreestate.ts';
import { type ChanceRequest, type External, Oracle, type TurnRecord } from './oracle.ts';
import { Random } from './random.ts';
import type { Pair } from './routes.ts';
import { Shadow } from './shadow.ts';

/** The first difference between the official runtime and the machine on one playthrough, in words. */
export interface Difference {
  readonly seed: number;
  readonly turn: number;
  /** What was done: indices of choices, and jumps and returns in words. */
  readonly moves: readonly (number | string)[];
  readonly what: string;
  readonly official: string;
  readonly ours: string;
}

export type HostValue = string | number | boolean;

export interface Plan {
  readonly turns: number;
  /** Whether the outcomes of chance are drawn here and forced on both; else both follow the story's seed. */
  readonly forced?: boolean;
  /** Whether to go back to earlier saves now and then. */
  readonly saves?: boolean;
  /** Places that a host may jump to. */
  readonly entries?: readonly string[];
  /** Functions bound by the host, with what they may return. */
  readonly externals?: ReadonlyMap<string, readonly HostValue[]>;
}

/** How much was compared. */
export class Tally {
  stories = 0;
  playthroughs = 0;
  turns = 0;
  lines = 0;
  choices = 0;
  draws = 0;
  jumps = 0;
  returns = 0;
  errors = 0;
  warnings = 0;
  crashes = 0;
  endless = 0;
  /** For each address of the last story whether any playthrough came by. */
  covered = new Uint8Array(0);
}

/** A turn that takes more steps than this is called endless on both sides. */
const maxSteps = 5_000;

const show = (value: unknown): string => JSON.stringify(value);

/** Plays the same random choices in the official runtime and in the machine, and compares turn by turn, inside and out. */
export function compareRun(
  story: Story,
  program: Program,
  seed: number,
  plan: Plan,
  tally = new Tally(),
): Difference | null {
  return new Run(story, program, seed, plan, tally).compare();
}

class Run {
  private readonly seed: number;
  private readonly plan: Plan;
  private readonly tally: Tally;
  private readonly random: Random;
  private readonly oracle: Oracle;
  private readonly player: Player;
  private readonly shadow: Shadow;
  private readonly moves: (number | string)[] = [];
  private readonly saved: (() => void)[] = [];
  private steps = 0;
  private turn = 0;

  constructor(story: Story, program: Program, seed: number, plan: Plan, tally: Tally) {
    this.seed = seed;
    this.plan = plan;
    this.tally = tally;
    this.random = new Random(seed);
    const storySeed = this.random.below(100);
    const { externals = new Map<string, HostValue[]>() } = plan;
    const bound: Record<string, External> = {};
    for (const [name, values] of externals) bound[name] = plan.forced ? (_, draw) => values[Number(draw())] : values[0];
    const chance = plan.forced ? (request: ChanceRequest) => this.outcome(request) : 'seeded';
    this.oracle = new Oracle(story, { seed: storySeed, chance, externals: bound, maxSteps });
    this.player = new Player(program, { seed: storySeed, externals });
    this.limitSteps();
    this.shadow = new Shadow(this.player, plan.forced === true);
  }

  /** Counts the player's steps as the oracle counts its own: over a whole turn. */
  private limitSteps(): void {
    const { machine } = this.player;
    const step = machine.step.bind(machine);
    machine.step = () => {
      if (++this.steps > maxSteps) throw new Endless('a turn without end');
      step();
    };
  }

  private outcome(request: ChanceRequest): unknown {
    if (request.kind === 'random') return this.random.between(request.low, request.high);
    if (request.kind === 'external') return this.random.below(this.plan.externals?.get(request.name)?.length ?? 1);
    return this.random.pick(request.outcomes);
  }

  compare(): Difference | null {
    const { tally, plan, random } = this;
    tally.playthroughs++;
    const jumps = plan.entries !== undefined && plan.entries.length > 0;
    if (jumps && random.chance(0.2)) this.jump(random.pick(plan.entries));
    for (; this.turn < plan.turns; this.turn++) {
      const difference = this.playTurn();
      if (typeof difference !== 'boolean') return difference;
      if (!difference || !this.move(jumps)) return null;
    }
    return null;
  }

  /** Plays one turn in all machines; the first difference, or whether the story goes on. */
  private playTurn(): Difference | boolean {
    const { oracle, player, plan } = this;
    const drawnBefore = oracle.drawn.length;
    const official = oracle.turn();
    const outcomes = plan.forced ? this.outcomesSince(drawnBefore) : [];
    player.force(outcomes);
    this.steps = 0;
    const ours = player.turn();
    const m = player.machine;
    this.count(official, outcomes.length);
    const outside = this.compareTurn(official, ours) ?? this.pair('steps', oracle.stepsTaken, this.steps);
    if (outside !== null) return outside;
    if (official.overran) return false;
    const used = this.pair('draws used', outcomes.length, m.forcedNext);
    if (used !== null) return used;
    // the exploration's machine doesn't look ahead, so it never needs more steps than the player
    const shadow = this.pair('silent machine', null, this.shadow.turn(outcomes, maxSteps));
    if (shadow !== null) return shadow;
    if (official.crash !== null) return false;
    const inside = insideDifference(oracle.story, m);
    return inside === null || this.difference(`inside: ${inside[0]}`, inside[1], inside[2]);
  }

  /** The outcomes drawn in the last turn, as the machine numbers them. */
  private outcomesSince(start: number): number[] {
    return this.oracle.drawn.slice(start).flatMap(({ request, outcome }) => {
      if (request.kind !== 'external') return [Number(outcome)];
      const values = this.plan.externals?.get(request.name) ?? [];
      return values.length > 1 ? [values.indexOf(outcome as HostValue)] : [];
    });
  }

  private count(official: TurnRecord, draws: number): void {
    const { tally } = this;
    tally.turns++;
    tally.draws += draws;
    tally.lines += official.lines.length;
    tally.choices += official.choices.length;
    tally.errors += official.errors.length;
    tally.warnings += official.warnings.length;
    if (official.overran) tally.endless++;
    if (official.crash !== null) tally.crashes++;
    const { covered } = this.player.machine;
    if (tally.covered.length !== covered.length) tally.covered = new Uint8Array(covered.length);
    for (let i = 0; i < covered.length; i++) tally.covered[i] |= covered[i];
  }

  private compareTurn(official: TurnRecord, ours: Turn): Difference | null {
    const endless = ours.standing === 'endless';
    const crashed = this.player.machine.rest === 'crash';
    // a crash of the official runtime comes before it hands over its warnings
    const undelivered = crashed ? (this.oracle.story.currentWarnings ?? []) : [];
    // an endless turn has no last line
    const lines = endless ? ours.lines.slice(0, official.lines.length) : ours.lines;
    const choices = ours.choices.map(({ text, tags }) => ({ text, tags }));
    return (
      this.pair('endless', official.overran, endless) ??
      this.pair('lines', official.lines, lines) ??
      this.pair('crash', official.crash !== null, crashed, `${official.crash} ${ours.errors}`) ??
      this.pair('warnings', [...official.warnings, ...undelivered], ours.warnings) ??
      (crashed ? null : this.pair('errors', official.errors, ours.errors)) ??
      (crashed || endless ? null : this.pair('choices', official.choices, choices))
    );
  }

  private pair(what: string, official: unknown, ours: unknown, note = ''): Difference | null {
    return show(official) === show(ours) ? null : this.difference(what, show(official) + note, show(ours));
  }

  private difference(what: string, official: string, ours: string): Difference {
    const { seed, turn, moves } = this;
    return { seed, turn, moves, what, official, ours };
  }

  /** Chooses, or does what a host may do instead; false where nothing is left to do. */
  private move(jumps: boolean): boolean {
    const { random, oracle, player, plan } = this;
    const { choices } = player.save().turn ?? { choices: [] };
    if (plan.saves) {
      if (random.chance(0.2) && survivesSaving(oracle.story)) this.saved.push(this.save());
      if (this.saved.length > 0 && random.chance(choices.length > 0 ? 0.15 : 0.5)) {
        random.pick(this.saved)();
        return this.move(false);
      }
    }
    if (jumps && random.chance(choices.length > 0 ? 0.05 : 0.6)) {
      this.jump(random.pick(plan.entries!));
      return true;
    }
    if (choices.length === 0) return false;
    const choice = random.below(choices.length);
    this.moves.push(choice);
    oracle.choose(choice);
    player.choose(choice);
    this.shadow.follow();
    return true;
  }

  /** Saves in both; gives a way back. */
  private save(): () => void {
    const { oracle, player } = this;
    const official = oracle.save();
    const ours = player.save();
    this.moves.push('save');
    return () => {
      this.tally.returns++;
      this.moves.push('return');
      oracle.load(official);
      player.restore(ours);
    };
  }

  /** Jumps to a knot, often with a variable set as a host sets it. */
  private jump(path: string): void {
    const { random, oracle, player } = this;
    const { variablesState } = oracle.story;
    const { slots, globals } = player.machine.program;
    const sets: Record<string, HostValue> = {};
    if (globals > 0 && random.chance(0.5)) {
      const { name } = slots[random.below(globals)];
      const old: unknown = variablesState.$(name);
      if (typeof old === 'number') sets[name] = random.chance(0.8) ? random.between(-1, 5) : 0.5;
      else if (typeof old === 'boolean') sets[name] = random.chance(0.5);
      else if (typeof old === 'string') sets[name] = random.pick(['', 'red', 'Ada']);
    }
    this.moves.push(`${path} ${show(sets)}`);
    this.tally.jumps++;
    for (const [name, value] of Object.entries(sets)) variablesState.$(name, value);
    oracle.choosePath(path);
    player.enter(path, sets);
    this.shadow.follow();
  }
}

/** Compares `runs` playthroughs; the first difference, or null. */
export function comparePair(
  { story, program }: Pair,
  runs: number,
  plan: Plan,
  firstSeed: number,
  tally = new Tally(),
): Difference | null {
  tally.stories++;
  tally.covered = new Uint8Array(program.op.length);
  for (let seed = firstSeed; seed < firstSeed + runs; seed++) {
    const difference = compareRun(story, program, seed, plan, tally);
    if (difference !== null) return difference;
  }
  return null;
}
