import { reportJson } from '../../reports/json.ts';
import { reportText } from '../../reports/text.ts';
import type { Command, Values } from './args.ts';
import type { Checked } from './core.ts';
import { explore } from './explore.ts';
import { nodeFiles } from './files.ts';
import { LIMIT_HELP, LIMIT_OPTIONS } from './limits.ts';
import { lookFor, playCommand, showDiagnostics } from './story.ts';
import { out } from './terminal.ts';
import { VERSION } from './version.ts';

const HELP = `redthread check STORY: explore every playthrough and say what was found.

  --format FORMAT     text: what a person reads (the default); json: the contract of docs/json.md
${LIMIT_HELP}
  --workers N         explore large stories on N cores (all there are, at most 8, unless you say otherwise)
  --strict            an exploration that did not finish counts as something wrong
  --certify           have every step executed by ink's own engine, too; --certify=FILE saves what it takes to do so again

Exit code 0: nothing wrong.  1: errors or warnings (notes don't count).  2: it could not be checked,
or ink's own engine refutes the report.
Ctrl-C stops the exploration and reports what there is; pressed again, it ends at once.
`;

export const check: Command = {
  name: 'check',
  summary: 'every ending, every dead end, everything nobody can ever see',
  help: HELP,
  options: {
    ...LIMIT_OPTIONS,
    format: { type: 'string' },
    strict: { type: 'boolean' },
    workers: { type: 'string' },
    certify: { type: 'optional' },
  },
  async run(story, values) {
    const format = values.oneOf('format', ['text', 'json']) ?? 'text';
    let checked = await explore(story, values, nodeFiles(), { onlyReport: true });
    if (values.flag('certify')) {
      const { certified } = await import('./certify.ts');
      checked = await certified(checked, values);
    }
    out(format === 'json' ? json(checked) : text(story, values, checked));
    return exitCode(checked, values.flag('strict'));
  },
};

function json({ analysis, diagnostics }: Checked): string {
  return reportJson(analysis, diagnostics, { version: VERSION });
}

function text(story: string, values: Values, { analysis, diagnostics }: Checked): string {
  const look = lookFor(story, process.stdout);
  const first = showDiagnostics(story, diagnostics, look);
  if (analysis === null) return `${first}\nThis story could not be checked.\n`;
  const report = reportText(analysis, { ...look, command: playCommand(story, values) });
  return first === '' ? report : `${first}\n${report}`;
}

function exitCode({ analysis, diagnostics }: Checked, strict: boolean): number {
  if (analysis === null || analysis.certified?.outcome === 'refuted') return 2;
  const { exhaustive, limit } = analysis.exploration;
  if (strict && !exhaustive && limit?.kind !== 'answered') return 1;
  return [...analysis.findings, ...diagnostics].some(({ level }) => level !== 'note') ? 1 : 0;
}
