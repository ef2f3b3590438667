import { z } from 'zod';
import type { Invoice, Party, TaxId } from '../../invoicing/invoice';
import { VendorError } from '../http';
import type { FamilyClient } from './client';
import { FamilyCard } from './schemas';

/**
 * The client card of a firm that the account has already; undefined where none can be used. A document that names a
 * card takes the buyer's data from it (KSeF guide, "client_id"), so only a card that says the same of number, name and
 * address will do. The vendor's own matching also wants the same e-mail address, and makes a second card for one firm
 * whenever that differs. Of several cards the oldest is taken. `buyer_override` is never sent: it would rewrite the card.
 * A failed search is no reason not to issue: then the vendor matches as it does without a card.
 */
export async function usableCard(client: FamilyClient, { buyer, mailTo }: Invoice): Promise<number | undefined> {
	if (buyer.kind !== 'business' || !buyer.taxId) return undefined;
	try {
		for (const number of spellings(buyer.taxId)) {
			const ids = (await cardsWith(client, number))
				.filter((card) => saysTheSame(card, buyer))
				// A client who wants no e-mail must not get one by an automatic rule of the account either.
				.filter((card) => mailTo.length > 0 || !card.email)
				.map((card) => card.id);
			if (ids.length > 0) return Math.min(...ids);
		}
		return undefined;
	} catch (error) {
		if (error instanceof VendorError) return undefined;
		return Promise.reject(error);
	}
}

async function cardsWith(client: FamilyClient, number: string): Promise<FamilyCard[]> {
	const purpose = 'look for the client by tax number';
	const query = { tax_no: number };
	return client.json({ kind: 'read', method: 'GET', path: '/clients.json', query, purpose }, z.array(FamilyCard));
}

/** Whether the search sees through a country's prefix is not documented: both are asked for. */
function spellings({ country, number }: TaxId): string[] {
	return [number, `${prefixOf(country)}${number}`];
}

const prefixOf = (country: string): string => (country === 'GR' ? 'EL' : country);

function saysTheSame(card: FamilyCard, buyer: Party): boolean {
	const { taxId, name, address } = buyer;
	if (!taxId || card.deleted === true || card.company === false) return false;
	const number = bare(card.tax_no).replace(new RegExp(`^${prefixOf(taxId.country)}`), '');
	return (
		number === bare(taxId.number) &&
		words(card.name) === words(name) &&
		words(card.street) === words(address.street) &&
		words(card.post_code) === words(address.postalCode) &&
		words(card.city) === words(address.city) &&
		bare(card.country) === (address.country || taxId.country)
	);
}

const bare = (text: string | null | undefined): string => (text ?? '').toUpperCase().replace(/[^A-Z0-9+*]/g, '');

/** Letters and digits: spelling with other blanks, quotes or capitals is the same. */
const words = (text: string | null | undefined): string =>
	((text ?? '').toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(' ');
