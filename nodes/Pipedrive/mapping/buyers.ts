import { isTicked } from '../../../invoicing/build/customField';
import type { DealContact, DealParty } from '../../../invoicing/deal';
import type { Organization, Person } from '../schemas';
import { toAddress } from './address';

/** The client of a deal and what is held about it. */
export interface ClientBooks {
	organization?: Organization;
	person?: Person;
	/** As typed, of the organization (else the person, else the deal). */
	taxId?: string;
	/** What the deal's field for private persons says. */
	privatePerson: string;
}

/** The deal's organization; without one its person. A deal has one of each at most, so there is nothing to choose. */
export function toBuyers({ organization, person, taxId, privatePerson }: ClientBooks): DealParty[] {
	if (organization)
		return [
			{
				id: `organization-${organization.id}`,
				chosen: true,
				name: organization.name,
				kind: 'business',
				taxId,
				address: toAddress(organization.address),
				// An organization has no address for mail; its person's is among the contacts.
				emails: [],
				clientId: organization.id,
			},
		];
	if (!person) return [];
	const isPrivate = isTicked(privatePerson);
	return [
		{
			id: `person-${person.id}`,
			chosen: true,
			name: person.name,
			firstName: person.first_name || undefined,
			lastName: person.last_name || undefined,
			kind: isPrivate ? 'consumer' : taxId ? 'business' : 'unknown',
			taxId,
			address: toAddress(person.postal_address),
			emails: emailsOf(person),
			clientId: person.id,
		},
	];
}

export function toContacts(person: Person | undefined): DealContact[] {
	return person ? [{ id: person.id, name: person.name, emails: emailsOf(person), primary: true }] : [];
}

/** The address marked as primary: a person's others may be private. */
function emailsOf({ emails }: Person): string[] {
	const filled = emails.filter(({ value }) => value !== '');
	const primary = filled.filter((email) => email.primary === true);
	return (primary.length > 0 ? primary : filled).map(({ value }) => value);
}
