import { Random } from './random.ts';

/**
 * Small stories made to strain the reductions. They go round a few times, `left` counts down so that there are finitely many situations
 * whatever a state keeps, and they ask many different questions about numbers that rise.
 */
export function countingStory(seed: number): string {
  return new Counting(new Random(seed)).story();
}

/** Small stories of calls in calls: tunnels, functions and threads that pass references on, and come back or don't. */
export function callingStory(seed: number): string {
  return new Calling(new Random(seed)).story();
}

const places = ['barn', 'mill', 'pond'] as const;

class Counting {
  private readonly random: Random;
  private readonly chances: { left: number };

  constructor(random: Random) {
    this.random = random;
    this.chances = { left: random.chance(0.3) ? 1 : 0 };
  }

  story(): string {
    const { random } = this;
    const rounds = random.between(3, 7);
    const lines = [
      `VAR left = ${rounds}`,
      `VAR a = ${random.between(0, 2)}`,
      `VAR b = ${random.between(-1, 1)}`,
      'VAR s = ""',
      'VAR f = 0.5',
      'LIST kin = ann = 1, ben = 2, cid = 4',
      '-> hub',
      '== hub',
      '~ left = left - 1',
      '{left < 0: -> END}',
      ...this.statements(random.between(1, 4)),
    ];
    for (const place of places) {
      const kind = random.chance(0.75) ? '+' : '*';
      const condition = random.chance(0.4) ? ` {${this.condition()}}` : '';
      lines.push(`${kind}${condition} [To the ${place}]`, ...this.statements(random.between(0, 2)), `-> ${place}`);
    }
    lines.push(random.chance(0.5) ? '+ [Leave] -> END' : '* -> END');
    for (const place of places) {
      lines.push(`== ${place}`, ...(random.chance(0.5) ? [`- (in_${place})`] : []));
      lines.push(...this.statements(random.between(1, 4)));
      if (random.chance(0.3)) lines.push('+ [Wait]', ...this.statements(1), '+ + [On]', '- - (later)', '- Well.');
      lines.push('-> hub');
    }
    lines.push('== function twice(x)', '~ return x * 2', '== function more(ref x)', '~ x = x + 1');
    return lines.filter((line) => line !== '').join('\n');
  }

  private statements(count: number): string[] {
    return Array.from({ length: count }, () => this.statement());
  }

  private statement(): string {
    const { random } = this;
    const x = random.pick(['a', 'b']);
    const n = random.between(1, 3);
    return random.weighted<() => string>([
      [4, () => `~ ${x} = ${x} + ${n}`],
      [1, () => `~ ${x}++`],
      [1, () => `~ ${x} += ${this.value(1)}`],
      [1, () => `~ ${x} = ${random.between(-1, 4)}`],
      [1, () => `~ ${x} = ${this.value(1)}`],
      [1, () => `~ more(${x})`],
      [1, () => `~ f = f * ${this.value(0)}`],
      [1, () => `~ s = "{${this.value(1)}}"`],
      [1, () => `{s == "${random.between(0, 4)}": ${this.words()}}`],
      [1, () => `{kin(${this.value(0)}): ${this.words()}}`],
      [1, () => `{LIST_RANGE(LIST_ALL(kin), 1, ${this.value(0)}) ? ben: ${this.words()}}`],
      [6, () => `{${this.condition()}: ${this.words()}|${this.words()}}`],
      [1, () => `{${this.condition()}: -> END}`],
      [2, () => `{${random.pick(['', '&', '!'])}${this.words()}|${this.words()}|${this.words()}}`],
      [
        1,
        () =>
          `{${this.value(1)}:\n- ${random.between(0, 2)}: ${this.words()}\n- ${random.between(3, 5)}: ${this.words()}\n- else: ${this.words()}\n}`,
      ],
      [1, () => `{${this.value(1)}} ${this.words()}`],
      [1, () => this.chance()],
    ])();
  }

  private chance(): string {
    if (this.chances.left-- <= 0) return this.words();
    const low = this.random.between(0, 1);
    return this.random.pick([
      `{~${this.words()}|${this.words()}}`,
      `{RANDOM(${low}, ${low} + MIN(${this.value(0)}, 2)) == 1: ${this.words()}}`,
      `{shuffle once:\n- ${this.words()}\n- ${this.words()}\n}`,
    ]);
  }

  private words(): string {
    return this.random.pick(['Rain.', 'A dog barks.', 'Nobody.', 'Straw.', 'The wheel turns.']);
  }

  private condition(): string {
    const { random } = this;
    const not = random.chance(0.15) ? 'not ' : '';
    const operation = random.pick(['==', '!=', '<', '>', '<=', '>=']);
    return random.weighted<() => string>([
      [6, () => `${not}(${this.value(1)} ${operation} ${this.value(0)})`],
      [2, () => `${not}${this.value(0)}`],
      [1, () => `(${this.condition()}) and (${this.condition()})`],
      [1, () => `(${this.condition()}) or ${this.value(0)}`],
      [1, () => `${this.value(0)} && ${random.pick(['true', '1.5', '"x"', 'kin', this.value(0)])}`],
    ])();
  }

  private value(depth: number): string {
    const { random } = this;
    if (depth > 0 && random.chance(0.5)) {
      const [x, y] = [this.value(depth - 1), this.value(depth - 1)];
      const n = random.between(2, 3);
      return random.pick([
        `${x} + ${y}`,
        `${x} - ${y}`,
        `${random.between(2, 5)} - ${x}`,
        `(${x} % ${n})`,
        `(${x} / ${n})`,
        `${x} * ${n}`,
        `MIN(${x}, ${y})`,
        `MAX(${n}, ${x})`,
        `twice(${x})`,
        `FLOOR(${x})`,
        `-${x}`,
        `POW(${x}, 2)`,
      ]);
    }
    const place = random.pick(places);
    return random.weighted<string>([
      [4, 'a'],
      [3, 'b'],
      [4, place],
      [2, 'hub'],
      [2, String(random.between(0, 5))],
      [1, `READ_COUNT(-> ${place})`],
      [1, `TURNS_SINCE(-> ${place})`],
      [1, 'TURNS()'],
      [1, 'CHOICE_COUNT()'],
      [1, 'f'],
    ]);
  }
}

const flows = ['t0', 't1', 't2'] as const;

/** The variables in reach: numbers and lists. */
interface Names {
  readonly numbers: readonly string[];
  readonly lists: readonly string[];
}

class Calling {
  private readonly random: Random;
  private draws = 1;
  private fresh = 0;

  constructor(random: Random) {
    this.random = random;
  }

  story(): string {
    const { random } = this;
    const lines = [`VAR left = ${random.between(5, 12)}`, 'VAR g = 0', 'LIST kin = ann, ben', 'VAR way = -> out'];
    lines.push('~ temp x = 1', '~ temp y = (ann)', ...this.body({ numbers: ['x'], lists: ['y'] }, 3), '-> END');
    for (const flow of flows) {
      const [number, list] = [random.pick(['x', 'z']), random.pick(['y', 'y', 'u'])];
      const ref = (name: string): string => (random.chance(0.6) ? `ref ${name}` : name);
      lines.push(
        `== ${flow}(${ref(number)}, ${ref(list)})`,
        '~ left = left - 1',
        `{left < 0: ${random.pick(['-> END', '->->', '-> out'])}}`,
      );
      const names = { numbers: [number], lists: [list] };
      if (random.chance(0.5)) lines.push(`~ temp w = ${random.pick(['g', '2', number])}`);
      if (random.chance(0.5)) lines.push(`~ temp v = ${random.pick(['()', '(ben)', list])}`);
      if (lines.at(-1)?.startsWith('~ temp v')) names.lists.push('v');
      if (lines.some((line, at) => at > lines.length - 3 && line.startsWith('~ temp w'))) names.numbers.push('w');
      lines.push(...this.body(names, random.between(2, 4)), this.exit(names));
    }
    const outside: Names = { numbers: ['g'], lists: ['(ann)'] };
    lines.push('== out', 'Out.', ...this.body(outside, 1), random.pick(['-> END', '->->', '->->', '-> DONE']));
    lines.push(
      '== talk(ref x)',
      '* [Talk] {x}',
      this.exit(null),
      '+ {left > 0} [Mutter]',
      '~ x = x + 1',
      this.exit(null),
      '- -> DONE',
    );
    lines.push('== t3', ...this.body(outside, 2), random.pick(['->->', '-> END']));
    lines.push('== function up(ref v, n)', '~ v = v + n', '{v > 2: High.}', '~ return v');
    lines.push('== function tell(v)', 'So {v}.', ...(random.chance(0.5) ? ['~ return v'] : []));
    return lines.join('\n');
  }

  private exit(names: Names | null): string {
    const { random } = this;
    return random.weighted<string>([
      [7, '->->'],
      [1, '-> END'],
      [2, '->-> out'],
      [1, '->-> way'],
      [1, '-> out'],
      [1, '{g > 1: -> END}\n->->'],
      [names === null ? 0 : 1, names === null ? '' : `-> t2(${this.number(names)}, ${random.pick(names.lists)})`],
      [1, ''],
    ]);
  }

  private number(names: Names): string {
    return this.random.pick([...names.numbers, ...names.numbers, 'g']);
  }

  private body(names: Names, count: number): string[] {
    return Array.from({ length: count }, () => this.statement(names));
  }

  private statement(names: Names): string {
    const { random } = this;
    const [x, z, y] = [this.number(names), this.number(names), random.pick(names.lists)];
    const [flow, other] = [random.pick(flows), random.pick(flows)];
    const mayChange = !y.startsWith('(');
    return random.weighted<() => string>([
      [5, () => `-> ${flow}(${x}, ${mayChange ? y : 'kin'}) ->`],
      [1, () => `-> ${flow}(${x}, ${mayChange ? y : 'kin'}) -> ${other}(${z}, kin) ->`],
      [2, () => `<- talk(${x})`],
      [2, () => `~ g = ${x}`],
      [3, () => `~ ${x} = ${random.pick(['3', 'g', z, `${z} + 1`])}`],
      [mayChange ? 2 : 0, () => `~ ${y} = ${random.pick(['()', 'ben', '(ann, ben)'])}`],
      [2, () => `~ temp n${this.fresh++} = ${random.pick(['()', x, y])}`],
      [2, () => `~ up(${x}, ${random.pick(['1', 'g', z])})`],
      [2, () => (this.draws-- > 0 ? `~ up(${x}, RANDOM(1, 2))` : '{g}')],
      [1, () => `{"{tell(${x})}" == "So 1.": Told.}`],
      [3, () => `{${x} ${random.pick(['==', '>', '<'])} ${random.pick(['1', '2', '3', z])}: Yes.|No.}`],
      [2, () => `{LIST_COUNT(LIST_ALL(${y})) > 0: Kin.|None.}`],
      [1, () => `{${y} ? ben: Ben.}`],
      [4, () => `+ [Wait]\n~ g = ${x}\n- Then.`],
      [5, () => `+ [On] {${x}}\n+ {left > 1} [Back]\n- Here.`],
      [1, () => `~ way = ${random.pick(['-> out', '-> t3'])}`],
    ])();
  }
}
