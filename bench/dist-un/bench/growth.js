/**
 * `npm run bench:growth`: writes the stories that grow with a number to `bench/stories`, explores those of more sizes than lie there, and draws
 * how they grow: `bench/growth.svg`.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { plot } from './curves.js';
import { families, storyOf } from './families.js';
import { exploration } from './measure.js';
const home = (path) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));
const bounds = { redthread: 120, states: 2_000_000 };
const folder = mkdtempSync(join(tmpdir(), 'redthread-growth-'));
const curves = [];
try {
    for (const [name, family] of Object.entries(families)) {
        for (const size of family.sizes)
            writeFileSync(home(`bench/stories/${name}-${size}.ink`), storyOf(family, size));
        const points = family.plotted.flatMap((size) => {
            const path = join(folder, `${name}-${size}.ink`);
            writeFileSync(path, storyOf(family, size));
            const explored = exploration(path, bounds);
            process.stderr.write(`${name} ${size}: ${explored?.states} states, ${explored?.processor} s\n`);
            return explored?.finished === true ? [{ size, states: explored.states, seconds: explored.processor }] : [];
        });
        curves.push({ name, points });
    }
}
finally {
    rmSync(folder, { recursive: true });
}
writeFileSync(home('bench/growth.svg'), plot(curves));
