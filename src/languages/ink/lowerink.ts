import type { Program } from '../../program/program.ts';
import type { Diagnostic } from '../../text/diagnostic.ts';
import type { Source } from '../../text/files.ts';
import { NotRepresented } from './emit.ts';
import type { Story } from './inkjs.ts';
import { lower, placeOf } from './lower.ts';

/** Lowers a story of ink's own engine; what can't be represented is a diagnostic that names it, and then there is no program. */
export function lowerInk(
  story: Story,
  file: string,
  sources: readonly Source[],
  questions?: ReadonlySet<string>,
): { readonly program: Program | null; readonly diagnostics: readonly Diagnostic[] } {
  try {
    return { program: lower(story, file, sources, questions), diagnostics: [] };
  } catch (error) {
    if (!(error instanceof NotRepresented)) throw error;
    const diagnostic: Diagnostic = {
      code: 'not-represented',
      level: 'error',
      message: `Redthread can't play this story: it doesn't know ${error.message}.`,
      place: placeOf(error.object),
      advice: 'If the story plays well elsewhere, please report it.',
    };
    return { program: null, diagnostics: [diagnostic] };
  }
}
