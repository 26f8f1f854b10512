import { Random } from './random.ts';

/**
 * Small stories in which most of what is asked only decides between texts, in all the forms that ink has for it, while some of the same is
 * asked by choices and diverts, too. `left` counts down so that there are finitely many situations whatever a state keeps.
 */
export function asideStory(seed: number): string {
  return new Asides(new Random(seed)).story();
}

const places = ['attic', 'cellar', 'yard'] as const;

class Asides {
  private readonly random: Random;
  private draws = 1;

  constructor(random: Random) {
    this.random = random;
  }

  story(): string {
    const { random } = this;
    const lines = [
      `VAR left = ${random.between(2, 5)}`,
      'VAR lit = false',
      'VAR wet = false',
      `VAR cold = ${random.between(-1, 2)}`,
      'VAR fear = 0',
      'VAR word = "no"',
      'VAR part = 0.5',
      'LIST bag = rope, (lamp), knife',
      'VAR found = ()',
      ...this.texts(random.between(0, 2)),
      '-> hub',
      '== hub',
      '~ left = left - 1',
      '{left < 0: -> over}',
      ...this.mixed(random.between(1, 3)),
    ];
    for (const place of places) {
      const condition = random.chance(0.3) ? ` {${this.question()}}` : '';
      const shown = random.chance(0.3) ? ` {${this.question()}:quickly|slowly}` : '';
      const way = random.chance(0.2) ? `-> inside(${this.number()}) -> ${place}` : `-> ${place}`;
      lines.push(`${random.chance(0.7) ? '+' : '*'}${condition} To the ${place}${shown}[.], then.`);
      lines.push(...this.mixed(random.between(0, 2)), way);
    }
    lines.push(random.chance(0.5) ? '+ [Leave] -> over' : '* -> over');
    for (const place of places) {
      lines.push(
        `== ${place}`,
        ...(random.chance(0.4) ? [`- (in_${place})`] : []),
        ...this.mixed(random.between(1, 3)),
      );
      if (random.chance(0.3)) lines.push('+ [Wait]', ...this.mixed(1), '+ + [On]', '- - (later)', ...this.texts(1));
      lines.push('-> hub');
    }
    lines.push('== over', ...this.texts(random.between(1, 3)), '-> END');
    lines.push(
      '== inside(depth)',
      `{depth > 1: Deep.|Not deep.} {depth == cold: ${this.words()}}`,
      ...this.mixed(1),
      '->->',
    );
    lines.push('== function more(ref x)', '~ x = x + 1');
    lines.push('== function mood()', `{${this.question()}:bright|dark}`);
    lines.push('== function told(x)', `{x > 1:many|few}{x == fear: or so}`);
    return lines.filter((line) => line !== '').join('\n');
  }

  private mixed(count: number): string[] {
    return Array.from({ length: count }, () => (this.random.chance(0.5) ? this.change() : this.text()));
  }

  private texts(count: number): string[] {
    return Array.from({ length: count }, () => this.text());
  }

  private change(): string {
    const { random } = this;
    return random.weighted<() => string>([
      [3, () => `~ ${random.pick(['lit', 'wet'])} = ${random.pick(['true', 'false', 'not lit', 'wet'])}`],
      [
        3,
        () =>
          `~ ${random.pick(['cold', 'fear'])} = ${random.pick(['cold', 'fear'])} ${random.pick(['+', '-'])} ${random.between(1, 2)}`,
      ],
      [2, () => `~ ${random.pick(['cold', 'fear'])}${random.pick(['++', '--'])}`],
      [1, () => `~ more(${random.pick(['cold', 'fear'])})`],
      [1, () => `~ cold = ${this.number()}`],
      [1, () => `~ word = "${random.pick(['yes', 'no', '{mood()}', '{cold}'])}"`],
      [1, () => `~ found ${random.pick(['+=', '-='])} ${random.pick(['rope', 'lamp', 'knife', 'bag'])}`],
      [1, () => `~ part = part ${random.pick(['+ 1', '* 2', '/ cold'])}`],
      [1, () => `{${this.question()}: -> ${random.pick([...places, 'over'])}}`],
      [1, () => this.draw()],
    ])();
  }

  private draw(): string {
    if (this.draws-- <= 0) return '~ fear = 1';
    return this.random.pick(['~ fear = RANDOM(0, 2)', '{~Left.|Right.}', '~ lit = RANDOM(0, 1) == 1']);
  }

  private text(): string {
    const { random } = this;
    const question = this.question();
    return random.weighted<() => string>([
      [5, () => `${this.words()} {${question}:${this.words()}|${this.words()}}`],
      [3, () => `{${question}: ${this.words()}}`],
      [2, () => `{${question}: {${this.question()}: ${this.words()}|${this.words()}} Well.}`],
      [2, () => `{\n- ${question}: ${this.words()}\n- ${this.question()}: ${this.words()}\n- else: ${this.words()}\n}`],
      [1, () => `{${this.number()}:\n- 0: ${this.words()}\n- 1: ${this.words()}\n- else: Many.\n}`],
      [3, () => `{${random.pick(['', '&', '!'])}${this.words()}|${this.words()}|${this.words()}} {cold}`],
      [1, () => `{${question}: {&${this.words()}|${this.words()}}}`],
      [1, () => `It is {mood()}, {told(${this.number()})}. {cold + fear} {found}`],
      [1, () => `${this.words()} # {${random.pick(['lit', 'fear > 1'])}:loud|soft}`],
      [1, () => `{${question}:<>, too.|${this.words()}}`],
    ])();
  }

  private words(): string {
    return this.random.pick(['Dust', 'A draught', 'Nobody', 'Steps', 'A bell']);
  }

  private question(): string {
    const { random } = this;
    const operation = random.pick(['==', '!=', '<', '>', '<=', '>=']);
    return random.weighted<() => string>([
      [4, () => `${random.pick(['', 'not '])}${random.pick(['lit', 'wet'])}`],
      [4, () => `${this.number()} ${operation} ${random.between(-1, 3)}`],
      [1, () => `${this.number()} ${operation} ${this.number()}`],
      [1, () => `word == "${random.pick(['yes', 'no', 'bright', '1'])}"`],
      [1, () => `found ${random.pick(['?', '!?', '=='])} ${random.pick(['rope', 'lamp', 'knife'])}`],
      [1, () => `${this.number()} ${operation} 1 ${random.pick(['and', 'or'])} ${random.pick(['lit', 'not wet'])}`],
      [0.3, () => `${this.number()} / ${random.pick(['cold', 'fear'])} > 1`],
      [0.3, () => `found ${random.pick(['+', '>'])} word`],
    ])();
  }

  private number(): string {
    const { random } = this;
    return random.weighted<string>([
      [4, 'cold'],
      [4, 'fear'],
      [2, random.pick(places)],
      [1, `TURNS_SINCE(-> ${random.pick(places)})`],
      [1, 'TURNS()'],
      [1, 'cold + fear'],
      [1, 'fear % 2'],
      [0.5, 'part'],
      [0.5, 'LIST_COUNT(found)'],
    ]);
  }
}
