import type { Told } from '../../src/machine/lines.ts';
import type { Listener } from '../../src/machine/listener.ts';

/** Notes all that a reader gets in a turn. */
export class Everything implements Listener {
  readonly hears = true;
  readonly heard: string[] = [];
  private readonly turns: (readonly [text: string, tags: readonly string[]])[] = [];

  begins(): number {
    return this.note('', [], []);
  }
  listens({ text, tags }: Told, note: number): number {
    const [before, others] = this.turns[note];
    return this.note(`${before} ${text}`, [...others, ...tags], []);
  }
  ends(offers: readonly Told[], note: number): number {
    return this.note(...this.turns[note], offers);
  }

  private note(text: string, tags: readonly string[], offers: readonly Told[]): number {
    const all = asText(text, tags, offers);
    const known = this.heard.indexOf(all);
    if (known >= 0) return known;
    this.turns.push([text, tags]);
    return this.heard.push(all) - 1;
  }
}

/** Blanks and line breaks are alike. */
export function asText(text: string, tags: readonly string[], choices: readonly { readonly text: string }[]): string {
  const words = text.replace(/\s+/g, ' ').trim();
  return [words, ...tags.map((tag) => `# ${tag}`), ...choices.map((choice) => `* ${choice.text}`)].join('\n');
}
