/** What became of each promise; it is the same promise if its words are. */
export function promiseChanges(before, now, meetsNow, metBefore) {
    const waiting = [...before.analysis.promises];
    const made = now.analysis.promises.map((promise) => {
        const at = waiting.findIndex(({ text }) => words(text) === words(promise.text));
        const [old = null] = at < 0 ? [] : waiting.splice(at, 1);
        const meets = old === null || old.verdict === promise.verdict ? null : (shown(promise, metBefore) ?? shown(old, meetsNow));
        return { text: promise.text, before: old, now: promise, meets };
    });
    return [...made, ...waiting.map((old) => ({ text: old.text, before: old, now: null, meets: null }))];
}
const words = (text) => text.replace(/\s+/g, ' ').trim();
/** What the playthrough that breaks a promise comes to in the other version; null where none breaks it. */
const shown = ({ verdict, playthrough }, play) => verdict === 'broken' && playthrough !== null ? play(playthrough) : null;
