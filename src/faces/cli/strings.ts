import { stringsOf } from '../../measures/strings.ts';
import { SILENT } from '../../reports/cover.ts';
import { stopped } from '../../reports/exploration.ts';
import { stringsCsv } from '../../reports/stringscsv.ts';
import { stringsJson } from '../../reports/stringsjson.ts';
import { stringsXliff } from '../../reports/xliff.ts';
import { type Command, UsageError } from './args.ts';
import { BOUND_HELP, BOUND_OPTIONS } from './limits.ts';
import { read } from './read.ts';
import { complain } from './story.ts';
import { err, out } from './terminal.ts';
import { VERSION } from './version.ts';

const HELP = `redthread strings STORY: every line and choice text, all that it can read as, and in how many playthroughs it is seen.

  --format FORMAT     csv: for spreadsheets (the default); xliff: XLIFF 2.0, for translators; json: see docs/strings.md
  --language CODE     the language that the story is written in, for xliff: en, pt-BR (und, not determined, unless you say)

The story is explored first, with its words:
${BOUND_HELP}

Exit code 0: here they are.  2: it could not be explored.
`;

export const strings: Command = {
  name: 'strings',
  summary: 'every line and choice text, for translators and sound studios',
  help: HELP,
  options: { ...BOUND_OPTIONS, format: { type: 'string' }, language: { type: 'string' } },
  async run(story, values) {
    const format = values.oneOf('format', ['csv', 'xliff', 'json']) ?? 'csv';
    const language = values.text('language') ?? 'und';
    if (!/^[a-z]{2,8}(-[a-z0-9]{1,8})*$/i.test(language))
      throw new UsageError(
        `--language ${language}: this is no code of a language.`,
        'Such as en, de, pt-BR or zh-Hant.',
      );
    const { readings, diagnostics } = await read(story, values);
    if (readings === null) {
      complain(story, diagnostics);
      return 2;
    }
    const list = stringsOf(readings);
    if (format === 'json') out(stringsJson(list, { version: VERSION }));
    else out(format === 'csv' ? stringsCsv(list) : stringsXliff(list, language));
    // these two have no room for it
    if (format !== 'json' && list.limit !== null)
      err(
        `Not finished: ${stopped(list.limit)}. There may be more ways in which a text can read, and numbers of readings are not known.\n`,
      );
    if (format !== 'json' && list.silent) err(`${SILENT} Name the knots that it jumps to: --entry KNOT.\n`);
    if (format !== 'json') for (const each of list.assumptions) err(`Assumed: ${each}\n`);
    return 0;
  },
};
