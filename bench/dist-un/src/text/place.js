/** `file:line:column`, the form that editors and terminals make clickable. */
export function showPlace(place) {
    return `${place.file}:${place.line}:${place.column}`;
}
/** Orders places by file, then line, then column. */
export function comparePlaces(a, b) {
    if (a.file !== b.file)
        return a.file < b.file ? -1 : 1;
    return a.line - b.line || a.column - b.column;
}
