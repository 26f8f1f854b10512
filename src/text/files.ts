/**
 * How the core reads files without doing input or output itself: whoever embeds it hands it one of these.
 * Paths use forward slashes; a path may be absolute or relative, as long as one caller is consistent.
 */
export interface Files {
  /** The bytes of a file, or null when there is no such file (a folder is not a file). May throw `FileTooLarge`. */
  read(path: string): Uint8Array | null;
  /** The names inside a folder (not paths), or null when there is no such folder. `.` is the folder one is in. */
  list(folder: string): readonly string[] | null;
  /**
   * Where a path really leads once links are followed, or null when it leads nowhere. Left out where there are no links;
   * otherwise a link can't be used to read outside the story's folder.
   */
  real?(path: string): string | null;
}

/** A source file that took part in a story. */
export interface Source {
  /** Its path relative to the story's folder, with forward slashes. */
  readonly name: string;
  readonly text: string;
}

/** Thrown by `Files.read` when a file is larger than the reader is willing to load. Sizes are in bytes. */
export class FileTooLarge extends Error {
  readonly path: string;
  readonly size: number;
  readonly limit: number;
  constructor(path: string, size: number, limit: number) {
    super(`${path} has ${size} bytes; the limit is ${limit}`);
    this.path = path;
    this.size = size;
    this.limit = limit;
  }
}
