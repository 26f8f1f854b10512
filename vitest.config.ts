import { defineConfig } from 'vitest/config';

/** No test is about time; the limit only ends what hangs, on the slowest and busiest of machines. */
export default defineConfig({ test: { testTimeout: 180_000, hookTimeout: 180_000 } });
