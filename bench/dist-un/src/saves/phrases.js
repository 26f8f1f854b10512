import { placeAt } from '../program/program.js';
import { passageName } from './match.js';
const choiceAdvice = 'ink numbers the choices of a knot or stitch from its top, whether they have labels or not. So put new ones after all the old ones, or in a thread (<- new_choices), and switch an old one off rather than delete it: * {false} [Old choice]. Gathers keep their place if they have labels from the first version on: - (later).';
const sequenceAdvice = 'ink knows a sequence by its place among all that comes before it in its knot. One that must not begin anew is safe in a function or knot of its own.';
const stubAdvice = 'Keep the old name as a stub that leads on: === old_name on a line of its own (= old_name for a stitch), then -> new_name.';
const variableAdvice = 'Keep the old VAR, and hand its value over where readers go on; or give the new one the old name.';
/** Puts what loading does into words; null for what is only counted. */
export function wordsForTrouble({ before: one, after: other, matching }, trouble) {
    const base = { passage: '', before: null, after: null, details: [], advice: '' };
    const name = 'name' in trouble ? trouble.name : '';
    const declared = { before: declaredAt(one, name), after: declaredAt(other, name) };
    switch (trouble.kind) {
        case 'unfollowed':
            return null;
        case 'unloadable':
            return wordsForLoading(one, other, matching, trouble.message);
        case 'gone':
        case 'nearest':
        case 'elsewhere':
            return wordsForChoice(one, other, trouble);
        case 'return':
            return {
                ...base,
                key: `return ${trouble.from}`,
                code: 'return-elsewhere',
                level: 'warning',
                message: 'Who saved inside this tunnel or function comes back to another place than before it.',
                passage: one === null ? '' : passageName(one, one.home[trouble.from]),
                before: one === null ? null : placeAt(one, trouble.from),
                after: placeAt(other, trouble.to),
                details: ['Something before it was added or taken away, so text or choices after it are read twice or never.'],
                advice: 'Put a gather with a label just before the call: - (before_dream) ->dream->',
            };
        case 'warned':
            return {
                ...base,
                key: 'warned',
                code: 'load-warns',
                level: 'warning',
                message: 'Loading these saves makes ink warn that places have moved.',
                details: [
                    `The first warning: ${trouble.message}`,
                    'A game that sets no story.onError gets it as an exception at the next line.',
                ],
                advice: 'Set story.onError in the game. What comes of it, beside the warnings, is told elsewhere in this report.',
            };
        case 'variable-gone': {
            const fresh = one === null ? [] : newGlobals(one, other);
            return {
                ...base,
                ...declared,
                key: `gone ${name}`,
                code: 'variable-lost',
                level: 'warning',
                message: `What the variable ${name} holds is lost: the new version has no such variable.`,
                details: fresh.length > 0 ? [`New here, with their first values: ${fresh.join(', ')}.`] : [],
                advice: `If it was renamed: ${variableAdvice.charAt(0).toLowerCase()}${variableAdvice.slice(1)}`,
            };
        }
        case 'initial':
            return {
                ...base,
                ...declared,
                key: `initial ${name}`,
                code: 'variable-reset',
                level: 'warning',
                message: `The variable ${name} turns from ${trouble.before} to ${trouble.after}: saves don’t hold a variable that has its first value, and that has changed.`,
                details: [],
                advice: `Leave VAR ${name} = ${trouble.before} as it is, and set it to ${trouble.after} where a new reading begins.`,
            };
        case 'type':
            return {
                ...base,
                ...declared,
                key: `type ${name}`,
                code: 'variable-type',
                level: 'warning',
                message: `The variable ${name} still holds ${trouble.before}, where the new version expects ${trouble.after}.`,
                details: ['A save brings its value along, of whatever kind it was.'],
                advice: 'Give the new kind of value a variable of its own name.',
            };
        case 'value':
            return wordsForValue(trouble, declared);
        case 'count':
            return one === null ? null : wordsForCount(one, other, trouble);
    }
}
/** The loader fails over a path: it is the knot at its beginning that is gone. */
function wordsForLoading(before, after, matching, message) {
    const knot = /'([^'.]+)[^']*'/.exec(message)?.[1];
    const isGone = knot !== undefined && !after.paths.has(knot);
    const old = isGone ? before?.paths.get(knot) : undefined;
    const now = old === undefined ? -1 : (matching?.toNew[old] ?? -1);
    const place = (program, c) => program === null || c < 0 ? null : placeAt(program, program.containers[c].start);
    return {
        key: `unloadable ${isGone ? knot : message}`,
        code: 'save-unloadable',
        level: 'error',
        message: !isGone
            ? 'These saves can’t be loaded: ink’s loader throws an exception.'
            : `Saves made in ${knot}, or just after it, can’t be loaded: ink’s loader throws an exception, because there is no knot ${knot} any more.`,
        passage: knot ?? '',
        before: place(before, old ?? -1),
        after: place(after, now),
        details: now < 0 ? [] : [`What it said is in ${after.containers[now].path} now.`],
        advice: 'Keep a knot of the old name with its choices for those who stand there; they may lead on to the new one. A stub that only leads on (=== old_name, then -> new_name) lets them load, too, and takes them to its beginning.',
    };
}
function wordsForChoice(before, after, trouble) {
    const address = before?.choices[trouble.choice]?.address;
    const common = before === null || address === undefined
        ? { passage: '', before: null }
        : { passage: passageName(before, before.home[address]), before: placeAt(before, address) };
    const now = (container) => container < 0 ? null : placeAt(after, after.containers[container].start);
    const called = (container) => passageName(after, container) || 'the top of the story';
    if (trouble.kind === 'gone') {
        return {
            ...common,
            key: `gone ${trouble.choice}`,
            code: 'choice-gone',
            level: 'error',
            message: 'A reader who stands before this choice can still make it, and ink then throws an exception: where it led is no more.',
            after: null,
            details: [`It says: ${trouble.message}`],
            advice: stubAdvice,
        };
    }
    const moved = trouble.moved < 0 ? null : now(trouble.moved);
    const isElsewhere = trouble.kind === 'elsewhere';
    const isRenamed = common.passage !== '' && !after.paths.has(common.passage);
    const where = trouble.moved < 0 ? 'The content behind it is no more.' : 'The content behind it has moved.';
    return {
        ...common,
        key: `${trouble.kind} ${trouble.choice}`,
        code: isElsewhere ? 'choice-elsewhere' : 'choice-nearest',
        level: 'error',
        message: isElsewhere
            ? 'A reader who stands before this choice gets other content than it says.'
            : `A reader who stands before this choice lands where the nearest place is left, in ${called(trouble.lands)}, and ink warns.`,
        after: moved ?? now(trouble.lands),
        details: before === null ? [] : [where],
        advice: isRenamed ? stubAdvice : choiceAdvice,
    };
}
function wordsForValue({ name, harm }, declared) {
    const holder = name === '' ? 'A temporary variable' : `The variable ${name}`;
    const base = { passage: '', ...declared, details: [], level: 'warning' };
    switch (harm.kind) {
        case 'item-gone':
            return {
                ...base,
                key: `item ${name} ${harm.what}`,
                code: 'list-item-gone',
                message: `${holder} can still hold ${harm.what}, which the new version doesn’t have.`,
                advice: 'Keep the old item in its LIST, at the end, with its old number: LIST mood = glad, sad, (old = 3).',
            };
        case 'item-number':
            return {
                ...base,
                key: `number ${name} ${harm.what}`,
                code: 'list-item-number',
                message: `${holder} can hold ${harm.what} with its old number ${harm.from}, which is ${harm.to} now.`,
                details: ['Comparing, sorting and counting up then go by the old number.'],
                advice: 'Put new items at the end of a LIST, or give each its number: LIST mood = glad = 1, calm = 3, sad = 2.',
            };
        case 'target-gone':
            return {
                ...base,
                key: `target ${name} ${harm.what}`,
                code: 'place-gone',
                message: `${holder} can lead to ${harm.what}, which is no more.`,
                advice: stubAdvice,
            };
        case 'whole-float':
            return {
                ...base,
                key: 'float',
                code: 'whole-float',
                level: 'note',
                message: 'ink’s saves make a whole number of a number like 2.0, in any version: 5.0 / 2 is 2.5, and after loading 2.',
                before: null,
                after: null,
                advice: 'Write divisions so that they don’t depend on it: FLOAT(x) / 2.',
            };
    }
}
function wordsForCount(one, other, trouble) {
    const { container, was, takes, ofTurns } = trouble;
    const place = (program, c) => c < 0 ? null : placeAt(program, program.containers[c].start);
    const { name } = other.containers[container];
    const label = name === '' || /^[cg]-\d+$/.test(name) ? 'this' : name;
    const what = ofTurns ? `how long ago ${label} was visited` : `how often ${label} was visited`;
    const why = was < 0
        ? `It is new, and takes over the count of something else: ${one.containers[takes]?.path ?? ''}.`
        : takes < 0
            ? 'The old version counted it under another path, or not at all.'
            : 'The old version counted it under another path, and something else under this one.';
    return {
        key: `count ${container} ${ofTurns}`,
        code: 'count-moved',
        level: 'warning',
        message: `The new version is wrong about ${what}: ${ofTurns ? 'TURNS_SINCE gives another number than it should.' : 'once-only choices come back or are missing, and sequences begin anew or skip.'}`,
        passage: passageName(one, was >= 0 ? was : Math.max(0, takes)),
        before: place(one, was >= 0 ? was : takes),
        after: place(other, container),
        details: [why],
        advice: name === '' ? sequenceAdvice : choiceAdvice,
    };
}
export function wordsForLock({ before }, state, isFresh) {
    const { program } = before.context;
    const offer = before.context.read(state).offers[0];
    const { address } = program.choices[offer.point];
    const passage = passageName(program, program.home[address]);
    return {
        key: `lock ${passage} ${isFresh}`,
        code: 'save-locked',
        level: 'error',
        message: `Who saved ${passage === '' ? 'at the top of the story' : `in ${passage}`} can come to no ending any more, whatever they choose.`,
        passage,
        before: placeAt(program, address),
        after: null,
        details: isFresh ? ['New readers who come there are stuck, too: see redthread check.'] : [],
        advice: 'Leave a way on that doesn’t depend on what older readers can’t have done.',
    };
}
export function wordsForFault({ context }, { kind, address, message }) {
    const words = kind === 'endless'
        ? 'the story goes on for ever without a choice'
        : kind === 'no-choices'
            ? 'no choice is left that could be made'
            : `ink stops with an error: ${message.replace(/[.?!]$/, '')}`;
    return {
        key: `fault ${kind} ${address} ${message}`,
        code: 'save-error',
        level: 'error',
        message: `After loading, readers of the old version can come to where ${words}.`,
        passage: '',
        before: null,
        after: placeAt(context.program, address),
        details: ['Nobody who begins with the new version comes to that.'],
        advice: 'See what such a save brings along that a new reader never has; the playthrough shows one.',
    };
}
export function wordsForWarning(message, place) {
    return {
        key: `warning ${message}`,
        code: 'save-warning',
        level: 'warning',
        message: `After loading, readers of the old version can come to where ink warns: ${message}`,
        passage: '',
        before: null,
        after: place,
        details: ['Nobody who begins with the new version comes to that.'],
        advice: 'See what such a save lacks that a new reader always has; the playthrough shows one.',
    };
}
function declaredAt(program, name) {
    return program?.slots.find((slot) => slot.kind === 'global' && slot.name === name)?.place ?? null;
}
/** Variables that only the new version has. */
function newGlobals(before, after) {
    const names = ({ slots, globals }) => slots.slice(0, globals).map(({ name }) => name);
    const known = new Set(names(before));
    return names(after).filter((name) => !known.has(name));
}
