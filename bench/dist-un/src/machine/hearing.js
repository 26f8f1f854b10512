/** Notes of each turn which of the wanted words were shown in it, and who began it. */
export class Hearing {
    hears;
    wanted;
    notesBy;
    notes = [];
    numbers = new Map();
    constructor(wanted, notesBy) {
        this.wanted = wanted.map(({ kind, words }) => ({ kind, words: evenBlanks(words) }));
        this.hears = wanted.length > 0;
        this.notesBy = notesBy;
    }
    begins(chosen) {
        const begun = this.notesBy && chosen !== null ? chosen.by + 1 : 0;
        return this.note({ begun, heard: this.wanted.map(() => false), last: '' });
    }
    listens(line, note) {
        const { begun, heard, last } = this.notes[note];
        const text = evenBlanks(`${last} ${line.text}`);
        const tags = line.tags.map(evenBlanks);
        const now = this.wanted.map(({ kind, words }, i) => heard[i] || (kind === 'said' && text.includes(words)) || (kind === 'tagged' && tags.includes(words)));
        const left = this.wanted.flatMap(({ kind, words }, i) => (kind === 'said' && !now[i] ? [words.length - 1] : []));
        return this.note({ begun, heard: now, last: text.slice(Math.max(0, text.length - Math.max(0, ...left))) });
    }
    ends(offers, note) {
        const { begun, heard } = this.notes[note];
        const choices = offers.map(({ text }) => evenBlanks(text));
        const isOffered = (words) => choices.some((choice) => choice.includes(words));
        const now = this.wanted.map(({ kind, words }, i) => heard[i] || (kind === 'offered' && isOffered(words)));
        return this.note({ begun, heard: now, last: '' });
    }
    note(note) {
        const key = `${note.begun} ${note.heard.join()} ${note.last}`;
        let number = this.numbers.get(key);
        if (number === undefined)
            this.numbers.set(key, (number = this.notes.push(note) - 1));
        return number;
    }
    /** Whether the wanted words with that index were shown in the turn that was noted. */
    heard(noted, index) {
        return this.notes[noted].heard[index];
    }
    /** Who began the turn that was noted, as an index into the names of the cast; -1 where the story began with it. */
    begunBy(noted) {
        return this.notes[noted].begun - 1;
    }
}
/** Every run of blanks and line breaks is one blank, and there is none at the ends. */
function evenBlanks(text) {
    return text.replace(/\s+/g, ' ').trim();
}
