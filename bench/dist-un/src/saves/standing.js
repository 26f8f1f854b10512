/**
 * Notes of every state that waits for a choice what its save holds besides choices and values, as far as ink's loader can stumble over it:
 * where the story stood last, and the fallback choices that wait unseen.
 */
export class Standing {
    hears = false;
    numbers = new Map();
    begins() {
        return 0;
    }
    ends() {
        return 0;
    }
    rests({ offers, previous, program }) {
        const isFallback = (point) => program.choices[point].isFallback;
        if (offers.every(({ point }) => isFallback(point)))
            return 0;
        const unseen = offers.flatMap(({ point, thread }, i) => isFallback(point) ? [`${i}:${point}:${thread.previous}`] : []);
        const key = [previous, ...unseen].join();
        let number = this.numbers.get(key);
        if (number === undefined)
            this.numbers.set(key, (number = this.numbers.size + 1));
        return number;
    }
}
