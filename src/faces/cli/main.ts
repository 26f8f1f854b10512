#!/usr/bin/env node
import { run } from './run.ts';

// A reader who has seen enough (`redthread check story.ink | head`) closes the pipe; that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit();
  throw error;
});

process.exitCode = await run(process.argv.slice(2));
