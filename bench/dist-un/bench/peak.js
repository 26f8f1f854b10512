/**
 * Loaded before a program (`node --import`): on exit it says on file descriptor 3 how many kilobytes of memory the program took at most,
 * and how many microseconds of processor time, over all threads.
 */
import { writeSync } from 'node:fs';
process.on('exit', () => {
    const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
    writeSync(3, `${maxRSS} ${userCPUTime + systemCPUTime}\n`);
});
