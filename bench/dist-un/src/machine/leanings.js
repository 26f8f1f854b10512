const nothing = { tags: [], isKnown: false };
/**
 * Keeps in the state what there is to lean on where the next choice is made: tags, which the story may have written anew each time, and which
 * choices were made before. (A choice that is offered only once was not.)
 */
export class Leanings {
    notes = [{ chosen: [], leanings: [] }];
    numbers = new Map();
    choices;
    asks;
    keepsChosen;
    constructor({ choices }, asks, keepsChosen) {
        this.choices = choices;
        this.asks = asks;
        this.keepsChosen = keepsChosen;
    }
    /** What there is to lean on with choice number `index` on offer in a state, by what is noted in the state. */
    of(noted, index) {
        return noted === 0 ? nothing : this.notes[noted].leanings[index];
    }
    begins(choice, noted) {
        const { chosen } = this.notes[noted];
        const made = choice === null ? null : this.choices[choice.point];
        const isNew = this.keepsChosen && made !== null && !made.onceOnly && !chosen.includes(made.address);
        return this.note({ chosen: isNew ? [...chosen, made.address].sort((a, b) => a - b) : chosen, leanings: [] });
    }
    ends(offers, begun) {
        const { chosen } = this.notes[begun];
        const isPlain = chosen.length === 0 && !offers.some(({ tags }) => tags.some(this.asks));
        if (isPlain || offers.length === 0)
            return 0;
        const leanings = offers.map(({ at, tags }) => ({ tags: tags.filter(this.asks), isKnown: chosen.includes(at) }));
        return this.note({ chosen, leanings });
    }
    note(note) {
        if (note.chosen.length === 0 && note.leanings.length === 0)
            return 0;
        const key = JSON.stringify([note.chosen, note.leanings.map(({ tags, isKnown }) => [isKnown, ...tags])]);
        let number = this.numbers.get(key);
        if (number === undefined)
            this.numbers.set(key, (number = this.notes.push(note) - 1));
        return number;
    }
}
