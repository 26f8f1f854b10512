import { nodeFiles } from '../../src/faces/cli/files.ts';
import type { Analysis, Step } from '../../src/findings/types.ts';
import { Player } from '../../src/machine/player.ts';
import { type Checked, checkStory } from '../../src/project.ts';
import { reportText } from '../../src/reports/text.ts';

/** Checks a story of the repository, always with the same bounds; with `onlyReport` as `redthread check` does. */
export function checkAt(path: string, onlyReport = false): Promise<Checked> {
  return checkStory(path, nodeFiles(), { clock: () => 0, maxStates: 30_000, onlyReport });
}

/** The texts that a story's folder may hold beside the story, by file name; `reported` is what was checked for the report alone. */
export function goldenTexts(checked: Checked, reported: Checked): Readonly<Record<string, () => string>> {
  const { project } = checked;
  const { analysis } = reported;
  if (analysis === null || project === null) throw new Error('a story of the repository that does not compile');
  return {
    'findings.txt': () =>
      reportText(analysis, {
        colour: false,
        width: 100,
        command: `redthread play ${analysis.story.file}`,
        timeless: true,
      }),
    'program.txt': () => project.showProgram(),
    'story.pml': () => {
      const exported = checked.exportPromela();
      return exported?.obstacle === null ? exported.text : '';
    },
    'play.txt': () =>
      playthroughs(analysis)
        .map(([name, steps]) => `== ${name}\n\n${transcript(checked, steps)}`)
        .join('\n'),
  };
}

/** The ways that a report shows to each ending and each standoff. */
function playthroughs({ endings, cast }: Analysis): (readonly [name: string, steps: readonly Step[]])[] {
  return [
    ...endings.map(({ passage, playthrough }, i) => [`ending ${i + 1}: ${passage}`, playthrough] as const),
    ...(cast?.standoffs ?? []).map(({ kind, playthrough }, i) => [`${kind} ${i + 1}`, playthrough] as const),
  ];
}

/** A playthrough as it would be read, with the choices that were taken. */
function transcript({ project }: Checked, steps: readonly Step[]): string {
  const player = new Player(project!.program, { externals: new Map(Object.entries(project!.settings.externals)) });
  const parts: string[] = [];
  const read = (from: number): number => {
    let i = from;
    const outcomes: number[] = [];
    for (let step = steps[i]; step !== undefined && 'chance' in step; step = steps[++i]) {
      outcomes.push(step.chance);
      parts.push(`  (${step.what})\n`);
    }
    player.force(outcomes);
    const { lines } = player.turn();
    parts.push(...lines.map(({ text, tags }) => text + tags.map((tag) => `  # ${tag}\n`).join('')));
    return i;
  };
  const first = steps[0];
  let i = first !== undefined && 'entry' in first ? 0 : read(0);
  while (i < steps.length) {
    const step = steps[i];
    if ('entry' in step) {
      player.enter(step.entry, step.sets);
      parts.push(`> (enters ${step.entry})\n`);
    } else if ('choice' in step) {
      player.choose(step.choice);
      parts.push(`> ${step.text}\n`);
    }
    i = read(i + 1);
  }
  return parts.join('');
}
