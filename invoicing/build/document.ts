import Big from 'big.js';
import type { Deal, StageEntry } from '../deal';
import type { InvoiceLine, Totals, TotalsMethod } from '../invoice';
import { isWhole, partLines } from '../parts';
import type { Language } from '../primitives';
import type { InvoiceSettings } from '../settings';
import { computeTotals } from '../totals';
import { fillTemplate, oneLine, severalLines } from '../text';
import { customField } from './customField';
import type { Findings } from './findings';
import type { CheckedLine } from './lines';

/** Value of an order, gross in PLN, above which annex 15 goods need the split payment mark (art. 108a). */
const SPLIT_PAYMENT_ABOVE = '15000';

/** Gross prices ask for totals from gross, so that the customer pays the prices that were typed. */
export function totalsMethodOf(lines: CheckedLine[], settings: InvoiceSettings): TotalsMethod {
	if (settings.lines.totalsMethod !== 'auto') return settings.lines.totalsMethod;
	return lines.some((line) => line.priceBasis === 'gross') ? 'perRateFromGross' : 'perRateFromNet';
}

export interface Computed {
	method: TotalsMethod;
	lines: InvoiceLine[];
	totals: Totals;
}

/** The document's share of the computed whole. A part keeps gross amounts, so its totals come from gross, too. */
export function shareOf(whole: Computed, entry: StageEntry, language: Language): Computed {
	if (isWhole(entry)) return whole;
	const method = whole.method === 'perLine' ? 'perLine' : 'perRateFromGross';
	return { method, ...computeTotals(partLines(whole.lines, entry, entry.kind, language), method) };
}

/** Split payment by marked lines and the amount, never by the amount alone; between businesses only. */
export function splitPaymentOf(
	computed: Computed,
	document: { currency: string; business: boolean },
	findings: Findings,
): boolean {
	if (!document.business || !computed.lines.some((line) => line.annex15)) return false;
	if (document.currency === 'PLN') return new Big(computed.totals.gross).gt(SPLIT_PAYMENT_ABOVE);
	findings.flag('splitPaymentForeignCurrency', 'currency', { currency: document.currency });
	return false;
}

/** The legal basis of an exemption: printed when a line is exempt, and then required. */
export function exemptionReasonOf(
	deal: Deal,
	lines: CheckedLine[],
	settings: InvoiceSettings,
	findings: Findings,
): string | undefined {
	if (!lines.some((line) => line.vatRate === 'zw')) return undefined;
	const field = settings.lines.exemptionReasonField;
	const reason = customField(deal, field) || oneLine(settings.lines.exemptionReason);
	if (reason !== '') return reason;
	const place = field || { pl: 'Podstawa zwolnienia (pozycje faktury)', en: 'Exemption Reason (line options)' };
	findings.stop('exemptionReasonMissing', field || 'settings.lines.exemptionReason', { place });
	return undefined;
}

/** The values that templates of the user may name; every custom field of the deal goes by its CRM name. */
export function placeholdersOf(deal: Deal, orderNumber: string, period: string): Record<string, string> {
	return { ...deal.customFields, dealTitle: oneLine(deal.title), dealId: deal.id, orderNumber, period };
}

const REVERSE_CHARGE: Record<Language, string> = { pl: 'Odwrotne obciążenie.', en: 'Reverse charge.' };

/** The user's notes; and the words "reverse charge" where the buyer owes the tax (art. 106e(1)(18)). */
export function notesOf(
	settings: InvoiceSettings,
	placeholders: Record<string, string>,
	lines: CheckedLine[],
	language: Language,
): string | undefined {
	const notes = severalLines(fillTemplate(settings.notesTemplate, placeholders));
	const reversed = lines.some((line) => line.vatRate === 'oo' || line.vatRate === 'np II');
	return [notes, reversed ? REVERSE_CHARGE[language] : ''].filter(Boolean).join('\n') || undefined;
}
