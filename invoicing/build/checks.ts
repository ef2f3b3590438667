import Big from 'big.js';
import { CURRENCIES } from '../currencies';
import type { Deal, StageEntry } from '../deal';
import { differs } from '../decimal';
import type { Totals } from '../invoice';
import { shareIsValid } from '../parts';
import type { InvoiceSettings } from '../settings';
import type { Findings } from './findings';

export function checkEntry(deal: Deal, entry: StageEntry, findings: Findings): void {
	// Two credentials of two accounts in one scenario would otherwise invoice a stranger's deal of the same id.
	const sameAccount = entry.account.toLowerCase() === deal.account.toLowerCase();
	if (entry.dealId !== deal.id || entry.crm !== deal.crm || !sameAccount) {
		findings.stop('dealAndEntryDiffer', 'entry');
	}
	// A final takes what is left, whatever its rule says.
	if (entry.kind !== 'final' && !shareIsValid(entry)) {
		const { part, percent, percentBefore } = entry;
		findings.stop('partPercentInvalid', 'entry.percent', { part: String(part), percent, before: percentBefore });
	}
}

/**
 * A number on the deal that is not ours means that somebody invoiced it by hand. Ours carries a reference of this deal:
 * an earlier part, or this very document on a resumed run.
 */
export function checkRecord(deal: Deal, entry: StageEntry, findings: Findings): void {
	const ofThisDeal = entry.reference.split(':').slice(0, 3).join(':') + ':';
	const ours = deal.record.reference?.startsWith(ofThisDeal) ?? false;
	if ((deal.record.number ?? '').trim() !== '' && !ours) findings.stop('invoiceNumberAlreadyFilled', 'record.number');
}

export function checkCurrency(deal: Deal, settings: InvoiceSettings, findings: Findings): void {
	const { currency } = deal;
	if (!CURRENCIES.has(currency)) findings.stop('currencyUnknown', 'currency', { currency });
	else if (currency !== 'PLN' && settings.foreignCurrency === 'problem') {
		findings.stop('currencyWithoutRate', 'currency', { currency });
	}
}

/** The whole deal's amount against the whole deal's lines, on the side that the user says the amount is. */
export function checkAmount(deal: Deal, totals: Totals, settings: InvoiceSettings, findings: Findings): void {
	const { dealAmount, amountDiffers } = settings.lines;
	if (dealAmount === 'notCompared' || deal.amount === undefined) return;
	const total = totals[dealAmount];
	if (!differs(deal.amount, total)) return;
	const basis = dealAmount === 'net' ? { pl: 'netto', en: 'net' } : { pl: 'brutto', en: 'gross' };
	findings.report(amountDiffers, 'amountDiffers', 'amount', {
		amount: deal.amount,
		total,
		currency: deal.currency,
		basis,
	});
}

export function checkTotal(gross: string, currency: string, findings: Findings): void {
	if (new Big(gross).lte(0)) findings.stop('totalNotPositive', 'totals.gross', { gross, currency });
}
