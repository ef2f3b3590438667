import Big from 'big.js';
import type { Deal, DealLine } from '../deal';
import { plain } from '../decimal';
import type { Discount, PriceBasis, VatRate } from '../primitives';
import { periodLineName } from '../recurring/periodText';
import type { InvoiceSettings } from '../settings';
import { cut, LINE_NAME_LENGTH, fillTemplate, oneLine, severalLines } from '../text';
import type { Findings } from './findings';
import { rateReader, type RateReader } from './rates';

/** A checked line before its amounts are computed. */
export interface CheckedLine {
	name: string;
	description?: string;
	quantity: string;
	unit: string;
	unitPrice: string;
	priceBasis: PriceBasis;
	discount?: Discount;
	vatRate: VatRate;
	annex15: boolean;
}

/** The deal's lines, checked; undefined as soon as one cannot be used, so that no total is made of the rest. */
export function readLines(
	deal: Deal,
	settings: InvoiceSettings,
	placeholders: Record<string, string>,
	findings: Findings,
): CheckedLine[] | undefined {
	const rateOf = rateReader(deal, settings, findings);
	if (deal.lines.length === 0) return readOneLine(deal, settings, placeholders, rateOf, findings);
	const lines = deal.lines.map((line, index) => readLine(line, index, rateOf, findings));
	return lines.every((line) => line !== undefined) ? lines : undefined;
}

/** The lines of a recurring document say for which period they are. */
export function ofPeriod(
	lines: CheckedLine[] | undefined,
	period: string | undefined,
	settings: InvoiceSettings,
): CheckedLine[] | undefined {
	if (!lines || period === undefined) return lines;
	return lines.map((line) => ({ ...line, name: periodLineName(settings.lines.periodLineName, line.name, period) }));
}

function readLine(raw: DealLine, index: number, rateOf: RateReader, findings: Findings): CheckedLine | undefined {
	const before = findings.problems.length;
	const full = oneLine(raw.name);
	const name = cut(full, LINE_NAME_LENGTH);
	const at = (part: string) => `lines[${index}].${part}`;
	const values = { line: String(index + 1), name };
	if (name === '') findings.stop('lineNameMissing', at('name'), values);
	if (name !== full) findings.flag('nameShortened', at('name'), values);
	if (new Big(raw.quantity).lte(0)) findings.stop('quantityNotPositive', at('quantity'), values);
	if (new Big(raw.unitPrice).lt(0)) findings.stop('negativeLine', at('unitPrice'), values);
	else if (!discountFits(raw)) findings.stop('discountInvalid', at('discount'), values);
	const vatRate = rateOf(raw.vatRate, { field: at('vatRate'), ...values });
	if (!vatRate || findings.problems.length > before) return undefined;
	const description = severalLines(raw.description ?? '');
	return {
		name,
		...(description ? { description } : {}),
		quantity: plain(raw.quantity),
		unit: oneLine(raw.unit),
		unitPrice: plain(raw.unitPrice),
		priceBasis: raw.priceBasis,
		...discountOf(raw),
		vatRate,
		annex15: raw.annex15,
	};
}

function discountFits(line: DealLine): boolean {
	if (!line.discount) return true;
	const value = new Big(line.discount.value);
	return value.gte(0) && value.lte(line.discount.kind === 'percent' ? '100' : line.unitPrice);
}

/** A discount of nothing is none. */
function discountOf(line: DealLine): { discount?: Discount } {
	if (!line.discount || new Big(line.discount.value).eq(0)) return {};
	return { discount: { kind: line.discount.kind, value: plain(line.discount.value) } };
}

/** A deal without products: stops, or becomes one line with the deal's amount, as the user set it. */
function readOneLine(
	deal: Deal,
	settings: InvoiceSettings,
	placeholders: Record<string, string>,
	rateOf: RateReader,
	findings: Findings,
): CheckedLine[] | undefined {
	const { dealWithoutLines, oneLineName, oneLineRate, oneLineBasis } = settings.lines;
	if (dealWithoutLines === 'stop') {
		findings.stop('linesMissing', 'lines');
		return undefined;
	}
	if (deal.amount === undefined) {
		findings.stop('dealAmountMissing', 'amount');
		return undefined;
	}
	const name = cut(oneLine(fillTemplate(oneLineName, placeholders)), LINE_NAME_LENGTH);
	const values = { line: '1', name };
	if (name === '') findings.stop('lineNameMissing', 'title', values);
	const vatRate = rateOf(oneLineRate === 'problem' ? null : oneLineRate, { field: 'vatRate', ...values });
	if (!vatRate || name === '') return undefined;
	return [
		{ name, quantity: '1', unit: '', unitPrice: plain(deal.amount), priceBasis: oneLineBasis, vatRate, annex15: false },
	];
}
