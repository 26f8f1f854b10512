import { clausesOf } from './asked.js';
/** How a way breaks a promise, in a sentence. */
export function because({ pattern, scope }, { circle }) {
    const atEnd = scope.kind === 'before' || scope.kind === 'between';
    const lasts = circle.length > 0 ? 'goes on for ever' : 'comes to its end';
    switch (pattern.kind) {
        case 'always':
            return atEnd
                ? 'There is a moment in between at which it doesn’t hold.'
                : 'There is a moment at which it doesn’t hold.';
        case 'never':
        case 'sometimes':
            return atEnd ? 'There is a moment in between at which it holds.' : 'There is a moment at which it holds.';
        case 'eventually':
            return atEnd ? 'It hasn’t come about by then.' : `A playthrough ${lasts} without it.`;
        case 'leads':
            return atEnd
                ? `\`${pattern.cause.text}\` comes about, and \`${pattern.what.text}\` hasn’t followed by then.`
                : `\`${pattern.cause.text}\` comes about, and the playthrough ${lasts} without \`${pattern.what.text}\`.`;
        case 'possible':
            return 'There is a moment from which it can’t come about any more, whatever is chosen.';
        case 'ending':
            return 'There is an ending in which it doesn’t hold.';
        case 'after':
            return `\`${pattern.what.text}\` comes about, and \`${pattern.cause.text}\` hasn’t before.`;
        case 'atMost':
            return `It comes about ${pattern.times + 1} times.`;
        case 'force': {
            const names = pattern.names.map(({ name }) => name).join(' and ');
            return pattern.can
                ? `Whatever ${names} may choose, the others or chance can keep it away.`
                : `${names} can force it, whatever the others and chance do.`;
        }
    }
}
/** Says where a promise that is kept says nothing, because what it speaks of never comes about. */
export function emptiness(moments, { promised, what, cause, scope }) {
    const never = (holds) => !holds.includes(1);
    const { pattern } = promised;
    const empty = (text) => [`It says nothing, though: \`${text}\` never comes about.`];
    if (scope !== null && never(moments.holds(scope)) && promised.scope.kind !== 'global')
        return empty(promised.scope.of.text);
    if (pattern.kind === 'leads' && cause !== null && never(moments.holds(cause)))
        return empty(pattern.cause.text);
    if ((pattern.kind === 'after' || pattern.kind === 'atMost') && never(moments.holds(what)))
        return empty(pattern.what.text);
    if (pattern.kind === 'ending' && never(moments.hasEnded))
        return ['It says nothing, though: the story never ends.'];
    return [];
}
/** The values, at a moment, of what a promise looks at. */
export function valuesAt(context, promise, state) {
    const { model } = context;
    const slots = [...new Set(clausesOf(promise).flatMap((clause) => clause.slots))].sort((a, b) => a - b);
    context.read(state);
    const { machine, program } = model;
    const values = slots.flatMap((slot) => {
        const { kind, name } = program.slots[slot];
        const value = machine.slots[slot];
        if (kind === 'global')
            return [`${name} = ${machine.values.show(value) || '(empty)'}`];
        if (kind !== 'visits')
            return [];
        const times = value >= machine.least[slot] ? `${machine.least[slot]} times or more` : value === 1 ? 'once' : `${value} times`;
        return [`${name} ${value === 0 ? 'not visited' : `visited ${times}`}`];
    });
    return values.length === 0 ? [] : [`At that moment: ${values.join(', ')}.`];
}
