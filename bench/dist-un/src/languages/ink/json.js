import { nothingToPlay } from './blank.js';
import { Container, FloatValue, Story } from './inkjs.js';
import { formatOf, InkTokens } from './inktokens.js';
import { isFault, position, readJson } from './jsontext.js';
import { brokenTargets } from './targets.js';
/** The formats of ink's compiler that its engine (inkjs) can run. */
const OLDEST = 18;
const NEWEST = Story.inkVersionCurrent;
/**
 * Loads what ink's compiler wrote. The engine's own loader is not given the text: it damages numbers, and believes
 * whatever it reads. So the text is read and checked here, and the engine gets a clean copy.
 */
export function loadInkJson(source) {
    const complain = (code, message, at, advice) => {
        const { line, column } = position(source.text, at);
        const place = { file: source.name, line, column, endLine: line, endColumn: column };
        return { story: null, diagnostics: [{ code, level: 'error', message, place, advice }] };
    };
    const notInk = (message, at) => complain('not-ink-json', message, at, 'Compile the story again, or check its .ink file instead.');
    if (source.text.trim() === '')
        return { story: null, diagnostics: [nothingToPlay(source.name)] };
    const read = readJson(source.text);
    if (isFault(read)) {
        if (read.tooDeep === true)
            return complain('nested-too-deep', `${source.name} is nested too deeply to be a story.`, read.at);
        return notInk(`${source.name} is not JSON: ${read.message}.`, read.at);
    }
    const objectTo = ({ objection, at }) => notInk(`${source.name} is not a story that ink's compiler wrote: ${objection}.`, at);
    const version = formatOf(read);
    if ('objection' in version)
        return objectTo(version);
    const { format } = version;
    if (format < OLDEST || format > NEWEST) {
        const which = format < OLDEST ? 'an older' : 'a newer';
        const message = `${source.name} is written in ${which} format of ink (${format}); formats ${OLDEST} to ${NEWEST} can be read.`;
        return complain('ink-version', message, 0, 'Compile the story again, or check its .ink file instead.');
    }
    const tokens = new InkTokens();
    const checked = tokens.story(read);
    if ('objection' in checked)
        return objectTo(checked);
    if (!tokens.hasContent)
        return { story: null, diagnostics: [nothingToPlay(source.name)] };
    try {
        const story = new Story({ inkVersion: NEWEST, root: checked.root, listDefs: checked.lists });
        const root = story.mainContentContainer;
        for (const float of tokens.floats)
            putFloat(root, float);
        const broken = brokenTargets(root);
        if (broken.length > 0) {
            const place = { file: source.name, line: 1, column: 1, endLine: 1, endColumn: 1 };
            return { story: null, diagnostics: broken.map((each) => ({ ...each, place })) };
        }
        story.ResetState();
        return { story, diagnostics: [] };
    }
    catch (error) {
        const why = error instanceof RangeError ? 'it is nested too deeply' : "ink's engine can't load it";
        return notInk(`${source.name} is not a story that ink's compiler wrote: ${why}.`, 0);
    }
}
/** The engine takes a whole number for an integer: this puts back the float that was written. */
function putFloat(root, { path, value }) {
    let container = root;
    for (const step of path.slice(0, -1)) {
        const inner = typeof step === 'number' ? container.content[step] : container.namedContent.get(step);
        if (!(inner instanceof Container))
            throw new Error('the story has another shape than its tokens');
        container = inner;
    }
    const float = new FloatValue(value);
    float.parent = container;
    container.content[path.at(-1)] = float;
}
