import { endingCount, StateKind, transitionCount, } from './certificate.js';
import { formatVersion } from './write.js';
/** Why a text is no certificate, in a sentence without its end. */
export class NoCertificate extends Error {
}
const notOurs = 'it is not a certificate that Redthread wrote';
/** Reads a certificate, and believes nothing in it: throws a `NoCertificate` for whatever can't be. */
export function readCertificate(text) {
    const lines = text.replace(/\n$/, '').split('\n');
    const head = new Line(lines[0], 1);
    const header = head.object(head.value);
    if (!('certificate' in header))
        throw new NoCertificate(notOurs);
    if (header.certificate !== formatVersion)
        throw new NoCertificate(`its format is ${JSON.stringify(header.certificate)}, and this Redthread reads ${formatVersion}`);
    const story = head.object(header.story);
    const claims = head.object(header.claims);
    const keepsCount = head.count(header.keeps);
    const slots = head.array(header.slots).map((slot) => slotOf(head, slot));
    const body = lines.slice(1);
    if (body.length !== keepsCount + head.count(claims.states))
        throw new NoCertificate(`it claims ${claims.states} states, but holds ${body.length - keepsCount}; part of it is missing, or it was changed`);
    const keeps = body.slice(0, keepsCount).map((line, i) => keepsOf(new Line(line, i + 2), slots.length));
    const states = new StateReader(body.length - keepsCount);
    const stops = head.array(header.stops).map((stop) => stopOf(head, stop));
    for (let i = keepsCount; i < body.length; i++)
        states.read(new Line(body[i], i + 2), keeps, stops.length);
    const asides = head.array(header.asides ?? []).map((aside) => asideOf(head, aside));
    const certificate = {
        redthread: head.text(header.redthread),
        story: { file: head.text(story.file), sha256: head.text(story.sha256) },
        starts: head.array(header.starts).map((start) => startOf(head, start, body.length - keepsCount)),
        externals: new Map(Object.entries(head.object(header.externals)).map(([name, values]) => [
            name,
            head.array(values).map((value) => head.host(value)),
        ])),
        exhaustive: claims.exhaustive === true,
        slots,
        stops,
        keeps,
        states: states.finish(),
        asides,
        slices: head.array(header.slices ?? []).map((slice) => sliceOf(head, slice, slots.length, asides.length)),
    };
    compareClaims(certificate, claims);
    if (asides.some((_, i) => !certificate.slices.some((slice) => slice.asides.includes(i))))
        throw new NoCertificate('it leaves out what some texts depend on');
    checkTree(certificate);
    return certificate;
}
function compareClaims(certificate, claims) {
    const { kinds } = certificate.states;
    const counted = { transitions: transitionCount(certificate), endings: endingCount(certificate) };
    for (const [what, number] of Object.entries(counted)) {
        if (claims[what] !== number)
            throw new NoCertificate(`it claims ${JSON.stringify(claims[what])} ${what}, but holds ${number}`);
    }
    const open = kinds.some((kind) => kind === StateKind.Unexplored || kind === StateKind.Cut);
    if (certificate.exhaustive && open)
        throw new NoCertificate('it claims that every playthrough was followed, but holds states that were not');
}
/** Every state needs a representative: the first transition to it has to come from a start or an earlier state. */
function checkTree({ starts, states }) {
    const reached = new Uint8Array(states.kinds.length);
    if (starts.length === 0)
        throw new NoCertificate('it does not say where the story begins');
    for (const { state } of starts)
        reached[state] = 1;
    for (let s = 0; s < reached.length; s++) {
        if (reached[s] === 0)
            throw new NoCertificate(`nothing before state ${s} leads to it`);
        for (let t = states.first[s]; t < states.first[s + 1]; t++)
            reached[states.targets[t]] = 1;
    }
}
/** One line of JSON, whose parts have to be what they should. */
class Line {
    value;
    number;
    constructor(text, number) {
        this.number = number;
        try {
            this.value = JSON.parse(text);
        }
        catch {
            throw new NoCertificate(number === 1 ? notOurs : `line ${number} is not JSON`);
        }
    }
    wrong() {
        return new NoCertificate(`line ${this.number} is not what it should be`);
    }
    object(value) {
        if (typeof value !== 'object' || value === null || Array.isArray(value))
            throw this.wrong();
        return value;
    }
    array(value) {
        if (!Array.isArray(value))
            throw this.wrong();
        return value;
    }
    text(value) {
        if (typeof value !== 'string')
            throw this.wrong();
        return value;
    }
    /** A whole number from 0, below `bound`. */
    count(value, bound = Number.MAX_SAFE_INTEGER) {
        if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0 || value >= bound)
            throw this.wrong();
        return value;
    }
    integer(value) {
        if (typeof value !== 'number' || !Number.isInteger(value) || value !== (value | 0))
            throw this.wrong();
        return value;
    }
    host(value) {
        if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean')
            throw this.wrong();
        return value;
    }
    grain(parts) {
        if (parts.length === 0)
            return null;
        if (parts.length !== 2 && parts.length !== 3)
            throw this.wrong();
        const period = this.count(parts[1]);
        if (period === 0)
            throw this.wrong();
        const least = this.integer(parts[0]);
        if (parts.length === 2)
            return { least, period };
        const greatest = this.integer(parts[2]);
        if (greatest < least)
            throw this.wrong();
        return { least, period, greatest };
    }
    kept(value, of) {
        return Array.isArray(value)
            ? { of: of(value[0]), grain: this.grain(value.slice(1)) }
            : { of: of(value), grain: null };
    }
}
const slotKinds = ['global', 'visits', 'age', 'shuffle', 'turn'];
const stopKinds = ['end', 'done', 'stop', 'error', 'crash', 'endless'];
function slotOf(line, value) {
    const [first, name, ...grain] = line.array(value);
    const kind = slotKinds.find((each) => each === first);
    if (kind === undefined)
        throw line.wrong();
    return { kind, name: line.text(name), grain: line.grain(grain) };
}
function stopOf(line, value) {
    const [first, at] = line.array(value);
    const kind = stopKinds.find((each) => each === first);
    if (kind === undefined)
        throw line.wrong();
    return { kind, at: line.text(at) };
}
function startOf(line, value, states) {
    const [state, entry, given] = line.array(value);
    const sets = Object.fromEntries(Object.entries(line.object(given)).map(([name, each]) => [name, line.host(each)]));
    return { state: line.count(state, states), entry: line.text(entry), sets };
}
function asideOf(line, value) {
    const [from, to, things] = line.array(value);
    const seen = line.array(things);
    if (seen.length % 2 !== 0)
        throw line.wrong();
    const pairs = Array.from({ length: seen.length / 2 }, (_, i) => [seen[2 * i], seen[2 * i + 1]]);
    return {
        from: line.text(from),
        to: line.text(to),
        seen: pairs.map(([place, bits]) => [line.text(place), line.count(bits, 8)]),
    };
}
function sliceOf(line, value, slots, asides) {
    const [held, told] = line.array(value);
    return {
        slots: line.array(held).map((slot) => line.count(slot, slots)),
        asides: line.array(told).map((aside) => line.count(aside, asides)),
    };
}
function keepsOf(line, slots) {
    const { value } = line;
    const { slots: kept, choices, threads = [], stack = [], text = false } = line.object(value);
    return {
        slots: line.array(kept).map((each) => line.kept(each, (of) => line.count(of, slots))),
        choices: line.array(choices).map((each) => threadOf(line, each)),
        threads: line.array(threads).map((each) => threadOf(line, each)),
        stack: line.array(stack).map((each) => {
            const [of, ...grain] = line.array(each);
            return grain.length === 0 ? { nothing: line.count(of) } : { of: line.count(of), grain: line.grain(grain) };
        }),
        text: text === true,
    };
}
function threadOf(line, value) {
    return line.array(value).map((frame) => {
        if (frame === 'all')
            return null;
        return line.array(frame).map((each) => line.kept(each, (of) => line.text(of)));
    });
}
class StateReader {
    kinds;
    keeps;
    stops;
    first;
    labels = [];
    targets = [];
    count = 0;
    constructor(states) {
        this.kinds = new Uint8Array(states);
        this.keeps = new Int32Array(states);
        this.stops = new Int32Array(states);
        this.first = new Int32Array(states + 1);
    }
    read(line, keeps, stops) {
        const [word, detail, ...rest] = line.array(line.value);
        const s = this.count++;
        const kind = ['choice', 'draw', 'over', 'unexplored', 'cut'].indexOf(String(word));
        if (kind < 0)
            throw line.wrong();
        this.kinds[s] = kind;
        const states = this.kinds.length;
        if (kind === StateKind.Over) {
            this.stops[s] = line.count(detail, stops);
            this.keeps[s] = line.count(rest.shift(), keeps.length);
        }
        else if (kind !== StateKind.Cut)
            this.keeps[s] = line.count(detail, keeps.length);
        const isWaiting = kind === StateKind.Choice || kind === StateKind.Draw;
        // what is kept in the middle of a turn has threads, and nothing else has
        if (isWaiting && keeps[this.keeps[s]].threads.length > 0 !== (kind === StateKind.Draw))
            throw line.wrong();
        if (kind === StateKind.Choice) {
            rest.forEach((target, label) => {
                this.labels.push(label);
                this.targets.push(line.count(target, states));
            });
        }
        else if (kind === StateKind.Draw && rest.length % 2 === 0) {
            for (let i = 0; i < rest.length; i += 2) {
                this.labels.push(line.integer(rest[i]));
                this.targets.push(line.count(rest[i + 1], states));
            }
        }
        else if (rest.length > 0)
            throw line.wrong();
        this.first[s + 1] = this.targets.length;
    }
    finish() {
        const { kinds, keeps, stops, first } = this;
        return { kinds, keeps, stops, first, labels: Int32Array.from(this.labels), targets: Int32Array.from(this.targets) };
    }
}
