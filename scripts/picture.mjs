/**
 * Draws docs/check.svg: what a terminal shows when the flagship story is checked. The words and colours are those of the program,
 * run here and now. `npm run picture` builds it first.
 */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const story = 'stories/held/story.ink';
const out = 'docs/check.svg';

const cell = { width: 8.4, height: 19 };
const margin = { side: 24, top: 52, bottom: 20 };
const paper = '#16181d';
const ink = '#d7dae0';
/** What the program's colours look like on this paper, by the number that switches them on. */
const inks = new Map([
  [31, '#ff7b72'],
  [32, '#7ee787'],
  [33, '#e3b341'],
  [34, '#79c0ff'],
  [36, '#76e3ea'],
]);

/** The report, with its colours, as it is seen by whoever types the command below. */
function report() {
  const { stdout, stderr, status } = spawnSync(process.execPath, ['dist/faces/cli/main.js', 'check', story], {
    cwd: root,
    env: { PATH: process.env.PATH, FORCE_COLOR: '1', npm_command: 'exec' },
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`the check of ${story} ended with ${status}: ${stderr}${stdout}`);
  return stdout.trimEnd();
}

const ESCAPE = '\u001b[';

/** Pieces of one line that look alike, each with the column where it starts. */
function pieces(line) {
  const found = [];
  let look = { strong: false, faint: false, colour: ink };
  let column = 0;
  line.split(ESCAPE).forEach((part, i) => {
    const code = i === 0 ? '' : part.slice(0, part.indexOf('m') + 1);
    if (code !== '') look = change(look, Number.parseInt(code, 10));
    const text = part.slice(code.length);
    const indent = text.length - text.trimStart().length;
    if (text.trim() !== '') found.push({ ...look, text: text.trim(), column: column + indent });
    column += text.length;
  });
  return found;
}

function change(look, code) {
  if (code === 1) return { ...look, strong: true };
  if (code === 2) return { ...look, faint: true };
  if (code === 22) return { ...look, strong: false, faint: false };
  return { ...look, colour: inks.get(code) ?? ink };
}

const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const round = (number) => Number(number.toFixed(1));

/** `textLength` keeps the columns where they are, whichever font is at hand. */
function draw({ text, column, strong, faint, colour }, row) {
  const x = round(margin.side + column * cell.width);
  const y = round(margin.top + row * cell.height + 14);
  const looks = [
    `fill="${colour}"`,
    ...(strong ? ['font-weight="700"'] : []),
    ...(faint ? ['opacity="0.7"'] : []),
    ...(text.length > 1 ? [`textLength="${round(text.length * cell.width)}"`] : []),
  ];
  return `  <text x="${x}" y="${y}" ${looks.join(' ')}>${escaped(text)}</text>`;
}

const lines = [`${ESCAPE}2m$ ${ESCAPE}22m${ESCAPE}1mnpx redthread check ${story}`, '', ...report().split('\n')];
const drawn = lines.map(pieces);
const widest = Math.max(...drawn.flat().map(({ column, text }) => column + text.length));
const width = Math.ceil(2 * margin.side + widest * cell.width);
const height = Math.ceil(margin.top + lines.length * cell.height + margin.bottom);
const buttons = ['#ff5f57', '#febc2e', '#28c840'].map(
  (fill, i) => `  <circle cx="${margin.side + 6 + i * 20}" cy="24" r="6" fill="${fill}"/>`,
);

writeFileSync(
  `${root}${out}`,
  `${[
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">`,
    `  <title>What redthread check says of ${story}</title>`,
    `  <rect width="${width}" height="${height}" rx="10" fill="${paper}"/>`,
    ...buttons,
    `  <g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', 'Liberation Mono', monospace" font-size="14" xml:space="preserve">`,
    ...drawn.flatMap((row, y) => row.map((piece) => draw(piece, y))),
    '  </g>',
    '</svg>',
  ].join('\n')}\n`,
);
