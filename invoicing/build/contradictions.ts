import type { Party } from '../invoice';
import type { VatRate } from '../primitives';
import type { InvoiceSettings } from '../settings';
import { EU_COUNTRIES } from '../taxId';
import { isPolishRate, isTaxed } from '../vat';
import type { CheckedLine } from './lines';
import type { Findings } from './findings';

type Buyer = Pick<Party, 'kind' | 'taxId' | 'address'>;

/** Where the buyer stands for VAT. A tax number counts before the address; abroad if either is. */
interface Standing {
	polish: boolean;
	abroad: boolean;
	/** The foreign country, or the one country there is. */
	country: string;
	inEu: boolean;
	consumer: boolean;
	/** EU VAT number of another country; for services Northern Ireland's do not count. */
	euBusiness: { goods: boolean; services: boolean };
}

function standingOf(buyer: Buyer): Standing {
	const { taxId, address } = buyer;
	const numberCountry = taxId?.country ?? address.country;
	const country = numberCountry === 'PL' ? address.country : numberCountry;
	const foreignVat = taxId?.kind === 'euVat';
	return {
		polish: numberCountry === 'PL',
		abroad: country !== 'PL',
		country,
		inEu: EU_COUNTRIES.has(country),
		consumer: buyer.kind === 'consumer',
		euBusiness: { goods: foreignVat, services: foreignVat && EU_COUNTRIES.has(numberCountry) },
	};
}

/** The node decides no tax question; it stops where the line's rate, the buyer and the settings cannot all be right. */
export function checkRates(lines: CheckedLine[], buyer: Buyer, settings: InvoiceSettings, findings: Findings): void {
	const standing = standingOf(buyer);
	lines.forEach(({ vatRate, name }, index) => {
		const field = `lines[${index}].vatRate`;
		const values = { line: String(index + 1), name, rate: vatRate, country: standing.country };
		if (settings.seller.vatStanding === 'exempt113' && isTaxed(vatRate)) {
			findings.stop('exemptSellerWithVat', field, values);
		}
		const code = contradiction(vatRate, standing, settings);
		if (code === 'foreignBuyerPolishRate' || code === 'euConsumerPolishRate') {
			findings.report(settings.lines.polishRateAbroad, code, field, values);
		} else if (code === 'exemptAbroad') findings.flag(code, field, values);
		else if (code) findings.stop(code, field, values);
	});
}

function contradiction(rate: VatRate, buyer: Standing, settings: InvoiceSettings) {
	if (isPolishRate(rate) && buyer.abroad) {
		return buyer.consumer && buyer.inEu ? 'euConsumerPolishRate' : 'foreignBuyerPolishRate';
	}
	switch (rate) {
		case 'np I':
			return buyer.polish ? 'polishBuyerOutsideVat' : undefined;
		case 'np II':
			if (buyer.polish) return 'polishBuyerOutsideVat';
			return buyer.euBusiness.services ? undefined : 'euBusinessRequired';
		case '0 WDT':
			return buyer.euBusiness.goods ? undefined : 'euBusinessRequired';
		case '0 EX':
			return buyer.inEu && buyer.abroad ? 'exportInsideEu' : undefined;
		case 'oo':
			if (!settings.lines.reverseChargeAllowed) return 'reverseChargeNotAllowed';
			return buyer.polish && !buyer.consumer ? undefined : 'reverseChargeBuyer';
		case 'zw':
			return buyer.abroad ? 'exemptAbroad' : undefined;
		default:
			return undefined;
	}
}
