import { Player } from '../../machine/player.ts';
import { loadProject } from '../../project.ts';
import { findingText } from '../../reports/findings.ts';
import { adviseOn } from './advise.ts';
import { type Command, UsageError, type Values } from './args.ts';
import { exploreContent, playthroughTo } from './content.ts';
import { converse } from './converse.ts';
import type { Checked, Project } from './core.ts';
import { explore } from './explore.ts';
import { nodeFiles, storyPath } from './files.ts';
import { checkOptions, LIMIT_HELP, LIMIT_OPTIONS } from './limits.ts';
import { readParts } from './parts.ts';
import { contentJump, type List, numbered, type Playthrough, readPlaythrough, reportNumber } from './replay.ts';
import { openingOf, Session } from './session.ts';
import { complain, lookFor } from './story.ts';
import { out } from './terminal.ts';

const SEEDS = 100;

const HELP = `redthread play STORY: read a story here, choice by choice.

  --seed N            what chance does, ${SEEDS} ways from 0 to ${SEEDS - 1} (on a terminal any of them, otherwise 0)
  --as NAME           play this one of the cast, while the others act as they will; several: --as "NAME, NAME",
                      everybody: all, nobody, only to watch: none
  --advise ENDING     at each choice, what to do so that it ends there (the knot or knot.stitch it ends in, or ending:N)
  --replay FILE       start with a playthrough: a JSON array of steps, or what “save” wrote
  --replay ending:N   start with the way to ending N of redthread check
  --replay finding:N  start with the way to finding N of redthread check
  --replay standoff:N start with the way to standoff N of redthread check
  --replay promise:N  start with the playthrough that shows what became of promise N
  --replay content:N  start with the way to piece N of redthread content
  --replay line:N     start with the way to what stands in line N of the story (line:FILE:N: of one of its files)

For these and for --advise the story is explored first:
${LIMIT_HELP}

While you read: the number of a choice, or undo, restart, save, steps, help, quit.
`;

export const play: Command = {
  name: 'play',
  summary: 'read it here, or jump into any playthrough that check found',
  help: HELP,
  options: {
    ...LIMIT_OPTIONS,
    as: { type: 'string' },
    advise: { type: 'string' },
    seed: { type: 'string' },
    replay: { type: 'string' },
  },
  async run(story, values) {
    const asked = values.whole('seed', 0);
    if (asked !== undefined && asked >= SEEDS)
      throw new UsageError(`--seed ${asked}: this has to be less than ${SEEDS}.`);
    const opened = await open(story, values);
    if (opened === null) return 2;
    const { project, playthrough, context } = opened;
    const seed = asked ?? playthrough?.seed ?? (playthrough === null ? anySeed() : 0);
    const steps = playthrough?.steps ?? [];
    const externals = new Map(Object.entries(project.settings.externals));
    const session = new Session(() => new Player(project.program, { seed, externals }), openingOf(steps));
    const { names } = project;
    const parts = readParts(values.text('as'), names, seed);
    const ending = values.text('advise');
    const players = parts === null ? [...names.keys()] : parts.players;
    const advise = ending === undefined || context === null ? null : adviseOn(context, ending, players, seed);
    return converse(session, { story, seed, playthrough: steps, names, parts, advise });
  },
};

/** A person wants another reading each time; a pipe wants the same one. */
function anySeed(): number {
  return process.stdin.isTTY === true ? Math.floor(Math.random() * SEEDS) : 0;
}

interface Opened {
  readonly project: Project;
  readonly playthrough: Playthrough | null;
  /** Null where the story need not be explored. */
  readonly context: Checked['context'];
}

/** The story, and the playthrough to start with. Null when the story can't be played; then the reason was printed. */
async function open(story: string, values: Values): Promise<Opened | null> {
  const replay = values.text('replay');
  const piece = replay === undefined ? null : contentJump(replay);
  if (piece !== null) {
    const explored = await exploreContent(story, values);
    return explored === null
      ? null
      : { project: explored.project, playthrough: playthroughTo(explored.content, piece), context: explored.context };
  }
  const jump = replay === undefined ? null : reportNumber(replay);
  const playthrough = replay === undefined || jump !== null ? null : readPlaythrough(replay);
  if (jump !== null || values.flag('advise')) return explored(story, values, jump, playthrough);
  const { project, diagnostics } = loadProject(storyPath(story), nodeFiles(), checkOptions(story, values));
  complain(
    story,
    diagnostics.filter(({ level }) => level === 'error'),
  );
  return project === null ? null : { project, playthrough, context: null };
}

async function explored(
  story: string,
  values: Values,
  jump: { list: List; number: number } | null,
  given: Playthrough | null,
): Promise<Opened | null> {
  const { analysis, project, diagnostics, context } = await explore(story, values, nodeFiles(), { onlyReport: true });
  if (analysis === null || project === null) {
    complain(story, diagnostics);
    return null;
  }
  if (jump === null) return { project, playthrough: given, context };
  const playthrough = numbered(analysis, jump.list, jump.number);
  if (jump.list === 'finding') {
    const options = { ...lookFor(story, process.stdout), command: '' };
    out(`${findingText(analysis.findings[jump.number - 1]!, jump.number, options)}\n`);
  }
  return { project, playthrough, context };
}
