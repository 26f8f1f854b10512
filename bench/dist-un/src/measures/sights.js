import { between, measured, upToOne } from './measure.js';
import { inNumbers } from './walk.js';
/** How likely it is to see each knot, line and choice, and how much of the story one reading sees. `left` is how likely it is to leave what was explored. */
export function seenIn(walk, program, contents, left) {
    const { telling } = walk;
    const all = Array.from({ length: telling.sights }, (_, number) => telling.sight(number));
    const shown = { steps: walk.sights, starts: walk.sightsAtStart, count: all.length };
    const taken = { steps: walk.taken, starts: walk.starts.map(() => -1), count: program.choices.length };
    const byPiece = whereShown(all.map(({ pieces }) => pieces));
    const byPassage = whereShown(all.map(({ passages }) => passages));
    const pieces = ({ by }) => together(by, byPiece);
    const passages = ({ by }) => together(by, byPassage);
    const questions = new Set();
    for (const { piece } of contents.prose)
        questions.add(together([piece], byPiece).join());
    for (const content of [...contents.lines, ...contents.choices])
        questions.add(pieces(content).join());
    for (const content of contents.knots)
        questions.add(passages(content).join());
    const many = questions.size + contents.choices.length;
    return inNumbers(walk.chain, many, (solver) => {
        const sights = new Sights(solver, walk.starts, left);
        const see = (content, kinds, chosen) => ({
            kind: content.kind,
            text: content.text,
            place: content.place,
            odds: sights.odds(shown, kinds),
            chosen,
        });
        const pointOf = new Map(program.choices.map(({ address }, point) => [address, point]));
        return {
            knots: contents.knots.map((content) => see(content, passages(content), null)),
            lines: contents.lines.map((content) => see(content, pieces(content), null)),
            offered: contents.choices.map((content) => see(content, pieces(content), sights.odds(taken, [pointOf.get(content.by[0])]))),
            share: {
                words: sights.share(shown, contents.prose.map(({ piece, words }) => ({ kinds: together([piece], byPiece), weight: words }))),
                lines: sights.share(shown, contents.lines.map((line) => ({ kinds: pieces(line), weight: 1 }))),
                choices: sights.share(shown, contents.choices.map((choice) => ({ kinds: pieces(choice), weight: 1 }))),
            },
        };
    });
}
/** For each number the rows in which it stands. */
export function whereShown(rows) {
    const where = new Map();
    rows.forEach((row, i) => {
        for (const number of row)
            if (!where.get(number)?.push(i))
                where.set(number, [i]);
    });
    return where;
}
/** The rows in which any of some numbers stands, in ascending order. */
function together(numbers, where) {
    return [...new Set(numbers.flatMap((number) => where.get(number) ?? []))].sort((a, b) => a - b);
}
/** How likely it is to take one of some steps at least once; what is asked for by the same steps is asked once. */
export class Sights {
    solver;
    starts;
    left;
    known = new Map();
    constructor(solver, starts, left) {
        this.solver = solver;
        this.starts = starts;
        this.left = left;
    }
    odds(kinds, asked) {
        return this.widened(measured(this.likelihood(kinds, asked)));
    }
    /** The sum of weights, each as likely as it is to be seen, of all of them. */
    share(kinds, parts) {
        const { plus, times, divided, whole, nought } = this.solver.arithmetic;
        const total = parts.reduce((sum, { weight }) => sum + weight, 0);
        if (total === 0)
            return measured(this.solver.arithmetic.one);
        const sum = parts.reduce((sum, part) => plus(sum, times(whole(part.weight), this.likelihood(kinds, part.kinds))), nought);
        return this.widened(measured(divided(sum, whole(total))));
    }
    /** Whoever left what was explored may have seen it there. */
    widened(odds) {
        if (this.left === null)
            return upToOne(odds);
        return upToOne(between(Number(odds.least), Number(odds.most) + Number(this.left.most)));
    }
    likelihood(kinds, asked) {
        const key = asked.join();
        const known = this.known.get(kinds) ?? new Map();
        this.known.set(kinds, known);
        let odds = known.get(key);
        if (odds === undefined)
            known.set(key, (odds = this.work(kinds, asked)));
        return odds;
    }
    work({ steps, starts, count }, asked) {
        const { plus, divided, whole, one, nought } = this.solver.arithmetic;
        if (asked.length === 0)
            return nought;
        const marks = new Uint8Array(count);
        for (const kind of asked)
            marks[kind] = 1;
        const comes = this.solver.solve({ kinds: steps, asked: marks });
        const sum = this.starts.reduce((sum, position, i) => plus(sum, starts[i] >= 0 && marks[starts[i]] === 1 ? one : comes(position)), nought);
        return divided(sum, whole(this.starts.length));
    }
}
