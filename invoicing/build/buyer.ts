import type { Deal, DealParty } from '../deal';
import type { Invoice, Party, TaxId } from '../invoice';
import type { InvoiceSettings } from '../settings';
import { EU_COUNTRIES, readTaxId } from '../taxId';
import { oneLine } from '../text';
import { customField } from './customField';
import type { Findings } from './findings';
import { cleanAddress } from './address';

/** The buyer chosen on the deal, else the only one; never the first of several. */
export function pickBuyer(deal: Deal, findings: Findings): DealParty | undefined {
	const chosen = deal.buyers.filter((buyer) => buyer.chosen);
	const candidates = chosen.length > 0 ? chosen : deal.buyers;
	if (candidates.length === 1) return candidates[0];
	if (candidates.length === 0) findings.stop('dealWithoutBuyer', 'buyer');
	else findings.stop('severalBuyers', 'buyer', { count: String(candidates.length) });
	return undefined;
}

/** The buyer of the document, checked. With problems the party is still given as far as it goes, so that checks go on. */
export function readBuyer(
	deal: Deal,
	raw: DealParty,
	settings: InvoiceSettings,
	findings: Findings,
): Omit<Party, 'emails'> {
	const firstName = oneLine(raw.firstName ?? '');
	const lastName = oneLine(raw.lastName ?? '');
	const name = oneLine(raw.name) || [firstName, lastName].filter(Boolean).join(' ');
	if (name === '') findings.stop('buyerNameMissing', 'buyer.name');

	const taxId = readBuyerTaxId(deal, raw, settings, findings);
	const country = raw.address.country || taxId?.country || settings.buyer.defaultCountry;
	if (raw.address.country === '' && !taxId) findings.flag('countryAssumed', 'buyer.address.country', { country });
	const address = { ...cleanAddress(raw.address), country };
	if (!address.city || !address.postalCode || !address.street) findings.flag('addressIncomplete', 'buyer.address');

	return {
		kind: raw.kind === 'consumer' ? 'consumer' : 'business',
		name,
		...(firstName ? { firstName } : {}),
		...(lastName ? { lastName } : {}),
		...(taxId ? { taxId } : {}),
		address,
		clientId: raw.clientId,
	};
}

/**
 * A business in Poland or elsewhere in the EU needs its number. No number alone is not a consumer: a client of unknown
 * kind without one is asked about. A business outside the EU may have none.
 */
function readBuyerTaxId(deal: Deal, raw: DealParty, settings: InvoiceSettings, findings: Findings): TaxId | undefined {
	const standard = oneLine(raw.taxId ?? '');
	const typed = standard || customField(deal, settings.buyer.taxIdField);
	const field = standard ? 'buyer.taxId' : settings.buyer.taxIdField || 'buyer.taxId';
	const place = field === 'buyer.taxId' ? 'NIP' : field;
	if (typed === '') {
		const country = raw.address.country || settings.buyer.defaultCountry;
		const mayHaveNone = raw.kind === 'consumer' || (raw.kind === 'business' && !EU_COUNTRIES.has(country));
		if (!mayHaveNone) findings.stop('taxIdMissing', field, { place });
		return undefined;
	}
	if (raw.kind === 'consumer') {
		findings.stop('consumerWithTaxId', field, { place });
		return undefined;
	}
	const reading = readTaxId(typed, raw.address.country);
	if (reading.ok) return reading.taxId;
	if (reading.why === 'checksum') findings.stop('taxIdChecksum', field, { place });
	else findings.stop('taxIdInvalid', field, { place, country: raw.address.country || settings.buyer.defaultCountry });
	return undefined;
}

/** The recipient, where it is another than the buyer: the deal's own, else a name in the field that the user chose. */
export function readRecipient(deal: Deal, settings: InvoiceSettings, findings: Findings): Invoice['recipient'] {
	const raw = deal.recipient;
	const name = oneLine(raw?.name ?? '') || customField(deal, settings.buyer.recipientField);
	if (name === '') return undefined;
	const reading = raw?.taxId ? readTaxId(raw.taxId, raw.address?.country || 'PL') : undefined;
	if (reading && !reading.ok) findings.stop('recipientTaxIdInvalid', 'recipient.taxId');
	return {
		name,
		...(reading?.ok ? { taxId: reading.taxId } : {}),
		...(raw?.role ? { role: oneLine(raw.role) } : {}),
		...(raw?.address ? { address: cleanAddress(raw.address) } : {}),
	};
}
