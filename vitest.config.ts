import { configDefaults, defineConfig } from 'vitest/config';

/** No test is about time; the limit only ends what hangs, on the slowest and busiest of machines. */
export default defineConfig({
  // what needs a browser has a command of its own
  test: { exclude: [...configDefaults.exclude, 'test/web/**'], testTimeout: 180_000, hookTimeout: 180_000 },
});
