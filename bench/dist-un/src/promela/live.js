import { either } from './code.js';
/** How many slots share a variable. */
const bits = 30;
/**
 * What a state keeps: the slots that are live for a choice on offer, or for the turn that a draw interrupts. Where a turn comes to rest, they
 * are gathered as bits, and all other slots are cleared.
 */
export class Live {
    learned;
    slots;
    offers;
    /** The slots that are live for some and not for others, in the order of their bits. */
    sometimes;
    never;
    constructor(learned, slots) {
        this.learned = learned;
        this.slots = slots;
        this.offers = Array.from({ length: learned.offers }, (_, offer) => offer);
        const rows = [
            ...this.offers.map((offer) => learned.liveForOffer(offer)),
            ...learned.draws.map((_, middle) => learned.liveInMiddle(middle)),
        ];
        this.never = slots.used.filter((slot) => !rows.some((row) => row.has(slot)));
        this.sometimes = slots.used.filter((slot) => rows.some((row) => row.has(slot)) && !rows.every((row) => row.has(slot)));
    }
    get words() {
        return Array.from({ length: Math.ceil(this.sometimes.length / bits) }, (_, word) => word);
    }
    /** The variables that bits are gathered in, which are no part of a state. */
    declarations() {
        return this.words.map((word) => `static int kept_${word} = 0;`);
    }
    keep(live) {
        const masks = this.words.map(() => 0);
        this.sometimes.forEach((slot, at) => {
            if (live.has(slot))
                masks[Math.floor(at / bits)] |= 1 << (at % bits);
        });
        return [
            ...masks.flatMap((mask, word) => (mask === 0 ? [] : [`kept_${word} = kept_${word} | ${mask};`])),
            'return 0;',
        ];
    }
    addTo(functions, hasFallbacks) {
        const { learned, slots } = this;
        functions.addSwitch('keep_for_offer', this.offers.map((offer) => [offer, this.keep(learned.liveForOffer(offer))]));
        functions.addSwitch('keep_in_turn', learned.draws.map((_, turn) => [turn, this.keep(learned.liveInMiddle(turn))]));
        if (hasFallbacks)
            functions.addSwitch('is_fallback', this.offers.map((offer) => [offer, [`return ${learned.isFallback(offer) ? 1 : 0};`]]));
        functions.add('tidy', '', [
            'int i = 0;',
            'for (i = 0; i < now.count; i = i + 1) {',
            '  keep_for_offer(now.offer[i]);',
            '}',
            ...this.never.map((slot) => slots.drop(slot)),
            ...this.sometimes.flatMap((slot, at) => either(`(kept_${Math.floor(at / bits)} & ${1 << (at % bits)}) == 0`, [slots.drop(slot)])),
            ...this.words.map((word) => `kept_${word} = 0;`),
            'return RESTS;',
        ]);
    }
}
