import { hasCast, isInCast } from '../program/cast.js';
import { tagsOfChoice, tagsOnLines, willIn } from '../program/wills.js';
import { Reasons } from './reasons.js';
/** What a writer has probably meant otherwise about who acts: names that nobody has, people who never act, wills that never hold. */
export function castFaults(context) {
    const told = context.program.choices.map((_, point) => tagsOfChoice(context.program, point));
    if (hasCast(context.model.machine.cast))
        return [
            ...declarations(context),
            ...strangers(context, told),
            ...namelessWills(context, told),
            ...misplaced(context),
            ...idle(context, told),
            ...stubborn(context, told),
            ...meddled(context),
        ];
    const first = told.flat().find(({ key }) => key === 'by');
    return first === undefined ? [] : [noCast(context, first.from)];
}
const fault = (context, code, address, message, details) => ({
    code,
    level: 'warning',
    evidence: 'text',
    message,
    place: context.place(address),
    quote: '',
    details,
    playthrough: null,
});
function noCast(context, address) {
    const message = 'This choice says who makes it, but the story does not say who is in its cast: so it is the reader’s.';
    const details = ['Name them at the very top of the story, before its first words: # cast: anna, ben'];
    return { ...fault(context, 'no-cast', address, message, details), level: 'note' };
}
/** Faults in the tags at the top. */
function declarations(context) {
    const { cast } = context.model.machine;
    const variables = context.program.slots.filter(({ kind }) => kind === 'global').map(({ name }) => name);
    const each = (code, tags, tell) => tags.map(({ text, address }) => {
        const [message, advice] = tell(text);
        return fault(context, code, address, message, [advice]);
    });
    return [
        ...each('cast-twice', cast.twice, (name) => [
            `${name} is in the cast twice.`,
            'Name everybody once; letter case does not tell two people apart.',
        ]),
        ...each('owned-by-nobody', cast.ownedByNobody, (name) => [
            `This says what ${name} owns, but nobody of the cast is called that.`,
            castIs(context),
        ]),
        ...each('owns-nothing', cast.ownsNothing, (name) => [
            `This says who owns ${name}, but the story has no variable of that name.`,
            variables.length === 0 ? 'It has no variables.' : `It has ${some(variables)}.`,
        ]),
        ...each('owned-twice', cast.ownedTwice, (name) => [
            `${name} has two owners: only the first one counts.`,
            'A variable that several people may change has no owner: leave it out of the owns tags.',
        ]),
    ];
}
const some = (names) => `${names.slice(0, 8).join(', ')}${names.length > 8 ? ' …' : ''}`;
function castIs({ model }) {
    return `The cast is ${some(model.machine.cast.names.slice(1))}.`;
}
/** Choices by somebody who is not in the cast: read off the text, or met in play where the name is computed. */
function strangers(context, told) {
    const { cast, strangers: met } = context.model.machine;
    const tell = (name, address) => {
        const message = name === ''
            ? 'This choice has an empty by tag: so it is the reader’s.'
            : `This choice is by ${name}, but nobody of the cast is called that: so it is the reader’s.`;
        return fault(context, 'by-nobody', address, message, [castIs(context)]);
    };
    return told.flatMap((tags, point) => {
        const by = tags.find(({ key }) => key === 'by');
        if (by === undefined)
            return [];
        if (by.plain !== null)
            return isInCast(cast, by.plain) ? [] : [tell(by.plain, by.from)];
        const name = met.get(point);
        if (name === undefined)
            return [];
        const state = firstOffer(context, point);
        const playthrough = state < 0 ? null : context.witnesses.toState(state).steps;
        return [{ ...tell(name, by.from), evidence: 'found', playthrough }];
    });
}
/** The first state in which a choice is on offer as the reader's; -1 where there is none. */
function firstOffer(context, point) {
    for (let s = 0; s < context.graph.states; s++) {
        if (context.isChoice(s) && context.read(s).offers.some((offer) => offer.point === point && offer.by === 0))
            return s;
    }
    return -1;
}
function namelessWills(context, told) {
    const message = 'This choice says when somebody is willing to make it, but not who: a reader always is.';
    return told.flatMap((tags) => {
        const will = tags.find(({ key }) => key === 'will');
        if (will === undefined || tags.some(({ key }) => key === 'by'))
            return [];
        return [fault(context, 'will-of-nobody', will.from, message, ['Name them on the same choice: # by: somebody'])];
    });
}
function misplaced(context) {
    return tagsOnLines(context.program).map(({ key, from }) => {
        const message = `This ${key} tag stands on a line, not on a choice, and says nothing there.`;
        const advice = `Put it inside the brackets of its choice, + [Go. # ${key}: …], or before them: what comes after them is shown when the choice is taken.`;
        return fault(context, 'tag-on-line', from, message, [advice]);
    });
}
/** Those of the cast to whom no choice ever belonged. */
function idle(context, told) {
    const { cast } = context.model.machine;
    const acts = new Set();
    for (let s = 0; s < context.graph.expanded; s++)
        if (context.isChoice(s))
            for (const { by } of context.read(s).offers)
                acts.add(by);
    const names = told.flat().filter(({ key }) => key === 'by');
    return cast.names.flatMap((name, by) => {
        if (by === 0 || acts.has(by))
            return [];
        const named = names.some(({ plain }) => plain === null || plain.toLowerCase() === name.toLowerCase());
        // before everything was followed, only the text can tell
        if (named && !context.exhaustive)
            return [];
        const message = named
            ? `${name} is in the cast, but never gets to act: no choice of theirs is ever offered.`
            : `${name} is in the cast, but no choice is theirs.`;
        const details = named ? [] : [`Say which are: + [Go. # by: ${name}]`];
        const finding = fault(context, 'never-acts', cast.addresses[by], message, details);
        return [named ? { ...finding, evidence: 'proved' } : finding];
    });
}
/** Choices that are offered, but that nobody is ever willing to make. */
function stubborn(context, told) {
    if (!context.exhaustive)
        return [];
    const { program, graph, model } = context;
    const offered = new Map();
    for (let s = 0; s < graph.expanded; s++) {
        if (!context.isChoice(s))
            continue;
        for (const { point, by, willing } of context.read(s).offers) {
            const known = offered.get(point);
            if (known === undefined)
                offered.set(point, { by, willing });
            else
                known.willing ||= willing;
        }
    }
    const reasons = new Reasons(context, (pc) => context.covered(pc), context.exhaustive);
    return [...offered].flatMap(([point, { by, willing }]) => {
        if (willing)
            return [];
        const tag = told[point].find(({ key }) => key === 'will');
        const condition = tag === undefined ? null : willIn(program, tag);
        const words = condition?.text ?? tag?.plain ?? null;
        const why = words === null ? '' : `: {${words}} is false whenever it is offered`;
        const message = `${model.machine.cast.names[by]} is never willing to make this choice${why}.`;
        const address = tag?.from ?? program.choices[point].address;
        const finding = fault(context, 'never-willing', address, message, reasons.forCondition(condition));
        return [{ ...finding, evidence: 'proved' }];
    });
}
/** Variables that somebody other than their owner sets. */
function meddled(context) {
    const { program, model, witnesses } = context;
    const { cast } = model.machine;
    return [...model.meddled.values()].map(({ slot, by, address, state, label }) => {
        const { name } = program.slots[slot];
        const witness = witnesses.beyond(state, label);
        return {
            code: 'meddled',
            level: 'error',
            evidence: 'found',
            message: `${name} is ${cast.names[cast.owner[slot]]}’s alone to change, and a choice of ${cast.names[by]} sets it here.`,
            place: context.place(address),
            quote: witness.lastWords,
            details: ['Let the choice be its owner’s, or take the variable out of the owns tag.'],
            playthrough: witness.steps,
        };
    });
}
