import { ControlCommand, Divert, InkList, InkListItem, IntValue, ListValue, NativeFunctionCall, Story, StringValue, Value, VariableAssignment, VariableReference, } from '../inkjs.js';
import { Ask } from './chance.js';
import { markedText } from './marks.js';
import { isEmptyList, ownEmptyList } from './values.js';
class Overrun extends Error {
}
const kinds = ControlCommand.CommandType;
const comparisons = new Set(['==', '!=', '<', '>', '<=', '>=', '!', '&&', '||', '?', '!?']);
const original = Story.prototype;
/**
 * Stands between ink's own engine and its commands of chance, and notes how the story stops and where it shows a value that isn't
 * kept. Everything else the engine does by itself.
 */
export class Watch {
    /** The command by which the story stopped, with its place; null as long as it goes on. */
    stop = null;
    unknown = null;
    /** Keeps quiet what stretches show that only decide between texts; null where everything is shown. */
    asides = null;
    /** The globals that were assigned since this was emptied. */
    assigned = new Set();
    steps = 0;
    maxSteps = 0;
    story;
    layout;
    chance;
    strings;
    externals;
    result = null;
    constructor(story, layout, chance, strings, externals) {
        this.strings = strings;
        this.story = story;
        this.layout = layout;
        this.chance = chance;
        this.externals = externals;
        for (const name of new Set([...layout.hostFunctions, ...externals.keys()]))
            story.BindExternalFunctionGeneral(name, () => this.result, true);
        story.Step = () => {
            if (++this.steps > this.maxSteps)
                throw new Overrun('a turn without end');
            this.asides?.comeTo(story.state.currentPointer);
            original.Step.call(story);
        };
        story.StateSnapshot = () => {
            chance.mark();
            this.asides?.mark();
            original.StateSnapshot.call(story);
        };
        story.RestoreStateSnapshot = () => {
            chance.rewind();
            this.asides?.rewind();
            original.RestoreStateSnapshot.call(story);
        };
        story.ProcessChoice = (point) => strings.during(story.state.evaluationStack, () => original.ProcessChoice.call(story, point));
        story.PerformLogicAndFlowControl = (content) => this.asides === null ? this.perform(content) : this.asides.perform(content, () => this.perform(content));
        const { variablesState } = story.state;
        const assign = variablesState.SetGlobal;
        variablesState.SetGlobal = (name, value) => {
            if (name !== null)
                this.assigned.add(name);
            this.asides?.assign();
            assign.call(variablesState, name, value);
        };
    }
    static isOverrun(error) {
        return error instanceof Overrun;
    }
    static isAsk(error) {
        return error instanceof Ask;
    }
    perform(content) {
        this.stop = null;
        const { story, unknown } = this;
        if (content instanceof ControlCommand) {
            if (this.command(content))
                return true;
        }
        else if (content instanceof Divert) {
            if (content.isExternal)
                this.callHost(content);
        }
        else if (content instanceof VariableAssignment) {
            this.ownAssigned();
        }
        else if (unknown !== null) {
            if (content instanceof NativeFunctionCall)
                return this.compute(content, unknown);
            if (content instanceof VariableReference && content.pathForCount !== null) {
                const cell = this.layout.visitsOf(content.containerForCount);
                original.PerformLogicAndFlowControl.call(story, content);
                if (cell !== undefined && unknown.cells[cell] === 1)
                    this.markTop(unknown);
                return true;
            }
        }
        return original.PerformLogicAndFlowControl.call(story, content);
    }
    /** An empty list is changed when it is assigned: nobody else may hold the same one. */
    ownAssigned() {
        const stack = this.story.state.evaluationStack;
        const top = stack.length - 1;
        if (top >= 0 && isEmptyList(stack[top])) {
            const own = ownEmptyList(stack[top]);
            if (this.unknown?.values.has(stack[top]))
                this.unknown.values.add(own);
            stack[top] = own;
        }
    }
    /** Does a command in the engine's place, or false. */
    command(command) {
        const { state } = this.story;
        switch (command.commandType) {
            case kinds.EvalOutput:
                return this.unknown !== null && this.showUnknown(this.unknown);
            case kinds.EndString:
                if (this.unknown === null && this.asides === null)
                    return false;
                original.PerformLogicAndFlowControl.call(this.story, command);
                this.unmarkTop();
                return true;
            case kinds.Random:
                return this.random();
            case kinds.ListRandom:
                return this.listRandom();
            case kinds.SequenceShuffleIndex:
                return this.shuffle();
            case kinds.End:
                this.stop = { kind: 'end', at: placeOf(state.currentPointer) };
                return false;
            case kinds.Done:
                if (!state.callStack.canPopThread)
                    this.stop = { kind: 'done', at: placeOf(state.currentPointer) };
                return false;
            case kinds.Turns:
            case kinds.TurnsSince:
            case kinds.ReadCount:
            case kinds.VisitIndex: {
                if (this.unknown === null)
                    return false;
                const { container } = state.currentPointer;
                const own = command.commandType === kinds.VisitIndex ? this.layout.visitsOf(container) : undefined;
                original.PerformLogicAndFlowControl.call(this.story, command);
                if (own === undefined || this.unknown.cells[own] === 1)
                    this.markTop(this.unknown);
                return true;
            }
        }
        return false;
    }
    markTop({ values }) {
        const top = this.story.state.PeekEvaluationStack();
        if (top instanceof IntValue)
            values.add(top);
    }
    unmarkTop() {
        const { evaluationStack: stack } = this.story.state;
        const top = stack[stack.length - 1];
        if (top instanceof StringValue)
            stack[stack.length - 1] = this.strings.unmarked(top);
    }
    showUnknown({ values }) {
        const { state } = this.story;
        const value = state.PeekEvaluationStack();
        if (value === undefined || value === null || !values.has(value))
            return false;
        state.PopEvaluationStack();
        state.PushToOutputStream(new StringValue(markedText(value.toString())));
        return true;
    }
    /** What is computed from an unknown number is unknown; what is found by comparing is not, because it has to be the same for all. */
    compute(call, { values }) {
        const { state } = this.story;
        const isUnknown = !comparisons.has(call.name) &&
            state.evaluationStack.slice(-call.numberOfParameters).some((value) => values.has(value));
        original.PerformLogicAndFlowControl.call(this.story, call);
        const top = state.PeekEvaluationStack();
        if (isUnknown && top instanceof Value)
            values.add(top);
        return true;
    }
    random() {
        const { state } = this.story;
        const [low, high] = state.evaluationStack.slice(-2);
        if (!(low instanceof IntValue) || !(high instanceof IntValue))
            return false;
        const [least, greatest] = [low.value ?? 0, high.value ?? 0];
        if (!(greatest >= least) || greatest - least >= Number.MAX_SAFE_INTEGER)
            return false;
        const outcome = this.chance.decide(() => ({ kind: 'random', domain: { least, greatest } }));
        state.PopEvaluationStack(2);
        state.PushEvaluationStack(new IntValue(outcome));
        return true;
    }
    listRandom() {
        const { state } = this.story;
        const value = state.PeekEvaluationStack();
        if (!(value instanceof ListValue) || value.value === null || value.value.Count === 0)
            return false;
        const items = value.value.orderedItems;
        const outcome = this.chance.decide(() => ({ kind: 'list', domain: { least: 0, greatest: items.length - 1 } }));
        const { Key, Value: number } = items[outcome];
        state.PopEvaluationStack();
        const picked = new InkList(Key.originName ?? '', this.story);
        picked.Add(new InkListItem(Key.originName, Key.itemName), number);
        state.PushEvaluationStack(new ListValue(picked));
        return true;
    }
    shuffle() {
        const { state } = this.story;
        const [seen, size] = state.evaluationStack.slice(-2);
        if (!(seen instanceof IntValue) || !(size instanceof IntValue))
            return false;
        const path = state.currentPointer.container?.path.toString() ?? '';
        const outcome = this.chance.shuffle(path, seen.value ?? 0, size.value ?? 0);
        state.PopEvaluationStack(2);
        state.PushEvaluationStack(new IntValue(outcome));
        return true;
    }
    /** Decides what a function of the host gives, before the engine calls it. */
    callHost(divert) {
        const name = divert.targetPathString ?? '';
        const declared = this.externals.get(name);
        if (declared === undefined && !this.layout.hostFunctions.includes(name))
            return;
        const given = divert.externalArgs === 0 ? [] : this.story.state.evaluationStack.slice(-divert.externalArgs);
        // the engine stops the story by itself where an argument is missing
        if (given.length < divert.externalArgs || !given.every((value) => value instanceof Value))
            return;
        const results = declared ?? assumedResults(this.story.state.currentPointer);
        const only = results.length === 1;
        const domain = { least: 0, greatest: results.length - 1 };
        this.result = results[only ? 0 : this.chance.decide(() => ({ kind: 'external', domain }))];
    }
}
export const placeOf = ({ container, index }) => `${container?.path.toString() ?? ''}:${index}`;
/** What is assumed of a function that nobody told about: nothing where its result isn't used, else false or true. */
function assumedResults(pointer) {
    const next = contentAfter(pointer);
    const command = next instanceof ControlCommand ? next.commandType : null;
    if (command === kinds.PopEvaluatedValue)
        return [null];
    return command === kinds.EvalOutput ? [0] : [false, true];
}
/** What comes after a place, leaving containers at their ends. */
function contentAfter({ container, index }) {
    let [around, at] = [container, index + 1];
    while (around !== null && at >= around.content.length) {
        const outer = around.parent;
        at = outer === null ? 0 : outer.content.indexOf(around) + 1;
        if (at === 0)
            return null;
        around = outer;
    }
    return around?.content[at] ?? null;
}
