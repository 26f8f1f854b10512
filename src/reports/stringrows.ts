import type { StoryText } from '../measures/stringtypes.ts';

/** One string, as programs for translators and sound studios want them: each wording of a text is one of its own. */
export interface StringRow {
  readonly id: string;
  readonly text: string;
  readonly speaker: string | null;
  readonly tags: readonly string[];
  readonly readings: string | null;
}

/** The strings of a text: its wordings, or where none was shown its fixed words. */
export function rowsOf({ id, words, wordings, speaker, tags, readings }: StoryText): readonly StringRow[] {
  return wordings.length === 0 ? [{ id, text: words, speaker, tags, readings }] : wordings;
}
