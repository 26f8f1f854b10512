import { arityAt } from './flow.ts';
import { nativeArity, nativeNames, Op } from './opcodes.ts';
import { addressesOf, type Program } from './program.ts';

/** Whatever passes through calls, or stays on the evaluation stack from one expression to the next. */
const passed = 'passed';

/** Where a value comes from, as far as it can grow: the variables that it is computed from, one for each time that they are read. */
interface Origin {
  readonly variables: readonly string[];
  readonly isSum: boolean;
}
const fixed: Origin = { variables: [], isSum: false };
const unknown: Origin = { variables: [passed], isSum: false };

/** Natives whose results are no greater than a constant, whatever they are applied to, or are no numbers. */
const answers: ReadonlySet<string> = new Set([
  ...['==', '>', '<', '>=', '<=', '!=', '!', '&&', '||', '?', '!?', '^'],
  ...['LIST_MIN', 'LIST_MAX', 'LIST_ALL', 'LIST_COUNT', 'LIST_VALUE', 'LIST_INVERT'],
]);

/**
 * Whether adding and subtracting alone may make numbers grow by a factor, again and again: somewhere two values are added that both may come from what the sum becomes, as in `x = x + x`, or in
 * `x = x + y` where y is `x` of before. Without that, numbers grow no faster than a polynomial of the steps taken. Values are followed through variables without regard to the order of statements; all that passes
 * through calls is taken for one, and with it, where anything is passed by reference, all that is, and all temporaries.
 */
export function mayDouble(program: Program, isExecuted: (address: number) => boolean): boolean {
  const flow = new Flow(program, isExecuted);
  return flow.sums.some(({ target, variables }) => {
    const derived = flow.from(target);
    return variables.filter((variable) => derived.has(variable)).length > 1;
  });
}

/** What flows where in a program. */
class Flow {
  /** Sums of variables, and what they become. */
  readonly sums: { readonly target: string; readonly variables: readonly string[] }[] = [];
  private readonly next = new Map<string, Set<string>>();
  private readonly program: Program;
  /** What is on the evaluation stack, as far as it was put there in the same container. */
  private stack: Origin[] = [];
  /** Whether what is executed is pushed, and not shown. */
  private inExpression = false;

  constructor(program: Program, isExecuted: (address: number) => boolean) {
    this.program = program;
    const { home } = program;
    for (let pc = 0; pc < program.op.length; pc++) {
      if (pc > 0 && home[pc] !== home[pc - 1]) this.leave();
      if (isExecuted(pc)) this.execute(pc);
    }
    this.leave();
    this.takeReferences(isExecuted);
  }

  /** Everything that a value of a variable may go into, itself included. */
  from(variable: string): ReadonlySet<string> {
    const found = new Set([variable]);
    for (const each of found) for (const next of this.next.get(each) ?? []) found.add(next);
    return found;
  }

  /** What may be changed through a reference is one with what references are passed in. */
  private takeReferences(isExecuted: (address: number) => boolean): void {
    const { a, b } = this.program;
    const references = [...addressesOf(this.program, Op.Reference)].filter(isExecuted);
    if (references.length === 0) return;
    const held = references.map((pc) => (b[pc] >= 0 ? global(b[pc]) : temporary(a[pc])));
    const holders = [...addressesOf(this.program, Op.SetTemp, Op.DeclareTemp)].map((pc) => temporary(a[pc]));
    for (const each of new Set([...held, ...holders])) {
      this.flow([each], passed);
      this.flow([passed], each);
    }
  }

  private flow(from: readonly string[], to: string): void {
    for (const each of from) {
      const known = this.next.get(each);
      if (known === undefined) this.next.set(each, new Set([to]));
      else known.add(to);
    }
  }

  private give({ variables, isSum }: Origin, to: string): void {
    this.flow(variables, to);
    if (isSum) this.sums.push({ target: to, variables });
  }

  /** What is left on the stack may be taken by whatever is executed next. */
  private leave(): void {
    this.giveAll();
    this.stack = [];
  }

  private giveAll(): void {
    for (const left of this.stack) this.give(left, passed);
  }

  private pop(): Origin {
    return this.stack.pop() ?? unknown;
  }

  private execute(pc: number): void {
    const { program, stack } = this;
    const { op, a, b } = program;
    switch (op[pc]) {
      case Op.GetGlobal:
        stack.push({ variables: [global(a[pc])], isSum: false });
        return;
      case Op.GetTemp:
        stack.push({ variables: [temporary(a[pc])], isSum: false });
        return;
      case Op.SetGlobal:
        return this.give(this.pop(), global(a[pc]));
      case Op.SetTemp:
      case Op.DeclareTemp:
        return this.give(this.pop(), temporary(a[pc]));
      case Op.Native:
        return this.apply(nativeNames[a[pc]], nativeArity(a[pc]));
      case Op.Duplicate: {
        const top = this.pop();
        stack.push(top, top);
        return;
      }
      case Op.Call:
        // a tunnel finds what was put there for it, too
        if (b[pc] !== 1 || a[pc] < 0) return this.leave();
        for (let i = arityAt(program, a[pc]); i > 0; i--) this.give(this.pop(), passed);
        stack.push(unknown);
        return;
      case Op.External:
        for (let i = 0; i < b[pc]; i++) this.give(this.pop(), passed);
        stack.push(unknown);
        return;
      case Op.Output:
      case Op.Pop:
        stack.pop();
        return;
      case Op.DivertIf:
        stack.pop();
        return this.giveAll();
      case Op.Random:
        return this.merge(2);
      case Op.ListRange:
        return this.answer(3);
      case Op.ListFromInt:
        return this.answer(2);
      case Op.ListRandom:
      case Op.TurnsSince:
      case Op.ReadCount:
      case Op.SeedRandom:
        return this.answer(1);
      case Op.EvalStart:
        this.inExpression = true;
        return;
      case Op.EvalEnd:
      case Op.StringStart:
        this.inExpression = false;
        return;
      case Op.StringEnd:
        this.inExpression = true;
        stack.push(fixed);
        return;
      case Op.Text:
        if (this.inExpression) stack.push(fixed);
        return;
      case Op.Literal:
      case Op.Reference:
      case Op.Void:
      case Op.ChoiceCount:
      case Op.Turns:
      case Op.VisitIndex:
      case Op.Shuffle:
      case Op.GetCount:
        stack.push(fixed);
        return;
      case Op.Enter:
      case Op.Divert:
      case Op.DivertAny:
      case Op.Return:
      case Op.TunnelReturn:
      case Op.Thread:
      case Op.Choice:
        return this.leave();
    }
  }

  private apply(name: string, arity: 1 | 2): void {
    if (answers.has(name)) this.answer(arity);
    else if (arity === 2) this.merge(2, name === '+' || name === '-');
  }

  /** In place of the topmost values comes something that doesn't grow with them. */
  private answer(count: number): void {
    for (let i = 0; i < count; i++) this.pop();
    this.stack.push(fixed);
  }

  /** In place of the topmost values comes what is computed from them. */
  private merge(count: number, adds = false): void {
    const origins = Array.from({ length: count }, () => this.pop());
    const isSum =
      origins.some((origin) => origin.isSum) || (adds && origins.every(({ variables }) => variables.length > 0));
    this.stack.push({ variables: origins.flatMap(({ variables }) => variables), isSum });
  }
}

const global = (slot: number): string => `global ${slot}`;
const temporary = (name: number): string => `temporary ${name}`;
