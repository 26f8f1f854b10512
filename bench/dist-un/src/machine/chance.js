/** How many outcomes one stands for, itself among them. */
export function weightOf({ outcomes, weights }, outcome) {
    return weights === undefined || 'least' in outcomes ? 1 : weights[outcomes.indexOf(outcome)];
}
/** How many outcomes a draw has that are told apart. */
export function countOutcomes(draw) {
    const { outcomes } = draw;
    return 'least' in outcomes ? outcomes.greatest - outcomes.least + 1 : outcomes.length;
}
export function outcomeAt(draw, index) {
    const { outcomes } = draw;
    return 'least' in outcomes ? outcomes.least + index : outcomes[index];
}
/** The random numbers of the official JavaScript runtime: a Lehmer generator (Park and Miller 1988) with multiplier 48271. */
export class Generator {
    seed;
    constructor(seed) {
        this.seed = seed % 2147483647;
        if (this.seed <= 0)
            this.seed += 2147483646;
    }
    next() {
        this.seed = (this.seed * 48271) % 2147483647;
        return this.seed;
    }
}
/** Which element the official runtime's shuffle picks: round `loop`, turn `turn` of `count`, for the sequence at a path. */
export function shuffledIndex(path, storySeed, visit, count) {
    let hash = 0;
    for (let i = 0; i < path.length; i++)
        hash += path.charCodeAt(i);
    const random = new Generator(Math.floor(hash + visit / count + storySeed));
    const left = Array.from({ length: count }, (_, i) => i);
    for (let i = 0;; i++) {
        const chosen = random.next() % left.length;
        const [index] = left.splice(chosen, 1);
        if (i >= visit % count)
            return index;
    }
}
