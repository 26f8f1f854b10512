import type { Told } from '../../src/machine/lines.ts';
import type { Listener } from '../../src/machine/listener.ts';

type Line = Pick<Told, 'text' | 'tags'>;

/** Notes all that a reader gets in a turn. */
export class Everything implements Listener {
  readonly hears = true;
  /** By note, what was got in the whole turn; empty for notes of turns that aren't over. */
  readonly heard: string[] = [];
  /** By note, the last line, and the note before it. */
  private readonly last: { readonly line: Line; readonly before: number }[] = [];
  private readonly numbers = new Map<string, number>();

  begins(): number {
    return this.note({ text: '', tags: [] }, -1, '');
  }
  listens({ text, tags }: Told, note: number): number {
    return this.note({ text, tags }, note, '');
  }
  ends(offers: readonly Told[], note: number): number {
    const lines: Line[] = [];
    for (let at = note; at >= 0; at = this.last[at].before) lines.push(this.last[at].line);
    lines.reverse();
    const text = lines.map((line) => line.text).join(' ');
    const tags = lines.flatMap((line) => line.tags);
    return this.note({ text: '', tags: [] }, -1, asText(text, tags, offers));
  }

  private note(line: Line, before: number, all: string): number {
    const key = JSON.stringify([before, line.text, ...line.tags, all]);
    let number = this.numbers.get(key);
    if (number === undefined) {
      number = this.heard.push(all) - 1;
      this.last.push({ line, before });
      this.numbers.set(key, number);
    }
    return number;
  }
}

/** Blanks and line breaks are alike. */
export function asText(text: string, tags: readonly string[], choices: readonly { readonly text: string }[]): string {
  const words = text.replace(/\s+/g, ' ').trim();
  return [words, ...tags.map((tag) => `# ${tag}`), ...choices.map((choice) => `* ${choice.text}`)].join('\n');
}
