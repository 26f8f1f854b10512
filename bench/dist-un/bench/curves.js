/** Colours that people with any kind of colour vision tell apart (Okabe and Ito 2008), each with a shape of its own. */
const looks = [
    { colour: '#0072b2', dash: '', marker: 'M-4-4H4V4H-4Z' },
    { colour: '#d55e00', dash: '7 3', marker: 'M0-5L5 4H-5Z' },
    { colour: '#009e73', dash: '2 3', marker: 'M0-5L5 0L0 5L-5 0Z' },
    { colour: '#cc79a7', dash: '9 3 2 3', marker: 'M-4-4L4 4M4-4L-4 4' },
    { colour: '#000000', dash: '5 5', marker: 'M0-5V5M-5 0H5' },
    { colour: '#8a6d00', dash: '1 4', marker: 'M-5-3H5L0 5Z' },
];
const panel = { width: 360, height: 320, left: 88, top: 64, gap: 150 };
const total = { width: panel.left + 2 * panel.width + panel.gap + 84, height: panel.top + panel.height + 64 };
/** Two panels over the number that families grow with: states, and seconds of processor time; both on a logarithmic scale. */
export function plot(curves) {
    const most = Math.max(...curves.flatMap(({ points }) => points.map(({ size }) => size)));
    const panels = [
        draw(curves, 'states', 'states', most, panel.left),
        draw(curves, 'seconds', 'seconds of processor time', most, panel.left + panel.width + panel.gap),
    ];
    return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${total.width} ${total.height}" width="${total.width}" height="${total.height}" font-family="system-ui, sans-serif" font-size="13" role="img" aria-label="How many states stories have, and how long their exploration takes, by the number that they grow with">
<rect width="100%" height="100%" fill="#ffffff"/>
<text x="${panel.left}" y="24" font-size="16" font-weight="600" fill="#1a1a1a">How stories grow with a number, and their exploration with them</text>
${panels.join('\n')}
</svg>
`;
}
function draw(curves, of, title, most, left) {
    const values = curves.flatMap(({ points }) => points.map((point) => point[of]));
    const low = Math.floor(Math.log10(Math.min(...values)));
    const high = Math.ceil(Math.log10(Math.max(...values)));
    const bottom = panel.top + panel.height;
    const x = (size) => round(left + (panel.width * size) / most);
    const y = (value) => round(bottom - (panel.height * (Math.log10(value) - low)) / (high - low));
    const lines = [`<text x="${left}" y="${panel.top - 14}" font-weight="600" fill="#1a1a1a">${title}</text>`];
    for (let power = low; power <= high; power++) {
        const at = y(10 ** power);
        lines.push(`<path d="M${left} ${at}H${left + panel.width}" stroke="#dddddd"/>`, `<text x="${left - 8}" y="${at + 4}" text-anchor="end" fill="#444444">${(10 ** power).toLocaleString('en-GB', { maximumFractionDigits: 6 })}</text>`);
    }
    for (let size = 2; size <= most; size += 2)
        lines.push(`<text x="${x(size)}" y="${bottom + 18}" text-anchor="middle" fill="#444444">${size}</text>`);
    lines.push(`<path d="M${left} ${panel.top}V${bottom}H${left + panel.width}" fill="none" stroke="#444444"/>`, `<text x="${left + panel.width / 2}" y="${bottom + 40}" text-anchor="middle" fill="#444444">choices, counters, hours, dice, guests, lists</text>`);
    const labels = apart(curves.map(({ points }) => y(points.at(-1)[of])));
    curves.forEach(({ name, points }, i) => {
        const { colour, dash, marker } = looks[i % looks.length];
        const at = points.map((point) => `${x(point.size)} ${y(point[of])}`);
        const last = points.at(-1);
        lines.push(`<path d="M${at.join('L')}" fill="none" stroke="${colour}" stroke-width="2" stroke-dasharray="${dash}"/>`, ...at.map((place) => `<path transform="translate(${place})" d="${marker}" fill="${colour}" stroke="${colour}" stroke-width="1.5"/>`), `<path d="M${x(last.size) + 6} ${y(last[of])}L${left + panel.width + 8} ${labels[i]}" stroke="${colour}" stroke-width="0.7"/>`, `<text x="${left + panel.width + 12}" y="${labels[i] + 4}" fill="${colour}" font-weight="600">${name}</text>`);
    });
    return lines.join('\n');
}
const round = (value) => Math.round(value * 10) / 10;
const lineHeight = 17;
/** The same heights, moved so far down that labels there don't touch. */
function apart(heights) {
    const moved = [...heights];
    const order = [...heights.keys()].sort((a, b) => heights[a] - heights[b]);
    order.forEach((which, i) => {
        if (i > 0)
            moved[which] = Math.max(moved[which], moved[order[i - 1]] + lineHeight);
    });
    return moved;
}
