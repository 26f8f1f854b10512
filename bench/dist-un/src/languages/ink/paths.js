/** Paths as the core sees them: forward slashes, absolute (`/a`, `C:/a`) or relative, without `.` and with `..` only in front. */
/** The same path with backslashes turned round, and `.`, `..` and doubled slashes worked out. */
export function normalize(path) {
    const slashed = path.replaceAll('\\', '/');
    const root = /^(?:[A-Za-z]:\/?|\/\/?)/.exec(slashed)?.[0] ?? '';
    const parts = [];
    for (const part of slashed.slice(root.length).split('/')) {
        if (part === '' || part === '.')
            continue;
        if (part !== '..')
            parts.push(part);
        else if (parts.length > 0 && parts.at(-1) !== '..')
            parts.pop();
        else if (root === '')
            parts.push('..');
    }
    return root + parts.join('/') || '.';
}
export function isAbsolute(path) {
    return /^(?:[A-Za-z]:|[/\\])/.test(path);
}
/** The folder a file lies in; `.` for a bare name. */
export function folderOf(path) {
    const normal = normalize(path);
    const cut = normal.lastIndexOf('/');
    if (cut < 0)
        return '.';
    const folder = normal.slice(0, cut);
    return folder === '' || folder.endsWith(':') ? `${folder}/` : folder;
}
/** The last part of a path. */
export function nameOf(path) {
    const normal = normalize(path);
    return normal.slice(normal.lastIndexOf('/') + 1);
}
/** A path that is given from a folder; an absolute one stands for itself. */
export function join(folder, path) {
    return isAbsolute(path) ? normalize(path) : normalize(`${folder}/${path}`);
}
/** The way from a folder to a file, as a writer would type it: `parts/cellar.ink`, `../shared/cellar.ink`. */
export function relative(folder, path) {
    const from = steps(folder);
    const to = steps(path);
    if (isAbsolute(folder) !== isAbsolute(path))
        return normalize(path);
    let shared = 0;
    while (shared < from.length && shared < to.length - 1 && from[shared] === to[shared])
        shared++;
    const up = from.slice(shared);
    if (up.includes('..'))
        return normalize(path);
    return [...up.map(() => '..'), ...to.slice(shared)].join('/');
}
/** Whether a path lies in a folder or deeper. */
export function isInside(folder, path) {
    const way = relative(folder, path);
    return !isAbsolute(way) && way !== '..' && !way.startsWith('../');
}
function steps(path) {
    return normalize(path)
        .split('/')
        .filter((part) => part !== '' && part !== '.');
}
