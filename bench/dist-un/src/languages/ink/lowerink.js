import { NotRepresented } from './emit.js';
import { lower, placeOf } from './lower.js';
/** Lowers a story of ink's own engine; what can't be represented is a diagnostic that names it, and then there is no program. */
export function lowerInk(story, file, sources, questions) {
    try {
        return { program: lower(story, file, sources, questions), diagnostics: [] };
    }
    catch (error) {
        if (!(error instanceof NotRepresented))
            throw error;
        const diagnostic = {
            code: 'not-represented',
            level: 'error',
            message: `Redthread can't play this story: it doesn't know ${error.message}.`,
            place: placeOf(error.object),
            advice: 'If the story plays well elsewhere, please report it.',
        };
        return { program: null, diagnostics: [diagnostic] };
    }
}
