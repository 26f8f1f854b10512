import { conditionAt, isSequence, nameOf } from '../program/expressions.ts';
import { prose } from '../program/flow.ts';
import { Op } from '../program/opcodes.ts';
import { addressesOf, type Program } from '../program/program.ts';
import type { Context } from './context.ts';
import { Reasons } from './reasons.ts';
import type { Finding } from './types.ts';

const generated = /^([cgb]-?\d*|s|s\d+|\$r\d*|global decl|\d+|)$/;

/** What an unreached thing is; the codes of findings end in these. */
type What = 'knot' | 'stitch' | 'label' | 'choice' | 'line' | 'branch';

/**
 * Everything that no playthrough comes to, the largest unit first: once a knot is reported, nothing inside it is. Where the exploration
 * isn't proved this claims nothing and says "not yet".
 */
export class Unreached {
  readonly findings: Finding[] = [];
  /** Whether what is not covered can't be, or just was not yet. */
  private readonly proved: boolean;
  private readonly covered: (address: number) => number;
  private readonly context: Context;
  private readonly program: Program;
  private readonly reasons: Reasons;
  private readonly prose: Uint8Array;
  /** 1 where an address is part of something already reported. */
  readonly told: Uint8Array;
  /** For each address the finding that tells of it, by its position; -1 where none does. */
  private readonly tellers: Int32Array;
  /** For each container, whether anything in it or in its inner containers was executed. */
  private readonly alive: Uint8Array;
  /** The last address of a container and everything inside it. */
  private readonly lastOf: Int32Array;

  /** `covered` tells what happens at an address (see `StoryModel.covered`), and `proved` whether that is all that can; what is `told` already is left out. */
  constructor(
    context: Context,
    covered = (address: number): number => context.covered(address),
    proved = context.exhaustive,
    told?: Uint8Array,
  ) {
    this.context = context;
    this.covered = covered;
    this.proved = proved;
    this.program = context.program;
    const { containers, op } = this.program;
    this.prose = prose(this.program);
    this.told = told?.slice() ?? new Uint8Array(op.length);
    this.alive = new Uint8Array(containers.length);
    this.lastOf = Int32Array.from(containers, (c) => c.start + Math.max(0, c.size - 1));
    for (let c = containers.length - 1; c >= 0; c--) {
      const { start, size, parent } = containers[c];
      for (let pc = start; pc < start + Math.max(1, size); pc++) if (this.executed(pc)) this.alive[c] = 1;
      if (parent < 0) continue;
      if (this.alive[c] === 1 && this.program.passages[containers[c].passage].container !== c) this.alive[parent] = 1;
      this.lastOf[parent] = Math.max(this.lastOf[parent], this.lastOf[c]);
    }
    this.reasons = new Reasons(context, covered, context.exhaustive);
    this.tellers = new Int32Array(op.length).fill(-1);
    this.skipUnentered();
    this.passages();
    this.conditions();
    this.branches();
    this.labels();
    this.rest();
  }

  private executed(pc: number): boolean {
    return (this.covered(pc) & 1) !== 0;
  }

  /** Everything in a container is told by the next finding, or by none at all. */
  private tell(container: number, teller = this.findings.length): void {
    const { start } = this.program.containers[container];
    this.told.fill(1, start - 1, this.lastOf[container] + 1);
    this.tellers.fill(teller, start - 1, this.lastOf[container] + 1);
  }

  /** The finding that tells of an address; null where there is none. */
  tellerOf(address: number): Finding | null {
    return this.findings[this.tellers[address]] ?? null;
  }

  private add(
    what: What | 'always',
    address: number,
    message: string,
    quote: string,
    details: string[],
    code?: string,
    place = this.context.place(address),
  ): void {
    const { proved } = this;
    this.told[address] = 1;
    this.tellers[address] = this.findings.length;
    this.findings.push({
      code: code ?? (proved ? `unreached-${what}` : `not-yet-${what}`),
      level: proved ? 'warning' : 'note',
      evidence: proved ? 'proved' : 'unknown',
      message,
      place,
      quote,
      details: proved ? details : [],
      playthrough: null,
    });
  }

  /** How much is lost with a container that is never entered from its front; nothing where a divert to a label leads into it. */
  private lose(container: number): string {
    if (this.alive[container] === 1) return '';
    this.tell(container);
    return this.amount(container);
  }

  /** What a container holds, to tell how much is lost with it. */
  private amount(container: number): string {
    return this.amountIn(this.program.containers[container].start, this.lastOf[container]);
  }

  private amountIn(from: number, to: number): string {
    const lines = new Set<string>();
    let choices = 0;
    for (let pc = from; pc <= to; pc++) {
      const place = this.context.place(pc);
      if (this.isProse(pc)) lines.add(place === null ? String(pc) : `${place.file}:${place.line}`);
      if (this.program.op[pc] === Op.Choice) choices++;
    }
    const parts = [];
    if (choices > 0) parts.push(choices === 1 ? '1 choice' : `${choices} choices`);
    if (lines.size > 0) parts.push(lines.size === 1 ? '1 line' : `${lines.size} lines`);
    return parts.join(' and ');
  }

  private isProse(pc: number): boolean {
    return this.prose[pc] === 1;
  }

  private firstWords(from: number, to: number): string {
    for (let pc = from; pc <= to; pc++) if (this.isProse(pc)) return this.program.strings[this.program.a[pc]].trim();
    return '';
  }

  /** Where the story is only entered at knots, its top isn't part of what was asked about. */
  private skipUnentered(): void {
    if (this.context.model.entries.some((entry) => entry.path === '')) return;
    this.program.home.forEach((c, pc) => {
      if (this.program.containers[c].passage === 0) this.told[pc] = 1;
    });
  }

  private passages(): void {
    const { passages, containers, externals } = this.program;
    const hostFunctions = new Set(externals.map((external) => external.name));
    const alive = passages.map((passage) => this.alive[passage.container] === 1);
    passages.forEach((passage, i) => {
      if (passage.parent >= 0 && alive[i]) alive[passage.parent] = true;
    });
    passages.forEach((passage, i) => {
      if (passage.kind === 'top' || alive[i] || this.told[containers[passage.container].start] === 1) return;
      if (passage.kind === 'function' && hostFunctions.has(passage.name)) {
        this.tell(passage.container, -1);
        return;
      }
      this.tell(passage.container);
      const { start } = containers[passage.container];
      const what = passage.kind === 'stitch' ? 'stitch' : 'knot';
      const amount = this.amount(passage.container);
      const called =
        passage.kind === 'function' ? 'The function' : passage.kind === 'stitch' ? 'The stitch' : 'The knot';
      const never = passage.kind === 'function' ? 'is never called' : 'is never reached';
      const message = this.proved
        ? `${called} ${passage.name} ${never}${amount === '' ? '' : ` (${amount})`}.`
        : `${called} ${passage.name} has not been reached yet.`;
      this.add(
        what,
        start,
        message,
        this.firstWords(start, this.lastOf[passage.container]),
        this.reasons.forPassage(i),
        undefined,
        passage.place,
      );
    });
  }

  /** Conditions with the same answer every time, and choices never offered. */
  private conditions(): void {
    const { op, home } = this.program;
    for (const pc of addressesOf(this.program, Op.DivertIf, Op.Choice)) {
      if (this.told[pc] === 1) continue;
      if (op[pc] === Op.DivertIf && isSequence(this.program, home[pc])) this.turn(pc);
      else if (!this.executed(pc)) continue;
      else if (op[pc] === Op.DivertIf) this.conditional(pc);
      else this.choice(pc);
    }
  }

  /** A part of `{a|b|c}`: the divert at this address leads to it when it has its turn. */
  private turn(pc: number): void {
    const { a, home, containers } = this.program;
    const target = a[pc] < 0 ? -1 : home[a[pc]];
    // `shuffle once` and `shuffle stopping` also ask whether all parts had their turn, which leads to no part of its own
    const name = target < 0 ? null : /^s(\d+)$/.exec(containers[target].name);
    if (name === null || this.alive[target] === 1 || this.alive[home[pc]] === 0) return;
    this.tell(target);
    if (this.amount(target) === '') return;
    const words = this.firstWords(containers[target].start, this.lastOf[target]);
    const turn = this.proved ? 'never gets its turn' : 'has not had its turn yet';
    this.add('branch', pc, `Part ${Number(name[1]) + 1} of this alternative ${turn}.`, words, []);
  }

  private conditional(pc: number): void {
    const { a, home, containers } = this.program;
    const held = (this.covered(pc) & 2) !== 0;
    const failed = (this.covered(pc) & 4) !== 0;
    const target = a[pc] < 0 ? -1 : home[a[pc]];
    const condition = conditionAt(this.program, pc);
    const text = condition === null ? 'This condition' : `{${condition.text}}`;
    if (!held && target >= 0) {
      const amount = this.lose(target);
      const words = amount === '' ? '' : this.firstWords(containers[target].start, this.lastOf[target]);
      const branch = this.isOneOfMany(home[pc]);
      if (!this.proved && amount === '') return;
      const never = this.proved ? 'is never true' : 'has not been true yet';
      const hides =
        amount === ''
          ? ''
          : `, so ${amount} ${this.proved ? 'can never be seen' : /^1 (choice|line)$/.test(amount) ? 'has not been seen' : 'have not been seen'}`;
      const code = branch || !this.proved ? undefined : 'always-false';
      this.add('branch', pc, `${text} ${never}${hides}.`, words, this.reasons.forCondition(condition), code);
    } else if (!failed && this.proved && !this.isLaterBranch(home[pc])) {
      this.elseBranch(pc);
      this.add(
        'always',
        pc,
        `${text} is true every time it is asked.`,
        '',
        this.reasons.forCondition(condition),
        'always-true',
      );
    }
  }

  /** What follows a condition that always holds can never be seen: it is told with the condition. */
  private elseBranch(pc: number): void {
    const { home, containers, op } = this.program;
    let c = home[pc];
    if (containers[c].index < 0) return;
    let beside = containers[containers[c].parent].start + containers[c].index + 1;
    const end = containers[containers[c].parent].start + containers[containers[c].parent].size;
    for (; beside < end && op[beside] === Op.Enter; beside++) {
      c = this.program.a[beside];
      if (this.alive[c] === 0) this.tell(c);
    }
  }

  /** Cases of a conditional that are never asked, nor come to be the last resort, because one before them is always taken. */
  private branches(): void {
    const { containers, op, a } = this.program;
    containers.forEach(({ parent, index }, c) => {
      if (this.alive[c] === 1 || this.told[containers[c].start] === 1 || !this.isLaterBranch(c)) return;
      const first = containers[parent].start + index;
      const before = this.asker(a[first - 1]);
      if ((this.covered(before) & 7) !== 3) return;
      let amount = 0;
      const end = containers[parent].start + containers[parent].size;
      for (let pc = first; pc < end && op[pc] === Op.Enter && this.alive[a[pc]] === 0; pc++, amount++) this.tell(a[pc]);
      const more = amount === 1 ? '' : ` and the ${amount === 2 ? 'one' : amount - 1} after it`;
      const lost = this.amountIn(containers[c].start, this.lastOf[a[first + amount - 1]]);
      if (lost === '') return;
      const never = this.proved
        ? `${amount === 1 ? 'is' : 'are'} never taken (${lost})`
        : `${amount === 1 ? 'has' : 'have'} not been taken yet`;
      const condition = conditionAt(this.program, before);
      const latest = condition === null ? '' : `, at the latest the one under {${condition.text}}`;
      const why = `Whenever the story comes here, a branch before it is taken${latest}.`;
      const words = this.firstWords(containers[c].start, this.lastOf[c]);
      this.add('branch', containers[c].start, `This branch${more} ${never}.`, words, [why]);
    });
  }

  /** The address at which a case of a conditional is decided; -1 for one without a condition. */
  private asker(container: number): number {
    const { containers, op } = this.program;
    const { start, size } = containers[container];
    for (let pc = start; pc < start + size; pc++) if (op[pc] === Op.DivertIf) return pc;
    return -1;
  }

  /** Whether a conditional's container is a case among several with conditions of their own. */
  private isOneOfMany(container: number): boolean {
    return this.isLaterBranch(container) || this.asks(container, 1);
  }
  private isLaterBranch(container: number): boolean {
    return this.asks(container, -1);
  }

  /** Whether the container beside this one is a branch with a condition. */
  private asks(container: number, by: 1 | -1): boolean {
    const { containers, op, a } = this.program;
    const { parent, index } = containers[container];
    if (parent < 0 || index < 0) return false;
    const pc = containers[parent].start + index + by;
    if (
      pc < containers[parent].start ||
      pc >= containers[parent].start + containers[parent].size ||
      op[pc] !== Op.Enter
    )
      return false;
    return this.asker(a[pc]) >= 0;
  }

  private choice(pc: number): void {
    const covered = this.covered(pc);
    const point = this.program.choices[this.program.a[pc]];
    const { proved } = this;
    const condition = point.hasCondition ? conditionAt(this.program, pc) : null;
    if ((covered & 8) === 0) {
      const target = point.targetContainer;
      const amount = this.lose(target);
      const message = proved ? 'This choice is never offered.' : 'This choice has not been offered yet.';
      const details = this.reasons.forCondition(condition);
      if ((this.context.model.machine.covered[pc] & 8) !== 0) {
        details.length = 0;
        details.push(
          'It is put on offer, but each time the story is over later in the same turn, before a reader can see it.',
        );
      } else if (point.hasCondition && (covered & 2) !== 0) {
        details.length = 0;
        if (this.context.exhaustive)
          details.push(
            'Its condition holds at times, but by then a divert has led to what follows it, and ink counts it as taken.',
          );
      } else if (condition !== null)
        details.unshift(`Its condition {${condition.text}} is false in every playthrough.`);
      if (amount !== '') details.push(`With it, ${amount} can never be seen.`);
      this.add('choice', pc, message, this.choiceText(pc), details);
    } else if (point.hasCondition && (covered & 4) === 0 && proved) {
      const text = condition === null ? 'The condition of this choice' : `{${condition.text}}`;
      const details = this.reasons.forCondition(condition);
      this.add('always', pc, `${text} is true every time it is asked.`, this.choiceText(pc), details, 'always-true');
    }
  }

  /** The words of a choice that stand in the text just before it. */
  private choiceText(pc: number): string {
    const { home, containers, op } = this.program;
    for (let p = pc - 1; p >= containers[home[pc]].start && op[p] !== Op.Choice; p--)
      if (this.isProse(p)) return this.program.strings[this.program.a[p]].trim();
    const inner = containers.findIndex((c) => c.parent === home[pc] && c.name === 's');
    return inner < 0 ? '' : this.firstWords(containers[inner].start, this.lastOf[inner]);
  }

  private labels(): void {
    const { containers, passages } = this.program;
    containers.forEach((container, c) => {
      if (this.alive[c] === 1 || this.told[container.start] === 1 || generated.test(container.name)) return;
      if (passages[container.passage].container === c) return;
      this.tell(c);
      const name = nameOf(this.program, c);
      const message = this.proved
        ? `The label ${name} is never reached.`
        : `The label ${name} has not been reached yet.`;
      this.add(
        'label',
        container.start,
        message,
        this.firstWords(container.start, this.lastOf[c]),
        this.reasons.forAddress(container.start),
      );
    });
  }

  /** Lines and choices that nothing above accounts for, in stretches. */
  private rest(): void {
    const { op, home } = this.program;
    let from = -1;
    let to = -1;
    const flush = (): void => {
      if (from >= 0) this.stretch(from, to);
      from = -1;
    };
    for (let pc = 0; pc < op.length; pc++) {
      const counts = this.isProse(pc) || op[pc] === Op.Choice;
      if (this.told[pc] === 1 || this.executed(pc)) {
        if (counts || home[pc] !== home[Math.max(0, from)]) flush();
        continue;
      }
      if (!counts) continue;
      if (from >= 0 && !this.near(to, pc)) flush();
      if (from < 0) from = pc;
      to = pc;
    }
    flush();
  }

  private near(a: number, b: number): boolean {
    const [p, q] = [this.context.place(a), this.context.place(b)];
    if (p === null || q === null) return this.program.home[a] === this.program.home[b];
    return (
      p.file === q.file &&
      q.line - p.line <= 2 &&
      this.program.containers[this.program.home[a]].passage === this.program.containers[this.program.home[b]].passage
    );
  }

  private stretch(from: number, to: number): void {
    const onlyChoice = from === to && this.program.op[from] === Op.Choice;
    const { proved } = this;
    const amount = this.amountIn(from, to);
    const what: What = onlyChoice || !this.hasProse(from, to) ? 'choice' : 'line';
    const subject = onlyChoice ? 'This choice' : amount === '1 line' ? 'This line' : `What stands here (${amount})`;
    const never = onlyChoice ? 'is never offered' : 'is never shown';
    const message = proved ? `${subject} ${never}.` : `${subject} has not been reached yet.`;
    const quote = onlyChoice ? this.choiceText(from) : this.firstWords(from, to);
    for (let pc = from; pc <= to; pc++) if (this.told[pc] === 0) this.tellers[pc] = this.findings.length;
    this.add(what, from, message, quote, this.reasons.forAddress(from));
  }

  private hasProse(from: number, to: number): boolean {
    for (let pc = from; pc <= to; pc++) if (this.isProse(pc)) return true;
    return false;
  }
}

/** What is never reached, and (where the exploration was not exhaustive, and an abstraction had to prove it) what was not reached yet. */
export function findUnreached(context: Context): Finding[] {
  const { proofs } = context;
  if (context.exhaustive || proofs === null) return new Unreached(context).findings;
  const never = new Unreached(context, (address) => proofs.covered(address), true);
  const known = never.told.map((told, address) => (proofs.covered(address) === 0 ? 1 : told));
  return [...never.findings, ...new Unreached(context, undefined, false, known).findings];
}
