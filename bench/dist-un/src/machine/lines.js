import { cleanWhitespace, Item } from './output.js';
/** The items of each line. */
export function split(items) {
    const lines = [[]];
    let inTag = false;
    for (const item of items) {
        if (item.kind === Item.TagStart || item.kind === Item.TagEnd)
            inTag = item.kind === Item.TagStart;
        if (item.kind === Item.Text && item.text === '\n' && !inTag)
            lines.push([]);
        else
            lines[lines.length - 1].push(item);
    }
    return lines;
}
/** A line as it is shown, put together from its items. */
export function lineOf(items) {
    let text = '';
    let tag = '';
    let inTag = false;
    const parts = [];
    const tags = [];
    for (const item of items) {
        if (item.kind === Item.Tag)
            tags.push(item.text);
        if (item.kind === Item.TagStart || item.kind === Item.TagEnd) {
            if (inTag)
                tags.push(cleanWhitespace(tag));
            tag = '';
            inTag = item.kind === Item.TagStart;
        }
        const isPart = item.kind === Item.Text && !inTag && item.text.trim() !== '';
        if (isPart || (parts.length === 0 && (item.kind === Item.TagStart || item.text.trim() !== '')))
            parts.push(item.at);
        if (item.kind !== Item.Text)
            continue;
        if (inTag)
            tag += item.text;
        else
            text += item.text;
    }
    if (inTag)
        tags.push(cleanWhitespace(tag)); // the story stopped within it
    return {
        at: parts[0] ?? -1,
        parts,
        text: cleanWhitespace(text).trim(),
        tags: tags.filter((each) => each !== ''),
    };
}
