import type { Invoice, Party, TaxId } from '../../../invoicing/invoice';
import { refused } from '../refused';
import { limited, type Body } from './limits';

const NAME_LENGTH = 150;
const EMAIL_LENGTH = 65;

/**
 * `Kontrahent`: the buyer in full. Without an identifier of iFirma's own (null asks it to name the contractor itself),
 * so that no contractor card is picked by a guess; what iFirma wrote is compared with what was asked for.
 */
export function contractorOf(invoice: Invoice): Body {
	const { buyer, mailTo } = invoice;
	const [name, rest] = split(limited(buyer.name, 2 * NAME_LENGTH, 'name of the buyer', invoice));
	const email = buyer.emails[0] ?? mailTo[0] ?? '';
	return {
		Nazwa: name,
		...(rest && { Nazwa2: rest }),
		Identyfikator: null,
		...taxIdOf(buyer.taxId, invoice),
		...addressOf(buyer, invoice),
		// A client who wants no e-mail must not get one from iFirma by itself either.
		...(mailTo.length > 0 && email.length <= EMAIL_LENGTH && email !== '' && { Email: email }),
		OsobaFizyczna: buyer.kind === 'consumer',
		JestOdbiorca: true,
		...recipientOf(invoice),
	};
}

function taxIdOf(taxId: TaxId | undefined, invoice: Invoice): Body {
	if (!taxId) return {};
	const NIP = limited(taxId.number, 13, 'tax number', invoice);
	// VIES numbers carry their prefix, which is EL for Greece.
	return taxId.kind === 'euVat' ? { PrefiksUE: taxId.country === 'GR' ? 'EL' : taxId.country, NIP } : { NIP };
}

function addressOf({ address, taxId }: Party, invoice: Invoice): Body {
	const country = address.country || taxId?.country || 'PL';
	const abroad = country !== 'PL';
	if (!abroad && (!address.postalCode || !address.city))
		throw refused(
			`The buyer of deal ${invoice.deal.id} has no postal code or no town; iFirma issues nothing without them.`,
			'Fill in the address of the client in the CRM, then run this step again.',
		);
	return {
		Ulica: limited(address.street, 65, 'street of the buyer', invoice),
		KodPocztowy: limited(address.postalCode, 16, 'postal code of the buyer', invoice),
		Miejscowosc: limited(address.city, 65, 'town of the buyer', invoice),
		KodKraju: country,
		Kraj: countryName(country),
		AdresZagraniczny: abroad,
	};
}

/** iFirma's words for a further party (api.ifirma.pl, "Dodatkowy podmiot na fakturze"). */
const ROLES: Record<string, string> = {
	recipient: 'ODBIORCA',
	branch: 'ODBIORCA',
	jst: 'JEDN_SAMORZADU_TERYT',
	gv: 'CZLONEK_GRUPY_VAT',
	payer: 'DOKONUJACY_PLATNOSCI',
	employee: 'PRACOWNIK',
};

function recipientOf(invoice: Invoice): Body {
	const { recipient } = invoice;
	if (!recipient) return {};
	const { address, taxId } = recipient;
	if (!address?.postalCode || !address.city)
		throw refused(
			`The recipient on deal ${invoice.deal.id} has no postal code or no town; iFirma prints none without them.`,
			'Fill in the address of the recipient in the CRM, then run this step again.',
		);
	const role = (recipient.role ?? 'recipient').trim();
	const known = ROLES[role.toLowerCase()];
	return {
		OdbiorcaNaFakturze: {
			UzywajDanychOdbiorcyNaFakturach: true,
			...(known ? { Rola: known } : { Rola: 'INNA', NazwaRoli: limited(role, 50, 'role of the recipient', invoice) }),
			Nazwa: limited(recipient.name, NAME_LENGTH, 'name of the recipient', invoice),
			...taxIdOf(taxId, invoice),
			Ulica: limited(address.street, 65, 'street of the recipient', invoice),
			KodPocztowy: limited(address.postalCode, 16, 'postal code of the recipient', invoice),
			Miejscowosc: limited(address.city, 65, 'town of the recipient', invoice),
			Kraj: countryName(address.country || taxId?.country || 'PL'),
		},
	};
}

/** Two fields of 150 characters; parted between words. */
function split(name: string): [string, string] {
	if (name.length <= NAME_LENGTH) return [name, ''];
	const space = name.lastIndexOf(' ', NAME_LENGTH);
	const end = name.length - space <= NAME_LENGTH && space > 0 ? space : NAME_LENGTH;
	return [name.slice(0, end), name.slice(end).trim()];
}

function countryName(code: string): string {
	return new Intl.DisplayNames(['pl'], { type: 'region' }).of(code) ?? code;
}
