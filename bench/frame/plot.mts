import { formatNumber } from './table.mts';

export interface Axis {
	label: string;
	/** Each step a multiple of the one before; a zero stands at the origin. */
	logarithmic?: boolean;
}

/** Cost against size, one line a contender. */
export interface Plot {
	/** Name of the file in docs/, e.g. "performance-webhook.svg". */
	file: string;
	title: string;
	x: Axis;
	y: Axis;
	series: Array<{ name: string; points: Array<readonly [x: number, y: number]> }>;
}

const size = { width: 720, height: 400 };
const area = { left: 80, top: 48, right: 540, bottom: 340 };
const colours = ['#1f6feb', '#57606a', '#cf222e', '#1a7f37', '#9a6700', '#8250df'];

/** Draws a plot; readable on light and dark pages. */
export function drawPlot({ title, x, y, series }: Plot): string {
	const xs = [...new Set(series.flatMap(({ points }) => points.map(([at]) => at)))].sort(
		(a, b) => a - b,
	);
	const values = series.flatMap(({ points }) => points.map(([, value]) => value));
	const ys = ticks(values, y);
	const acrossX = scale(xs, x, area.left, area.right);
	const upY = scale(ys, y, area.bottom, area.top);
	const grid = ys.map((tick) => horizontal(upY(tick), formatNumber(tick)));
	const marks = xs.map((tick) =>
		text(acrossX(tick), area.bottom + 20, formatNumber(tick), 'middle'),
	);
	const lines = series.map(({ name, points }, index) => {
		const places = points.map(([px, py]) => [acrossX(px), upY(py)] as const);
		return curve(places, colours[index % colours.length]!) + legend(name, index);
	});
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${size.height}" font-family="sans-serif" font-size="12">`,
		`<rect width="100%" height="100%" fill="#ffffff"/>`,
		`<text x="${area.left}" y="24" font-size="15" fill="#1f2328">${escape(title)}</text>`,
		...grid,
		...marks,
		...lines,
		text((area.left + area.right) / 2, area.bottom + 44, x.label, 'middle'),
		`<text transform="translate(18 ${(area.top + area.bottom) / 2}) rotate(-90)" text-anchor="middle" fill="#57606a">${escape(y.label)}</text>`,
		'</svg>',
		'',
	].join('\n');
}

/** Round figures that enclose the values: 0 and up, or powers of ten. */
function ticks(values: number[], { logarithmic = false }: Axis): number[] {
	const highest = Math.max(...values);
	if (logarithmic) {
		const from = Math.floor(Math.log10(Math.min(...values.filter((value) => value > 0))));
		const to = Math.max(Math.ceil(Math.log10(highest)), from + 1);
		return Array.from({ length: to - from + 1 }, (_, step) => 10 ** (from + step));
	}
	const rough = highest / 5;
	const magnitude = 10 ** Math.floor(Math.log10(rough));
	const step = [1, 2, 5, 10]
		.map((factor) => factor * magnitude)
		.find((candidate) => candidate >= rough)!;
	return Array.from({ length: Math.ceil(highest / step) + 1 }, (_, index) => index * step);
}

function scale(
	marks: number[],
	{ logarithmic = false }: Axis,
	from: number,
	to: number,
): (value: number) => number {
	const least = Math.min(...marks.filter((mark) => !logarithmic || mark > 0));
	const place = (value: number) => (logarithmic ? Math.log10(Math.max(value, least / 10)) : value);
	const low = place(marks[0]!);
	const high = place(marks.at(-1)!);
	return (value) => from + ((place(value) - low) / (high - low || 1)) * (to - from);
}

const horizontal = (y: number, label: string): string =>
	`<line x1="${area.left}" x2="${area.right}" y1="${round(y)}" y2="${round(y)}" stroke="#d0d7de"/>${text(area.left - 8, y + 4, label, 'end')}`;

function curve(places: ReadonlyArray<readonly [number, number]>, colour: string): string {
	const path = places.map(([x, y]) => `${round(x)},${round(y)}`).join(' ');
	const dots = places
		.map(([x, y]) => `<circle cx="${round(x)}" cy="${round(y)}" r="3" fill="${colour}"/>`)
		.join('');
	return `<polyline points="${path}" fill="none" stroke="${colour}" stroke-width="2"/>${dots}`;
}

function legend(name: string, index: number): string {
	const y = area.top + 10 + index * 20;
	const colour = colours[index % colours.length]!;
	return `<rect x="${area.right + 16}" y="${y - 8}" width="12" height="4" fill="${colour}"/>${text(area.right + 34, y, name, 'start')}`;
}

const text = (x: number, y: number, words: string, anchor: 'start' | 'middle' | 'end'): string =>
	`<text x="${round(x)}" y="${round(y)}" text-anchor="${anchor}" fill="#57606a">${escape(words)}</text>`;

const round = (value: number): number => Math.round(value * 10) / 10;
const escape = (words: string): string => words.replace(/&/g, '&amp;').replace(/</g, '&lt;');
