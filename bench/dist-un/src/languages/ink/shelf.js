import { FileTooLarge } from '../../text/files.js';
import { folderOf, isInside, nameOf, normalize, relative } from './paths.js';
import { decodeText } from './utf8.js';
/** The files of one story: reads each once, as text, and remembers those that took part in the order they came. */
export class Shelf {
    folder;
    sources = [];
    files;
    allowOutside;
    readings = new Map();
    lists = new Map();
    constructor(files, folder, allowOutside) {
        this.files = files;
        this.folder = folder;
        this.allowOutside = allowOutside;
    }
    nameOf(path) {
        return relative(this.folder, path);
    }
    /** Whether a path leads to a folder. */
    isFolder(path) {
        const known = nameOf(path) === '.' || nameOf(path) === '..' || this.list(folderOf(path)).includes(nameOf(path));
        return known && this.files.list(path) !== null;
    }
    /** The names in a folder; none where it can't be listed. */
    list(folder) {
        if (!this.lists.has(folder))
            this.lists.set(folder, this.files.list(folder));
        return this.lists.get(folder) ?? [];
    }
    /** Whether the story may use this file: it lies, links followed, in the story's folder, or outside is allowed. */
    permits(path) {
        if (this.allowOutside)
            return true;
        if (!isInside(this.folder, path))
            return false;
        if (this.files.real === undefined)
            return true;
        const real = this.files.real(path);
        const home = this.files.real(this.folder);
        return real === null || home === null || isInside(normalize(home), normalize(real));
    }
    /** What tells two files apart even when links lead to the same one. */
    identity(path) {
        return this.files.real?.(path) ?? path;
    }
    /**
     * The text of a file; null when there is no such file, a diagnostic (at the place that asked for it, if any) when it
     * can't be used.
     */
    read(path, asked) {
        let reading = this.readings.get(path);
        if (reading === undefined) {
            reading = this.readAfresh(path);
            this.readings.set(path, reading);
        }
        return reading !== null && 'code' in reading && asked !== null ? { ...reading, place: asked } : reading;
    }
    /** Notes that a source takes part in the story. */
    use(source) {
        if (!this.sources.includes(source))
            this.sources.push(source);
    }
    readAfresh(path) {
        const name = this.nameOf(path);
        const start = { file: name, line: 1, column: 1, endLine: 1, endColumn: 1 };
        let bytes;
        try {
            bytes = this.files.read(path);
        }
        catch (error) {
            if (!(error instanceof FileTooLarge))
                throw error;
            return {
                code: 'file-too-large',
                level: 'error',
                message: `${name} is too large to be a story: it has ${megabytes(error.size)}, and more than ${megabytes(error.limit)} are not read.`,
                place: start,
            };
        }
        if (bytes === null)
            return null;
        const decoded = decodeText(bytes);
        if ('text' in decoded)
            return { name, text: decoded.text };
        const { why, line, column } = decoded;
        return {
            code: 'not-text',
            level: 'error',
            message: why === 'binary'
                ? `${name} is not a text file.`
                : `${name} is not saved as UTF-8${why === 'utf-16' ? ', but as UTF-16' : ''}.`,
            place: { file: name, line, column, endLine: line, endColumn: column },
            advice: why === 'binary' ? undefined : 'Save it again as UTF-8 in your editor.',
        };
    }
}
function megabytes(bytes) {
    const size = bytes / 1_000_000;
    return size < 1 ? `${bytes} bytes` : `${Number(size.toFixed(1))} MB`;
}
