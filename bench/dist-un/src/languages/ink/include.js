import { didYouMean, nearNames } from './near.js';
import { folderOf, isAbsolute, join, nameOf } from './paths.js';
const ENDING = /(?:\.ink)?\.(?:inkl?|txt)$/i;
/**
 * Finds the file that an INCLUDE line means: first beside the including file, as typed; then in the story's folder, as typed
 * (where ink's own compiler looks); then, in the same order, as people write it.
 */
export function resolveInclude(typed, from, shelf) {
    const unquoted = typed.replace(/^"(.*)"$/, '$1').trim();
    const wanted = unquoted.replaceAll('\\', '/');
    const near = folderOf(from);
    const home = shelf.folder;
    const folders = near === home ? [home] : [near, home];
    const spelling = [
        ...(unquoted === typed ? [] : ['without the quotes']),
        ...(wanted === unquoted ? [] : ['with forward slashes']),
    ];
    const inHome = (folder) => (folder === near ? [] : ["in the story's own folder"]);
    let outside = null;
    const permitted = folders.filter((folder) => {
        const path = join(folder, wanted);
        if (shelf.permits(path))
            return true;
        outside ??= path;
        return false;
    });
    const exact = permitted.filter((folder) => isFile(join(folder, wanted), shelf));
    if (exact.length > 0) {
        const [first, second] = exact.map((folder) => join(folder, wanted));
        return { found: first, liberties: [...spelling, ...inHome(exact[0])], exact: spelling.length === 0, rival: second };
    }
    for (const folder of permitted) {
        const guesses = guess(folder, wanted, shelf);
        if (guesses.length > 1)
            return { ambiguous: guesses.map((each) => shelf.nameOf(each.path)) };
        const [only] = guesses;
        if (only !== undefined) {
            return { found: only.path, liberties: [...spelling, ...only.liberties, ...inHome(folder)] };
        }
    }
    if (outside !== null)
        return { outside };
    return { missing: true, advice: suggestion(wanted, permitted, shelf) };
}
/** A file is there under exactly this name. Some systems don't mind the case of letters; the folder's list tells. */
function isFile(path, shelf) {
    const listed = shelf.list(folderOf(path));
    return (listed.length === 0 || listed.includes(nameOf(path))) && shelf.read(path, null) !== null;
}
const same = (a, b) => fold(a) === fold(b);
const fold = (name) => name.normalize('NFC').toLowerCase();
/** Ways in which a file's name may stand for a typed one, the most faithful first. */
const LIKENESS = [
    ['with its ending', (file, typed) => file === `${typed}.ink`],
    ['with other capitals', (file, typed) => same(file, typed)],
    ['with its ending and other capitals', (file, typed) => same(file, `${typed}.ink`)],
    ['with another ending', (file, typed) => ENDING.test(file) && file.replace(ENDING, '') === typed.replace(ENDING, '')],
    ['with another ending and other capitals', (file, typed) => ENDING.test(file) && same(bare(file), bare(typed))],
];
const bare = (name) => name.replace(ENDING, '');
function guess(base, wanted, shelf) {
    const parts = isAbsolute(wanted) ? [] : wanted.split('/').filter((part) => part !== '' && part !== '.');
    const file = parts.pop();
    if (file === undefined || file === '..')
        return [];
    let folders = [{ path: base, liberties: [] }];
    for (const part of parts)
        folders = folders.flatMap((folder) => inner(folder, part, shelf));
    for (const [says, fits] of [['', (name) => name === file], ...LIKENESS]) {
        const found = folders.flatMap(({ path, liberties }) => shelf
            .list(path)
            .filter((name) => fits(name, file))
            .map((name) => ({ path: join(path, name), liberties: says === '' ? liberties : [...liberties, says] })));
        const readable = found.filter((each) => shelf.permits(each.path) && shelf.read(each.path, null) !== null);
        if (readable.length > 0)
            return readable;
    }
    return [];
}
function inner(folder, part, shelf) {
    const names = shelf.list(folder.path);
    if (part === '..' || names.includes(part))
        return [{ ...folder, path: join(folder.path, part) }];
    return names
        .filter((name) => same(name, part))
        .map((name) => ({ path: join(folder.path, name), liberties: [...folder.liberties, `from the folder ${name}`] }));
}
/** What to say when nothing fits: a file of that name elsewhere in the story's folder, or names that are nearly the same. */
function suggestion(wanted, folders, shelf) {
    const all = walk(shelf.folder, shelf, 3);
    const name = bare(nameOf(wanted));
    const elsewhere = all.filter((path) => same(bare(nameOf(path)), name) && ENDING.test(path));
    if (elsewhere.length > 0)
        return `There is one elsewhere: ${elsewhere
            .slice(0, 3)
            .map((path) => shelf.nameOf(path))
            .join(', ')}.`;
    const close = new Set(folders.flatMap((folder) => shelf.list(folderOf(join(folder, wanted)))));
    const names = nearNames(nameOf(wanted), close);
    return didYouMean(names.length > 0
        ? names
        : nearNames(wanted, all.map((path) => shelf.nameOf(path))));
}
/** Every path in a folder and the folders in it, up to a depth and a few thousand. */
function walk(folder, shelf, depth) {
    const found = [];
    for (const name of shelf.list(folder)) {
        if (name.startsWith('.') || name === 'node_modules' || found.length > 2000)
            continue;
        const path = join(folder, name);
        found.push(path);
        if (depth > 0 && !name.includes('.'))
            found.push(...walk(path, shelf, depth - 1));
    }
    return found;
}
