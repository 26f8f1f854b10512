import { futuresOf } from '../graph/futures.js';
/** All choices between which it makes no difference which is taken, wherever they are offered together. The exploration must be complete. */
export function indifferentChoices(context, telling) {
    const { graph, program } = context;
    const marks = Array.from({ length: graph.states }, (_, s) => markOf(context, s));
    const mark = (s) => marks[s];
    const exact = futuresOf(graph, mark, (t) => telling.number(t));
    const form = futuresOf(graph, mark, () => 0);
    const pairs = new Pairs();
    const moments = new Map();
    for (let s = 0; s < graph.expanded; s++) {
        const first = graph.first.at(s);
        if (!context.isChoice(s) || graph.first.at(s + 1) - first < 2)
            continue;
        const choices = context.read(s).offers.map(({ point }) => program.choices[point].address);
        const known = moments.get(choices.join());
        if (known === undefined)
            moments.set(choices.join(), { choices, situations: 1 });
        else
            known.situations++;
        const futures = choices.map((_, i) => {
            const t = first + i;
            const target = graph.targets.at(t);
            return { exact: exact[target], offers: telling.offersIn(telling.sightOf(telling.number(t))), form: form[target] };
        });
        choices.forEach((a, i) => {
            for (let j = i + 1; j < choices.length; j++) {
                const [one, other] = [futures[i], futures[j]];
                pairs.note(a, choices[j], one.exact === other.exact && one.offers === other.offers, one.form === other.form);
            }
        });
    }
    const all = [...moments.values()];
    const situations = (group) => all.reduce((sum, moment) => sum + (group.every((c) => moment.choices.includes(c)) ? moment.situations : 0), 0);
    const tell = (group, changes) => ({
        choices: group.map((c) => ({ what: textOf(telling, c), chance: false, place: context.place(c) })),
        changes,
        situations: situations(group),
    });
    const nothing = pairs.groups(all.map(({ choices }) => choices), ({ alike }) => alike);
    const words = pairs
        .groups(all.map(({ choices }) => choices), ({ alikeButWords }) => alikeButWords)
        .filter((group) => !nothing.some((other) => group.every((c) => other.includes(c))));
    return [...nothing.map((group) => tell(group, 'nothing')), ...words.map((group) => tell(group, 'words'))];
}
/** What is told apart from the first: what is on offer, or how the story is over. */
function markOf(context, state) {
    const { kind, address, message, offers } = context.read(state);
    return kind === 'choice' || kind === 'draw'
        ? `${kind} ${offers.map(({ point }) => point).join()}`
        : `${kind} ${address} ${message}`;
}
const textOf = (telling, choice) => telling.everyOffer.find(({ at }) => at === choice)?.text ?? '';
class Pairs {
    known = new Map();
    note(a, b, alike, alikeButWords) {
        const pair = this.of(a, b);
        if (pair === undefined)
            this.known.set(keyOf(a, b), { alike, alikeButWords });
        else {
            pair.alike &&= alike;
            pair.alikeButWords &&= alikeButWords;
        }
    }
    of(a, b) {
        return this.known.get(keyOf(a, b));
    }
    /** Sets of choices, offered together, of which each two are alike; none that is part of another. */
    groups(moments, isAlike) {
        const found = [];
        for (const moment of moments)
            for (const first of moment) {
                const group = [];
                for (const c of [first, ...moment])
                    if (!group.includes(c) && group.every((other) => isAlike(this.of(other, c))))
                        group.push(c);
                if (group.length > 1)
                    found.push(group.sort((a, b) => a - b));
            }
        const unique = [...new Map(found.map((group) => [group.join(), group])).values()];
        return unique.filter((group) => !unique.some((other) => other !== group && group.every((c) => other.includes(c))));
    }
}
const keyOf = (a, b) => (a < b ? `${a} ${b}` : `${b} ${a}`);
