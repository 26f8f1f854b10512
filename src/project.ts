import type { Certificate } from './certificate/certificate.ts';
import { type About, claimsOf } from './claims/claims.ts';
import { entriesOf, strangeRanges, unusedExternals } from './entries.ts';
import { tellAsides } from './findings/asides.ts';
import { Context } from './findings/context.ts';
import { findGrowth } from './findings/growth.ts';
import { judge } from './findings/judge.ts';
import { showGraph } from './findings/print.ts';
import { type AskedPromises, slotsAsked } from './findings/promises/asked.ts';
import type { Heard } from './findings/promises/breaches.ts';
import { type Beside, judgePromises } from './findings/promises/judge.ts';
import { Moments } from './findings/promises/moments.ts';
import { Prospects } from './findings/promises/prospects.ts';
import type { Analysis, Growing, Limit } from './findings/types.ts';
import { Proofs, type Proven } from './findings/verdicts.ts';
import { Explorer } from './graph/explore.ts';
import type { Graph } from './graph/graph.ts';
import { type InkInput, readInk } from './languages/ink/input.ts';
import { lowerInk } from './languages/ink/lowerink.ts';
import { Official } from './languages/ink/official/official.ts';
import type { HostValue } from './languages/ink/official/watch.ts';
import { readSettings, type Settings } from './languages/ink/settings.ts';
import { Lookout } from './lookout.ts';
import { inTime } from './machine/bits.ts';
import { Inseparable, Refine } from './machine/errors.ts';
import { Hearing } from './machine/hearing.ts';
import { maxCalls } from './machine/machine.ts';
import { showState } from './machine/print.ts';
import { allReductions, everyReduction, Kept, type Reductions } from './machine/reduction.ts';
import { maxOutcomes } from './machine/rules.ts';
import { type Entry, StoryModel } from './machine/storymodel.ts';
import type { Model } from './model.ts';
import { castOf } from './program/cast.ts';
import { printProgram } from './program/print.ts';
import type { Program } from './program/program.ts';
import { type Exported, exportPromela } from './promela/export.ts';
import { promisesOf } from './promised.ts';
import { Team, type Workers } from './team.ts';
import type { Diagnostic } from './text/diagnostic.ts';
import type { Files } from './text/files.ts';

export { adviserFor } from './findings/advice.ts';
export { contentOf } from './findings/content.ts';
export { unwillingMoves } from './findings/waits.ts';
export { whyNot } from './findings/whynot.ts';

export interface ProjectOptions {
  /** Knots to start from, as a host game would; without any, the entries of `redthread.json`, else the top. */
  readonly entries?: readonly string[];
  /** Read files outside the story's folder when an INCLUDE asks for them. */
  readonly allowOutside?: boolean;
}

export interface CheckOptions extends ProjectOptions {
  readonly maxStates?: number;
  readonly maxSeconds?: number;
  readonly maxMemoryMB?: number;
  /** Seconds since some fixed moment, never going back. */
  readonly clock: () => number;
  /** Bytes that the process has in use; without it, only the explored states are counted. */
  readonly memory?: () => number;
  /** Called about twenty times a second; false stops the exploration with what there is. */
  readonly progress?: (progress: Progress) => boolean;
  readonly signal?: { readonly aborted: boolean };
  readonly reductions?: Reductions;
  /** Only what is found is wanted, not the graph: then states may leave out what only decides between texts. */
  readonly onlyReport?: boolean;
  /** Go through all states even where nothing is left to be found. */
  readonly whole?: boolean;
  /** Don't try to come to all states at once, as sets. */
  readonly oneByOne?: boolean;
  /** After how many steps it is first looked at whether anything is left to be found. */
  readonly lookAfter?: number;
  /** Other threads to explore large stories with; the result is the same with them and without. */
  readonly workers?: Workers;
  /** Files with promises, besides the story's comments and the file beside it; their paths lead from the story's folder. */
  readonly promises?: readonly string[];
  /** Explore the story by itself, without what is promised of it. */
  readonly unpromised?: boolean;
  /** Promises about what comes in the end must hold even for a reader who goes round for ever in a loop that can be left. */
  readonly unfair?: boolean;
}

export interface Progress {
  readonly states: number;
  readonly transitions: number;
  /** States that wait to be followed. */
  readonly frontier: number;
  /** Works out how many states are known as sets beside it. */
  readonly inSets: () => bigint;
  readonly seconds: number;
  readonly growing: readonly Growing[];
}

/** A story that is ready to be played and explored. */
export interface Project {
  readonly program: Program;
  readonly settings: Settings;
  readonly entries: readonly Entry[];
  /** Who acts: 0 is the reader, from 1 on the cast. */
  readonly names: readonly string[];
  /** The compiled story, instruction by instruction. */
  showProgram(): string;
  /** What a state keeps. */
  showState(): string;
  /** The story as ink's own compiler writes it. */
  showCompiled(): string;
  /** ink's own engine, ready to play the story, with what functions of the host may return. */
  official(externals: ReadonlyMap<string, readonly HostValue[]>): Official;
}

export interface Checked {
  readonly diagnostics: readonly Diagnostic[];
  /** Null where the story could not be read: then some diagnostic is an error. */
  readonly analysis: Analysis | null;
  readonly project: Project | null;
  /** The exploration, for questions such as `whyNot`; null like `analysis`. */
  readonly context: Context | null;
  /** The explored graph as text. */
  showGraph(): string;
  /** The learned rules as a model for SPIN, another model checker; null like `analysis`. */
  exportPromela(): Exported | null;
  /** What the exploration claims, for ink's own engine to check; null where there was none. */
  claims(about: About): Certificate | null;
}

/** Reads a story with everything that belongs to it. */
export function loadProject(
  story: string,
  files: Files,
  options: ProjectOptions = {},
): { readonly project: Project | null; readonly diagnostics: readonly Diagnostic[] } {
  const { compiled, diagnostics: problems } = loadProgram(story, files, options);
  if (compiled === null) return { project: null, diagnostics: problems };
  const { settings, diagnostics: settingProblems } = readSettings(folderOf(story), files);
  const diagnostics = [...problems, ...settingProblems];
  if (hasError(diagnostics)) return { project: null, diagnostics };
  const { program, official } = compiled;
  const { entries, diagnostics: entryProblems } = entriesOf(program, settings, options.entries ?? []);
  diagnostics.push(...entryProblems, ...unusedExternals(program, settings), ...strangeRanges(program, settings));
  if (hasError(diagnostics)) return { project: null, diagnostics };
  const project: Project = {
    program,
    settings,
    entries,
    names: castOf(program).names,
    showProgram: () => printProgram(program),
    showState: () => showState(program),
    showCompiled: () => String(official.ToJson()),
    official: (externals) => new Official(official, externals),
  };
  return { project, diagnostics };
}

const hasError = (diagnostics: readonly Diagnostic[]): boolean => diagnostics.some(({ level }) => level === 'error');

/** Compiles a story alone, whatever is said beside it of the game around it. */
export function loadProgram(
  story: string,
  files: Files,
  options: ProjectOptions = {},
): {
  readonly compiled: { readonly program: Program; readonly official: NonNullable<InkInput['story']> } | null;
  readonly diagnostics: readonly Diagnostic[];
} {
  const { story: official, sources, compiled, diagnostics } = readInk(story, files, options);
  if (official === null || hasError(diagnostics)) return { compiled: null, diagnostics };
  const { program, diagnostics: problems } = lowerInk(official, sources[0].name, compiled ? [] : sources);
  const all = [...diagnostics, ...problems];
  return { compiled: program === null || hasError(all) ? null : { program, official }, diagnostics: all };
}

function folderOf(path: string): string {
  const slash = path.replaceAll('\\', '/').lastIndexOf('/');
  return slash < 0 ? '.' : path.slice(0, Math.max(1, slash));
}

const nothing = { showGraph: () => '', exportPromela: () => null, claims: () => null };

/** Reads a story, explores every playthrough it could have, and judges what was found. */
export async function checkStory(story: string, files: Files, options: CheckOptions): Promise<Checked> {
  const { project, diagnostics } = loadProject(story, files, options);
  if (project === null) return { diagnostics, analysis: null, project, context: null, ...nothing };
  const started = options.clock();
  const promises = promisesOf(story, files, project.program, options);
  const all = [...diagnostics, ...promises.diagnostics];
  if (promises.diagnostics.some(({ level }) => level === 'error'))
    return { diagnostics: all, analysis: null, project, context: null, ...nothing };
  const asked = options.unpromised === true ? null : promises.asked;
  const { context, moments, prospects, stopped } = await explore(project, asked, options, started);
  const judged =
    moments === null
      ? undefined
      : judgePromises(moments, asked!.promises, options.unfair === true, prospects ?? undefined);
  const { model, graph } = context;
  return {
    diagnostics: all,
    analysis: judge(context, stopped, () => options.clock() - started, judged),
    project,
    context,
    showGraph: () => showGraph(model, graph),
    exportPromela: () => exportPromela(model, graph),
    claims: (about) => claimsOf(model, graph, project.program, about),
  };
}

/** The limit that was met without stopping: calls, draws or turns that were not followed to their ends. */
export function cutShort(model: StoryModel, graph: Graph): Limit | null {
  if (model.cutCalls.size > 0) return { kind: 'calls', bound: maxCalls, growing: findGrowth(model, graph) };
  if (model.cutDraws.size > 0) return { kind: 'draws', bound: maxOutcomes, growing: findGrowth(model, graph) };
  if (!model.isWhole) return { kind: 'steps', bound: model.machine.maxSteps, growing: findGrowth(model, graph) };
  return null;
}

const slice = 0.05;
const defaultStates = 5_000_000;
const defaultMegabytes = 2048;

export interface Explored {
  readonly model: StoryModel;
  readonly explorer: Explorer;
  readonly limit: Limit | null;
  /** What was proved and found beside it; null where nobody looked. */
  readonly lookout: Lookout | null;
}

/** An exploration that is ready to be judged. */
interface Whole {
  readonly context: Context;
  /** What the promises ask, at every moment; null where there are none. */
  readonly moments: Moments | null;
  /** What is known of promises although not all of it was explored; null where nothing is. */
  readonly prospects: Beside | null;
  readonly stopped: Limit | null;
}

/** Explores until all is done or a bound is reached; starts again where a state turns out to need more than was kept of it. */
async function explore(
  project: Project,
  asked: AskedPromises | null,
  options: CheckOptions,
  started: number,
): Promise<Whole> {
  const program = asked?.program ?? project.program;
  const usual = options.onlyReport === true ? everyReduction : allReductions;
  const kept = new Kept(program, options.reductions ?? usual, asked === null ? null : slotsAsked(asked));
  for (;;) {
    try {
      const externals = new Map(Object.entries(project.settings.externals));
      const modelOf = (kept: Kept, listener: Hearing | null): StoryModel =>
        new StoryModel(program, kept, project.entries, externals, listener, project.settings.ranges);
      const heard = (kept: Kept, { wanted, asksBy }: AskedPromises): Heard => {
        const hearing = new Hearing(wanted, asksBy);
        return { model: modelOf(kept, hearing.hears || asksBy ? hearing : null), hearing };
      };
      const plain = (kept: Kept): StoryModel => modelOf(kept, null);
      const { model: story, hearing } = asked === null ? { model: plain(kept), hearing: null } : heard(kept, asked);
      const prospects =
        asked === null
          ? null
          : new Prospects(
              (kept) => heard(kept, asked),
              new Kept(program, allReductions, slotsAsked(asked)),
              project.program,
              asked,
            );
      const mayAnswer = story.machine.cast.names.length === 1;
      const { oneByOne = false } = options;
      const watch = (graph: Graph): Lookout =>
        new Lookout(story, graph, project.program, plain, { mayAnswer, oneByOne, prospects });
      const { model, explorer, limit, lookout } = await exploreOnce(story, options, started, watch);
      tellAsides(model, explorer.graph);
      const stopped = limit ?? cutShort(model, explorer.graph);
      const isOver = timeAfter(stopped, options, started);
      const known = stopped === null ? null : prove(model, lookout, isOver);
      const found = stopped === null ? null : (lookout?.found() ?? null);
      const context = new Context(model, explorer.graph, stopped === null, project.program, known, found);
      const moments = asked === null || hearing === null ? null : new Moments(context, asked, hearing);
      if (known !== null) prospects?.finish(known, isOver);
      return { context, moments, prospects: stopped === null ? null : prospects, stopped };
    } catch (error) {
      if (!(error instanceof Refine || error instanceof Inseparable)) throw error;
      kept.refine(error);
    }
  }
}

/** Who interrupts an exploration waits no more than so many seconds for what can still be proved. */
const patience = 2;

/** Tells whether there is no time left, after an exploration was stopped, to look into what can be proved. */
function timeAfter(stopped: Limit | null, { clock, maxSeconds }: CheckOptions, started: number): () => boolean {
  const until = started + (maxSeconds ?? Number.POSITIVE_INFINITY);
  const end = stopped?.kind === 'interrupted' ? Math.min(until, clock() + patience) : until;
  return () => clock() > end;
}

function prove(model: StoryModel, lookout: Lookout | null, isOver: () => boolean): Proven | null {
  return lookout === null ? inTime(Proofs.making(model), isOver) : lookout.prove(isOver);
}

/** Where time is limited, the lookout has its first turn when so much of it has passed, if not earlier. */
const lookBy = 1 / 2;
/** After so many steps the lookout has its turn, and again each time they have doubled. */
const lookAt = 1_000_000;
/** After so many it has a short one, and so on. */
const glanceAt = lookAt / 8;
/** After so many states asides are told of what is explored so far, and again each time they have quadrupled: to see early if that can't be done. */
const tellAt = 2_000;

/**
 * Explores until all is done or a bound is reached; `watch` makes the one who answers questions beside it. Throws `Refine` where a state turns out to
 * need more than was kept of it. The story may begin otherwise than by itself: `from` emits its initial states.
 */
export async function exploreOnce(
  model: StoryModel,
  options: CheckOptions,
  started: number,
  watch: ((graph: Graph) => Lookout) | null,
  from: Model = model,
): Promise<Explored> {
  const bounds = { states: options.maxStates ?? defaultStates, bytes: megabytesOf(options) * 1e6 * 0.75 };
  const explorer = new Explorer(from, bounds);
  const team = new Team(explorer, model, options.workers);
  try {
    const lookout = options.whole === true || watch === null ? null : watch(explorer.graph);
    return await exploreWith(team, model, explorer, options, started, lookout);
  } finally {
    team.stop();
  }
}

const megabytesOf = (options: CheckOptions): number => options.maxMemoryMB ?? defaultMegabytes;

async function exploreWith(
  team: Team,
  model: StoryModel,
  explorer: Explorer,
  options: CheckOptions,
  started: number,
  lookout: Lookout | null,
): Promise<Explored> {
  const megabytes = megabytesOf(options);
  const { graph } = explorer;
  const stop = (kind: Limit['kind'], bound: number): Explored => ({
    model,
    explorer,
    limit: { kind, bound, growing: kind === 'answered' ? [] : findGrowth(model, graph) },
    lookout,
  });
  const { maxSeconds = Number.POSITIVE_INFINITY } = options;
  let tellNext = tellAt;
  /** How many steps were told of, and how long each took: those that follow will have to be told of, too. */
  let told = 0;
  let tellingTakes = 0;
  let hasLooked = lookout === null;
  let next = lookout === null ? Number.POSITIVE_INFINITY : (options.lookAfter ?? glanceAt);
  let growing: readonly Growing[] = [];
  for (let round = 1; ; round++) {
    const until = options.clock() + slice;
    let outcome: ReturnType<Explorer['work']> = 'more';
    if (lookout?.isBusy === true) {
      while (lookout.isBusy && options.clock() < until) lookout.work();
      if (!lookout.isBusy && lookout.isAnswered()) return stop('answered', graph.states);
      if (!lookout.isBusy && lookout.isTold) return stop('told', graph.states);
    } else {
      do outcome = await team.work(next);
      while (outcome === 'more' && !team.hasCome(next) && options.clock() < until);
      const isLate = !hasLooked && options.clock() - started > maxSeconds * lookBy;
      if (outcome === 'more' && (isLate || team.hasCome(next) || graph.states >= tellNext)) {
        tellNext = 4 * graph.states;
        const from = options.clock();
        tellAsides(model, graph);
        tellingTakes = (options.clock() - from) / Math.max(1, graph.transitions - told);
        told = graph.transitions;
      }
      if (lookout !== null && outcome === 'more' && (isLate || team.hasCome(next))) {
        if (team.hasCome(next)) next *= 2;
        const isShort = !isLate && options.lookAfter === undefined && graph.transitions < lookAt;
        hasLooked ||= !isShort;
        lookout.begin(isShort);
      }
    }
    const seconds = options.clock() - started;
    if (outcome === 'done') return { model, explorer, limit: null, lookout };
    if (outcome === 'states') return stop('states', explorer.bounds.states);
    if (outcome === 'memory' || (options.memory?.() ?? 0) > megabytes * 1e6) return stop('memory', megabytes);
    if (seconds + tellingTakes * (graph.transitions - told) > maxSeconds) return stop('time', maxSeconds);
    if (round % 40 === 0) growing = findGrowth(model, graph);
    const progress = {
      states: graph.states,
      transitions: graph.transitions,
      frontier: explorer.frontier,
      inSets: () => lookout?.statesInSets() ?? 0n,
      seconds,
      growing,
    };
    if (options.progress?.(progress) === false || options.signal?.aborted === true)
      return stop('interrupted', graph.states);
    await pause();
  }
}

/** Lets whoever embeds this do something else for a moment. */
export function pause(): Promise<void> {
  return new Promise((resolve) => {
    later(resolve);
  });
}

/** The one thing of its host that the core uses; both Node and browsers have it. */
declare function setTimeout(run: () => void, milliseconds: number): unknown;
const later = (run: () => void): void => {
  setTimeout(run, 0);
};
