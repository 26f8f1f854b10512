import { False, True } from '../machine/values.ts';
import { conditionAt, type Expression, isSequence } from '../program/expressions.ts';
import { Op } from '../program/opcodes.ts';
import { addressesOf, type Program } from '../program/program.ts';
import { showPlace } from '../text/place.ts';
import type { Context } from './context.ts';

/** Instructions after which nothing else of their container is played. */
const leaving: ReadonlySet<number> = new Set([Op.End, Op.Done, Op.TunnelReturn, Op.Return]);

/** Instructions that lead somewhere, or may send others. */
const leading = [Op.Divert, Op.DivertIf, Op.Call, Op.DivertAny, Op.Literal, Op.External];

/** Why something is never reached, as far as that can be told, in sentences. */
export class Reasons {
  private readonly context: Context;
  private readonly program: Program;
  private readonly covered: (pc: number) => number;
  private readonly whole: boolean;
  /** For each container, the addresses of instructions that name it or something in it. */
  private readonly mentions = new Map<number, number[]>();

  /** `covered` tells what happens at an address (see `Machine.covered`); `whole` whether all values were seen that variables ever take. */
  constructor(context: Context, covered: (pc: number) => number, whole: boolean) {
    this.context = context;
    this.program = context.program;
    this.covered = covered;
    this.whole = whole;
    const { op, a, home } = this.program;
    for (const pc of addressesOf(this.program, ...leading)) {
      const target = this.targetOf(pc);
      if (target >= 0) this.mention(home[target] ?? -1, pc);
      else if (op[pc] === Op.External) {
        const { fallback } = this.program.externals[a[pc]];
        if (fallback >= 0) this.mention(home[fallback], pc);
      }
    }
  }

  private executed(pc: number): boolean {
    return (this.covered(pc) & 1) !== 0;
  }

  private mention(container: number, pc: number): void {
    for (let c = container; c >= 0; c = this.program.containers[c].parent) {
      const list = this.mentions.get(c);
      if (list === undefined) this.mentions.set(c, [pc]);
      else list.push(pc);
    }
  }

  /** Where an instruction leads or may send others. */
  private targetOf(pc: number): number {
    const { op, a, diverts, literals } = this.program;
    if (op[pc] === Op.Divert || op[pc] === Op.DivertIf || op[pc] === Op.Call) return a[pc];
    if (op[pc] === Op.DivertAny) return diverts[a[pc]].target;
    if (op[pc] !== Op.Literal) return -1;
    const literal = literals[a[pc]];
    return literal.kind === 'target' && literal.container >= 0 ? this.program.containers[literal.container].start : -1;
  }

  forPassage(passage: number): string[] {
    const { containers, passages } = this.program;
    const { container, kind } = passages[passage];
    const last = this.lastOf(container);
    const outside = (this.mentions.get(container) ?? []).filter(
      (pc) => pc < containers[container].start - 1 || pc > last,
    );
    if (outside.length === 0) {
      const own = (this.mentions.get(container) ?? []).find((pc) => this.targetOf(pc) === containers[container].start);
      const place = own === undefined ? null : this.context.place(own);
      const but = own === undefined ? '' : ` but the ${kind} itself${place === null ? '' : ` (${showPlace(place)})`}`;
      return [`Nothing ${kind === 'function' ? 'calls it' : 'diverts here'}${but}.`];
    }
    if (outside.some((pc) => this.executed(pc))) return [];
    return this.forWaysIn(outside);
  }

  private lastOf(container: number): number {
    const { containers, home, op } = this.program;
    let pc = containers[container].start;
    const inside = (c: number): boolean => {
      for (let i = c; i >= 0; i = containers[i].parent) if (i === container) return true;
      return false;
    };
    while (pc + 1 < op.length && inside(home[pc + 1])) pc++;
    return pc;
  }

  private forWaysIn(ways: readonly number[]): string[] {
    const first = ways[0];
    const place = this.context.place(first);
    const guard = this.guardOf(first);
    const isAlone = ways.every((way) => way === first || (guard !== null && this.guardOf(way)?.text === guard.text));
    const where = place === null ? '' : `, ${ways.length === 1 || !isAlone ? '' : 'among them '}${showPlace(place)},`;
    const before = isAlone ? [] : [`None of the ${ways.length} ways in is ever taken.`];
    const number = ways.length === 1 ? 'The only way in' : isAlone ? `All ${ways.length} ways in` : 'One of them';
    const subject = `${number}${where} ${isAlone && ways.length > 1 ? 'are' : 'is'}`;
    if (guard !== null)
      return [...before, `${subject} under {${guard.text}}, which is never true.`, ...this.forCondition(guard)];
    const away = this.ledAwayBefore(first);
    if (away.length > 0) return [...before, `${subject} never reached.`, ...away];
    const around = this.deadPassage(first);
    const others = isAlone && ways.length > 1;
    return [...before, `${subject} never reached${around === '' || others ? '' : `: it stands in ${around}`}.`];
  }

  /** The passage that an address stands in, if the story doesn't come to its beginning either. */
  private deadPassage(pc: number): string {
    const { passages, containers, home } = this.program;
    const { name, container } = passages[containers[home[pc]].passage];
    return this.executed(containers[container].start) ? '' : name;
  }

  /** The condition that keeps the story from an address: the innermost one around it that was asked and never held. */
  private guardOf(pc: number): Expression | null {
    const { containers, home, op, choices } = this.program;
    const neverHeld = (p: number): boolean => (this.covered(p) & 3) === 1;
    for (let c = home[pc]; c >= 0 && !this.executed(containers[c].start); c = containers[c].parent) {
      const asks = (p: number): boolean => op[p] === Op.DivertIf && home[this.program.a[p]] === c;
      const asker = (this.mentions.get(c) ?? []).find((p) => asks(p) && neverHeld(p));
      if (asker !== undefined && isSequence(this.program, home[asker])) return null;
      if (asker !== undefined) return conditionAt(this.program, asker);
      const choice = choices.find((point) => point.targetContainer === c);
      if (choice?.hasCondition && neverHeld(choice.address)) return conditionAt(this.program, choice.address);
    }
    return null;
  }

  /** What can be said about a condition that always has the same answer: the mistake, and the values its variables take. */
  forCondition(condition: Expression | null): string[] {
    if (condition === null) return [];
    const details: string[] = [];
    if (condition.mistake !== null) details.push(condition.mistake);
    for (const slot of this.whole ? condition.globals : [])
      details.push(this.isSteadyHere(condition, slot) ?? this.valuesOf(slot));
    for (const container of condition.counts) details.push(...this.countOf(container));
    return details;
  }

  /** That going round inside a knot isn't visiting it again: ink counts only where it is entered from outside. */
  private countOf(container: number): string[] {
    const { passages, containers, op, a } = this.program;
    const { start, passage, startOnly } = containers[container];
    const { container: whole, name } = passages[passage];
    if (whole !== container || startOnly) return [];
    const last = this.lastOf(container);
    for (let pc = start; pc <= last; pc++) {
      if (op[pc] === Op.Divert && this.executed(pc) && a[pc] === start)
        return [`ink counts a visit to ${name} only when it is entered from outside: -> ${name} within it adds none.`];
    }
    return [];
  }

  /** Where a condition is no more than a variable that changes elsewhere: that it doesn't here. */
  private isSteadyHere({ text }: Expression, slot: number): string | null {
    const { name } = this.program.slots[slot];
    const assigned = this.context.model.assigned.values[slot];
    const changes = assigned?.has(True) === true && assigned.has(False);
    if (!changes || text.replace(/^(not\s+|!\s*)/, '') !== name) return null;
    return `${name} is true at some places of the story and false at others, but always the same where this is asked.`;
  }

  private valuesOf(slot: number): string {
    const { name } = this.program.slots[slot];
    const { values } = this.context.model.machine;
    const assigned = this.context.model.assigned.values[slot];
    if (assigned === null) return `In the whole story ${name} takes many different values.`;
    const shown = [...new Set([...assigned].map((value) => values.written(value)))];
    const numbers = [...assigned].every((value) => values.isInt(value));
    if (shown.length === 1) {
      const change = this.changeOf(slot);
      if (change < 0) return `${name} is ${shown[0]} in every playthrough: nothing ever changes it.`;
      const place = this.executed(change) ? null : this.context.place(change);
      return `${name} is ${shown[0]} in every playthrough${place === null ? '' : `: what would change it, ${showPlace(place)}, is never reached`}.`;
    }
    if (numbers) shown.sort((x, y) => Number(x) - Number(y));
    const list = shown.length > 8 && numbers ? `from ${shown[0]} to ${shown.at(-1)}` : shown.slice(0, 12).join(', ');
    return `In the whole story ${name} is only ever ${list}${shown.length > 12 && !numbers ? ' …' : ''}.`;
  }

  /** An address that sets a global anew, one that is played if there is any; -1 where there is none. */
  private changeOf(slot: number): number {
    const { op, a, b } = this.program;
    let found = -1;
    for (const pc of addressesOf(this.program, Op.SetGlobal, Op.Reference)) {
      const isChange =
        (op[pc] === Op.SetGlobal && a[pc] === slot && b[pc] !== 1) || (op[pc] === Op.Reference && b[pc] === slot);
      if (isChange && (found < 0 || this.executed(pc))) found = pc;
    }
    return found;
  }

  forAddress(pc: number): string[] {
    const { op, home, containers } = this.program;
    let p = pc - 1;
    while (p >= containers[home[pc]].start && !this.executed(p)) p--;
    if (p >= containers[home[pc]].start) {
      if (op[p] === Op.Divert || op[p] === Op.DivertAny) return ['It comes after a divert.'];
      if (leaving.has(op[p])) return ['It comes after the story has already ended or gone back.'];
    }
    const guard = this.guardOf(pc);
    if (guard !== null) return [`It stands under {${guard.text}}, which is never true.`, ...this.forCondition(guard)];
    return this.ledAwayBefore(pc);
  }

  /** The nearest condition before an address that always holds and whose branch doesn't come back. */
  private ledAwayBefore(pc: number): string[] {
    const { a, home, containers } = this.program;
    const { passage } = containers[home[pc]];
    const line = this.context.place(pc)?.line ?? Number.POSITIVE_INFINITY;
    let best = -1;
    let bestLine = 0;
    for (const p of addressesOf(this.program, Op.DivertIf)) {
      if (
        (this.covered(p) & 7) !== 3 ||
        containers[home[p]].passage !== passage ||
        a[p] < 0 ||
        isSequence(this.program, home[p])
      )
        continue;
      const branch = containers[home[a[p]]];
      const at = this.context.place(p)?.line ?? 0;
      if (this.executed(branch.start + branch.size - 1) || at > line || (at === line && p >= pc) || at < bestLine)
        continue;
      best = p;
      bestLine = at;
    }
    if (best < 0) return [];
    const condition = conditionAt(this.program, best);
    const text = condition === null ? 'the condition' : `{${condition.text}}`;
    return [`Before it, in line ${bestLine}, ${text} is always true and leads away.`];
  }
}
