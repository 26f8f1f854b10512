import { FileTooLarge } from '../../text/files.js';
import { isFault, position, readJson } from './jsontext.js';
import { didYouMean, nearNames } from './near.js';
import { join } from './paths.js';
import { decodeText } from './utf8.js';
export const PREFERENCES = ['evenly', 'first', 'unseen'];
export const SETTINGS_FILE = 'redthread.json';
/** The most values that one `{"from": …, "to": …}` may stand for; all of them are tried. */
const WIDEST = 10_000;
/** Reads `redthread.json` beside the story; without one, nothing is declared. */
export function readSettings(folder, files) {
    const reader = new SettingsReader();
    let bytes = null;
    try {
        bytes = files.read(join(folder, SETTINGS_FILE));
    }
    catch (error) {
        if (!(error instanceof FileTooLarge))
            throw error;
        reader.complain(0, 'is far too large');
    }
    if (bytes !== null) {
        const decoded = decodeText(bytes);
        if ('text' in decoded)
            reader.read(decoded.text);
        else
            reader.complain(0, 'is not saved as UTF-8 text');
    }
    const { externals, entries, ranges, prefers, weights, diagnostics } = reader;
    return { settings: { externals, entries, ranges, reader: { prefers, weights } }, diagnostics };
}
class SettingsReader {
    externals = table();
    entries = [];
    ranges = Object.create(null);
    prefers = 'evenly';
    weights = Object.create(null);
    diagnostics = [];
    text = '';
    /** `what` goes on after the file's name. */
    complain(at, what, advice) {
        const { line, column } = position(this.text, at);
        const place = { file: SETTINGS_FILE, line, column, endLine: line, endColumn: column };
        this.diagnostics.push({
            code: 'bad-settings',
            level: 'error',
            message: `${SETTINGS_FILE} ${what}.`,
            place,
            advice,
        });
    }
    read(text) {
        this.text = text;
        const top = readJson(text);
        if (isFault(top)) {
            this.complain(top.at, `is not JSON: ${top.message}`);
            return;
        }
        const parts = this.members(top, 'must hold one object in curly braces', [
            'externals',
            'entries',
            'ranges',
            'reader',
        ]);
        for (const { key, value } of parts) {
            if (key === 'externals')
                this.values(value, this.externals, "'externals'", 'has_item');
            if (key === 'entries')
                this.readEntries(value);
            if (key === 'ranges')
                this.readRanges(value);
            if (key === 'reader')
                this.readReader(value);
        }
    }
    readRanges(node) {
        const like = 'Like this: {"VAR": {"from": 0, "to": 20}}';
        for (const { key, value } of this.members(node, "must give 'ranges' as an object", null, like)) {
            const ends = this.ends(key, value);
            if (ends !== null && ends.to < ends.from)
                this.complain(value.at, `gives '${key}' a range with no value at all`);
            else if (ends !== null)
                this.ranges[key] = ends;
        }
    }
    readReader(node) {
        if (node.kind === 'string')
            return this.readPreference(node);
        const like = 'Like this: "reader": "unseen", or "reader": {"prefers": "first", "weights": {"kind": 3}}';
        for (const { key, value } of this.members(node, "must say in 'reader' how readers choose", ['prefers', 'weights'], like))
            if (key === 'prefers')
                this.readPreference(value);
            else
                this.readWeights(value);
    }
    readPreference(node) {
        const found = PREFERENCES.find((known) => node.kind === 'string' && known === node.value);
        if (found !== undefined)
            this.prefers = found;
        else
            this.complain(node.at, 'says of the reader what is not known', `Known here: ${PREFERENCES.join(', ')}.`);
    }
    readWeights(node) {
        const like = 'Like this: {"kind": 3, "rude": 0.5}';
        for (const { key, value } of this.members(node, "must give 'weights' as an object", null, like))
            if (value.kind === 'number' && value.value >= 0 && Number.isFinite(value.value))
                this.weights[key] = value.value;
            else
                this.complain(value.at, `gives the tag '${key}' a weight that is not a number from 0 on`, like);
    }
    readEntries(node) {
        if (node.kind !== 'array') {
            this.complain(node.at, "must give 'entries' as an array", 'Like this: ["knot", {"knot": "other", "set": {"VAR": [0, 1]}}]');
            return;
        }
        for (const item of node.items) {
            if (item.kind === 'string')
                this.entry(item, table());
            else if (item.kind !== 'object')
                this.complain(item.at, 'has an entry that is neither the name of a knot nor an object');
            else {
                const set = table();
                const parts = this.members(item, '', ['knot', 'set']);
                const knot = parts.find((each) => each.key === 'knot');
                for (const { key, value } of parts)
                    if (key === 'set')
                        this.values(value, set, "'set'", 'VAR');
                if (knot === undefined)
                    this.complain(item.at, "has an entry without a 'knot'");
                else
                    this.entry(knot.value, set);
            }
        }
    }
    entry(name, set) {
        if (name.kind !== 'string' || name.value.trim() === '')
            this.complain(name.at, 'has an entry without the name of a knot');
        else
            this.entries.push({ knot: name.value.trim(), set });
    }
    /** `{name: values}`, into a table. */
    values(node, into, what, example) {
        const all = this.members(node, `must give ${what} as an object`, null, `Like this: {"${example}": [true, false]}`);
        for (const { key, value } of all) {
            const domain = this.domain(key, value);
            if (domain !== null)
                into[key] = domain;
        }
    }
    domain(name, node) {
        if (node.kind === 'object')
            return this.range(name, node);
        if (node.kind !== 'array' || node.items.length === 0) {
            const advice = `Like this: "${name}": [true, false], or "${name}": {"from": 0, "to": 3}`;
            this.complain(node.at, `must list at least one value for '${name}'`, advice);
            return null;
        }
        const values = new Set();
        for (const item of node.items) {
            if (item.kind === 'array' || item.kind === 'object' || item.value === null) {
                this.complain(item.at, `gives '${name}' a value that is neither a text, a number, true nor false`);
                return null;
            }
            values.add(item.value);
        }
        return [...values];
    }
    range(name, node) {
        const ends = this.ends(name, node);
        if (ends === null)
            return null;
        const size = ends.to - ends.from + 1;
        if (size < 1 || size > WIDEST) {
            const why = size < 1 ? 'no value at all' : `${size} values, more than ${WIDEST}`;
            this.complain(node.at, `gives '${name}' a range with ${why}`);
            return null;
        }
        return Array.from({ length: size }, (_, index) => ends.from + index);
    }
    /** `{"from": 0, "to": 3}` */
    ends(name, node) {
        const like = `Like this: "${name}": {"from": 0, "to": 3}`;
        const parts = this.members(node, `must give whole numbers as 'from' and 'to' for '${name}'`, ['from', 'to'], like);
        const [from, to] = ['from', 'to'].map((key) => parts.find((each) => each.key === key)?.value);
        if (from?.kind === 'number' && to?.kind === 'number' && [from.value, to.value].every(Number.isSafeInteger))
            return { from: from.value, to: to.value };
        if (node.kind === 'object')
            this.complain(node.at, `must give whole numbers as 'from' and 'to' for '${name}'`);
        return null;
    }
    /** The members of an object: only of the known names where those are given, and each once. */
    members(node, otherwise, known, advice) {
        if (node.kind !== 'object') {
            this.complain(node.at, otherwise, advice);
            return [];
        }
        const seen = new Set();
        return node.members.filter(({ key, at }) => {
            const isNew = !seen.has(key);
            seen.add(key);
            if (!isNew)
                this.complain(at, `has '${key}' twice`);
            else if (known !== null && !known.includes(key)) {
                const meant = didYouMean(nearNames(key, known)) ?? `Known here: ${known.join(', ')}.`;
                this.complain(at, `has an unknown name '${key}'`, meant);
                return false;
            }
            return isNew;
        });
    }
}
function table() {
    return Object.create(null);
}
