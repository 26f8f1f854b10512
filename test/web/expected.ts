/** Stories that are explored alone and with helpers, and what is told of that. */
export const stories: readonly string[] = ['bench/stories/safe.ink', 'bench/stories/hub-16.ink'];
const states = [40_002, 40_003];
export const expected = stories.map((path, i) => {
  return { path, states: states[i], same: true, orders: ['follow', 'greet', 'learn'] };
});
