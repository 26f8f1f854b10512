import { Context } from './findings/context.js';
import { Refine } from './machine/errors.js';
import { allReductions, Kept } from './machine/reduction.js';
import { StoryModel } from './machine/storymodel.js';
import { cutShort, exploreOnce, pause } from './project.js';
import { Bridge } from './saves/bridge.js';
import { itemsOf, withLostItems } from './saves/carry.js';
import { Confirming } from './saves/confirm.js';
import { Examiner } from './saves/examine.js';
import { GivenModel, itemsIn } from './saves/given.js';
import { Judge } from './saves/judge.js';
import { furtherFindings, loadingFindings } from './saves/judgegiven.js';
import { LoadedModel } from './saves/loaded.js';
import { matchContent } from './saves/match.js';
import { Pairing } from './saves/pairing.js';
import { withLandings } from './saves/places.js';
import { Representatives } from './saves/representatives.js';
import { play } from './saves/sequel.js';
import { Standing } from './saves/standing.js';
/** Something that a state of the old version has to keep, so that it can be told what its save holds. */
class Lacking extends Error {
    slots;
    constructor(slots) {
        super('the old version must keep more');
        this.slots = slots;
    }
}
/**
 * Explores the old version, has every kind of save that it can write loaded into the new one, and explores that from where they are
 * loaded. What the new version asks for, the old one has to keep: so both are explored anew until nothing is lacking.
 */
export async function surveySaves(before, after, options) {
    const started = options.clock();
    const lost = withLostItems(after.program, itemsOf(before.program));
    const matching = matchContent(before.program, after.program);
    const pairing = new Pairing(before.program, after.program, matching);
    const [keptBefore, keptAfter] = [before, after].map(({ program }) => new Kept(program, reductionsOf(options)));
    const examiner = new Examiner(officialOf(after));
    // where every place is still there, ink's loader has nothing to stumble over
    const noting = before.program.containers.some(({ path }) => !after.program.paths.has(path));
    const official = officialOf(before);
    let old = null;
    for (;;) {
        if (pairing.align(keptBefore, keptAfter))
            old = null;
        if (old === null) {
            const explored = await exploreOld(before, keptBefore, noting, shareOf(options, 0.4), started);
            if (explored === null)
                continue;
            const { context, stopped } = explored;
            const representatives = new Representatives(context, official);
            examiner.begin();
            const examined = await examineAll(context, examiner, representatives, shareOf(options, 0.6), started);
            old = { context, representatives, examined: examined.states, stopped: stopped ?? examined.stopped };
        }
        const { context, representatives, examined } = old;
        const story = new StoryModel(withLandings(lost, examiner.choices), keptAfter, after.entries, externalsOf(after), null, after.settings.ranges);
        const bridge = new Bridge({ before: context.model, after: story, keptAfter, matching, pairing });
        const arrivals = arrive(context, examined, examiner, representatives, bridge);
        const loaded = new LoadedModel(story, arrivals);
        try {
            const alone = { ...options, workers: undefined };
            const { explorer, limit } = await exploreOnce(story, alone, started, null, loaded);
            const stopped = limit ?? cutShort(story, explorer.graph);
            const now = { context: new Context(story, explorer.graph, stopped === null, after.program), stopped };
            return { before: old, after: now, classes: loaded.classes, bridge, matching, examiner, representatives };
        }
        catch (error) {
            if (error instanceof Lacking) {
                for (const [slot, exactly] of error.slots)
                    keptBefore.refine(new Refine(slot, exactly ? { least: Number.POSITIVE_INFINITY, period: 1 } : null));
                old = null;
            }
            else if (error instanceof Refine)
                keptAfter.refine(error);
            else
                throw error;
        }
    }
}
/** A save holds the very number that chance gave. */
const reductionsOf = ({ reductions }) => ({ ...(reductions ?? allReductions), draws: false });
const externalsOf = ({ settings }) => new Map(Object.entries(settings.externals));
export const officialOf = (project) => project.official(externalsOf(project));
/** Explores the old version, `noting` where it stood in each save; null where it has to be done again with more kept. */
async function exploreOld(project, kept, noting, options, started) {
    const { program, entries, settings } = project;
    try {
        const standing = noting ? new Standing() : null;
        const story = new StoryModel(program, kept, entries, externalsOf(project), standing, settings.ranges);
        const { model, explorer, limit } = await exploreOnce(story, options, started, null);
        const stopped = limit ?? cutShort(model, explorer.graph);
        return { context: new Context(model, explorer.graph, stopped === null), stopped };
    }
    catch (error) {
        if (!(error instanceof Refine))
            throw error;
        kept.refine(error);
        return null;
    }
}
/** The same options with a part of the time. */
function shareOf(options, share) {
    const { maxSeconds } = options;
    return { ...options, maxSeconds: maxSeconds === undefined ? undefined : Math.ceil(maxSeconds * share * 10) / 10 };
}
/** Has all parts of all saves loaded; tells up to which state, and what stopped it. */
async function examineAll(context, examiner, representatives, { clock, maxSeconds, signal }, started) {
    const { states } = context.graph;
    let until = clock() + slice;
    let patience = Number.POSITIVE_INFINITY;
    for (let state = 0; state < states; state++) {
        if (context.isChoice(state)) {
            const { offers, noted } = context.read(state);
            examiner.parts(state, offers, noted, representatives);
        }
        if (clock() < until)
            continue;
        await pause();
        until = clock() + slice;
        if (signal?.aborted === true)
            patience = Math.min(patience, clock() + grace);
        if (clock() > patience)
            return { states: state + 1, stopped: { kind: 'interrupted', bound: state, growing: [] } };
        if (maxSeconds !== undefined && clock() - started > maxSeconds)
            return { states: state + 1, stopped: { kind: 'time', bound: maxSeconds, growing: [] } };
    }
    return { states, stopped: null };
}
const slice = 0.05;
/** So long it goes on, in seconds, after it was asked to end with what there is. */
const grace = 2;
function* arrive(context, states, examiner, representatives, bridge) {
    for (let state = 0; state < states; state++) {
        if (!context.isChoice(state))
            continue;
        const decoded = context.read(state);
        const parts = examiner.parts(state, decoded.offers, decoded.noted, representatives);
        yield { state, arrival: bridge.arrive(decoded, parts) };
    }
    if (bridge.lacking.size > 0)
        throw new Lacking(bridge.lacking);
}
/** So many kinds of saves are loaded by ink's own engine, besides those that are shown, and each of their choices made. */
const samples = 200;
/** The engine takes no more steps than this for it. */
const stepsForSamples = 1_000_000;
/** What becomes of the saves of an old version in a new one, told by a save for each thing that happens to them. */
export async function compareSaves(before, after, options) {
    const started = options.clock();
    const survey = await surveySaves(before, after, options);
    const official = officialOf(after);
    const judged = new Judge(survey, official).judge();
    const confirmed = await confirmSome(survey, official, options);
    return {
        ...judged,
        given: null,
        stoppedBefore: survey.before.stopped,
        stoppedAfter: survey.after.stopped,
        confirmed,
        seconds: options.clock() - started,
    };
}
async function confirmSome(survey, official, { signal }) {
    const confirming = new Confirming(survey, official);
    const { length } = survey.classes;
    const taken = () => official.steps + survey.representatives.steps;
    const most = taken() + stepsForSamples;
    for (let i = 0; i < Math.min(length, samples) && taken() < most && signal?.aborted !== true; i++) {
        // scattered evenly, however many there are time for
        const c = length <= samples ? i : Math.floor(((i * golden) % 1) * length);
        if (!confirming.check(c))
            break;
        if (i % 20 === 0)
            await pause();
    }
    return confirming.result;
}
const golden = (Math.sqrt(5) - 1) / 2;
/** A file is no save of ink's; what to do about it in another sentence. */
export class NoSave extends Error {
    advice;
    constructor(message, advice = '') {
        super(message);
        this.advice = advice;
    }
}
/** What a save must be for ink's loader to look at it at all. Throws `NoSave`. */
function readSave(json) {
    const advice = 'A save is what story.state.ToJson() gives.';
    let save;
    try {
        save = JSON.parse(json);
    }
    catch {
        throw new NoSave('this is not JSON.', advice);
    }
    if (typeof save !== 'object' || save === null || Array.isArray(save))
        throw new NoSave('this is JSON, but no save.', advice);
    if ('inkVersion' in save && !('inkSaveVersion' in save))
        throw new NoSave('this is a compiled story, not a save.', advice);
    if (!('inkSaveVersion' in save))
        throw new NoSave('this is JSON, but no save: it has no inkSaveVersion.', advice);
    const { variablesState } = save;
    if (typeof variablesState !== 'object' || variablesState === null)
        throw new NoSave('this save is damaged: it has no variables.', advice);
    return new Set(Object.keys(variablesState));
}
const levels = ['error', 'warning', 'note'];
/** Whether a save has several flows, of which only the current one is followed. */
function hasFlows(json) {
    const { flows } = JSON.parse(json);
    return Object.keys(flows ?? {}).length > 1;
}
/** What becomes of one save in a story; `before` is the version that it was made with, where that is told. Throws `NoSave`. */
export async function judgeSave(json, before, after, options) {
    const started = options.clock();
    const names = readSave(json);
    const official = officialOf(after);
    const loading = official.load(json);
    if (loading.isDamaged)
        throw new NoSave(`this save is damaged, or too old. ink's loader says: ${loading.fault}`);
    const { program } = after;
    const globals = new Set(program.slots.slice(0, program.globals).map(({ name }) => name));
    const lostVariables = [...names].filter((name) => !globals.has(name));
    const matching = before === null ? null : matchContent(before.program, program);
    const editions = { before: before?.program ?? null, after: program, matching };
    const given = { json, loading, lostVariables, editions, official };
    const findings = loadingFindings(given);
    const { length } = loading.choices.filter(({ isFallback }) => !isFallback);
    const sequels = Array.from({ length }, (_, choice) => play(official, json, new Map(), [{ choice }]));
    const further = length === 0 ? null : await exploreFrom(given, after, options, started);
    if (further !== null)
        findings.push(...furtherFindings(given, further.context, further.model));
    findings.sort((a, b) => levels.indexOf(a.level) - levels.indexOf(b.level));
    const isOver = loading.fault !== null || (length === 0 && !loading.goesOn);
    const isFollowed = isOver || (further?.model.isFollowed === true && !hasFlows(json));
    return {
        saves: 1,
        clean: isFollowed && findings.every(({ level }) => level === 'note') ? 1 : 0,
        broken: findings.some(({ level }) => level !== 'note') ? 1 : 0,
        unfollowed: isFollowed ? 0 : 1,
        findings,
        given: sequels,
        stoppedBefore: null,
        stoppedAfter: further?.stopped ?? null,
        confirmed: { saves: 1, choices: length, difference: null },
        seconds: options.clock() - started,
    };
}
/** Explores a story from where a save is loaded, and from its own start. */
async function exploreFrom({ json, official }, after, options, started) {
    const { program, entries, settings } = after;
    const kept = new Kept(program, reductionsOf(options));
    const loading = official.load(json);
    const held = official.exported(official.save());
    const whole = withLandings(withLostItems(program, itemsIn(held)), loading.choices);
    for (;;) {
        try {
            const story = new StoryModel(whole, kept, entries, externalsOf(after), null, settings.ranges);
            const model = new GivenModel(story, loading, held);
            const alone = { ...options, workers: undefined };
            const { explorer, limit } = await exploreOnce(story, alone, started, null, model);
            const stopped = limit ?? cutShort(story, explorer.graph);
            return { model, stopped, context: new Context(story, explorer.graph, stopped === null, program) };
        }
        catch (error) {
            if (!(error instanceof Refine))
                throw error;
            kept.refine(error);
        }
    }
}
