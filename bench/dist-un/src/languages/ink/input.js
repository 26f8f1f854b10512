import { isBlank, nothingToPlay } from './blank.js';
import { compileInk } from './compile.js';
import { habits } from './habits.js';
import { loadInkJson } from './json.js';
import { didYouMean, nearNames } from './near.js';
import { folderOf, join, nameOf, normalize } from './paths.js';
import { Shelf } from './shelf.js';
/** Reads a story, `.ink` or compiled `.ink.json`, with every file that it includes. */
export function readInk(entry, files, options = {}) {
    const path = normalize(entry);
    const shelf = new Shelf(files, folderOf(path), options.allowOutside === true);
    const source = shelf.read(path, null);
    if (source === null)
        return failed([], missing(path, shelf));
    if ('code' in source)
        return failed([], source);
    shelf.use(source);
    if (isCompiled(source)) {
        const { story, diagnostics } = loadInkJson(source);
        return { story, sources: shelf.sources, diagnostics, compiled: true };
    }
    const { story, diagnostics } = compileInk(source, path, shelf);
    const { sources } = shelf;
    if (diagnostics.every((each) => each.level !== 'error') && sources.every(isBlank)) {
        return failed(sources, nothingToPlay(source.name), diagnostics);
    }
    return { story, sources, diagnostics: [...diagnostics, ...habits(sources)], compiled: false };
}
function failed(sources, why, others = []) {
    return { story: null, sources, diagnostics: [why, ...others], compiled: false };
}
/** By its name, or because it plainly is what ink's compiler writes. */
function isCompiled({ name, text }) {
    return /\.json$/i.test(name) || /^\s*\{\s*"inkVersion"/.test(text);
}
function missing(path, shelf) {
    const common = { code: 'file-not-found', level: 'error', place: null };
    if (shelf.isFolder(path)) {
        const stories = storiesIn(path, shelf).slice(0, 3);
        const advice = stories.length > 0 ? didYouMean(stories) : 'There is no .ink file in it.';
        return { ...common, message: `${path} is a folder, not a story.`, advice };
    }
    const names = shelf.list(shelf.folder);
    const near = names.filter((name) => name.startsWith(`${nameOf(path)}.`));
    const advice = didYouMean(near.length > 0 ? near.slice(0, 3) : nearNames(nameOf(path), names));
    return { ...common, message: `There is no file ${path}.`, advice };
}
/** The stories in a folder; where there are none, those in the folders in it. */
function storiesIn(folder, shelf) {
    const inside = (path) => shelf.list(path).map((name) => join(path, name));
    const isStory = (path) => /\.ink(?:\.json)?$/i.test(path);
    const here = inside(folder).filter(isStory);
    if (here.length > 0)
        return here;
    return inside(folder).flatMap((path) => (shelf.isFolder(path) ? inside(path).filter(isStory) : []));
}
