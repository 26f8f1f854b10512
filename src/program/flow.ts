import { castTags } from './cast.ts';
import { Op } from './opcodes.ts';
import { addressesOf, type Program } from './program.ts';

/** The address of the instruction just before, in the same container; -1 where there is none. */
export function addressBefore(program: Program, address: number): number {
  return address > program.containers[program.home[address]].start ? address - 1 : -1;
}

/** How many arguments are taken by what is called at an address. */
export function arityAt({ op, a, next, containers }: Program, address: number): number {
  let arity = 0;
  let pc = address;
  while (op[pc] === Op.Enter) pc = containers[a[pc]].start;
  for (; pc >= 0 && op[pc] === Op.DeclareTemp; pc = next[pc]) arity++;
  return arity;
}

/**
 * Where variable diverts can lead, as far as the text tells. A target counts as taken where it is pushed for anything but a question
 * (TURNS_SINCE, READ_COUNT) or the return address of a choice's text, which the compiler keeps in `$r` and which only leads back.
 */
export class Targets {
  /** Addresses that any variable may lead to. */
  readonly taken: readonly number[];
  /** Containers whose counts may be asked for through a variable. */
  readonly takenContainers: readonly number[];
  private readonly program: Program;
  /** For the start-text container of a choice: the places it may return to. */
  private readonly returns = new Map<number, Set<number>>();
  /** For variables that are only ever assigned targets: which; null where anything else was assigned. */
  private readonly assigned = new Map<string, Set<number> | null>();

  constructor(program: Program) {
    this.program = program;
    const taken = new Set<number>();
    const containers = new Set<number>();
    const { op, a } = program;
    for (const pc of addressesOf(program, Op.SetGlobal, Op.SetTemp, Op.DeclareTemp)) this.noteAssignment(pc);
    for (const pc of addressesOf(program, Op.Literal)) {
      const literal = program.literals[a[pc]];
      if (literal.kind !== 'target') continue;
      const after = leaveExpression(program, program.next[pc]);
      const follow = after < 0 ? Op.Nop : op[after];
      if (follow === Op.TurnsSince || follow === Op.ReadCount) continue;
      if (literal.container >= 0) containers.add(literal.container);
      if (literal.address < 0) continue;
      if (isReturn(program, after)) this.noteReturn(after, literal.address);
      else taken.add(literal.address);
    }
    this.taken = [...taken];
    this.takenContainers = [...containers];
  }

  /** `-> $r` at the end of a choice's start text leads to one of the places that called it. */
  private noteReturn(assignment: number, target: number): void {
    const { program } = this;
    let pc = program.next[assignment];
    for (let i = 0; pc >= 0 && program.op[pc] !== Op.Divert && i < 8; i++) pc = program.next[pc];
    if (pc < 0 || program.op[pc] !== Op.Divert || program.a[pc] < 0) return;
    const container = program.home[program.a[pc]];
    if (!this.returns.has(container)) this.returns.set(container, new Set());
    this.returns.get(container)!.add(target);
  }

  private noteAssignment(pc: number): void {
    const { program } = this;
    const key = `${program.op[pc] === Op.SetGlobal ? 'g' : 't'}${program.a[pc]}`;
    let before = addressBefore(program, pc);
    if (before >= 0 && program.op[before] === Op.EvalEnd) before = addressBefore(program, before);
    const literal = before >= 0 && program.op[before] === Op.Literal ? program.literals[program.a[before]] : null;
    const known = this.assigned.get(key);
    if (known === null) return;
    if (literal === null) this.assigned.set(key, null);
    else if (literal.kind === 'target' && literal.address >= 0)
      this.assigned.set(key, (known ?? new Set()).add(literal.address));
  }

  /** Where the variable divert at an address may lead. */
  of(address: number): readonly number[] {
    const { program } = this;
    const { variable } = program.diverts[program.a[address]];
    if (variable === null) return [];
    if (variable.name.startsWith('$r')) {
      for (let c = program.home[address]; c >= 0; c = program.containers[c].parent) {
        const found = this.returns.get(c);
        if (found !== undefined) return [...found];
      }
    }
    const known = this.assigned.get(variable.global >= 0 ? `g${variable.global}` : `t${variable.temp}`);
    return known ? [...known] : this.taken;
  }
}

/** The instruction after the end of an expression, where one ends here. */
function leaveExpression(program: Program, address: number): number {
  return address >= 0 && program.op[address] === Op.EvalEnd ? program.next[address] : address;
}

function isReturn(program: Program, assignment: number): boolean {
  if (assignment < 0) return false;
  const op = program.op[assignment];
  return (op === Op.SetTemp || op === Op.DeclareTemp) && program.temps[program.a[assignment]].startsWith('$r');
}

/**
 * Which addresses lie inside a string that is built for its value (not for the text of a choice), in a tag that tells of the cast, or in
 * content that these include.
 */
export function insideStrings(program: Program): Uint8Array {
  const { op, a } = program;
  const ofCast = castTags(program);
  const inside = ofCast ?? new Uint8Array(op.length);
  if (ofCast === null && !addressesOf(program, Op.StringStart).some((pc) => a[pc] === 0)) return inside;
  for (const container of program.containers) {
    // containers come from the outside in, so what includes this one is marked already
    let depth =
      container.parent >= 0 && container.index >= 0
        ? inside[program.containers[container.parent].start + container.index]
        : 0;
    const outer = depth;
    for (let pc = container.start; pc < container.start + container.size; pc++) {
      if (op[pc] === Op.StringStart && a[pc] === 0) depth++;
      if (depth > 0) inside[pc] = 1;
      if (op[pc] === Op.StringEnd && depth > outer) depth--;
    }
  }
  return inside;
}

/** Which texts are the story's own words: not in a tag, and not a value that is only computed with. A text that a function returns counts. */
export function prose(program: Program): Uint8Array {
  const { op, a, next, strings } = program;
  const inTag = insideTags(program);
  const inString = insideStrings(program);
  const isReturned = (pc: number): boolean => {
    let at = pc;
    while (at >= 0 && (op[at] === Op.Text || op[at] === Op.StringEnd || op[at] === Op.EvalEnd)) at = next[at];
    return at >= 0 && op[at] === Op.Return;
  };
  const isProse = new Uint8Array(op.length);
  for (const pc of addressesOf(program, Op.Text))
    if (inTag[pc] === 0 && strings[a[pc]].trim() !== '' && (inString[pc] === 0 || isReturned(pc))) isProse[pc] = 1;
  return isProse;
}

/** Which addresses lie inside the text of a choice, its start text (which is shown again once it is chosen) included. */
export function choiceTexts(program: Program): Uint8Array {
  const { op, a, home, containers } = program;
  const inside = new Uint8Array(op.length);
  const whole = new Set<number>();
  // containers come from the outside in
  containers.forEach(({ start, size, parent, index }, number) => {
    if (whole.has(parent) || (index >= 0 && inside[containers[parent].start + index] === 1)) whole.add(number);
    let isIn = whole.has(number);
    for (let pc = start; pc < start + size; pc++) {
      if (op[pc] === Op.StringStart && a[pc] === 1) isIn = true;
      if (isIn) inside[pc] = 1;
      if (isIn && op[pc] === Op.Divert && a[pc] >= 0 && containers[home[a[pc]]].name === 's') whole.add(home[a[pc]]);
      if (op[pc] === Op.StringEnd) isIn = whole.has(number);
    }
  });
  return inside;
}

/** Which addresses lie inside a tag, in the same container as its beginning. */
export function insideTags(program: Program): Uint8Array {
  const { op, home, containers } = program;
  const inside = new Uint8Array(op.length);
  for (const from of addressesOf(program, Op.TagStart)) {
    const { start, size } = containers[home[from]];
    for (let pc = from; pc < start + size; pc++) {
      inside[pc] = 1;
      if (op[pc] === Op.TagEnd) break;
    }
  }
  return inside;
}
