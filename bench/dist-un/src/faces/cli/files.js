import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { sep } from 'node:path';
import { FileTooLarge } from '../../text/files.js';
/** No story that people have published comes near this many bytes. */
export const LIMIT = 20_000_000;
/** The core knows forward slashes only. */
export function storyPath(path) {
    return sep === '\\' ? path.replaceAll('\\', '/') : path;
}
/** The files of this machine. Whatever can't be read counts as not there. */
export function nodeFiles(options = {}) {
    const limit = options.limit ?? LIMIT;
    return {
        read(path) {
            const file = quietly(() => statSync(path));
            if (file === null || !file.isFile())
                return null;
            if (file.size > limit)
                throw new FileTooLarge(path, file.size, limit);
            return quietly(() => readFileSync(path));
        },
        list(folder) {
            return quietly(() => readdirSync(folder))?.sort() ?? null;
        },
        real(path) {
            return quietly(() => realpathSync(path))?.replaceAll('\\', '/') ?? null;
        },
    };
}
/** A path that leads nowhere, or where we may not go, is no fault of the program. */
function quietly(act) {
    try {
        return act();
    }
    catch (error) {
        if (error instanceof Error && 'code' in error)
            return null;
        throw error;
    }
}
