import { fullName } from './names.js';
import { didYouMean, nearNames, orList } from './near.js';
const BUILT_IN = ('CHOICE_COUNT TURNS TURNS_SINCE READ_COUNT RANDOM SEED_RANDOM LIST_VALUE LIST_COUNT LIST_MIN LIST_MAX LIST_ALL ' +
    'LIST_INVERT LIST_RANDOM LIST_RANGE POW FLOOR CEILING INT FLOAT MIN MAX').split(' ');
const BRACES = 'Every { needs its }. For a brace in the text itself, write \\{ or \\}.';
const TAG_BRACES = 'This line has a tag, and braces in a tag are logic too (since ink 1.1). For a brace in the tag itself, write \\{ or \\}.';
/** Rules are tried in order; the first that fits explains. */
const RULES = [
    [
        /^Divert target not found: '(?:-> )?(.+?)'/,
        ([, name], context) => {
            const known = of(context, 'knot', 'stitch', 'label');
            const advice = /^(end|done)$/i.test(name)
                ? `Write it in capitals: -> ${name.toUpperCase()}`
                : (elsewhere(name, known) ??
                    didYouMean(nearNames(name, [...known.map((k) => k.name), ...known.map(fullName)])));
            return {
                code: 'unknown-target',
                message: `There is no knot, stitch or label called '${name}'.`,
                advice,
                word: name,
            };
        },
    ],
    [
        /^Function call target not found: '(?:-> )?(.+?)'/,
        ([, name], context) => {
            const known = [...of(context, 'function', 'external').map((each) => each.name), ...BUILT_IN];
            const knot = of(context, 'knot').some((each) => each.name === name);
            const advice = knot ? `'${name}' is a knot; a function starts with == function ${name}` : undefined;
            const near = didYouMean(nearNames(name, known));
            return {
                code: 'unknown-function',
                message: `There is no function called '${name}'.`,
                advice: advice ?? near,
                word: name,
            };
        },
    ],
    [/^Unresolved variable: (.+)$/, ([, name], context) => unknownVariable(name, context)],
    [/^Variable could not be found to assign to: '(.+)'/, ([, name], context) => unknownVariable(name, context)],
    [
        /^variable for (?:increment|decrement) could not be found: '(.+?)'/,
        ([, name], context) => unknownVariable(name, context),
    ],
    [
        /^Could not find target for read count: (?:-> )?([^,]+)/,
        ([, name], context) => {
            const known = of(context, 'knot', 'stitch', 'label').map(fullName);
            const lists = of(context, 'list').map((each) => each.name);
            return {
                code: 'unknown-name',
                message: `There is no stitch, label or list item called '${name}'.`,
                advice: didYouMean(nearNames(name, [...known, ...lists])),
                word: name,
            };
        },
    ],
    [
        /^Could not find list (?:definition that contains item |definition for item |item )'?(.+?)'?$/,
        ([, name], context) => {
            const variable = context.names.find((each) => each.name === name && each.kind !== 'item');
            return {
                code: 'unknown-list-item',
                message: `There is no list item called '${name}'.`,
                advice: variable === undefined
                    ? didYouMean(nearNames(name, of(context, 'item').map((each) => each.name)))
                    : `'${name}' is a ${variable.kind}, but a single name in round brackets is read as a list: leave the brackets out.`,
                word: name,
            };
        },
    ],
    [
        /^Apparent loose end/,
        () => ({
            code: 'loose-end',
            message: 'The text runs out here: nothing says where the story goes next.',
            advice: 'Add a divert (-> somewhere), a choice, -> DONE or -> END.',
        }),
    ],
    [
        /^(?:Choices with conditions should be written|Choices nested in conditionals)/,
        () => ({
            code: 'nested-choice',
            message: 'A choice inside { braces } must say where it leads.',
            advice: 'Give it a divert, or write the condition on the choice itself: * {condition} choice',
        }),
    ],
    [
        /^(?:Choice is completely empty|Blank choice)/,
        () => ({
            code: 'empty-choice',
            message: 'This choice has no text, so ink takes it as a fallback that chooses itself.',
            advice: 'If that is meant, write * -> and a target. If not, give it words.',
        }),
    ],
    [
        /^Empty diverts/,
        () => ({
            code: 'missing-target',
            message: 'This arrow leads nowhere.',
            advice: 'Write the name of a knot, a stitch or a label after ->',
        }),
    ],
    [
        /^(.+?) (?:'(.+?)' )?already contains flow named '(.+?)' \(at line (\d+)(?: of (.+?))?"?\)/,
        ([, , , name, line, file], context) => duplicate(name, context, line, file),
    ],
    [
        /^found declaration variable '(.+?)' that was already declared(?: \(line (\d+)(?: of (.+?))?"?\))?/,
        ([, name, line, file], context) => duplicate(name, context, line, file),
    ],
    [
        /'(.+?)': name has already been used for an? (.+?) on line (\d+)(?: of (.+?))?"?$/,
        ([, name, , line, file], context) => duplicate(name, context, line, file),
    ],
    [
        /(?:same label name|has the same label name as)/,
        (match, context) => duplicate(/'(.+?)'/.exec(match.input)?.[1] ?? '', context, /line (\d+)/.exec(match.input)?.[1], undefined),
    ],
    [
        /^(?:Duplicate EXTERNAL definition of|CONST|Multiple arguments with the same name:|List '.+?' contains duplicate items called) '(.+?)'/,
        ([, name], context) => duplicate(name, context, undefined, undefined),
    ],
    [
        /^'(.+?)' cannot be used for the name of an? (.+?) because it's a (.+)$/,
        ([, name, what, why]) => ({
            code: 'reserved-name',
            message: `'${name}' can't be the name of a ${what}: it is a ${why}.`,
            word: name,
        }),
    ],
    [
        /^(.+?) hasn't been marked as a function/,
        ([, name]) => ({
            code: 'not-a-function',
            message: `'${name}' is called like a function, but it is a knot.`,
            advice: `Begin it with == function ${name}, or go there with -> ${name}`,
            word: name,
        }),
    ],
    [
        /^(.+?) (?:can't be diverted to|must be called as a function)/,
        ([, name]) => ({
            code: 'function-as-target',
            message: `'${name}' is a function: the story can't go there.`,
            advice: `Call it: ~ ${name}()`,
            word: name,
        }),
    ],
    [
        /^(?:Divert|Function call) to '(.+?)' requires (\d+) arguments, but (?:there weren't any|(?:only )?got (\d+))/,
        ([, name, wanted, got]) => wrongArguments(name, wanted, got),
    ],
    [
        /incorrect number of arguments sent to external function '(.+?)'. Expected (\d+) but got (\d+)/,
        ([, name, wanted, got]) => wrongArguments(name, wanted, got),
    ],
    [
        /^Functions may not contain (stitches|diverts|choices)/,
        ([, what]) => ({
            code: 'not-in-function',
            message: `A function can't have ${what} in it.`,
            advice: 'Make it a knot, or a tunnel.',
        }),
    ],
    [
        /^(?:Return statements can only be used|should not have return statement)/,
        () => ({ code: 'stray-return', message: 'Only a function can return.', advice: 'Begin it with == function' }),
    ],
    [
        /^Do you need a '~' before 'return'/,
        () => ({
            code: 'return-as-text',
            message: "This line starts with 'return', but it is shown as text.",
            at: 'line',
            advice: 'Write ~ return',
        }),
    ],
    [
        /^Saw the text 'else:'/,
        () => ({ code: 'else-as-text', message: "'else:' is shown as text here.", advice: 'Write - else:' }),
    ],
    [
        /^Using 'not' or '!' here negates '(.+?)'/,
        ([, name]) => ({
            code: 'not-has',
            message: `'not' applies to '${name}' alone here, before 'has' or '?' is asked.`,
            advice: 'Put round brackets around what is asked: not (list has item)',
        }),
    ],
    [
        /^Sequence type combination not supported/,
        () => ({
            code: 'syntax',
            message: "These kinds of sequence don't go together.",
            advice: 'Only shuffle goes with another: with once or stopping.',
        }),
    ],
    [
        /^Number too large/,
        () => ({ code: 'number-too-large', message: 'This number is larger than ink can count.', at: 'line' }),
    ],
    [
        /^Tags aren't allowed inside of strings/,
        () => ({
            code: 'tag-in-string',
            message: 'A # inside double quotes starts a tag, which is not possible there.',
            advice: 'Write \\#',
        }),
    ],
    [
        /^Expected at least one line within the (knot|stitch)/,
        ([, what]) => ({
            code: 'empty-passage',
            message: `This ${what} has nothing in it.`,
            at: 'heading',
            advice: 'Write a line in it, or a divert.',
        }),
    ],
    [
        /^Logic following a '~'/,
        () => ({
            code: 'syntax',
            message: 'Nothing comes of what stands after this ~.',
            at: 'line',
            advice: 'It can be: ~ x = 1, ~ x++, ~ temp x = 1, ~ f(x) or ~ return x',
        }),
    ],
    [
        /^Expected the name of the (knot|function)$/,
        ([, what]) => ({ code: 'syntax', message: `This ${what} has no name.`, at: 'line' }),
    ],
    [
        /^Expected (.+) but saw (.+)$/s,
        ([, wanted, seen], { text }) => ({
            code: 'syntax',
            message: `Ink expects ${lineEnd(wanted)} here, but there is ${lineEnd(seen)}.`,
            advice: bracesAdvice(text, wanted, seen),
        }),
    ],
];
/** Says what a message of ink's compiler means; a message without a rule is kept as it is. */
export function explain(message, level, context) {
    if (level === 'todo')
        return { code: 'todo', message: `To do: ${message.trim()}` };
    for (const [pattern, rule] of RULES) {
        const match = pattern.exec(message);
        if (match !== null)
            return rule(match, context);
    }
    const kept = message
        .trim()
        .replace(/(line \d+ of [^"]+)"/g, '$1')
        .replace(/^(?:Divert|Function call) (?=[A-Z]|can't)/, '')
        .replace(/^FunctionCall\b/, 'This function');
    const sentence = kept.charAt(0).toUpperCase() + kept.slice(1) + (/[.!?)]$/.test(kept) ? '' : '.');
    return { code: level === 'error' ? 'ink-error' : 'ink-warning', message: sentence };
}
function of({ names }, ...kinds) {
    return names.filter((each) => kinds.includes(each.kind));
}
/** The name exists, but has to be called by its full name from here. */
function elsewhere(name, known) {
    const full = known.filter((each) => each.name === name && each.within !== '').map(fullName);
    return full.length === 0 ? undefined : `From here it is called by its full name: -> ${orList([...new Set(full)])}`;
}
function unknownVariable(name, context) {
    const labels = of(context, 'label', 'stitch').filter((each) => each.name === name && each.within !== '');
    const hidden = of(context, 'temporary', 'parameter').find((each) => each.name === name);
    const known = context.names.filter((each) => !['external', 'parameter'].includes(each.kind)).map((each) => each.name);
    const place = hidden?.within === '' ? 'at the top of the story' : `in '${hidden?.within}'`;
    return {
        code: 'unknown-variable',
        message: `There is no variable called '${name}' here.`,
        advice: labels.length > 0
            ? `'${name}' is a ${labels[0].kind} in '${labels[0].within}': from here it is called ${orList([...new Set(labels.map(fullName))])}`
            : hidden === undefined
                ? (didYouMean(nearNames(name, known)) ??
                    `If it is new, declare it: VAR ${name} = 0. If it is a text, put it in double quotes.`)
                : `'${name}' is a ${hidden.kind} ${place} (line ${hidden.line} of ${hidden.file}), and only known there. Make it a VAR to share it.`,
        word: name,
    };
}
function duplicate(name, context, line, file) {
    const first = context.names.find((each) => each.name === name && !(each.file === context.file && each.line === context.line));
    const at = line === undefined ? first?.line : Number(line);
    const where = at === undefined ? '' : `: the other is on line ${at} of ${file ?? first?.file ?? context.file}`;
    return {
        code: 'duplicate-name',
        message: `The name '${name}' is given twice${where}.`,
        advice: 'Rename one of them.',
        word: name,
    };
}
function wrongArguments(name, wanted, got) {
    const message = `'${name}' takes ${wanted} values in round brackets, but gets ${got ?? 'none'}.`;
    return { code: 'wrong-arguments', message, word: name };
}
function bracesAdvice(text, wanted, seen) {
    if (!/[{}]/.test(`${wanted}${seen}`))
        return undefined;
    return /#[^"]*[{}]/.test(text) ? TAG_BRACES : BRACES;
}
function lineEnd(words) {
    return words === 'end of line' ? 'the end of the line' : words;
}
