import type { Address } from '../deal';
import { oneLine } from '../text';

export function cleanAddress(address: Address): Address {
	return {
		street: oneLine(address.street),
		postalCode: oneLine(address.postalCode),
		city: oneLine(address.city),
		country: address.country,
	};
}
