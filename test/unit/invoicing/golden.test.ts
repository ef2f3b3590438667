import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildInvoice } from '../../../invoicing/build';
import { Invoice } from '../../../invoicing/invoice';
import { SAMPLE_NOW, sampleDeal, sampleEntry, sampleSettings, type SettingsOverrides } from './samples';

/**
 * Golden examples: a deal (over the sample deal) and the invoice that it must become, with amounts worked out by hand.
 * Expected members that are left out may be anything; arrays must match in length.
 */
interface Example {
	about: string;
	settings?: SettingsOverrides;
	deal?: Record<string, unknown>;
	entry?: Record<string, unknown>;
	expected: Record<string, unknown>;
}

const folder = join(__dirname, 'golden');
const files = readdirSync(folder).filter((file) => file.endsWith('.json'));

it('has at least a dozen examples', () => {
	expect(files.length).toBeGreaterThanOrEqual(12);
});

describe.each(files)('%s', (file) => {
	const example = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Example;
	const result = buildInvoice({
		deal: sampleDeal(example.deal),
		entry: sampleEntry(example.entry),
		settings: sampleSettings(example.settings),
		now: SAMPLE_NOW,
	});

	it(example.about, () => {
		expect(result.ok ? [] : result.problems).toEqual([]);
		expect(result.ok && result.invoice).toMatchObject(example.expected);
	});

	it('is an Invoice by its schema, and adds up', () => {
		if (!result.ok) throw new Error('not built');
		expect(Invoice.parse(result.invoice)).toEqual(result.invoice);
		const cents = (text: string) => BigInt(text.replace('.', ''));
		for (const side of ['net', 'vat', 'gross'] as const) {
			const { lines, totals } = result.invoice;
			expect(lines.reduce((sum, line) => sum + cents(line[side]), 0n)).toBe(cents(totals[side]));
		}
	});
});
