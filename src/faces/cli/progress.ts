import { keepStart } from '../../reports/layout.ts';
import { count, huge, thousands } from '../../reports/numbers.ts';
import type { Progress } from './core.ts';

const QUIET_SECONDS = 0.3;
const SECONDS_BETWEEN = 0.1;
const ERASE = '\r\u001b[K';

/** One line on a terminal that says how far something is, rewritten in place and gone at the end. */
export class ProgressLine {
  readonly #stream: NodeJS.WriteStream;
  #shownAt = 0;
  #visible = false;

  constructor(stream: NodeJS.WriteStream) {
    this.#stream = stream;
  }

  /** `seconds` is how long what the text tells of has taken so far. */
  show(seconds: number, text: () => string): void {
    if (this.#stream.isTTY !== true || seconds < QUIET_SECONDS) return;
    if (this.#visible && Math.abs(seconds - this.#shownAt) < SECONDS_BETWEEN) return;
    this.#shownAt = seconds;
    this.#visible = true;
    this.#stream.write(ERASE + keepStart(text(), (this.#stream.columns || 80) - 1));
  }

  erase(): void {
    if (this.#visible) this.#stream.write(ERASE);
    this.#visible = false;
  }
}

export function showExploring({ states, transitions, frontier, inSets, seconds, growing }: Progress): string {
  const sets = inSets();
  const parts = [
    count(states, 'state'),
    `${thousands(Math.round(transitions / Math.max(seconds, 0.001)))} steps/s`,
    `${thousands(frontier)} waiting`,
    ...(sets > 0n ? [`${huge(sets.toString())} in sets`] : []),
    `${Math.round(seconds)} s`,
    ...(growing.length > 0 ? [`growing: ${growing.map(({ name }) => name).join(', ')}`] : []),
  ];
  return `  exploring  ${parts.join(' · ')}`;
}

export function showCertifying(done: number, all: number, seconds: number): string {
  const left = done === 0 ? [] : [`about ${Math.round((seconds / done) * (all - done))} s left`];
  const parts = [`${thousands(done)} of ${count(all, 'step')}`, ...left];
  return `  asking ink's own engine  ${parts.join(' · ')}`;
}
