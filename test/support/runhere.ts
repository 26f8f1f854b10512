import { vi } from 'vitest';
import { run } from '../../src/faces/cli/run.ts';
import type { Result } from './commandline.ts';

/** Runs one command line within this process. */
export async function runHere(...args: readonly string[]): Promise<Result> {
  const said = { out: '', err: '' };
  const spies = (['stdout', 'stderr'] as const).map((stream) =>
    vi.spyOn(process[stream], 'write').mockImplementation((text) => {
      said[stream === 'stdout' ? 'out' : 'err'] += String(text);
      return true;
    }),
  );
  try {
    return { code: await run(args), ...said };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}
