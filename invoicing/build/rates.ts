import type { Deal } from '../deal';
import type { VatRate } from '../primitives';
import type { InvoiceSettings } from '../settings';
import { readRate } from '../vat';
import { customField } from './customField';
import type { Findings } from './findings';

/** Finds the rate of a line, or reports why there is none. */
export type RateReader = (raw: string | null, at: { field: string; line: string; name: string }) => VatRate | undefined;

/**
 * A rate in the CRM counts as it stands. A missing one, and a bare 0, take the deal's VAT rate field, then the user's
 * setting, then `zw` for a seller who is exempt as a whole; else a person decides.
 */
export function rateReader(deal: Deal, settings: InvoiceSettings, findings: Findings): RateReader {
	const fromField = fieldRate(deal, settings, findings);
	const exempt: VatRate | undefined = settings.seller.vatStanding === 'exempt113' ? 'zw' : undefined;
	const { rateForNoVat, rateForZero } = settings.lines;
	return (raw, at) => {
		const reading = readRate(raw);
		if (reading.is === 'rate') return reading.rate;
		const values = { line: at.line, name: at.name };
		if (reading.is === 'unknown') {
			findings.stop('vatRateUnknown', at.field, { ...values, rate: raw ?? '' });
			return undefined;
		}
		const setting = reading.is === 'zero' ? rateForZero : rateForNoVat;
		const rate = fromField ?? (setting === 'problem' ? exempt : setting);
		if (!rate) findings.stop(reading.is === 'zero' ? 'vatRateZeroUnclear' : 'vatRateMissing', at.field, values);
		return rate;
	};
}

function fieldRate(deal: Deal, settings: InvoiceSettings, findings: Findings): VatRate | undefined {
	const field = settings.lines.vatRateField;
	const text = customField(deal, field);
	const reading = readRate(text);
	if (reading.is === 'rate') return reading.rate;
	if (reading.is !== 'none') findings.stop('vatRateFieldUnknown', field, { place: field, rate: text });
	return undefined;
}
