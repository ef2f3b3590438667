import type { Deal, DealParty } from '../deal';
import { readEmails } from '../emails';
import type { TextValues } from '../problems';
import type { InvoiceSettings } from '../settings';
import { customField, isTicked } from './customField';
import type { Findings } from './findings';

/**
 * Whom the document is mailed to: the deal field that the user chose, else the buyer's own addresses, else those of the
 * primary contact. The first place that holds anything decides; a wrong address there is a problem, never passed over.
 */
export function readMailTo(
	deal: Deal,
	buyer: DealParty | undefined,
	settings: InvoiceSettings,
	findings: Findings,
): string[] {
	const { emailField, noEmailField } = settings.buyer;
	if (isTicked(customField(deal, noEmailField))) return [];
	const place = emailField || 'e-mail';

	const typed = customField(deal, emailField);
	if (typed !== '') return checked(typed, emailField, emailField, findings);
	const own = (buyer?.emails ?? []).filter((email) => email.trim() !== '');
	if (own.length > 0) return checked(own, 'buyer.email', PLACES.buyer, findings);

	const primaries = deal.contacts.filter((contact) => contact.primary);
	const candidates = primaries.length > 0 ? primaries : deal.contacts;
	if (candidates.length > 1) {
		findings.stop('severalPrimaryContacts', 'contacts', { count: String(candidates.length), place });
		return [];
	}
	const contact = (candidates[0]?.emails ?? []).filter((email) => email.trim() !== '');
	if (contact.length > 0) return checked(contact, 'contact.email', PLACES.contact, findings);
	findings.stop('emailMissing', emailField || 'buyer.email', { place });
	return [];
}

/** Where the CRM's users find an address that has no field name of its own. */
const PLACES = {
	buyer: { pl: '„E-mail” klienta', en: '"E-mail" of the client' },
	contact: { pl: '„E-mail” kontaktu', en: '"E-mail" of the contact' },
};

function checked(raw: string | string[], field: string, place: TextValues[string], findings: Findings): string[] {
	const { valid, invalid } = readEmails(raw);
	if (invalid > 0 || valid.length === 0)
		findings.stop('emailInvalid', field, { place, count: String(Math.max(invalid, 1)) });
	return valid;
}
