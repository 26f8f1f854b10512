import { reportText } from '../../reports/text.ts';
import { type Command, UsageError, type Values } from './args.ts';
import { loadProject, type Project } from './core.ts';
import { explore } from './explore.ts';
import { nodeFiles, storyPath } from './files.ts';
import { checkOptions, LIMIT_HELP, LIMIT_OPTIONS } from './limits.ts';
import { complain, KEPT, showDiagnostics } from './story.ts';
import { out, shellWord } from './terminal.ts';

const HELP = `redthread show STORY: what Redthread makes of a story, as text that stays the same from run to run.

  --program           the compiled story, instruction by instruction
  --state             what a state keeps, and why
  --graph             the states that were explored and the steps between them
  --findings          the report of redthread check, without times

${LIMIT_HELP}
`;

const VIEWS = ['program', 'state', 'graph', 'findings'] as const;
type View = (typeof VIEWS)[number];

export const show: Command = {
  name: 'show',
  summary: 'what Redthread makes of a story: its program, state, graph or findings',
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

async function explored(story: string, values: Values, view: 'graph' | 'findings'): Promise<string | null> {
  const checked = await explore(story, values);
  if (checked.analysis === null) {
    complain(story, checked.diagnostics);
    return null;
  }
  if (view === 'graph') return checked.showGraph();
  const { story: facts } = checked.analysis;
  const first = showDiagnostics(story, checked.diagnostics, KEPT);
  const report = reportText(checked.analysis, { ...KEPT, command: `redthread play ${shellWord(facts.file)}` });
  return first === '' ? report : `${first}\n${report}`;
}
