/** A stretch of a source file, as a writer sees it. Lines and columns count from 1; the end is inclusive of its column. */
export interface Place {
  /** The file's path, relative to the folder of the story that was asked for, with forward slashes. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** `file:line:column`, the form that editors and terminals make clickable. */
export function showPlace(place: Place): string {
  return `${place.file}:${place.line}:${place.column}`;
}

/** Orders places by file, then line, then column. */
export function comparePlaces(a: Place, b: Place): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.line - b.line || a.column - b.column;
}
