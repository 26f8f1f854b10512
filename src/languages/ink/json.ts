import type { Diagnostic } from '../../text/diagnostic.ts';
import type { Source } from '../../text/files.ts';
import { nothingToPlay } from './blank.ts';
import type { Compiled } from './compile.ts';
import { Container, FloatValue, Story } from './inkjs.ts';
import { type FloatAt, formatOf, InkTokens, type Objection } from './inktokens.ts';
import { isFault, position, readJson } from './jsontext.ts';
import { brokenTargets } from './targets.ts';

/** The formats of ink's compiler that its engine (inkjs) can run. */
const OLDEST = 18;
const NEWEST = Story.inkVersionCurrent;

/**
 * Loads what ink's compiler wrote. The engine's own loader is not given the text: it damages numbers, and believes
 * whatever it reads. So the text is read and checked here, and the engine gets a clean copy.
 */
export function loadInkJson(source: Source): Compiled {
  const complain = (code: string, message: string, at: number, advice?: string): Compiled => {
    const { line, column } = position(source.text, at);
    const place = { file: source.name, line, column, endLine: line, endColumn: column };
    return { story: null, diagnostics: [{ code, level: 'error', message, place, advice } satisfies Diagnostic] };
  };
  const notInk = (message: string, at: number) =>
    complain('not-ink-json', message, at, 'Compile the story again, or check its .ink file instead.');

  if (source.text.trim() === '') return { story: null, diagnostics: [nothingToPlay(source.name)] };
  const read = readJson(source.text);
  if (isFault(read)) {
    if (read.tooDeep === true)
      return complain('nested-too-deep', `${source.name} is nested too deeply to be a story.`, read.at);
    return notInk(`${source.name} is not JSON: ${read.message}.`, read.at);
  }
  const objectTo = ({ objection, at }: Objection) =>
    notInk(`${source.name} is not a story that ink's compiler wrote: ${objection}.`, at);
  const version = formatOf(read);
  if ('objection' in version) return objectTo(version);
  const { format } = version;
  if (format < OLDEST || format > NEWEST) {
    const which = format < OLDEST ? 'an older' : 'a newer';
    const message = `${source.name} is written in ${which} format of ink (${format}); formats ${OLDEST} to ${NEWEST} can be read.`;
    return complain('ink-version', message, 0, 'Compile the story again, or check its .ink file instead.');
  }
  const tokens = new InkTokens();
  const checked = tokens.story(read);
  if ('objection' in checked) return objectTo(checked);
  if (!tokens.hasContent) return { story: null, diagnostics: [nothingToPlay(source.name)] };

  try {
    const story = new Story({ inkVersion: NEWEST, root: checked.root, listDefs: checked.lists });
    const root = story.mainContentContainer;
    for (const float of tokens.floats) putFloat(root, float);
    const broken = brokenTargets(root);
    if (broken.length > 0) {
      const place = { file: source.name, line: 1, column: 1, endLine: 1, endColumn: 1 };
      return { story: null, diagnostics: broken.map((each) => ({ ...each, place })) };
    }
    story.ResetState();
    return { story, diagnostics: [] };
  } catch (error) {
    const why = error instanceof RangeError ? 'it is nested too deeply' : "ink's engine can't load it";
    return notInk(`${source.name} is not a story that ink's compiler wrote: ${why}.`, 0);
  }
}

/** The engine takes a whole number for an integer: this puts back the float that was written. */
function putFloat(root: Container, { path, value }: FloatAt): void {
  let container = root;
  for (const step of path.slice(0, -1)) {
    const inner = typeof step === 'number' ? container.content[step] : container.namedContent.get(step);
    if (!(inner instanceof Container)) throw new Error('the story has another shape than its tokens');
    container = inner;
  }
  const float = new FloatValue(value);
  float.parent = container;
  container.content[path.at(-1) as number] = float;
}
