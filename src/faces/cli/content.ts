import { contentOf } from '../../project.ts';
import { contentText } from '../../reports/content.ts';
import { contentJson } from '../../reports/contentjson.ts';
import { type Command, UsageError, type Values } from './args.ts';
import type { Checked, Content } from './core.ts';
import { explore } from './explore.ts';
import { nodeFiles } from './files.ts';
import { BOUND_HELP, BOUND_OPTIONS } from './limits.ts';
import { type ContentJump, type Playthrough, showContentJump } from './replay.ts';
import { complain, lookFor, playCommand } from './story.ts';
import { out } from './terminal.ts';
import { VERSION } from './version.ts';

const HELP = `redthread content STORY: for every knot, choice, line and ending whether anybody can come to it, and the way there.

  --only VERDICT      only pieces with this verdict: reached, impossible or unknown
  --format FORMAT     text: what a person reads (the default); json: with every playthrough, see docs/content.md

redthread play STORY --replay content:N (or --replay line:42) reads the way to a piece.

The story is explored first:
${BOUND_HELP}
  --whole             go through every state, even where nothing, or nothing but named doubts, is left to be found
  --workers N         explore large stories on N cores (all there are, at most 8, unless you say otherwise)

Exit code 0: here it is.  2: it could not be explored.
`;

export const content: Command = {
  name: 'content',
  summary: 'every knot, choice, line and ending: reached (and how), impossible (and why), or not known',
  help: HELP,
  options: {
    ...BOUND_OPTIONS,
    whole: { type: 'boolean' },
    workers: { type: 'string' },
    only: { type: 'string' },
    format: { type: 'string' },
  },
  async run(story, values) {
    const format = values.oneOf('format', ['text', 'json']) ?? 'text';
    const only = values.oneOf('only', ['reached', 'impossible', 'unknown']) ?? null;
    const explored = await exploreContent(story, values);
    if (explored === null) return 2;
    const look = { ...lookFor(story, process.stdout), command: playCommand(story, values) };
    if (format === 'json') out(contentJson(explored.content, { version: VERSION }));
    else out(contentText(explored.content, only, look));
    return 0;
  },
};

interface ExploredContent {
  readonly project: NonNullable<Checked['project']>;
  readonly context: NonNullable<Checked['context']>;
  readonly content: Content;
}

/** Explores a story without what is promised of it; null where it can't be read, and then the reason was printed. */
export async function exploreContent(story: string, values: Values): Promise<ExploredContent | null> {
  const { analysis, context, project, diagnostics } = await explore(story, values, nodeFiles(), { unpromised: true });
  if (analysis === null || context === null || project === null) {
    complain(story, diagnostics);
    return null;
  }
  return { project, context, content: contentOf(context, analysis.exploration.limit) };
}

/** The nearest known playthrough to the piece that was asked for. */
export function playthroughTo(content: Content, jump: ContentJump): Playthrough {
  const shown = `--replay ${showContentJump(jump)}`;
  const { pieces } = content;
  const asked = [...pieces.keys()].filter((i) => isAsked(content, i, jump));
  if (asked.length === 0)
    throw new UsageError(
      'number' in jump
        ? `${shown}: there are pieces 1 to ${pieces.length}.`
        : `${shown}: no knot, choice, line or ending stands there.`,
      'See: redthread content STORY',
    );
  const choices = (i: number): number => pieces[i]!.choices ?? Number.POSITIVE_INFINITY;
  const nearest = asked.reduce((least, i) => (choices(i) < choices(least) ? i : least));
  const steps = content.playthrough(nearest);
  if (steps !== null) return { steps };
  const { verdict, reasons } = pieces[nearest]!;
  throw new UsageError(
    verdict === 'impossible'
      ? `${shown}: nobody can come to it, that is proved.`
      : `${shown}: whether anybody can come to it is not known yet.`,
    verdict === 'impossible' ? reasons.join(' ') : 'With higher limits more may be found: see redthread play --help.',
  );
}

function isAsked({ pieces, file }: Content, index: number, jump: ContentJump): boolean {
  if ('number' in jump) return index === jump.number - 1;
  const { place } = pieces[index]!;
  return place !== null && place.line === jump.line && place.file === (jump.file ?? file);
}
