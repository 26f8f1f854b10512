/** Where text goes, and what the other end can show. */

export function out(text: string): void {
  process.stdout.write(text);
}

export function err(text: string): void {
  process.stderr.write(text);
}

/** Colour is for a terminal that a person looks at; https://no-color.org switches it off, FORCE_COLOR on. */
export function colourOn(stream: NodeJS.WriteStream): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false;
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== '') return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  return stream.isTTY === true && TERM !== 'dumb';
}

const PIPE_WIDTH = 100;
const WIDEST = 110;

/** Columns to wrap to; a pipe has none, so that its text depends on the story alone. */
export function widthOf(stream: NodeJS.WriteStream): number {
  return stream.isTTY === true && stream.columns > 0 ? Math.min(stream.columns, WIDEST) : PIPE_WIDTH;
}

/** What a shell reads as this one word. */
export function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** How Redthread was called, so that a command which it prints works for whoever reads it. */
export function ownName(): string {
  return process.env.npm_command === 'exec' ? 'npx redthread' : 'redthread';
}
