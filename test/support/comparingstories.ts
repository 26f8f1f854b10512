import { Random } from './random.ts';

const numbers = ['a', 'b', 'c'] as const;
const places = ['yard', 'loft', 'cellar'] as const;
const comparisons = ['==', '!=', '<', '>', '<=', '>='] as const;

/**
 * Small stories that compare their variables with one another, mostly whole numbers, but also large ones and fractions, texts, lists, divert targets and
 * what isn't known any more. `left` counts down, so that there are finitely many situations.
 */
export function comparingStory(seed: number): string {
  return new Comparing(new Random(seed)).story();
}

class Comparing {
  private readonly random: Random;
  private draws: number;

  constructor(random: Random) {
    this.random = random;
    this.draws = random.chance(0.4) ? 1 : 0;
  }

  story(): string {
    const { random } = this;
    const calls = random.chance(0.3);
    const lines = [
      `VAR left = ${random.between(4, 8)}`,
      ...numbers.map((name) => `VAR ${name} = ${this.start()}`),
      `VAR f = ${random.pick(['0.5', '1.0', '2.5'])}`,
      'VAR yes = true',
      'VAR s = "x"',
      'VAR way = -> hub',
      'LIST kin = ann, ben, cid',
      'VAR kept = (ann)',
      '-> hub',
      '== hub',
      '~ left = left - 1',
      '{left < 0: -> END}',
      ...this.statements(random.between(0, 2)),
    ];
    for (const place of places) {
      const condition = random.chance(0.5) ? ` {${this.condition()}}` : '';
      const sign = random.chance(0.8) ? '+' : '*';
      lines.push(
        `${sign}${condition} [${place}]`,
        ...this.statements(random.between(0, 2)),
        calls ? `-> ${place}(${random.pick(numbers)}) -> hub` : `-> ${place}`,
      );
    }
    lines.push(random.chance(0.5) ? '+ [Leave] -> END' : '* -> END');
    for (const place of places) {
      const asked = calls ? `{p ${random.pick(comparisons)} ${random.pick(numbers)}: ${this.words()}}` : '';
      const way = calls ? '->->' : '-> hub';
      lines.push(`== ${place}${calls ? '(ref p)' : ''}`, ...this.statements(random.between(2, 4)), asked, way);
    }
    lines.push(
      '== aside',
      '-> hub',
      '== function more(ref x, y)',
      '~ x = x + y',
      '== function above(ref x, ref y)',
      '~ return x > y',
      '== function nearer(ref x, y, ref z)',
      `~ return x ${random.pick(['-', '+', '*'])} y ${random.pick(comparisons)} z`,
      '== function larger(x, y)',
      '{x > y:\n~ return x\n}',
      '~ return y',
    );
    return lines.join('\n');
  }

  /** Mostly small; some at the bound of what fits into a value by itself. */
  private start(): string {
    const { random } = this;
    return random.weighted<string>([
      [12, String(random.between(-2, 4))],
      [1, '134217726'],
      [1, '-134217727'],
      [1, '20000'],
    ]);
  }

  private statements(count: number): string[] {
    return Array.from({ length: count }, () => this.statement());
  }

  private statement(): string {
    const { random } = this;
    const x = random.pick(numbers);
    const y = random.pick(numbers);
    return random.weighted<() => string>([
      [6, () => `~ ${x} = ${x} ${random.pick(['+', '-'])} ${random.between(1, 3)}`],
      [1, () => `~ ${x} = ${random.between(-1, 4)}`],
      [1, () => `~ ${x} = ${y}`],
      [1, () => `~ ${x} = ${x} * ${random.between(-1, 2)}`],
      [1, () => `~ more(${x}, ${random.between(1, 2)})`],
      [1, () => `~ ${x} = larger(${x}, ${y})`],
      [1, () => `~ temp t${random.between(0, 999)} = ${x}`],
      [2, () => this.oddly()],
      [1, () => `~ ${x} = ${x} ${random.pick(['+', '-', '*'])} (${this.side()})`],
      [1, () => this.chance()],
      [8, () => `{${this.condition()}: ${this.words()}|${this.words()}}`],
      [3, () => `{${this.condition()}:\n~ ${x} = ${y} + 1\n- else:\n~ ${y} = ${random.between(0, 3)}\n}`],
      [2, () => `{${this.condition()}: -> ${random.pick(['END', 'hub'])}}`],
      [1, () => `{\n- ${this.condition()}: ${this.words()}\n- ${this.condition()}: ${this.words()}\n}`],
      [1, () => `{${x}} ${this.words()}`],
    ])();
  }

  /** Gives some variable what isn't a whole number. */
  private oddly(): string {
    const { random } = this;
    return random.pick([
      `~ ${random.pick(numbers)} = ${random.pick(['1.5', '2.0', 'true', '"3"', 'f'])}`,
      `~ f = f + ${random.pick(['0.5', '1'])}`,
      '~ yes = not yes',
      `~ s = "${random.pick(['x', 'y', '2'])}"`,
      `~ s = s + ${random.pick([`"{${random.pick(numbers)}}"`, '"x"', random.pick(numbers), 's'])}`,
      `~ f = f ${random.pick(['+', '-'])} ${random.pick(numbers)} ${random.pick(['*', '-'])} ${random.pick(['f', '2'])}`,
      `~ kept ${random.pick(['+=', '-='])} ${random.pick(['ann', 'ben'])}`,
      `~ way = -> ${random.pick(['hub', 'hub', 'aside'])}`,
    ]);
  }

  private chance(): string {
    if (this.draws-- <= 0) return this.words();
    const x = this.random.pick(numbers);
    return this.random.pick([
      `~ ${x} = RANDOM(0, 3)`,
      `{RANDOM(1, 3) > ${x}: ${this.words()}}`,
      `~ temp r = RANDOM(0, 2)\n{r ${this.random.pick(comparisons)} ${x}: ${this.words()}}`,
    ]);
  }

  private words(): string {
    return this.random.pick(['Rain.', 'A dog barks.', 'Nobody.', 'Straw.']);
  }

  private condition(): string {
    const { random } = this;
    const compared = random.pick(comparisons);
    const [x, y] = random.shuffled([...numbers]);
    return random.weighted<() => string>([
      [6, () => `${x} ${compared} ${y}`],
      [4, () => `${this.side()} ${compared} ${this.side()}`],
      [2, () => `not (${this.side()} ${compared} ${this.side()})`],
      [1, () => `(${x} ${compared} ${y}) == (${this.condition()})`],
      [1, () => `(${this.condition()}) ${random.pick(['and', 'or'])} (${this.condition()})`],
      [1, () => `above(${x}, ${y})`],
      [1, () => `nearer(${x}, ${random.pick(['2', y])}, ${y})`],
      [1, () => `larger(${x}, ${y}) ${compared} ${x}`],
      [1, () => this.odd()],
    ])();
  }

  /** A comparison of variables that aren't both whole numbers. */
  private odd(): string {
    const { random } = this;
    const x = random.pick(numbers);
    return random.pick([
      `f ${random.pick(comparisons)} ${x}`,
      `${x} + f > ${random.pick(numbers)}`,
      `yes == ${x}`,
      `s == ${x}`,
      `s ${random.pick(['==', '!=', '?', '!?'])} "${random.pick(['x', 'xx', `{${x}}`, '2'])}"`,
      `"${random.pick(['x', `{${x}}x`])}" == s`,
      `kept ${random.pick(['?', '!?', '=='])} ${random.pick(['(ann)', 'LIST_MAX(kin)', 'kept', '()'])}`,
      `f ${random.pick(comparisons)} ${x} ${random.pick(['+ 1', '* f', '- 0.5'])}`,
      'kept == kin',
      `kept ${random.pick(['<', '>=', '!='])} kin`,
      'way == -> aside',
      `${x} > hub`,
      `${x} - TURNS() == ${random.pick(numbers)}`,
    ]);
  }

  /** A side of a comparison. */
  private side(): string {
    const { random } = this;
    const [x, y] = random.shuffled([...numbers]);
    const n = random.between(0, 3);
    return random.pick([
      x,
      `${x} + ${y}`,
      `${x} - ${y}`,
      `${x} * ${y}`,
      `${x} / ${y}`,
      `${x} % ${y}`,
      `${n} - ${x}`,
      `${x} + ${n}`,
      `${n} * ${x} + ${y}`,
      `MIN(${x}, ${y})`,
      `MAX(${n}, ${y})`,
      `(${x} > ${y})`,
      `-${x}`,
      `POW(${x}, 2)`,
      String(n),
    ]);
  }
}
