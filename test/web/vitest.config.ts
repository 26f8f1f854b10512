import { defineConfig } from 'vitest/config';

/** The tests that need a browser. */
export default defineConfig({ test: { include: ['test/web/*.test.ts'], testTimeout: 180_000 } });
