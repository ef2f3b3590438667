/** Sums of measured times, all in milliseconds. */
export interface Figures {
	count: number;
	p50: number;
	p95: number;
	max: number;
}

/** Nearest rank: the value that so many per cent of all are not above. */
export function figuresOf(values: readonly number[]): Figures {
	const sorted = [...values].sort((a, b) => a - b);
	const rank = (percent: number) => sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? Number.NaN;
	return { count: sorted.length, p50: rank(50), p95: rank(95), max: rank(100) };
}

export const rounded = (value: number, digits = 0): number => Number(value.toFixed(digits));

/** Columns as wide as their widest cell; the first to the left, the others to the right. */
export function table(head: string[], rows: (string | number)[][]): string {
	const cells = [head, ...rows.map((row) => row.map(String))];
	const widths = head.map((_, column) => Math.max(...cells.map((row) => (row[column] ?? '').length)));
	const line = (row: string[]) =>
		row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join('   ');
	return [line(cells[0] ?? []), widths.map((width) => '─'.repeat(width)).join('   '), ...cells.slice(1).map(line)].join(
		'\n',
	);
}

export const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`;
