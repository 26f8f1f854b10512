import { clean, wrap } from '../../reports/layout.ts';
import { showStep } from '../../reports/playthrough.ts';
import { style } from '../../reports/style.ts';
import type { Step, Turn } from './core.ts';

export interface Look {
  readonly colour: boolean;
  /** Columns to wrap to, with space between paragraphs; null leaves every line of the story on one line. */
  readonly width: number | null;
}

/** What a reader sees of one turn: its lines, what went wrong, and the choices, numbered from 1. */
export function showTurn(turn: Turn, look: Look): string {
  const { faint, error, warning, strong } = style(look.colour);
  const wrapped = (text: string, indent: string, hanging: string): string[] =>
    look.width === null ? [indent + text] : wrap(text, look.width, indent, hanging);
  const paragraphs = turn.lines.map(({ text, tags }) => [
    ...(clean(text) === '' ? [] : wrapped(clean(text), '', '')),
    ...tags.map((tag) => faint(`  # ${clean(tag)}`)),
  ]);
  const lines = paragraphs
    .filter((paragraph) => paragraph.length > 0)
    .flatMap((paragraph, index) => (index > 0 && look.width !== null ? ['', ...paragraph] : paragraph));
  lines.push(...turn.errors.map((message) => error(`✗ ${plainly(message)}`)));
  lines.push(...turn.warnings.map((message) => warning(`! ${plainly(message)}`)));
  if (lines.length > 0 && turn.choices.length > 0) lines.push('');
  turn.choices.forEach(({ text, tags }, index) => {
    const number = `${index + 1}. `.padStart(5);
    const [first, ...rest] = wrapped(clean(text), number, '     ');
    lines.push(first!.replace(number, strong(number)), ...rest);
    lines.push(...tags.map((tag) => faint(`       # ${clean(tag)}`)));
  });
  const end = ENDS[turn.standing];
  if (end !== '') lines.push('', strong(end));
  return lines.map((line) => `${line}\n`).join('');
}

/** A runtime's message without the level, which the mark in front of it says. */
function plainly(message: string): string {
  return clean(message).replace(/^RUNTIME (ERROR|WARNING): /, '');
}

/** How a playthrough that doesn't wait for a choice says where it stands. */
const ENDS: Readonly<Record<Turn['standing'], string>> = {
  choice: '',
  ended: 'The end.',
  done: 'The end (-> DONE).',
  stuck: 'Dead end: the story runs out here, without a choice and without -> END.',
  error: 'The story breaks off here.',
  endless: 'The story goes on and on here without a choice: it may never stop.',
};

/** The step that was taken, between the turns of a replay: `> [Take the lamp]`. */
export function showTaken(step: Step, remark: string, look: Look): string {
  const { command, faint } = style(look.colour);
  return `\n${command(`> ${showStep(step)}`)}\n${remark === '' ? '' : `${faint(remark)}\n`}\n`;
}
