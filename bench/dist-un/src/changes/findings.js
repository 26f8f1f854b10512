import { pairAlike } from './likeness.js';
import { folded } from './pieces.js';
/** Findings that say what is not known, and those that are told of elsewhere. */
const untold = /^not-yet-|^growing$|^broken-promise$/;
/** From so much on that tells for it, two findings of the same kind are the same one. */
const enough = 2;
/** What became of each finding, and of each complaint about the files. */
export function findingChanges([before, now], match, [spotsBefore, spotsNow], meetsNow, metBefore) {
    const [jumpsBefore, jumpsNow] = [findingsOf(before), findingsOf(now)];
    const [olds, news] = [[...jumpsBefore.keys()], [...jumpsNow.keys()]];
    const partners = new Map();
    const traits = (findings, spots) => findings.map((finding) => ({ finding, message: placeless(finding.message), spot: spots.of(finding.place) }));
    const [traitsBefore, traitsNow] = [traits(olds, spotsBefore), traits(news, spotsNow)];
    for (const code of new Set(olds.map((finding) => finding.code))) {
        const of = (all) => all.filter(({ finding }) => finding.code === code);
        const pairs = pairAlike(of(traitsBefore), of(traitsNow), enough, (old, now) => alike(old, now, match));
        for (const [old, now] of pairs)
            partners.set(now.finding, old.finding);
    }
    const kept = new Set(partners.values());
    const introduced = news.flatMap((finding) => {
        if (partners.has(finding))
            return [];
        const reach = reachElsewhere(finding, spotsNow, match.before, before);
        const certain = before.isKnown || finding.evidence === 'text' || reach === 'reached' || reach === 'none';
        const common = { before: null, now: finding, jump: jumpsNow.get(finding) };
        if (reach === 'unreachable')
            return [{ ...common, change: 'kept', certain: true, meets: null }];
        return [{ ...common, change: 'introduced', certain, meets: meets(finding, metBefore) }];
    });
    const fixed = olds.flatMap((finding) => {
        if (kept.has(finding))
            return [];
        const reach = reachElsewhere(finding, spotsBefore, match.now, now);
        const certain = now.isKnown || finding.evidence === 'text' || reach === 'reached' || reach === 'none';
        const common = { before: finding, now: null, jump: jumpsBefore.get(finding) };
        if (reach === 'unreachable')
            return [{ ...common, change: 'kept', certain: true, meets: null }];
        return [{ ...common, change: 'fixed', certain, meets: meets(finding, meetsNow) }];
    });
    const still = [...partners].map(([finding, old]) => {
        const jump = jumpsNow.get(finding);
        return { change: 'kept', certain: true, before: old, now: finding, jump, meets: null };
    });
    const order = ['introduced', 'fixed', 'kept'];
    return [...introduced, ...fixed, ...still].sort((x, y) => order.indexOf(x.change) - order.indexOf(y.change));
}
/** How much tells for two findings being the same one. The same message alone tells little, for some kinds have only one. */
function alike(old, now, match) {
    const message = old.message === now.message ? 0.5 : 0;
    const quote = old.finding.quote === now.finding.quote ? 1 : 0;
    const [after, upTo] = ['after', 'upTo'].map((side) => {
        const partner = old.spot[side] < 0 ? -1 : match.now[old.spot[side]];
        return partner < 0 ? null : partner === now.spot[side];
    });
    // what happens somewhere else happens there, whatever words it happens after
    if (old.finding.playthrough !== null && after === false && upTo === false)
        return 0;
    const around = Number(after === true) + Number(upTo === true);
    const isNamed = message > 0 && /^unreached-(knot|stitch|label)$/.test(now.finding.code);
    return (isNamed || (message > 0 && quote > 0) ? enough : message + quote) + around;
}
const meets = ({ playthrough }, play) => playthrough === null ? null : play(playthrough);
/**
 * What is known in the other version of content that is never read in this one, whatever else is not known of it; `none`: it has no such
 * content. The same of what a condition would show that never holds, if it was read. Null for findings about anything else.
 */
function reachElsewhere({ code, place, quote }, spots, partners, other) {
    const { upTo } = spots.of(place);
    // a finding without words is about no piece, and the next one belongs to something else
    if (upTo < 0 || quote === '' || !spots.version.pieces[upTo].text.startsWith(folded(quote)))
        return null;
    const partner = partners[upTo];
    const reach = partner < 0 ? 'none' : other.reach[partner];
    if (code.startsWith('unreached-'))
        return reach;
    return code === 'always-false' && reach === 'reached' ? reach : null;
}
/** A message without the places in it, which move with every edit, and without amounts. */
const placeless = (message) => message
    .replace(/[^\s(){}"“”:]+\.\w+:\d+(:\d+)?/g, '')
    .replace(/\bline \d+/g, 'line')
    .replace(/\b\d+ (choice|line)s?\b/g, '$1');
/** The findings that are compared, each with what `play --replay` calls it. */
function findingsOf({ analysis, diagnostics }) {
    const jump = (list, index, { playthrough }) => playthrough === null ? null : `${list}:${index + 1}`;
    const found = new Map();
    analysis.findings.forEach((finding, i) => {
        if (!untold.test(finding.code))
            found.set(finding, jump('finding', i, finding));
    });
    (analysis.cast?.standoffs ?? []).forEach((standoff, i) => {
        const finding = ofStandoff(standoff);
        found.set(finding, jump('standoff', i, finding));
    });
    for (const { advice, ...rest } of diagnostics) {
        const details = advice === undefined ? [] : [advice];
        found.set({ ...rest, evidence: 'text', quote: '', details, playthrough: null }, null);
    }
    return found;
}
/** A standoff may well be what its writer wants, so it is told as a note. */
function ofStandoff({ kind, place, quote, playthrough, cycles }) {
    return {
        code: kind,
        level: 'note',
        evidence: 'found',
        message: kind === 'standoff'
            ? 'Nobody has a move they are willing to make, though an ending is within reach.'
            : 'They have moves that they are willing to make for ever, and none of them brings an ending nearer.',
        place,
        quote,
        details: cycles.map((cycle) => `${[...cycle, cycle[0]].join(' waits for ')}.`),
        playthrough,
    };
}
