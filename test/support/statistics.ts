import type { Measure, Stats } from '../../src/measures/figures.ts';
import { type StatisticsOptions, statisticsOf } from '../../src/statistics.ts';
import type { Diagnostic } from '../../src/text/diagnostic.ts';
import type { Files } from '../../src/text/files.ts';

export interface Worked {
  readonly stats: Stats;
  readonly diagnostics: readonly Diagnostic[];
}

/** Works out the statistics of a story given as text, with settings as `redthread.json` would have them. */
export async function worked(
  source: string,
  settings: object | null = null,
  options: Partial<StatisticsOptions> = {},
): Promise<Worked> {
  const texts = new Map([['story.ink', source]]);
  if (settings !== null)
    texts.set('./redthread.json', JSON.stringify(settings)).set('redthread.json', JSON.stringify(settings));
  const files: Files = {
    read: (path) => {
      const text = texts.get(path);
      return text === undefined ? null : new TextEncoder().encode(text);
    },
    list: () => [...texts.keys()],
  };
  const { stats, diagnostics } = await statisticsOf('story.ink', files, { clock: () => 0, ...options });
  if (stats === null) throw new Error(diagnostics.map(({ message }) => message).join('; '));
  return { stats, diagnostics };
}

/** A measure in few characters: as a fraction where it is exact, else rounded; an interval where it is no more than that. */
export function short({ value, least, most, exact }: Measure): string {
  if (exact !== null) return exact;
  return value === null ? `${least}..${most}` : typeof value === 'number' ? `~${Number(value.toPrecision(9))}` : value;
}
