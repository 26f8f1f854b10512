import { whyNot } from '../../project.ts';
import { whyNotJson } from '../../reports/json.ts';
import { refusalText, whyNotText } from '../../reports/whynot.ts';
import type { Command, Values } from './args.ts';
import type { Analysis } from './core.ts';
import { explore } from './explore.ts';
import { nodeFiles } from './files.ts';
import { LIMIT_HELP, LIMIT_OPTIONS } from './limits.ts';
import { numbered, type Playthrough, readPlaythrough, reportNumber } from './replay.ts';
import { complain, lookFor } from './story.ts';
import { near } from './suggest.ts';
import { err, out } from './terminal.ts';
import { VERSION } from './version.ts';

const HELP = `redthread why-not STORY ENDING: why it did not come to that ending, and the nearest lifetime in which it does.

ENDING is the knot or knot.stitch that the story ends in, or ending:N as redthread check numbers them.

  --from FILE         what happened: a JSON array of steps, or what “save” wrote
  --from ending:N     what happened: the way to ending N of redthread check (finding:N and standoff:N will do too)
                      Without --from: everybody acts as they will, each time by the first willing choice that leads
                      somewhere new.
  --format FORMAT     text: what a person reads (the default); json: see docs/json.md. What json writes can be read again
                      with redthread play STORY --replay FILE: it plays the nearest lifetime.

The nearest lifetime is the one with the fewest choices changed; of those, the one whose first change comes last; of those,
the shortest. docs/games.md says it exactly.

The story is explored first:
${LIMIT_HELP}

Exit code 0: here it is.  1: it is proved that it can't come to that ending.  2: the question has no answer.
`;

export const whyNotCommand: Command = {
  name: 'why-not',
  summary: 'the nearest lifetime with another ending, and when it was too late',
  help: HELP,
  operand: 'ENDING',
  options: { ...LIMIT_OPTIONS, from: { type: 'string' }, format: { type: 'string' } },
  async run(story, values, ending) {
    const format = values.oneOf('format', ['text', 'json']) ?? 'text';
    const file = givenFile(values);
    const { analysis, context, diagnostics } = await explore(story, values, nodeFiles(), { onlyReport: true });
    if (analysis === null || context === null) {
      complain(story, diagnostics);
      return 2;
    }
    const answer = whyNot(context, ending, file ?? givenNumber(values, analysis));
    const look = { ...lookFor(story, process.stdout), command: '' };
    if (format === 'json') out(whyNotJson(answer, { version: VERSION }));
    else if (!('problem' in answer)) out(whyNotText(answer, look));
    else {
      const meant = answer.problem === 'unknown-ending' ? near(ending, answer.endings) : null;
      err(refusalText(answer, look) + (meant === null ? '' : `Did you mean ${meant}?\n`));
    }
    if (!('problem' in answer)) return 0;
    return answer.problem === 'unreachable' ? 1 : 2;
  },
};

/** The playthrough in the file that `--from` names; read before the story is explored, which may take long. */
function givenFile(values: Values): Playthrough | null {
  const from = values.text('from');
  return from === undefined || reportNumber(from) !== null ? null : readPlaythrough(from, 'from');
}

function givenNumber(values: Values, analysis: Analysis): Playthrough | null {
  const jump = reportNumber(values.text('from') ?? '');
  return jump === null ? null : numbered(analysis, jump.list, jump.number, 'from');
}
