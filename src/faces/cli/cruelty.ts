import { stakesOf } from '../../measures/stakes.ts';
import { stakesText } from '../../reports/stakes.ts';
import { stakesJson } from '../../reports/stakesjson.ts';
import { type Command, UsageError, type Values } from './args.ts';
import type { Readings } from './core.ts';
import { BOUND_HELP, BOUND_OPTIONS } from './limits.ts';
import { read } from './read.ts';
import { complain, lookFor } from './story.ts';
import { near } from './suggest.ts';
import { out } from './terminal.ts';
import { VERSION } from './version.ts';

const HELP = `redthread cruelty STORY: what a reader can lose for good, and when; what every reading passes; which choices change nothing.

  --good KNOT         only endings in this knot or knot.stitch count as good; can be given several times.
                      Without it every ending does.
  --format FORMAT     text: what a person reads (the default); json: see docs/cruelty.md

The story is explored first, with its words:
${BOUND_HELP}

Exit code 0: here it is.  2: it could not be explored.
`;

export const cruelty: Command = {
  name: 'cruelty',
  summary: 'points of no return, what every reading passes, choices that change nothing',
  help: HELP,
  options: { ...BOUND_OPTIONS, good: { type: 'string', multiple: true }, format: { type: 'string' } },
  async run(story, values) {
    const format = values.oneOf('format', ['text', 'json']) ?? 'text';
    const { readings, diagnostics } = await read(story, values);
    if (readings === null) {
      complain(story, diagnostics);
      return 2;
    }
    const stakes = stakesOf(readings, goodPassages(readings, values));
    const look = { ...lookFor(story, process.stdout), command: '' };
    out(format === 'json' ? stakesJson(stakes, { version: VERSION }) : stakesText(stakes, look));
    return 0;
  },
};

function goodPassages({ project: { program } }: Readings, values: Values): readonly string[] {
  const known = program.passages.map(({ name }) => name).filter((name) => name !== '');
  return values.all('good').map((name) => {
    if (known.includes(name)) return name;
    const meant = near(name, known);
    throw new UsageError(
      `--good ${name}: the story has no knot or stitch of that name.`,
      meant === null ? '' : `Did you mean ${meant}?`,
    );
  });
}
