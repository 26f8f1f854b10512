import { nativeArity, Op } from '../program/opcodes.ts';
import { passOver } from './asides.ts';
import { callExternal, random, randomItem, seedRandom, shuffle } from './chanceops.ts';
import { offer } from './choiceops.ts';
import { getCount, readCount, visitIndex } from './counting.ts';
import { Crash, Endless } from './errors.ts';
import { condition, divert, divertAny, popCall, tunnelReturn } from './flowops.ts';
import { FrameKind } from './frames.ts';
import { listFromInt, listRange } from './listops.ts';
import type { Machine } from './machine.ts';
import { binary, unary } from './natives.ts';
import { Item } from './output.ts';
import { getGlobal, getTemporary, takeUp } from './reading.ts';
import { endString, endTag, outputValue, show, startString, startTag } from './textops.ts';
import { Kinds, unknown } from './unknowns.ts';
import { Absent, Tag, Void } from './values.ts';
import { assignTemp, declareTemp, makeReference, setGlobal } from './variables.ts';

/** Executes one instruction. What each does is told beside its name in `Op`. */
export function execute(m: Machine, op: number, a: number, b: number): void {
  switch (op) {
    case Op.Nop:
    case Op.Enter:
    case Op.Thread:
      return;
    case Op.Text:
      if (m.inExpression) m.push(m.values.string(m.program.strings[a]));
      else show(m, m.program.strings[a], m.pc);
      return;
    case Op.Literal:
      if (m.inExpression) m.push(m.values.literals[a]);
      else m.output.mark(Item.Other, m.pc);
      return;
    case Op.Reference:
      return m.push(makeReference(m, a, b));
    case Op.Glue:
      if (!m.output.deaf) m.output.glue(m.pc);
      return;
    case Op.Void:
      if (m.inExpression) m.push(Void);
      return;
    case Op.EvalStart:
      if (m.inExpression) throw new Crash('Already in expression evaluation?');
      if (m.asides.size > 0 && passOver(m)) return;
      m.inExpression = true;
      return;
    case Op.EvalEnd:
      if (!m.inExpression) throw new Crash('Not in expression evaluation mode');
      m.inExpression = false;
      return;
    case Op.Output:
      return outputValue(m);
    case Op.Duplicate:
      if (m.stack.length === 0) throw new Crash('the story repeated a value that is not there');
      return m.push(m.stack[m.stack.length - 1]);
    case Op.Pop:
      m.pop();
      return;
    case Op.Return:
      return popCall(m, FrameKind.Function, -1);
    case Op.TunnelReturn:
      return tunnelReturn(m);
    case Op.StringStart:
      return startString(m, a === 1);
    case Op.StringEnd:
      m.inExpression = true;
      return endString(m);
    case Op.TagStart:
      return startTag(m);
    case Op.TagEnd:
      return endTag(m);
    case Op.ChoiceCount:
      // where it is only asked what may happen, the choices of the turn so far are not known
      return m.push(m.guess === null ? m.values.int(offersSoFar(m)) : unknown(Kinds.Number));
    case Op.Turns:
      return m.push(getCount(m, m.slots.length - 1, 1));
    case Op.TurnsSince:
    case Op.ReadCount:
      return readCount(m, op === Op.TurnsSince);
    case Op.Random:
      return random(m);
    case Op.SeedRandom:
      return seedRandom(m);
    case Op.VisitIndex:
      return m.push(visitIndex(m, a));
    case Op.Shuffle:
      return shuffle(m, a, b);
    case Op.Done:
      if (m.threads.length > 0) return m.nextThread();
      m.stop('done');
      return;
    case Op.End:
      m.stop('end');
      return m.forceEnd();
    case Op.ListFromInt:
      return listFromInt(m);
    case Op.ListRange:
      return listRange(m);
    case Op.ListRandom:
      return randomItem(m);
    case Op.Divert:
      return divert(m, a);
    case Op.DivertIf:
      if (condition(m)) divert(m, a);
      return;
    case Op.Call:
      if (b === 1 && m.guess?.skips(a) === true) return;
      m.call(b === 1 ? FrameKind.Function : FrameKind.Tunnel, a);
      return divert(m, a);
    case Op.DivertAny:
      return divertAny(m, m.program.diverts[a]);
    case Op.External:
      return callExternal(m, a, b);
    case Op.GetGlobal:
      return getGlobal(m, a);
    case Op.GetTemp:
      return getTemporary(m, a);
    case Op.GetCount:
      return m.push(visitIndex(m, a, 0));
    case Op.SetGlobal:
      return setGlobal(m, a, m.pop() ?? Absent);
    case Op.SetTemp:
      return assignTemp(m, a, m.pop() ?? Absent);
    case Op.DeclareTemp:
      return declareTemp(m, a, m.pop() ?? Absent);
    case Op.Native:
      return native(m, a);
    case Op.Choice:
      return offer(m, a);
    case Op.TagText:
      if (m.inExpression) m.push(m.values.tag(m.program.strings[a]));
      else if (!m.output.silent)
        m.output.items.push({ kind: Item.Tag, text: m.program.strings[a], from: m.pc, at: m.pc });
      return;
  }
  throw new Error(`unknown instruction ${op} at ${m.pc}`);
}

/** How many choices were offered in this turn; a stretch of a turn that is being learned has only its own at hand. */
function offersSoFar(m: Machine): number {
  return m.offers.length + (m.recorder === null ? 0 : m.recorder.offersBefore());
}

/** Applies a native function to the top of the evaluation stack. */
function native(m: Machine, n: number): void {
  if (m.recorder !== null && m.recorder.putOff?.native === m.pc && takeUp(m)) return;
  if (m.stack.length < nativeArity(n)) throw new Crash('trying to pop too many objects');
  const y = m.popValue();
  m.push(nativeArity(n) === 2 ? binary(m.values, n, m.popValue(), y) : unary(m.values, n, y));
  const top = m.stack[m.stack.length - 1];
  if ((top & 7) === Tag.String && m.values.stringOf(top).length > 1_000_000) throw new Endless('a text without end');
}
