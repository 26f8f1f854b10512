import { Compiler, CompilerOptions } from 'inkjs/compiler/Compiler';
import { ControlCommand } from 'inkjs/engine/ControlCommand';
import { ErrorType } from 'inkjs/engine/Error';
import { InkList, InkListItem } from 'inkjs/engine/InkList';
import type { InkObject } from 'inkjs/engine/Object';
import { Story } from 'inkjs/engine/Story';
import { IntValue, ListValue } from 'inkjs/engine/Value';
import { VariablesState } from 'inkjs/engine/VariablesState';

export interface Compiled {
  readonly story: Story | null;
  readonly errors: string[];
  readonly warnings: string[];
}

/** Compiles with the official compiler, all visits counted. An exception of the compiler counts as an error. */
export function compileInk(source: string, files: Record<string, string> = {}, name = 'story.ink'): Compiled {
  const known = new Map(Object.entries({ ...files, [name]: source }));
  const fileHandler = {
    ResolveInkFilename: (file: string) => file,
    LoadInkFileContents: (file: string) => {
      const text = known.get(file);
      if (text === undefined) throw new Error(`no file ${file}`);
      return text;
    },
  };
  const compiler = new Compiler(source, new CompilerOptions(name, [], true, null, fileHandler));
  let story: Story | null = null;
  const errors: string[] = [];
  try {
    story = compiler.Compile();
  } catch (error) {
    if (compiler.errors.length === 0) errors.push(messageOf(error));
  }
  errors.push(...compiler.errors);
  return { story: errors.length > 0 ? null : story, errors, warnings: [...compiler.warnings] };
}

export interface TextAndTags {
  readonly text: string;
  readonly tags: readonly string[];
}

/** What one turn showed: everything up to the next wait for a choice. */
export interface TurnRecord {
  readonly lines: TextAndTags[];
  readonly choices: TextAndTags[];
  /** Runtime errors and warnings, in the full words in which the runtime reports them. */
  readonly errors: string[];
  readonly warnings: string[];
  /** The message of an exception that is not a proper story error; the playthrough can't go on after it. */
  crash: string | null;
  /** The turn took too many steps: an endless loop. The playthrough can't go on after it. */
  overran: boolean;
}

/** A place where chance decides. Shuffles and lists answer with an index, RANDOM with the value itself. */
export type ChanceRequest =
  | { readonly kind: 'random'; readonly low: number; readonly high: number }
  | { readonly kind: 'list'; readonly outcomes: readonly number[] }
  | {
      readonly kind: 'shuffle';
      /** The elements that have not come up in this round. */
      readonly outcomes: readonly number[];
      readonly path: string;
      readonly round: number;
    }
  | { readonly kind: 'external'; readonly name: string };

export interface Draw {
  readonly request: ChanceRequest;
  readonly outcome: unknown;
}

/** The outcomes in the order they are asked for, or whoever decides them when asked. */
export type Forced = readonly unknown[] | ((request: ChanceRequest) => unknown);

/**
 * A host function: its value, or what gives the next one; `draw` takes that from the forced outcomes.
 * When the runtime has looked ahead and calls again, the earlier value is given again.
 */
export type External = ((args: readonly unknown[], draw: () => unknown) => unknown) | string | number | boolean | null;

export interface OracleOptions {
  /** The story's seed, 0 to 99; default 0. */
  readonly seed?: number;
  /** `seeded` leaves chance to the runtime's own generator; else the outcomes are forced. */
  readonly chance?: 'seeded' | Forced;
  /** Don't ask when there is only one possible outcome. */
  readonly skipCertain?: boolean;
  readonly externals?: Readonly<Record<string, External>>;
  /** Steps in one turn before it counts as endless; default 20,000. */
  readonly maxSteps?: number;
  /** Calls within calls in one turn before it counts as endless, too: the runtime copies all of them with every line. */
  readonly maxDepth?: number;
  /** Told of all content that is executed, of every choice on offer at the end of a turn, and of fallback choices, by ink's own paths. */
  readonly met?: (path: string, what: 'executed' | 'offered') => void;
}

/** A mistake in the forced outcomes, not in the story: too few of them, or one that is impossible. */
export class ForcedOutcomeError extends Error {}

class Overrun extends Error {}

/** The parts of the runtime's story that its types keep private but a fresh start must clear. */
interface Internals {
  _externals: Map<string, unknown>;
  _stateSnapshotAtLastNewline: unknown;
  _recursiveContinueCount: number;
  _sawLookaheadUnsafeFunctionAfterNewline: boolean;
  _asyncContinueActive: boolean;
  _hasValidatedExternals: boolean;
}

const original = Story.prototype;

const PATCHED = [
  'Step',
  'StateSnapshot',
  'RestoreStateSnapshot',
  'PerformLogicAndFlowControl',
  'ProcessChoice',
] as const;

/** The official runtime playing one story from its start. A story may be handed to one oracle after another. */
export class Oracle {
  readonly story: Story;
  private readonly forced: Forced | null;
  private readonly skipCertain: boolean;
  private readonly met: OracleOptions['met'];
  private readonly maxSteps: number;
  private readonly maxDepth: number;
  /** Everything drawn, also while looking ahead: the cursor may go back over it, and then it is given again. */
  private readonly draws: Draw[] = [];
  private cursor = 0;
  /** How many outcomes of a forced list are used up. */
  private used = 0;
  /** Where the cursor stood when the runtime began to look ahead past a newline. */
  private cursorAtNewline = 0;
  private steps = 0;
  private record: TurnRecord = emptyRecord();

  constructor(story: Story, options: OracleOptions = {}) {
    this.story = story;
    this.forced = options.chance === undefined || options.chance === 'seeded' ? null : options.chance;
    this.skipCertain = options.skipCertain ?? false;
    this.met = options.met;
    this.maxSteps = options.maxSteps ?? 20_000;
    this.maxDepth = options.maxDepth ?? Number.POSITIVE_INFINITY;
    this.reset(options.seed ?? 0);
    this.watch();
    for (const [name, external] of Object.entries(options.externals ?? {})) this.bind(name, external);
  }

  /** The chance outcomes used so far, rewound where the runtime rewinds. */
  get drawn(): readonly Draw[] {
    return this.draws.slice(0, this.cursor);
  }

  /** How many steps the last turn took. */
  get stepsTaken(): number {
    return this.steps;
  }

  /** Continues until the story waits for a choice, ends or fails. */
  turn(): TurnRecord {
    const { story } = this;
    const record = emptyRecord();
    this.record = record;
    this.steps = 0;
    try {
      while (story.canContinue) {
        story.Continue();
        record.lines.push({ text: story.currentText ?? '', tags: [...(story.currentTags ?? [])] });
      }
      for (const choice of story.currentChoices) {
        this.met?.(choice.sourcePath, 'offered');
        record.choices.push({ text: choice.text, tags: [...(choice.tags ?? [])] });
      }
    } catch (error) {
      if (error instanceof ForcedOutcomeError) throw error;
      if (error instanceof Overrun) record.overran = true;
      else record.crash = messageOf(error);
    }
    return record;
  }

  choose(index: number): void {
    this.story.ChooseChoiceIndex(index);
  }

  /** Goes to a knot or stitch as a host game does. */
  choosePath(path: string, args: readonly unknown[] = []): void {
    this.story.ChoosePathString(path, true, [...args]);
  }

  save(): string {
    return this.story.state.ToJson();
  }

  load(saved: string): void {
    this.story.state.LoadJson(saved);
  }

  private reset(seed: number): void {
    const inner = this.story as unknown as Internals;
    inner._externals.clear();
    inner._stateSnapshotAtLastNewline = null;
    inner._recursiveContinueCount = 0;
    inner._sawLookaheadUnsafeFunctionAfterNewline = false;
    inner._asyncContinueActive = false;
    inner._hasValidatedExternals = false;
    const { story } = this;
    for (const step of PATCHED) Reflect.deleteProperty(story, step);
    story.ResetState();
    story.state.storySeed = seed;
    story.state.previousRandom = 0;
    story.allowExternalFunctionFallbacks = true;
    story.onError = (message, kind) => {
      (kind === ErrorType.Error ? this.record.errors : this.record.warnings).push(message);
    };
  }

  /** Puts this oracle's own steps in the place of the runtime's, on this one story. */
  private watch(): void {
    const { story } = this;
    story.Step = () => {
      if (++this.steps > this.maxSteps || story.state.callStack.depth > this.maxDepth) throw new Overrun();
      original.Step.call(story);
    };
    const { variablesState } = story.state;
    variablesState.Assign = (assignment, value) =>
      VariablesState.prototype.Assign.call(variablesState, assignment, own(value));
    story.StateSnapshot = () => {
      this.cursorAtNewline = this.cursor;
      original.StateSnapshot.call(story);
    };
    story.RestoreStateSnapshot = () => {
      this.cursor = this.cursorAtNewline;
      original.RestoreStateSnapshot.call(story);
    };
    story.PerformLogicAndFlowControl = (content) => {
      if (content !== null) this.met?.(content.path.toString(), 'executed');
      return (this.forced !== null && this.force(content)) || original.PerformLogicAndFlowControl.call(story, content);
    };
    const { met } = this;
    if (met === undefined) return;
    story.ProcessChoice = (point) => {
      const choice = original.ProcessChoice.call(story, point);
      if (choice?.isInvisibleDefault === true) met(point.path.toString(), 'offered');
      return choice;
    };
  }

  /** Carries out a command of chance with the forced outcome; false leaves it to the runtime, errors included. */
  private force(content: InkObject | null): boolean {
    if (!(content instanceof ControlCommand)) return false;
    const kinds = ControlCommand.CommandType;
    if (content.commandType === kinds.Random) return this.forceRandom();
    if (content.commandType === kinds.ListRandom) return this.forceList();
    if (content.commandType === kinds.SequenceShuffleIndex) return this.forceShuffle();
    return false;
  }

  private forceRandom(): boolean {
    const { state } = this.story;
    const [low, high] = state.evaluationStack.slice(-2);
    if (!(low instanceof IntValue) || !(high instanceof IntValue)) return false;
    if (low.value === null || high.value === null || !(high.value >= low.value)) return false;
    if (high.value - low.value >= Number.MAX_SAFE_INTEGER) return false;
    const certain = low.value === high.value;
    const request = { kind: 'random', low: low.value, high: high.value } as const;
    const outcome = this.number(request, certain ? low.value : null);
    if (outcome < low.value || outcome > high.value) throw impossible(request, outcome);
    state.PopEvaluationStack(2);
    state.PushEvaluationStack(new IntValue(outcome));
    return true;
  }

  private forceList(): boolean {
    const { state } = this.story;
    const value = state.PeekEvaluationStack();
    if (!(value instanceof ListValue) || value.value === null || value.value.Count === 0) return false;
    const items = value.value.orderedItems;
    const request = { kind: 'list', outcomes: items.map((_, i) => i) } as const;
    const item = items[this.number(request, items.length === 1 ? 0 : null)];
    if (item === undefined) throw impossible(request, -1);
    state.PopEvaluationStack();
    const picked = new InkList(item.Key.originName ?? '', this.story);
    picked.Add(new InkListItem(item.Key.originName, item.Key.itemName), item.Value);
    state.PushEvaluationStack(new ListValue(picked));
    return true;
  }

  private forceShuffle(): boolean {
    const { state } = this.story;
    const [seen, size] = state.evaluationStack.slice(-2);
    if (!(seen instanceof IntValue) || !(size instanceof IntValue)) return false;
    const count = size.value ?? 0;
    const path = state.currentPointer.container?.path.toString() ?? '';
    const round = Math.floor((seen.value ?? 0) / count);
    const gone = this.drawn
      .filter(({ request }) => request.kind === 'shuffle' && request.path === path && request.round === round)
      .map((draw) => draw.outcome);
    const outcomes = Array.from({ length: count }, (_, i) => i).filter((i) => !gone.includes(i));
    const request = { kind: 'shuffle', outcomes, path, round } as const;
    const outcome = this.number(request, outcomes.length === 1 ? outcomes[0] : null);
    if (outcome < 0 || outcome >= count) throw impossible(request, outcome);
    state.PopEvaluationStack(2);
    state.PushEvaluationStack(new IntValue(outcome));
    return true;
  }

  private number(request: ChanceRequest, certain: number | null): number {
    if (certain !== null && this.skipCertain) return certain;
    const outcome = this.draw(request, () => this.supply(request));
    if (typeof outcome !== 'number' || !Number.isInteger(outcome)) throw impossible(request, outcome);
    return outcome;
  }

  private draw(request: ChanceRequest, supply: () => unknown): unknown {
    if (this.cursor === this.draws.length) this.draws.push({ request, outcome: supply() });
    return this.draws[this.cursor++].outcome;
  }

  private supply(request: ChanceRequest): unknown {
    if (this.forced === null) throw new ForcedOutcomeError('an outcome was asked for, but chance is not forced');
    if (typeof this.forced === 'function') return this.forced(request);
    if (this.used < this.forced.length) return this.forced[this.used++];
    throw new ForcedOutcomeError(`no outcome is left for ${JSON.stringify(request)}`);
  }

  private bind(name: string, external: External): void {
    const request = { kind: 'external', name } as const;
    const next = (args: readonly unknown[]) =>
      typeof external === 'function' ? external(args, () => this.supply(request)) : external;
    this.story.BindExternalFunctionGeneral(name, (args: unknown[]) => this.draw(request, () => next(args)), true);
  }
}

/**
 * A value of its own for each variable. The runtime lets an empty list be one object in all variables that it was handed to, and in the
 * story's text, and changes where it is from in all of them; once a game was saved and loaded it no longer does.
 */
function own(value: InkObject): InkObject {
  return value instanceof ListValue && value.value?.Count === 0 ? new ListValue(new InkList(value.value)) : value;
}

function emptyRecord(): TurnRecord {
  return { lines: [], choices: [], errors: [], warnings: [], crash: null, overran: false };
}

function impossible(request: ChanceRequest, outcome: unknown): ForcedOutcomeError {
  return new ForcedOutcomeError(`${JSON.stringify(outcome)} can't come out of ${JSON.stringify(request)}`);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
