import { assumptionsOf } from '../findings/assumptions.js';
import { isSilentFromTop } from '../findings/judge.js';
import { coverOf } from '../graph/cover.js';
import { choiceTexts, prose } from '../program/flow.js';
import { Op } from '../program/opcodes.js';
import { passageAt } from '../program/program.js';
import { choicesTaken } from './passed.js';
import { Leaf, labelledByContent, leavesOf, printedIn } from './shownlabels.js';
/**
 * Few playthroughs that together show every line that can be shown and every choice that can be offered, and take each of these choices;
 * those that show most of what is new come first.
 */
export function readingsThatShowAll({ context, telling, stopped }, wanted = null) {
    const { program } = context;
    const isWanted = (address) => wanted === null || wanted.addresses.has(address);
    const taken = choicesTaken(context);
    const { labelled, labels } = labelledByContent(context, telling, taken);
    const things = new Things();
    const shows = labels.map(({ shown, taken }) => {
        const all = contentOf(program, telling.shown(shown)).filter(isWanted);
        return [...new Set([...all.map((at) => things.shown(at)), ...(isWanted(taken) ? things.taken(taken) : [])])];
    });
    const { walks, least } = coverOf(labelled, shows, (leaf) => leaf === Leaf.Ending);
    const ordered = byNews(walks, ({ start, transitions }) => [
        ...shows[labelled.starts[start]],
        ...transitions.flatMap((t) => shows[labelled.labels[t]]),
    ]);
    const writer = new Writer(context, telling, taken, isWanted);
    return {
        file: program.file,
        silent: isSilentFromTop(context),
        readings: ordered.map((walk) => writer.write(walk)),
        least,
        shown: {
            lines: things.count((at) => program.op[at] !== Op.Choice),
            offered: things.count((at) => program.op[at] === Op.Choice),
            taken: things.countTaken,
        },
        missing: missing(program, isWanted, things),
        changedSince: wanted?.changedSince ?? null,
        limit: stopped,
        assumptions: assumptionsOf(context),
    };
}
/** The content that a step shows, by address. */
const contentOf = (program, { pieces, lines }) => [...pieces, ...printedIn(program, lines)];
/** What there is to show, numbered from 0 on. */
class Things {
    byAddress = new Map();
    byTaken = new Map();
    /** The content at an address, shown or on offer. */
    shown(address) {
        return numbered(this.byAddress, address, this.size);
    }
    /** A choice that is taken; none for an address of -1. */
    taken(address) {
        return address < 0 ? [] : [numbered(this.byTaken, address, this.size)];
    }
    isShown(address) {
        return this.byAddress.has(address);
    }
    count(counts) {
        return [...this.byAddress.keys()].filter(counts).length;
    }
    get countTaken() {
        return this.byTaken.size;
    }
    get size() {
        return this.byAddress.size + this.byTaken.size;
    }
}
function numbered(numbers, key, next) {
    const known = numbers.get(key);
    if (known === undefined)
        numbers.set(key, next);
    return known ?? next;
}
function missing(program, isWanted, things) {
    const inChoice = choiceTexts(program);
    const isProse = prose(program);
    const count = (is) => [...program.op.keys()].filter((at) => is(at) && isWanted(at) && !things.isShown(at)).length;
    return {
        lines: count((at) => isProse[at] === 1 && inChoice[at] === 0),
        choices: count((at) => program.op[at] === Op.Choice && !program.choices[program.a[at]].isFallback),
    };
}
/** Orders walks so that each shows as much as any of the rest of what those before it did not. */
function byNews(walks, shownBy) {
    const left = new Map(walks.map((walk) => [walk, new Set(shownBy(walk))]));
    const ordered = [];
    while (left.size > 0) {
        const [[walk, shown]] = [...left].sort(([, x], [, y]) => y.size - x.size);
        ordered.push(walk);
        left.delete(walk);
        for (const others of left.values())
            for (const thing of shown)
                others.delete(thing);
    }
    return ordered;
}
/** Writes walks down as readings, one after the other, and what is new in each. */
class Writer {
    context;
    telling;
    taken;
    isWanted;
    leaves;
    read = new Set();
    offered = new Set();
    wasTaken = new Set();
    constructor(context, telling, taken, isWanted) {
        this.context = context;
        this.telling = telling;
        this.taken = taken;
        this.isWanted = isWanted;
        this.leaves = leavesOf(context);
    }
    write({ start, transitions }) {
        const { graph, witnesses } = this.context;
        const { steps } = witnesses.along({ start: graph.starts[start], entry: start, transitions });
        const before = steps.length - transitions.length;
        const moments = [this.moment(steps[before - 1] ?? null, this.telling.atStart(start), transitions[0])];
        transitions.forEach((t, i) => {
            moments.push(this.moment(steps[before + i], this.telling.of(t), transitions[i + 1]));
        });
        const shown = [this.telling.atStart(start), ...transitions.map((t) => this.telling.of(t))];
        const offers = moments.flatMap((moment) => moment.offers);
        return {
            steps,
            moments,
            end: this.end(transitions.length === 0 ? graph.starts[start] : graph.targets.at(transitions[transitions.length - 1])),
            choices: steps.filter((step) => 'choice' in step).length,
            words: shown.reduce((sum, { words }) => sum + words, 0),
            newLines: moments.flatMap(({ lines }) => lines).filter(({ isNew }) => isNew).length,
            newOffers: offers.filter(({ isNew }) => isNew).length,
            newTaken: offers.filter(({ isNewlyTaken }) => isNewlyTaken).length,
        };
    }
    /** What is read after a step, up to the next transition. */
    moment(step, { lines, offers }, next) {
        const { graph } = this.context;
        const chosen = next === undefined || this.taken[next] < 0 ? -1 : graph.labels.at(next);
        return {
            step,
            lines: lines.map((line) => this.words(line, this.read)),
            offers: offers.map((offer, index) => ({
                ...this.words(offer, this.offered),
                taken: index === chosen,
                isNewlyTaken: index === chosen && this.isFirst(offer.at),
            })),
        };
    }
    words(told, known) {
        const isNew = !known.has(told) && told.parts.some(this.isWanted);
        known.add(told);
        return { text: told.text, tags: told.tags, isNew };
    }
    /** Whether a choice that is wanted was not taken before. */
    isFirst(address) {
        const isFirst = this.isWanted(address) && !this.wasTaken.has(address);
        this.wasTaken.add(address);
        return isFirst;
    }
    end(state) {
        const { program } = this.context;
        const goesOn = this.context.isWaiting(state);
        const kind = goesOn ? 'open' : ENDS[this.leaves[state]];
        if (goesOn)
            return { kind, passage: '', place: null };
        const { address } = this.context.read(state);
        return { kind, passage: passageAt(program, address).name, place: this.context.place(address) };
    }
}
const ENDS = ['ending', 'stopped', 'open'];
