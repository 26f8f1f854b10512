import { clean, wrap } from '../../reports/layout.ts';
import { showStep } from '../../reports/playthrough.ts';
import { style } from '../../reports/style.ts';
import type { Step, Turn } from './core.ts';

export interface Look {
  readonly colour: boolean;
  /** Columns to wrap to, with space between paragraphs; null leaves every line of the story on one line. */
  readonly width: number | null;
  /** Who acts: 0 is the reader, from 1 on the cast. */
  readonly names: readonly string[];
}

/** What a reader sees of one turn: its lines, what went wrong, and the choices, numbered from 1. */
export function showTurn(turn: Turn, look: Look): string {
  const { faint, error, warning, strong } = style(look.colour);
  const wrapped = (text: string, indent: string, hanging: string): string[] =>
    look.width === null ? [indent + text] : wrap(text, look.width, indent, hanging);
  const paragraphs = turn.lines.map(({ text, tags }) => [
    ...(clean(text) === '' ? [] : wrapped(clean(text), '', '')),
    ...readable(tags, look).map((tag) => faint(`  # ${clean(tag)}`)),
  ]);
  const lines = paragraphs
    .filter((paragraph) => paragraph.length > 0)
    .flatMap((paragraph, index) => (index > 0 && look.width !== null ? ['', ...paragraph] : paragraph));
  lines.push(...turn.errors.map((message) => error(`✗ ${plainly(message)}`)));
  lines.push(...turn.warnings.map((message) => warning(`! ${plainly(message)}`)));
  if (lines.length > 0 && turn.choices.length > 0) lines.push('');
  turn.choices.forEach(({ text, tags, by, willing }, index) => {
    const number = `${index + 1}. `.padStart(5);
    const about = [...(by === 0 ? [] : [look.names[by]!]), ...(willing ? [] : ['unwilling'])];
    const whose = about.length === 0 ? '' : `  (${about.join(', ')})`;
    const [first, ...rest] = wrapped(clean(text) + whose, number, '     ');
    lines.push(first!.replace(number, strong(number)), ...rest);
    lines.push(...readable(tags, look).map((tag) => faint(`       # ${clean(tag)}`)));
  });
  const end = ENDS[turn.standing];
  if (end !== '') lines.push('', strong(end));
  return lines.map((line) => `${line}\n`).join('');
}

/** Tags as far as they are not told otherwise: who makes a choice stands behind it. */
function readable(tags: readonly string[], { names }: Look): readonly string[] {
  return names.length > 1 ? tags.filter((tag) => !/^\s*(cast|owns|by|will)\s*:/i.test(tag)) : tags;
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

/** The step that was taken, between the turns of a replay or by somebody else: `> [Take the lamp]`, `> he: [Let go]`. */
export function showTaken(step: Step, remark: string, look: Look, by = ''): string {
  const { command, faint } = style(look.colour);
  return `\n${command(`> ${by === '' ? '' : `${by}: `}${showStep(step)}`)}\n${remark === '' ? '' : `${faint(remark)}\n`}\n`;
}
