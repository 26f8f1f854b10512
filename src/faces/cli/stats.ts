import { statsText } from '../../reports/stats.ts';
import { statsHtml } from '../../reports/statshtml.ts';
import { statsJson } from '../../reports/statsjson.ts';
import type { Command } from './args.ts';
import { BOUND_HELP, BOUND_OPTIONS } from './limits.ts';
import { readStatistics } from './read.ts';
import { complain, lookFor } from './story.ts';
import { out } from './terminal.ts';
import { VERSION } from './version.ts';

const HELP = `redthread stats STORY: how likely every ending, knot, choice and line is, and how long readings are; worked out, not sampled.

  --reader HOW        evenly: picks evenly among what is on offer (the default, unless redthread.json says otherwise);
                      first: always takes the first choice; unseen: prefers what they have not chosen before
  --format FORMAT     text: the most important of it (the default); json: everything, see docs/stats.md; html: a page with bars

A choice with the tag # weight: 3 is three times as likely as one without. docs/stats.md says what else can be weighed.

The story is explored first, with its words:
${BOUND_HELP}

Exit code 0: here it is.  2: it could not be explored.
`;

export const stats: Command = {
  name: 'stats',
  summary: 'how likely everything is, and how long readings are',
  help: HELP,
  options: { ...BOUND_OPTIONS, reader: { type: 'string' }, format: { type: 'string' } },
  async run(story, values) {
    const format = values.oneOf('format', ['text', 'json', 'html']) ?? 'text';
    const prefers = values.oneOf('reader', ['evenly', 'first', 'unseen']);
    const { stats, diagnostics } = await readStatistics(story, values, prefers);
    if (format === 'json') out(statsJson(stats, diagnostics, { version: VERSION }));
    if (stats === null || diagnostics.some(({ code }) => code === 'bad-weight')) complain(story, diagnostics);
    if (stats === null) return 2;
    if (format === 'html') out(statsHtml(stats));
    if (format === 'text') out(statsText(stats, { ...lookFor(story, process.stdout), command: '' }));
    return 0;
  },
};
