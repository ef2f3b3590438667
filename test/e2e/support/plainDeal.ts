import { randomInt } from 'node:crypto';
import type { DealIn } from '../../../sandbox/fakes/types';

/** A NIP with the right checksum that no other deal of this run has: the mark by which effects are attributed. */
export function freshNip(): string {
	for (;;) {
		const digits = Array.from({ length: 9 }, (_, index) => randomInt(index === 0 ? 1 : 0, 10));
		const check = [6, 5, 7, 2, 3, 4, 5, 6, 7].reduce((sum, weight, index) => sum + weight * digits[index]!, 0) % 11;
		if (check < 10) return [...digits, check].join('');
	}
}

let counter = 0;

export function plainDeal(): DealIn {
	const mark = `${Date.now().toString(36)}${counter++}`;
	return {
		title: `Strategia ${mark}`,
		currency: 'PLN',
		buyer: {
			name: `Klient ${mark} sp. z o.o.`,
			kind: 'business',
			taxId: freshNip(),
			country: 'PL',
			email: `${mark}@klient.example`,
			address: { street: 'ul. Prosta 1', postalCode: '00-001', city: 'Warszawa' },
		},
		lines: [
			{ name: 'Doradztwo', quantity: '10', unit: 'godz.', unitPrice: '200.00', priceBasis: 'net', vatRate: '23' },
			{
				name: 'Podręcznik',
				quantity: '3',
				unit: 'szt.',
				unitPrice: '49.99',
				priceBasis: 'net',
				discountPercent: '10',
				vatRate: '5',
			},
		],
	};
}
