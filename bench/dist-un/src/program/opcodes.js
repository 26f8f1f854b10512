/**
 * The instructions of a program. Each has two integer operands, `a` and `b`; what they mean is told beside each name.
 * "push" and "pop" speak of the evaluation stack, "show" of the output.
 */
export const Op = {
    /** Does nothing. */
    Nop: 0,
    /** Steps into container `a`. */
    Enter: 1,
    /** Shows string `a`, or pushes it inside an expression. */
    Text: 2,
    /** Pushes literal `a`. */
    Literal: 3,
    /** Pushes a reference to the variable named `a`; `b` is the global's slot, or -1. */
    Reference: 4,
    Glue: 5,
    Void: 6,
    EvalStart: 7,
    EvalEnd: 8,
    /** Pops a value and shows it. */
    Output: 9,
    Duplicate: 10,
    Pop: 11,
    Return: 12,
    TunnelReturn: 13,
    /** Starts building a string; `a` is 1 where it can only become the text of a choice. */
    StringStart: 14,
    StringEnd: 15,
    TagStart: 16,
    TagEnd: 17,
    ChoiceCount: 18,
    Turns: 19,
    TurnsSince: 20,
    ReadCount: 21,
    Random: 22,
    SeedRandom: 23,
    /** Pushes how often container `a` was visited, less one. */
    VisitIndex: 24,
    /** Picks an element for the shuffle in container `a`; `b` is the slot that holds what was picked, or -1. */
    Shuffle: 25,
    Thread: 26,
    Done: 27,
    End: 28,
    ListFromInt: 29,
    ListRange: 30,
    ListRandom: 31,
    /** Goes to address `a` (-1: nowhere, an error). */
    Divert: 32,
    /** Pops a condition and goes to `a` if it holds. */
    DivertIf: 33,
    /** Calls function (`b` = 1) or tunnel (`b` = 2) at address `a`. */
    Call: 34,
    /** A divert with all its options: index `a` into `diverts`. */
    DivertAny: 35,
    /** Calls external `a` with `b` arguments. */
    External: 36,
    /** Pushes the global in slot `a`. */
    GetGlobal: 37,
    /** Pushes the temporary named `a`. */
    GetTemp: 38,
    /** Pushes the visit count of container `a`. */
    GetCount: 39,
    /** Pops into the global in slot `a`; `b` is 1 for its declaration. */
    SetGlobal: 40,
    /** Pops into the temporary named `a`. */
    SetTemp: 41,
    /** Declares the temporary named `a` and pops into it. */
    DeclareTemp: 42,
    /** Applies native function `a` (see natives). */
    Native: 43,
    /** Offers choice `a` if it may be offered. */
    Choice: 44,
    /** A ready-made tag in string `a`. */
    TagText: 45,
};
export const opNames = Object.keys(Op);
/** The native functions, in the order of their numbers, by ink's own names for them. */
export const nativeNames = [
    '+',
    '-',
    '/',
    '*',
    '%',
    '_',
    '==',
    '>',
    '<',
    '>=',
    '<=',
    '!=',
    '!',
    '&&',
    '||',
    'MIN',
    'MAX',
    'POW',
    'FLOOR',
    'CEILING',
    'INT',
    'FLOAT',
    '?',
    '!?',
    '^',
    'LIST_MIN',
    'LIST_MAX',
    'LIST_ALL',
    'LIST_COUNT',
    'LIST_VALUE',
    'LIST_INVERT',
];
/** How many operands native function `n` takes. */
export function nativeArity(n) {
    const name = nativeNames[n];
    return name === '_' || name === '!' || (n >= 18 && n <= 21) || n >= 25 ? 1 : 2;
}
