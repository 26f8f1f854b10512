import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
/** The stories in a folder and in the folders in it: every ink file that no other one there includes. Or the file itself. */
export function collect(path) {
    if (statSync(path).isFile())
        return [subject(path)];
    const folders = readdirSync(path, { withFileTypes: true }).filter((each) => each.isDirectory());
    return [path, ...folders.map(({ name }) => join(path, name)).sort(inOrder)].flatMap(storiesIn);
}
function storiesIn(folder) {
    const files = readdirSync(folder).filter((name) => name.endsWith('.ink'));
    const included = files.flatMap((name) => [...readFileSync(join(folder, name), 'utf8').matchAll(/^\s*INCLUDE\s+(\S+)/gm)].map(([, target]) => target));
    const stories = files.filter((name) => !included.includes(name));
    return stories.sort(inOrder).map((name) => subject(join(folder, name)));
}
const inOrder = (a, b) => a.localeCompare(b, 'en', { numeric: true });
function subject(path) {
    const name = basename(path).replace(/\.ink(?:\.json)?$/, '');
    return { name: name === 'story' ? basename(dirname(path)) : name, path };
}
