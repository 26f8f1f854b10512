/** Every trouble once, by number. */
export class Troubles {
    all = [];
    numbers = new Map();
    number(trouble) {
        const key = JSON.stringify(trouble);
        let number = this.numbers.get(key);
        if (number === undefined)
            this.numbers.set(key, (number = this.all.push(trouble) - 1));
        return number;
    }
}
