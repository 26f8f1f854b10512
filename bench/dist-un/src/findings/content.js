import { choiceTexts, insideTags } from '../program/flow.js';
import { Op } from '../program/opcodes.js';
import { passageAt } from '../program/program.js';
import { comparePlaces } from '../text/place.js';
import { assumptionsOf, premisesOf } from './assumptions.js';
import { nearestEnds } from './endings.js';
import { isSilentFromTop } from './judge.js';
import { Unreached } from './unreached.js';
import { piecesOf } from './verdicts.js';
const unknown = { verdict: 'unknown', reasons: [], route: null };
/** Gives every knot, choice, line and ending its verdict. Texts must not have been passed over, or some have no playthrough. */
export function contentOf(context, limit) {
    const rows = new Listing(context).rows();
    return {
        file: context.program.file,
        silent: isSilentFromTop(context),
        exhaustive: context.exhaustive,
        limit,
        assumptions: assumptionsOf(context),
        assuming: premisesOf(context),
        pieces: rows.map(({ piece }) => piece),
        playthrough: (index) => {
            const route = rows[index]?.route ?? null;
            if (route === null)
                return null;
            const { witnesses } = route.context;
            return (route.label < 0 ? witnesses.toState(route.state) : witnesses.beyond(route.state, route.label)).steps;
        },
    };
}
class Listing {
    context;
    program;
    /** Where a game is meant to jump into the story and nobody said where, nothing is known. */
    silent;
    /** Tells why something is never reached; null where nothing is proved. */
    never;
    /** Where each choice is on offer, in each exploration. */
    offers = new Map();
    constructor(context) {
        const { exhaustive, proofs } = context;
        this.context = context;
        this.program = context.program;
        this.silent = isSilentFromTop(context);
        if (exhaustive)
            this.never = new Unreached(context);
        else
            this.never = proofs === null ? null : new Unreached(context, (address) => proofs.covered(address), true);
    }
    rows() {
        return [...[...this.passages(), ...this.choicesAndLines()].sort(inOrder), ...this.endings().sort(inOrder)];
    }
    passages() {
        return this.program.passages.flatMap((passage, number) => {
            if (passage.kind === 'top')
                return [];
            const addresses = this.addressesOf(number);
            return [this.row(passage.kind, passage, passage.place, passage.name, this.known(addresses, 1))];
        });
    }
    /** The addresses of a passage, and of the stitches in it. */
    addressesOf(number) {
        const { home, containers, passages } = this.program;
        return [...home.keys()].filter((pc) => {
            const { passage } = containers[home[pc]];
            return passage === number || passages[passage].parent === number;
        });
    }
    choicesAndLines() {
        const { op, a, strings } = this.program;
        const words = this.wordsOfChoices();
        return piecesOf(this.program).map(({ address, bit }) => {
            const kind = op[address] === Op.Choice ? 'choice' : 'line';
            const text = kind === 'line' ? strings[a[address]].trim() : words(address);
            const passage = passageAt(this.program, address);
            return this.row(kind, passage, this.context.place(address), text, this.known([address], bit));
        });
    }
    /** Tells the words of a choice: those that it shares with what is shown once it is taken, then its own. */
    wordsOfChoices() {
        const { op, a, home, containers, strings } = this.program;
        const inChoice = choiceTexts(this.program);
        const inTag = insideTags(this.program);
        const said = (from, to) => {
            const texts = [];
            for (let pc = from; pc < to; pc++)
                if (op[pc] === Op.Text && inChoice[pc] === 1 && inTag[pc] === 0)
                    texts.push(strings[a[pc]]);
            return texts;
        };
        return (pc) => {
            let first = pc;
            while (first > containers[home[pc]].start && op[first - 1] !== Op.Choice)
                first--;
            const shared = containers.find(({ parent, name }) => parent === home[pc] && name === 's');
            const before = shared === undefined ? [] : said(shared.start, shared.start + shared.size);
            return [...before, ...said(first, pc)].join('').replace(/\s+/g, ' ').trim();
        };
    }
    /** All endings that were reached, and where the story may end besides. A `-> DONE` where it never does is no ending. */
    endings() {
        const { context, program, silent } = this;
        const rows = new Map();
        const add = (address, known) => {
            if (rows.has(address))
                return;
            const passage = passageAt(program, address);
            rows.set(address, this.row('ending', passage, context.place(address), '', known));
        };
        for (const each of [context, context.beside]) {
            for (const { state, address } of silent || each === null ? [] : nearestEnds(each))
                add(address, { verdict: 'reached', reasons: [], route: { context: each, state, label: -1 } });
        }
        for (const [pc, op] of program.op.entries()) {
            if (op === Op.End && !this.isDeclaration(pc))
                add(pc, this.known([pc], 1));
            else if (op === Op.Done && !context.exhaustive && context.proofs?.mayBeOverAt(pc) !== false)
                add(pc, unknown);
        }
        return [...rows.values()];
    }
    /** Whether an address belongs to the declarations of variables, which end with an -> END of their own. */
    isDeclaration(pc) {
        const { home, declarations } = this.program;
        return declarations >= 0 && home[pc] === home[declarations];
    }
    /** What is known of something that is come to if any of these addresses is: in which step, or why not. */
    known(addresses, bit) {
        const { context, never } = this;
        if (this.silent)
            return unknown;
        if (addresses.some((pc) => (context.covered(pc) & bit) !== 0))
            return { verdict: 'reached', reasons: [], route: this.routeTo(addresses, bit) };
        const cannot = (pc) => ((context.proofs?.covered(pc) ?? 15) & bit) === 0;
        if (never === null || (!context.exhaustive && !addresses.every(cannot)))
            return unknown;
        const teller = never.tellerOf(addresses[0]);
        return { verdict: 'impossible', reasons: teller === null ? [] : [teller.message, ...teller.details], route: null };
    }
    /** The first step, in the exploration or else in the search beside it, in which something happens at one of these addresses. */
    routeTo(addresses, bit) {
        for (const context of [this.context, this.context.beside]) {
            if (context === null)
                continue;
            const offered = bit === 8 ? this.offersOf(context).get(addresses[0]) : undefined;
            if (offered !== undefined)
                return { context, state: offered, label: -1 };
            const occasions = addresses.flatMap((pc) => context.model.firsts.of(pc, bit) ?? []);
            const [first, ...others] = occasions;
            if (first === undefined)
                continue;
            const earliest = others.reduce((least, each) => (each.state < least.state ? each : least), first);
            return { context, ...earliest };
        }
        return null;
    }
    offersOf(context) {
        let offers = this.offers.get(context);
        if (offers === undefined)
            this.offers.set(context, (offers = context.nearestOffers()));
        return offers;
    }
    row(kind, { name }, place, text, { verdict, reasons, route }) {
        const choices = route === null ? null : choicesTo(route);
        const searched = route !== null && route.context !== this.context;
        return { piece: { kind, passage: name, place, text, verdict, choices, searched, reasons }, route };
    }
}
/** How many choices a way takes. */
function choicesTo({ context, state, label }) {
    const { graph } = context;
    let choices = label >= 0 && state >= 0 && context.isChoice(state) ? 1 : 0;
    for (let t = state < 0 ? -1 : graph.reachedBy.at(state); t >= 0; t = graph.reachedBy.at(graph.sourceOf(t)))
        if (context.isChoice(graph.sourceOf(t)))
            choices++;
    return choices;
}
/** As they stand in the story; what has no place keeps its order. */
function inOrder({ piece: a }, { piece: b }) {
    return a.place === null || b.place === null ? 0 : comparePlaces(a.place, b.place);
}
