import { claimsOf } from './claims/claims.js';
import { entriesOf, strangeRanges, unusedExternals } from './entries.js';
import { tellAsides } from './findings/asides.js';
import { Context } from './findings/context.js';
import { findGrowth } from './findings/growth.js';
import { judge } from './findings/judge.js';
import { showGraph } from './findings/print.js';
import { slotsAsked } from './findings/promises/asked.js';
import { judgePromises } from './findings/promises/judge.js';
import { Moments } from './findings/promises/moments.js';
import { Proofs } from './findings/verdicts.js';
import { Explorer } from './graph/explore.js';
import { readInk } from './languages/ink/input.js';
import { lowerInk } from './languages/ink/lowerink.js';
import { Official } from './languages/ink/official/official.js';
import { readSettings } from './languages/ink/settings.js';
import { Lookout } from './lookout.js';
import { inTime } from './machine/bits.js';
import { Inseparable, Refine } from './machine/errors.js';
import { Hearing } from './machine/hearing.js';
import { maxCalls } from './machine/machine.js';
import { showState } from './machine/print.js';
import { allReductions, everyReduction, Kept } from './machine/reduction.js';
import { maxOutcomes } from './machine/rules.js';
import { StoryModel } from './machine/storymodel.js';
import { castOf } from './program/cast.js';
import { printProgram } from './program/print.js';
import { exportPromela } from './promela/export.js';
import { promisesOf } from './promised.js';
import { Team } from './team.js';
export { adviserFor } from './findings/advice.js';
export { contentOf } from './findings/content.js';
export { unwillingMoves } from './findings/waits.js';
export { whyNot } from './findings/whynot.js';
/** Reads a story with everything that belongs to it. */
export function loadProject(story, files, options = {}) {
    const { compiled, diagnostics: problems } = loadProgram(story, files, options);
    if (compiled === null)
        return { project: null, diagnostics: problems };
    const { settings, diagnostics: settingProblems } = readSettings(folderOf(story), files);
    const diagnostics = [...problems, ...settingProblems];
    if (hasError(diagnostics))
        return { project: null, diagnostics };
    const { program, official } = compiled;
    const { entries, diagnostics: entryProblems } = entriesOf(program, settings, options.entries ?? []);
    diagnostics.push(...entryProblems, ...unusedExternals(program, settings), ...strangeRanges(program, settings));
    if (hasError(diagnostics))
        return { project: null, diagnostics };
    const project = {
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
const hasError = (diagnostics) => diagnostics.some(({ level }) => level === 'error');
/** Compiles a story alone, whatever is said beside it of the game around it. */
export function loadProgram(story, files, options = {}) {
    const { story: official, sources, compiled, diagnostics } = readInk(story, files, options);
    if (official === null || hasError(diagnostics))
        return { compiled: null, diagnostics };
    const { program, diagnostics: problems } = lowerInk(official, sources[0].name, compiled ? [] : sources);
    const all = [...diagnostics, ...problems];
    return { compiled: program === null || hasError(all) ? null : { program, official }, diagnostics: all };
}
function folderOf(path) {
    const slash = path.replaceAll('\\', '/').lastIndexOf('/');
    return slash < 0 ? '.' : path.slice(0, Math.max(1, slash));
}
const nothing = { showGraph: () => '', exportPromela: () => null, claims: () => null };
/** Reads a story, explores every playthrough it could have, and judges what was found. */
export async function checkStory(story, files, options) {
    const { project, diagnostics } = loadProject(story, files, options);
    if (project === null)
        return { diagnostics, analysis: null, project, context: null, ...nothing };
    const started = options.clock();
    const promises = promisesOf(story, files, project.program, options);
    const all = [...diagnostics, ...promises.diagnostics];
    if (promises.diagnostics.some(({ level }) => level === 'error'))
        return { diagnostics: all, analysis: null, project, context: null, ...nothing };
    const asked = options.unpromised === true ? null : promises.asked;
    const { context, moments, stopped } = await explore(project, asked, options, started);
    const judged = moments === null ? undefined : judgePromises(moments, asked.promises, options.unfair === true);
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
export function cutShort(model, graph) {
    if (model.cutCalls.size > 0)
        return { kind: 'calls', bound: maxCalls, growing: findGrowth(model, graph) };
    if (model.cutDraws.size > 0)
        return { kind: 'draws', bound: maxOutcomes, growing: findGrowth(model, graph) };
    if (!model.isWhole)
        return { kind: 'steps', bound: model.machine.maxSteps, growing: findGrowth(model, graph) };
    return null;
}
const slice = 0.05;
const defaultStates = 5_000_000;
const defaultMegabytes = 2048;
/** Explores until all is done or a bound is reached; starts again where a state turns out to need more than was kept of it. */
async function explore(project, asked, options, started) {
    const program = asked?.program ?? project.program;
    const usual = options.onlyReport === true && asked === null ? everyReduction : allReductions;
    const kept = new Kept(program, options.reductions ?? usual, asked === null ? null : slotsAsked(asked));
    for (;;) {
        try {
            const hearing = asked === null ? null : new Hearing(asked.wanted, asked.asksBy);
            const listener = hearing?.hears || asked?.asksBy ? hearing : null;
            const externals = new Map(Object.entries(project.settings.externals));
            const story = new StoryModel(program, kept, project.entries, externals, listener, project.settings.ranges);
            const plain = (kept) => new StoryModel(program, kept, project.entries, externals, null, project.settings.ranges);
            const mayStop = asked === null && story.machine.cast.names.length === 1;
            const watch = (graph) => new Lookout(story, graph, project.program, plain, mayStop);
            const { model, explorer, limit, lookout } = await exploreOnce(story, options, started, watch);
            tellAsides(model, explorer.graph);
            const stopped = limit ?? cutShort(model, explorer.graph);
            const known = stopped === null ? null : prove(model, lookout, isOver(stopped, options, started));
            const found = stopped === null ? null : (lookout?.found() ?? null);
            const context = new Context(model, explorer.graph, stopped === null, project.program, known, found);
            const moments = asked === null || hearing === null ? null : new Moments(context, asked, hearing);
            return { context, moments, stopped };
        }
        catch (error) {
            if (!(error instanceof Refine || error instanceof Inseparable))
                throw error;
            kept.refine(error);
        }
    }
}
/** Who interrupts an exploration waits no more than so many seconds for what can still be proved. */
const patience = 2;
/** Tells whether there is no time left, after an exploration was stopped, to look into what can be proved. */
function isOver({ kind }, { clock, maxSeconds }, started) {
    const until = started + (maxSeconds ?? Number.POSITIVE_INFINITY);
    const end = kind === 'interrupted' ? Math.min(until, clock() + patience) : until;
    return () => clock() > end;
}
function prove(model, lookout, isOver) {
    return lookout === null ? inTime(Proofs.making(model), isOver) : lookout.prove(isOver);
}
/** Where time is limited, the lookout has its first turn when so much of it has passed, if not earlier. */
const lookBy = 1 / 2;
/** After so many steps the lookout has its turn, and again each time they have doubled. */
const lookAt = 1_000_000;
/** After so many states asides are told of what is explored so far, and again each time they have quadrupled: to see early if that can't be done. */
const tellAt = 2_000;
/**
 * Explores until all is done or a bound is reached; `watch` makes the one who answers questions beside it. Throws `Refine` where a state turns out to
 * need more than was kept of it. The story may begin otherwise than by itself: `from` emits its initial states.
 */
export async function exploreOnce(model, options, started, watch, from = model) {
    const bounds = { states: options.maxStates ?? defaultStates, bytes: megabytesOf(options) * 1e6 * 0.75 };
    const explorer = new Explorer(from, bounds);
    const team = new Team(explorer, model, options.workers);
    try {
        const lookout = options.whole === true || watch === null ? null : watch(explorer.graph);
        return await exploreWith(team, model, explorer, options, started, lookout);
    }
    finally {
        team.stop();
    }
}
const megabytesOf = (options) => options.maxMemoryMB ?? defaultMegabytes;
async function exploreWith(team, model, explorer, options, started, lookout) {
    const megabytes = megabytesOf(options);
    const { graph } = explorer;
    const stop = (kind, bound) => ({
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
    let next = lookout === null ? Number.POSITIVE_INFINITY : (options.lookAfter ?? lookAt);
    let growing = [];
    for (let round = 1;; round++) {
        const until = options.clock() + slice;
        let outcome = 'more';
        if (lookout?.isBusy === true) {
            while (lookout.isBusy && options.clock() < until)
                lookout.work();
            if (!lookout.isBusy && lookout.isAnswered())
                return stop('answered', graph.states);
        }
        else {
            do
                outcome = await team.work(next);
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
                if (team.hasCome(next))
                    next *= 2;
                hasLooked = true;
                lookout.begin();
            }
        }
        const seconds = options.clock() - started;
        if (outcome === 'done')
            return { model, explorer, limit: null, lookout };
        if (outcome === 'states')
            return stop('states', explorer.bounds.states);
        if (outcome === 'memory' || (options.memory?.() ?? 0) > megabytes * 1e6)
            return stop('memory', megabytes);
        if (seconds + tellingTakes * (graph.transitions - told) > maxSeconds)
            return stop('time', maxSeconds);
        if (round % 40 === 0)
            growing = findGrowth(model, graph);
        const progress = {
            states: graph.states,
            transitions: graph.transitions,
            frontier: explorer.frontier,
            seconds,
            growing,
        };
        if (options.progress?.(progress) === false || options.signal?.aborted === true)
            return stop('interrupted', graph.states);
        await pause();
    }
}
/** Lets whoever embeds this do something else for a moment. */
export function pause() {
    return new Promise((resolve) => {
        later(resolve);
    });
}
const later = (run) => {
    setTimeout(run, 0);
};
