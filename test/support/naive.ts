import {
  type Choice,
  type ChoicePoint,
  Container,
  ControlCommand,
  Divert,
  type InkObject,
  type Story,
} from '../../src/languages/ink/inkjs.ts';
import type { Program } from '../../src/program/program.ts';
import { survivesSaving } from './agreestate.ts';
import { countLeaves, type Leaves } from './naivecount.ts';
import { type ChanceRequest, type Draw, type External, ForcedOutcomeError, Oracle, type TurnRecord } from './oracle.ts';

type HostValue = string | number | boolean;

export interface NaiveOptions {
  /** States at which to give up; default 2,000. */
  readonly states?: number;
  readonly externals?: ReadonlyMap<string, readonly HostValue[]>;
  /** Turns to play in all before it gives up; default 5,000. */
  readonly turns?: number;
  /** Steps in one turn that count as endless, though nobody knows; default 5,000. */
  readonly maxSteps?: number;
}

/** What the official runtime does in every playthrough, found without any of the machinery it is compared with. */
export interface Naive {
  /** False where it gave up. */
  readonly complete: boolean;
  readonly states: number;
  readonly transitions: number;
  /** For each address of the program, as the machine marks it: 1 executed, 2 condition held, 4 condition failed, 8 choice on offer where the story waits. */
  readonly covered: Uint8Array;
  /** How the story can stop: `end ADDRESS`, `done ADDRESS`, an error's message, `crash` or `endless`; with the texts of its last turn. */
  readonly ends: ReadonlyMap<string, ReadonlySet<string>>;
  readonly warnings: ReadonlySet<string>;
  /** All lines and choices that were ever shown. */
  readonly lines: ReadonlySet<string>;
  readonly choices: ReadonlySet<string>;
  readonly playthroughs: Leaves;
}

/** More draws in one turn than this are not followed. */
const mostDraws = 6;

/** An outcome is needed that has not been decided. */
class Ask extends ForcedOutcomeError {
  readonly request: ChanceRequest;
  constructor(request: ChanceRequest) {
    super('chance has to decide');
    this.request = request;
  }
}

interface Move {
  /** The index of a choice; -1 at the start. */
  readonly choice: number;
  readonly outcomes: readonly unknown[];
}

interface Node {
  readonly moves: readonly Move[];
  readonly choices: number;
  /** The official save, where it loses nothing. */
  readonly saved: string | null;
  readonly drawn: readonly Draw[];
}

/** What the oracle remembers of earlier draws. */
interface Memory {
  draws: Draw[];
  cursor: number;
}

/**
 * Explores a story breadth-first with the official runtime alone: states are its saved games, in full but for the turn number where
 * nothing asks for it. `program` only gives the addresses by which to compare.
 */
export function exploreNaively(story: Story, program: Program, options: NaiveOptions = {}): Naive {
  return new Search(story, program, options).run();
}

class Search {
  private readonly story: Story;
  private readonly options: NaiveOptions;
  private readonly covered: Uint8Array;
  private readonly addresses = new Map<InkObject, number>();
  /** Where each choice that was put on offer comes from. */
  private readonly origins = new WeakMap<Choice, number>();
  private readonly ends = new Map<string, Set<string>>();
  private readonly warnings = new Set<string>();
  private readonly lines = new Set<string>();
  private readonly choices = new Set<string>();
  private readonly known = new Map<string, number>();
  private readonly nodes: Node[] = [];
  /** For each node where its transitions lead: numbers of nodes, or -1 where the story stops. */
  private readonly edges: number[][] = [];
  private readonly usesTurns: boolean;
  private transitions = 0;
  private turns = 0;
  private complete = true;
  private lastStop = 'none';

  constructor(story: Story, program: Program, options: NaiveOptions) {
    this.story = story;
    this.options = options;
    this.covered = new Uint8Array(program.op.length);
    const byPath = new Map(program.containers.map((container) => [container.path, container]));
    let usesTurns = false;
    const todo = [story.mainContentContainer];
    for (let at = todo.pop(); at !== undefined; at = todo.pop()) {
      const { start } = byPath.get(at.path.toString())!;
      for (const [i, object] of at.content.entries()) {
        if (object instanceof Container) todo.push(object);
        else this.addresses.set(object, start + i);
        const command = object instanceof ControlCommand ? object.commandType : null;
        if (command === ControlCommand.CommandType.Turns || command === ControlCommand.CommandType.TurnsSince)
          usesTurns = true;
      }
      for (const object of at.namedOnlyContent?.values() ?? []) if (object instanceof Container) todo.push(object);
    }
    this.usesTurns = usesTurns;
  }

  run(): Naive {
    const most = this.options.states ?? 2_000;
    const mostTurns = this.options.turns ?? 5_000;
    const first = this.follow(null, -1);
    const start = first.filter((target) => target >= 0);
    for (let n = 0; n < this.nodes.length; n++) {
      if (this.nodes.length > most || this.turns > mostTurns) {
        this.complete = false;
        break;
      }
      const node = this.nodes[n];
      this.edges[n] = [];
      for (let choice = 0; choice < node.choices; choice++) this.edges[n].push(...this.follow(node, choice));
    }
    const { complete, covered, ends, warnings, lines, choices, transitions } = this;
    const leaves = first.length - start.length;
    const playthroughs = complete ? countLeaves(this.edges, start, leaves) : 'infinite';
    return { complete, states: this.nodes.length, transitions, covered, ends, warnings, lines, choices, playthroughs };
  }

  /** Takes a choice with every outcome of chance. */
  private follow(node: Node | null, choice: number): number[] {
    const targets: number[] = [];
    const todo: (readonly unknown[])[] = [[]];
    for (let outcomes = todo.shift(); outcomes !== undefined; outcomes = todo.shift()) {
      const result = this.play(node, { choice, outcomes });
      if (result instanceof Ask) {
        if (outcomes.length >= mostDraws || this.turns > (this.options.turns ?? 5_000)) this.complete = false;
        else for (const outcome of outcomesOf(result.request, this.options)) todo.push([...outcomes, outcome]);
      } else {
        this.transitions++;
        targets.push(result);
      }
    }
    return targets;
  }

  private play(node: Node | null, move: Move): Ask | number {
    this.turns++;
    let forced: readonly unknown[] = [];
    let used = 0;
    const chance = (request: ChanceRequest): unknown => {
      if (used === forced.length) throw new Ask(request);
      return forced[used++];
    };
    const externals: Record<string, External> = {};
    for (const [name, values] of this.options.externals ?? []) {
      externals[name] = values.length === 1 ? values[0] : (_, draw) => values[Number(draw())];
    }
    const oracle = new Oracle(this.story, { chance, externals, maxSteps: this.options.maxSteps ?? 5_000 });
    this.watch();
    const go = ({ choice, outcomes }: Move): TurnRecord => {
      [forced, used] = [outcomes, 0];
      if (choice >= 0) oracle.choose(choice);
      return oracle.turn();
    };
    if (node !== null && node.saved === null) node.moves.forEach(go);
    else if (node?.saved) {
      oracle.load(node.saved);
      Object.assign(oracle as unknown as Memory, { draws: [...node.drawn], cursor: node.drawn.length });
    }
    try {
      return this.note(oracle, go(move), [...(node?.moves ?? []), move]);
    } catch (error) {
      if (error instanceof Ask) return error;
      throw error;
    }
  }

  /** Marks what the runtime executes from now on. */
  private watch(): void {
    const { story, covered, addresses } = this;
    const perform = story.PerformLogicAndFlowControl;
    const process = Object.getPrototypeOf(story).ProcessChoice as Story['ProcessChoice'];
    story.PerformLogicAndFlowControl = (content) => {
      const address = content === null ? undefined : addresses.get(content);
      if (address === undefined || content === null) return perform.call(story, content);
      covered[address] |= 1;
      const command = content instanceof ControlCommand ? content.commandType : null;
      const { callStack } = story.state;
      if (command === ControlCommand.CommandType.End) this.lastStop = `end ${address}`;
      else if (command === ControlCommand.CommandType.Done && !callStack.canPopThread)
        this.lastStop = `done ${address}`;
      else this.lastStop = 'none';
      const isConditional = content instanceof Divert && content.isConditional;
      const holds = isConditional && story.IsTruthy(story.state.PeekEvaluationStack()!);
      const result = perform.call(story, content);
      if (isConditional) covered[address] |= holds ? 2 : 4;
      return result;
    };
    story.ProcessChoice = (point: ChoicePoint) => {
      const address = addresses.get(point)!;
      if (point.hasCondition) covered[address] |= story.IsTruthy(story.state.PeekEvaluationStack()!) ? 2 : 4;
      const choice = process.call(story, point);
      if (choice?.isInvisibleDefault === true) covered[address] |= 8;
      if (choice !== null) this.origins.set(choice, address);
      return choice;
    };
  }

  /** Notes what a turn showed; the number of the state it led to, -1 where the story stopped. */
  private note(oracle: Oracle, turn: TurnRecord, moves: readonly Move[]): number {
    for (const warning of turn.warnings) this.warnings.add(bare(warning));
    for (const line of turn.lines) this.lines.add(line.text);
    if (turn.choices.length === 0 || turn.crash !== null || turn.overran) {
      const how = this.howItStopped(turn);
      if (!this.ends.has(how)) this.ends.set(how, new Set());
      this.ends.get(how)!.add(turn.lines.map((line) => line.text).join(''));
      return -1;
    }
    for (const choice of turn.choices) this.choices.add(choice.text);
    const { story } = this;
    for (const choice of story.currentChoices) this.covered[this.origins.get(choice)!] |= 8;
    const json = oracle.save();
    const whole = survivesSaving(story) && !/\d\.\d|\de[-+]?\d/.test(json);
    const drawn = oracle.drawn.filter(({ request }) => request.kind === 'shuffle');
    const key = whole ? `${this.withoutNoise(json)} ${picks(drawn)}` : JSON.stringify(moves);
    const known = this.known.get(key);
    if (known !== undefined) return known;
    this.known.set(key, this.nodes.length);
    return this.nodes.push({ moves, choices: turn.choices.length, saved: whole ? json : null, drawn }) - 1;
  }

  private howItStopped(turn: TurnRecord): string {
    if (turn.overran) {
      this.complete = false;
      return 'endless';
    }
    if (turn.crash !== null) return 'crash';
    return turn.errors.length > 0 ? bare(turn.errors[0]) : this.lastStop;
  }

  /** A saved game without what differs between two that go on alike: the output, numbers of threads, and turns nobody asks for. */
  private withoutNoise(json: string): string {
    const saved = JSON.parse(json) as Saved;
    if (!this.usesTurns) saved.turnIdx = 0;
    for (const flow of Object.values(saved.flows)) {
      flow.outputStream = [];
      flow.callstack.threadCounter = 0;
      for (const thread of flow.callstack.threads) thread.threadIndex = 0;
      const threads = (flow.currentChoices ?? []).map(
        (choice) => flow.choiceThreads?.[choice.originalThreadIndex] ?? null,
      );
      for (const thread of threads) if (thread !== null) thread.threadIndex = 0;
      for (const choice of flow.currentChoices ?? []) choice.originalThreadIndex = 0;
      flow.choiceThreads = threads;
    }
    return JSON.stringify(saved);
  }
}

interface SavedThread {
  threadIndex: number;
}

interface Saved {
  turnIdx: number;
  flows: Record<
    string,
    {
      outputStream: unknown[];
      callstack: { threadCounter: number; threads: SavedThread[] };
      choiceThreads?: Record<number, SavedThread | null>;
      currentChoices?: { originalThreadIndex: number }[];
    }
  >;
}

/** What each shuffle has picked in its last round. */
function picks(drawn: readonly Draw[]): string {
  const last = new Map<string, { round: number; outcomes: unknown[] }>();
  for (const { request, outcome } of drawn) {
    if (request.kind !== 'shuffle') continue;
    const { path, round } = request;
    const known = last.get(path);
    if (known?.round === round) known.outcomes.push(outcome);
    else last.set(path, { round, outcomes: [outcome] });
  }
  return JSON.stringify([...last].map(([path, { round, outcomes }]) => [path, round, outcomes.sort()]).sort());
}

function outcomesOf(request: ChanceRequest, options: NaiveOptions): readonly unknown[] {
  if (request.kind === 'random')
    return Array.from({ length: request.high - request.low + 1 }, (_, i) => request.low + i);
  if (request.kind === 'external') return (options.externals?.get(request.name) ?? []).map((_, i) => i);
  return request.outcomes;
}

/** A message of the runtime without the place it names. */
export function bare(message: string): string {
  return message.replace(/^RUNTIME (ERROR|WARNING): ('[^']*' line \d+: |\(Ink Pointer[^)]*\): )?/, '');
}
