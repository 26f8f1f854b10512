import { loadProject } from '../../project.ts';
import { reportText } from '../../reports/text.ts';
import { type Command, UsageError, type Values } from './args.ts';
import type { Checked, Project } from './core.ts';
import { explore } from './explore.ts';
import { nodeFiles, storyPath } from './files.ts';
import { checkOptions, LIMIT_HELP, LIMIT_OPTIONS } from './limits.ts';
import { complain, KEPT, showDiagnostics } from './story.ts';
import { err, out, shellWord } from './terminal.ts';

const HELP = `redthread show STORY: what Redthread makes of a story, as text that stays the same from run to run.

  --program           the compiled story, instruction by instruction
  --state             what a state keeps, and why
  --graph             the states that were explored and the steps between them
  --findings          the report of redthread check, without times
  --promela           what was learned of the story's turns, as a model for the model checker SPIN

${LIMIT_HELP}
`;

const VIEWS = ['program', 'state', 'graph', 'findings', 'promela'] as const;
type View = (typeof VIEWS)[number];

export const show: Command = {
  name: 'show',
  summary: 'what Redthread makes of a story: its program, state, graph or findings, or a model for SPIN',
  help: HELP,
  options: { ...LIMIT_OPTIONS, ...Object.fromEntries(VIEWS.map((view) => [view, { type: 'boolean' as const }])) },
  async run(story, values) {
    const view = oneView(values);
    const text =
      view === 'program' || view === 'state' ? unexplored(story, values, view) : await explored(story, values, view);
    if (text === null) return 2;
    out(text.endsWith('\n') ? text : `${text}\n`);
    return 0;
  },
};

function oneView(values: Values): View {
  const [view, second] = VIEWS.filter((view) => values.flag(view));
  if (view === undefined) throw new UsageError('show what?', `One of: ${VIEWS.map((view) => `--${view}`).join(', ')}`);
  if (second !== undefined) throw new UsageError(`one at a time: --${view} or --${second}?`);
  return view;
}

function unexplored(story: string, values: Values, view: 'program' | 'state'): string | null {
  const { project, diagnostics } = loadProject(storyPath(story), nodeFiles(), checkOptions(story, values));
  if (project === null) {
    complain(story, diagnostics);
    return null;
  }
  return VIEW_OF[view](project);
}

const VIEW_OF: Readonly<Record<'program' | 'state', (project: Project) => string>> = {
  program: (project) => project.showProgram(),
  state: (project) => project.showState(),
};

type Explored = Exclude<View, 'program' | 'state'>;

async function explored(story: string, values: Values, view: Explored): Promise<string | null> {
  const alone = view === 'promela';
  const more = { whole: alone || values.flag('whole'), onlyReport: view === 'findings', unpromised: alone };
  const checked = await explore(story, values, nodeFiles(), more);
  if (checked.analysis === null) {
    complain(story, checked.diagnostics);
    return null;
  }
  if (view === 'graph') return checked.showGraph();
  if (view === 'promela') return promela(story, checked);
  const { story: facts } = checked.analysis;
  const first = showDiagnostics(story, checked.diagnostics, KEPT);
  const report = reportText(checked.analysis, { ...KEPT, command: `redthread play ${shellWord(facts.file)}` });
  return first === '' ? report : `${first}\n${report}`;
}

/** Why there is no model of a story for SPIN, and what would help. */
const OBSTACLES: Readonly<Record<NonNullable<NonNullable<ReturnType<Checked['exportPromela']>>['obstacle']>, string>> =
  {
    unfinished:
      'the story has not been explored to its end, and only all of it can be exported. Give it more with --max-states, --max-time or --max-memory.',
    turn: 'a turn of it never ends, goes on too long, or is too deep in calls, so that there is no rule for it. redthread check says where.',
    ranges: 'redthread.json lets it follow variables within ranges only, and rules know nothing of those.',
    listener: 'somebody listens to what is said in it, and rules know nothing of that.',
    off: 'its turns were not learned.',
  };

function promela(story: string, checked: Checked): string | null {
  const exported = checked.exportPromela();
  if (exported === null) return null;
  if (exported.obstacle === null) return exported.text;
  err(`redthread: ${story} can't be shown as Promela: ${OBSTACLES[exported.obstacle]}\n`);
  return null;
}
