import { Random } from './random.ts';

export interface CastStoryOptions {
  /** Whether chance takes part. */
  readonly chance?: boolean;
  /** After how many moves everybody goes home; without it the story may go on for ever. */
  readonly rounds?: number;
  /** Nothing asks how often something was, so that variables and choices on offer are all there is to a situation. */
  readonly plain?: boolean;
}

/**
 * Small stories in which two or three people act: each owns a variable of three values, and most moves are made only if others' variables
 * stand in a certain way. They go round in one place until somebody leaves, so that there are finitely many situations.
 */
export function castStory(seed: number, options: CastStoryOptions = {}): string {
  return new Writer(new Random(seed), options).story();
}

class Writer {
  private readonly random: Random;
  private readonly options: CastStoryOptions;
  private readonly people: readonly string[];
  private moves = 0;

  constructor(random: Random, options: CastStoryOptions) {
    this.random = random;
    this.options = options;
    this.people = random.chance(0.4) ? ['ada', 'ben', 'the old man'] : ['ada', 'ben'];
  }

  story(): string {
    const { random, people } = this;
    const lines = [`# cast: ${people.join(', ')}`];
    people.forEach((name, i) => {
      if (random.chance(0.7)) lines.push(`# owns: ${name} ${this.variable(i)}`);
    });
    lines.push(...people.map((_, i) => `VAR ${this.variable(i)} = ${random.below(3)}`), 'VAR shared = 0', '-> hub');
    const { rounds } = this.options;
    if (rounds !== undefined) lines.splice(-1, 0, `VAR left = ${rounds}`);
    lines.push('== hub', 'They look at each other.');
    if (rounds !== undefined) lines.push('~ left = left - 1', '{left < 0: -> END}');
    if (random.chance(0.5)) lines.push(`{${this.condition()}: It is late.}`);
    if (this.options.chance === true && !this.options.plain && random.chance(0.6))
      lines.push('{shuffle: - Rain. - Wind. }');
    const threads = random.chance(this.options.plain ? 0.15 : 0.4);
    if (threads) lines.push(...people.map((name) => `<- shrug("${name}", ${random.below(3)})`));
    people.forEach((_, i) => {
      for (let n = random.between(1, 3); n > 0; n--) lines.push(...this.move(i));
    });
    if (random.chance(this.options.plain ? 0.03 : 0.15))
      lines.push('+ [The reader coughs.]', ...this.effects(), '-> hub');
    lines.push(...this.leave());
    if (random.chance(0.3)) lines.push(...this.leave());
    if (random.chance(0.3)) lines.push('-> DONE');
    lines.push(
      '== shrug(who, n)',
      `+ {shared == n} [{who} shrugs. # by: {who} # will: {n > 0 and ${this.condition()}}]`,
    );
    lines.push('~ shared = (shared + 1) % 3', '-> hub');
    lines.push('== function kind(of)', '~ return of == 1');
    return lines.join('\n');
  }

  private variable(person: number): string {
    return ['x', 'y', 'z'][person];
  }

  private move(person: number): string[] {
    const { random, people } = this;
    const when = random.chance(0.5) ? ` {${this.condition()}}` : '';
    const value = random.below(3);
    const own = random.chance(0.85) ? `${value}` : `(${this.variable(person)} + 1) % 3`;
    // who wants something done once and only if the others have done their part may well have to wait
    const hesitant = `{${this.variable(person)} != ${value} and ${this.condition(person)}}`;
    const will = this.options.plain && random.chance(0.8) ? hesitant : this.will();
    const tags = `# by: ${people[person]}${random.chance(this.options.plain ? 0.95 : 0.8) ? ` # will: ${will}` : ''}`;
    const words = `${people[person]} does thing ${++this.moves}`;
    const text = random.pick([`[${words}. ${tags}]`, `"${words}[. ${tags}]," they say.`, `${words}. ${tags}`]);
    const chance = this.options.chance === true && random.chance(0.3);
    const more = chance ? ['~ shared = RANDOM(0, 1)'] : random.chance(0.2) ? this.effects() : [];
    return [
      `${this.options.plain || random.chance(0.8) ? '+' : '*'}${when} ${text}`,
      `~ ${this.variable(person)} = ${own}`,
      ...more,
      '-> hub',
    ];
  }

  private leave(): string[] {
    const { random, people } = this;
    const when = random.chance(0.7) ? ` {${this.condition()}}` : '';
    const who = random.pick(people);
    return [`+${when} [${who} leaves by door ${++this.moves}. # by: ${who} # will: ${this.will()}]`, 'Gone.', '-> END'];
  }

  private effects(): string[] {
    const { random } = this;
    return [`~ ${random.pick(['x', 'y', 'shared'])} = ${random.below(3)}`];
  }

  private will(): string {
    const { random } = this;
    return random.weighted([
      [6, `{${this.condition()}}`],
      [1, `{kind(${this.any()})}`],
      [1, `{${this.any()}}`],
      [1, `{${this.condition()}:true|false}`],
      [this.options.plain ? 0 : 1, '{hub > 2}'],
      [this.options.plain ? 0 : 1, '{hub % 2}'],
    ]);
  }

  private condition(not = -1): string {
    const { random } = this;
    const one = (): string => `${this.any(not)} ${random.pick(['==', '!=', '<', '>='])} ${random.below(3)}`;
    return random.chance(0.3) ? `${one()} ${random.pick(['and', 'or'])} ${one()}` : one();
  }

  private any(not = -1): string {
    return this.random.pick([...this.people.map((_, i) => this.variable(i)).filter((_, i) => i !== not), 'shared']);
  }
}
