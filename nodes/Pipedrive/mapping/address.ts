import { countryOf } from '../../../connect/crm/country';
import type { Address } from '../../../invoicing/deal';
import type { PostalAddress } from '../schemas';

const EMPTY: Address = { street: '', postalCode: '', city: '', country: '' };

/** "Prosta 1/5, 00-001 Warszawa, Polska": as people in Poland type it, with or without commas and the country. */
const TYPED = /^(.*?)[,\s]+(\d{2}-\d{3})\s+([^,]+?)(?:\s*,\s*(.+))?$/;

/** The address in its parts where Pipedrive understood it, else read from the one line that was typed. */
export function toAddress(address: PostalAddress): Address {
	if (!address) return EMPTY;
	const { route, street_number: house, subpremise: flat, locality, postal_code: postalCode, country } = address;
	if (locality === '' && postalCode === '') return fromLine(address.value);
	// A village without streets: the house number stands beside its name.
	const street = [route || locality, [house, flat].filter(Boolean).join('/')].filter(Boolean).join(' ');
	return { street: route || house ? street : '', postalCode, city: locality, country: countryOf('', country) };
}

function fromLine(value: string): Address {
	const line = value.replace(/\s*\n\s*/g, ', ').trim();
	const [, street, postalCode, city, country] = TYPED.exec(line) ?? [];
	if (!street || !postalCode || !city) return { ...EMPTY, street: line };
	return { street: street.trim(), postalCode, city: city.trim(), country: countryOf('', country ?? '') };
}
