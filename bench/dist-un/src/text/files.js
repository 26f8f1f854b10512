/** Thrown by `Files.read` when a file is larger than the reader is willing to load. Sizes are in bytes. */
export class FileTooLarge extends Error {
    path;
    size;
    limit;
    constructor(path, size, limit) {
        super(`${path} has ${size} bytes; the limit is ${limit}`);
        this.path = path;
        this.size = size;
        this.limit = limit;
    }
}
