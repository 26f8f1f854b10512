import { nativeNames, Op } from '../../program/opcodes.js';
import { ControlCommand, Glue, ChoicePoint as InkChoicePoint, Container as InkContainer, Divert as InkDivert, NativeFunctionCall, StringValue, Tag, VariableAssignment, VariablePointerValue, VariableReference, Void, } from './inkjs.js';
const C = ControlCommand.CommandType;
/** The runtime's control commands that need no operand. */
const plainCommands = new Map([
    [C.EvalStart, Op.EvalStart],
    [C.EvalOutput, Op.Output],
    [C.EvalEnd, Op.EvalEnd],
    [C.Duplicate, Op.Duplicate],
    [C.PopEvaluatedValue, Op.Pop],
    [C.PopFunction, Op.Return],
    [C.PopTunnel, Op.TunnelReturn],
    [C.BeginString, Op.StringStart],
    [C.EndString, Op.StringEnd],
    [C.NoOp, Op.Nop],
    [C.ChoiceCount, Op.ChoiceCount],
    [C.Turns, Op.Turns],
    [C.TurnsSince, Op.TurnsSince],
    [C.ReadCount, Op.ReadCount],
    [C.Random, Op.Random],
    [C.SeedRandom, Op.SeedRandom],
    [C.StartThread, Op.Thread],
    [C.Done, Op.Done],
    [C.End, Op.End],
    [C.ListFromInt, Op.ListFromInt],
    [C.ListRange, Op.ListRange],
    [C.ListRandom, Op.ListRandom],
    [C.BeginTag, Op.TagStart],
    [C.EndTag, Op.TagEnd],
]);
/** Something in a story that the program can't represent; reading stops with a diagnostic that names it. */
export class NotRepresented extends Error {
    object;
    constructor(what, object) {
        super(what);
        this.object = object;
    }
}
/** Writes instructions, one for each object of the story's content. */
export class Emitter {
    op;
    a;
    b;
    choices = [];
    diverts = [];
    externals = [];
    shuffles = [];
    story;
    layout;
    pools;
    constructor(story, layout, pools) {
        this.story = story;
        this.layout = layout;
        this.pools = pools;
        this.op = new Uint8Array(layout.size);
        this.a = new Int32Array(layout.size);
        this.b = new Int32Array(layout.size);
    }
    put(address, op, a = 0, b = 0) {
        this.op[address] = op;
        this.a[address] = a;
        this.b[address] = b;
    }
    enter(address, container) {
        this.put(address, Op.Enter, container);
    }
    emit(address, object, container) {
        if (object instanceof InkContainer)
            this.enter(address, this.layout.indexOf.get(object));
        else if (object instanceof StringValue)
            this.put(address, Op.Text, this.pools.string(object.value ?? ''));
        else if (object instanceof ControlCommand)
            this.command(address, object, container);
        else if (object instanceof InkDivert)
            this.divert(address, object);
        else if (object instanceof InkChoicePoint)
            this.choice(address, object);
        else if (object instanceof VariableReference)
            this.reference(address, object);
        else if (object instanceof VariableAssignment)
            this.assignment(address, object);
        else if (object instanceof VariablePointerValue)
            this.pointer(address, object);
        else if (object instanceof NativeFunctionCall)
            this.native(address, object);
        else if (object instanceof Glue)
            this.put(address, Op.Glue);
        else if (object instanceof Void)
            this.put(address, Op.Void);
        else if (object instanceof Tag)
            this.put(address, Op.TagText, this.pools.string(object.text));
        else {
            const literal = this.pools.literal(object);
            if (literal < 0)
                throw new NotRepresented(`content of the kind ${object.constructor.name}`, object);
            this.put(address, Op.Literal, literal);
        }
    }
    command(address, object, container) {
        const plain = plainCommands.get(object.commandType);
        if (plain !== undefined)
            this.put(address, plain);
        else if (object.commandType === C.VisitIndex)
            this.put(address, Op.VisitIndex, container);
        else if (object.commandType === C.SequenceShuffleIndex) {
            this.put(address, Op.Shuffle, container);
            this.shuffles.push({ address, container });
        }
        else
            throw new NotRepresented(`the command number ${object.commandType}`, object);
    }
    native(address, object) {
        const index = nativeNames.indexOf(object.name);
        if (index < 0)
            throw new NotRepresented(`the function ${object.name}`, object);
        this.put(address, Op.Native, index);
    }
    reference(address, object) {
        if (object.pathForCount !== null) {
            const target = object.containerForCount;
            const container = target === null ? undefined : this.layout.indexOf.get(target);
            if (container === undefined)
                throw new NotRepresented(`the read count of ${object.pathForCount}`, object);
            return this.put(address, Op.GetCount, container);
        }
        const name = object.name ?? '';
        const global = this.pools.global(name);
        const item = this.pools.item(name);
        if (global >= 0)
            this.put(address, Op.GetGlobal, global);
        else if (item >= 0)
            this.put(address, Op.Literal, this.pools.single(item));
        else
            this.put(address, Op.GetTemp, this.pools.temp(name));
    }
    pointer(address, object) {
        const name = object.variableName;
        const global = this.pools.global(name);
        if (global < 0 && this.pools.item(name) >= 0)
            throw new NotRepresented(`a reference to the list item ${name}`, object);
        this.put(address, Op.Reference, this.pools.temp(name), global);
    }
    assignment(address, object) {
        const name = object.variableName ?? '';
        const global = this.pools.global(name);
        if (object.isNewDeclaration && object.isGlobal)
            this.put(address, Op.SetGlobal, global, 1);
        else if (object.isNewDeclaration)
            this.put(address, Op.DeclareTemp, this.pools.temp(name));
        else if (global >= 0)
            this.put(address, Op.SetGlobal, global);
        else
            this.put(address, Op.SetTemp, this.pools.temp(name));
    }
    choice(address, object) {
        const target = object.choiceTarget;
        const container = target === null ? undefined : this.layout.indexOf.get(target);
        if (container === undefined)
            throw new NotRepresented('a choice that leads nowhere', object);
        const index = this.choices.push({
            address,
            target: this.layout.start[container],
            targetContainer: container,
            path: object.path.toString(),
            hasCondition: object.hasCondition,
            hasStart: object.hasStartContent,
            hasChoiceOnly: object.hasChoiceOnlyContent,
            isFallback: object.isInvisibleDefault,
            onceOnly: object.onceOnly,
        });
        this.put(address, Op.Choice, index - 1);
    }
    divert(address, object) {
        if (object.isExternal)
            return this.external(address, object);
        const push = object.pushesToStack ? object.stackPushType : -1;
        const kind = push < 0 ? 0 : push === 1 ? 1 : 2;
        if (object.hasVariableTarget) {
            const name = object.variableDivertName ?? '';
            const variable = { name, global: this.pools.global(name), temp: this.pools.temp(name) };
            const index = this.diverts.push({ target: -1, conditional: object.isConditional, push: kind, variable });
            return this.put(address, Op.DivertAny, index - 1);
        }
        const target = this.targetOf(object);
        if (kind === 0)
            return this.put(address, object.isConditional ? Op.DivertIf : Op.Divert, target);
        if (!object.isConditional)
            return this.put(address, Op.Call, target, kind);
        const index = this.diverts.push({ target, conditional: true, push: kind, variable: null });
        this.put(address, Op.DivertAny, index - 1);
    }
    targetOf(object) {
        // not `targetPath`: asking for it can change where a divert of a compiled story lands
        if (object._targetPath === null)
            return -1;
        const pointer = object.targetPointer;
        const container = pointer.container === null ? undefined : this.layout.indexOf.get(pointer.container);
        return container === undefined ? -1 : this.layout.start[container] + pointer.index;
    }
    external(address, object) {
        const name = object.targetPathString ?? '';
        let index = this.externals.findIndex((external) => external.name === name);
        if (index < 0) {
            const knot = this.story.KnotContainerWithName(name);
            const fallback = knot === null ? -1 : this.layout.start[this.layout.indexOf.get(knot)];
            index = this.externals.push({ name, fallback }) - 1;
        }
        this.put(address, Op.External, index, object.externalArgs);
    }
}
