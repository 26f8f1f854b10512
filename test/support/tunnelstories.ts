import { Random } from './random.ts';

/** A small story of tunnels that call one another, with choices, draws, threads and functions inside them. */
export function tunnelStory(seed: number): string {
  return new Tunnels(new Random(seed)).story();
}

const names = ['ann', 'bob', 'cid'] as const;

class Tunnels {
  private readonly random: Random;
  /** How many draws may still come, and how many threads: each makes the story much larger. */
  private draws: number;
  private threads: number;
  private temps = 0;

  constructor(random: Random) {
    this.random = random;
    this.draws = random.below(3);
    this.threads = random.below(2);
  }

  story(): string {
    const { random } = this;
    const lines = [`VAR left = ${random.between(2, 4)}`, 'VAR a = 0', 'VAR b = 1', '-> hub', '== hub'];
    lines.push('~ left = left - 1', '{left < 0: -> END}', ...this.statements(random.below(2), false));
    for (const name of names) lines.push(`${this.bullet()} [See ${name}]`, this.call(name, 'b'), '-> hub');
    lines.push(random.chance(0.5) ? '+ [Leave] -> END' : '* -> END');
    for (const name of names) {
      lines.push(`== ${name}(${name === 'cid' ? 'ref x' : 'x'})`, ...this.statements(random.between(1, 3), true));
      if (random.chance(0.8)) {
        lines.push(`${this.bullet()} [And who is that?]`, ...this.statements(random.between(0, 2), true));
        lines.push(`${this.bullet()} [Well]`, ...this.statements(random.between(0, 1), true), this.way());
        lines.push('- (talk)', ...this.statements(random.between(0, 2), true));
      }
      lines.push(random.chance(0.15) ? '+ [Once more] -> talked' : '', this.way(), '= talked', 'So.', this.way());
    }
    lines.push(
      '== side(n)',
      '+ [Aside] Hm.',
      this.call(random.pick(names), 'b'),
      '-> hub',
      '+ [Off] -> away',
      '- -> DONE',
    );
    lines.push('== away', '-> ann(2) -> hub');
    lines.push('== function more(ref x)', '{x > 2:', '~ x = 0', '- else:', '~ x = x + 1', '}', '~ return x');
    lines.push('== function roll(n)', '~ temp sum = RANDOM(0, 1)', '~ return sum + n');
    lines.push('== function say(x)', '{x > 1: loudly|{more(a) > 1: softly}}');
    return lines.filter((line) => line !== '').join('\n');
  }

  private bullet(): string {
    return `${this.random.chance(0.5) ? '+' : '*'}${this.random.chance(0.4) ? ` {${this.condition(false)}}` : ''}`;
  }

  private way(): string {
    return this.random.weighted<string>([
      [6, '->->'],
      [1, '->-> hub'],
      [1, '-> away'],
      [0.5, '-> END'],
    ]);
  }

  private call(name: string, given: string): string {
    return `-> ${name}(${name === 'cid' ? given : this.random.between(0, 2)}) ->`;
  }

  private condition(inTunnel: boolean): string {
    return this.random.pick(['a > 1', 'b == 2', 'bob', 'not ann', 'CHOICE_COUNT() == 0', inTunnel ? 'x > 1' : 'cid']);
  }

  private statements(count: number, inTunnel: boolean): string[] {
    return Array.from({ length: count }, () => this.statement(inTunnel));
  }

  private statement(inTunnel: boolean): string {
    const { random } = this;
    const given = inTunnel ? 'x' : 'b';
    const call = (): string => this.call(random.pick(names), given);
    return random.weighted<() => string>([
      [2, () => 'Some words.'],
      [1, () => 'Words <>'],
      [3, call],
      [2, () => `{${this.condition(inTunnel)}:\n${call()}\n}`],
      [2, () => `{${this.condition(inTunnel)}: Yes.|No.}`],
      [1, () => '~ a = (a + 1) % 3'],
      [1, () => `~ more(${random.pick(['a', given])})`],
      [1, () => `They speak {say(${given})}.`],
      [inTunnel ? 1 : 0, () => '~ x = x + 1'],
      [this.draws > 0 ? 2 : 0, () => this.draw()],
      [this.threads > 0 ? 1 : 0, () => this.thread()],
    ])();
  }

  private draw(): string {
    this.draws--;
    const name = `drawn${this.temps++}`;
    return `~ temp ${name} = ${this.random.chance(0.5) ? 'RANDOM(1, 2)' : 'roll(1)'}\n{${name} == 1: One.}`;
  }

  private thread(): string {
    this.threads--;
    return '<- side(1)';
  }
}
