import { choiceTexts, prose } from '../program/flow.js';
import { Ints } from './ints.js';
import { Pairs } from './pairs.js';
/** Numbers what stretches of turns come to, each content once; 0 is nothing. */
export class Contents {
    all = [{ pieces: [], passages: [] }];
    numbers = new Map([['|', 0]]);
    /** For each two that were met together both of them as one, -1 as long as that isn't known. */
    together = new Pairs();
    sums = new Ints();
    program;
    isPiece;
    /** When each address and each passage was met last. */
    met;
    metIn;
    stamp = 0;
    constructor(program) {
        this.program = program;
        const inChoice = choiceTexts(program);
        this.met = new Int32Array(program.op.length);
        this.metIn = new Int32Array(program.passages.length);
        this.isPiece = prose(program).map((is, pc) => (inChoice[pc] === 0 ? is : 0));
    }
    at(number) {
        return this.all[number];
    }
    /** What is come to by executing these addresses. */
    of(executed) {
        const { program, met, metIn } = this;
        const pieces = [];
        const passages = [];
        const stamp = ++this.stamp;
        for (const pc of executed) {
            if (met[pc] === stamp)
                continue;
            met[pc] = stamp;
            if (this.isPiece[pc] === 1)
                pieces.push(pc);
            let passage = program.containers[program.home[pc]].passage;
            for (; passage >= 0 && metIn[passage] !== stamp; passage = program.passages[passage].parent) {
                metIn[passage] = stamp;
                passages.push(passage);
            }
        }
        return this.number(pieces, passages);
    }
    /** All of one and of another. */
    sum(one, other) {
        if (one === other || other === 0)
            return one;
        if (one === 0)
            return other;
        const pair = this.together.number(one, other);
        if (this.sums.length <= pair) {
            const from = this.sums.extend(pair + 1 - this.sums.length);
            this.sums.data.fill(-1, from, pair + 1);
        }
        if (this.sums.data[pair] < 0) {
            const [a, b] = [this.all[one], this.all[other]];
            this.sums.data[pair] = this.number([...a.pieces, ...b.pieces], [...a.passages, ...b.passages]);
        }
        return this.sums.data[pair];
    }
    number(pieces, passages) {
        const content = { pieces: sorted(pieces), passages: sorted(passages) };
        const key = `${content.pieces.join()}|${content.passages.join()}`;
        let number = this.numbers.get(key);
        if (number === undefined)
            this.numbers.set(key, (number = this.all.push(content) - 1));
        return number;
    }
}
/** Each once, in ascending order. */
const sorted = (numbers) => [...new Set(numbers)].sort((a, b) => a - b);
