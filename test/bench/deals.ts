import type { DealIn } from '../../sandbox/fakes/types';

/** A deal with a mark of fixed length in everything outside that comes of it: by it each effect finds its deal. */
export interface Marked {
	mark: string;
	deal: DealIn;
}

const WEIGHTS = [6, 5, 7, 2, 3, 4, 5, 6, 7];
let made = 0;

export function markedDeal(): Marked {
	const number = made++;
	const mark = `bench${String(number).padStart(5, '0')}`;
	const deal: DealIn = {
		title: `Strategia ${mark}`,
		currency: 'PLN',
		buyer: {
			name: `Klient ${mark} sp. z o.o.`,
			kind: 'business',
			taxId: nip(number),
			country: 'PL',
			email: `${mark}@klient.example`,
			address: { street: 'ul. Prosta 1', postalCode: '00-001', city: 'Warszawa' },
		},
		lines: [
			{ name: 'Doradztwo', quantity: '10', unit: 'godz.', unitPrice: '200.00', priceBasis: 'net', vatRate: '23' },
			{ name: 'Podręcznik', quantity: '3', unit: 'szt.', unitPrice: '49.99', priceBasis: 'net', vatRate: '5' },
		],
	};
	return { mark, deal };
}

/** The number-th tax number with a right checksum. */
function nip(number: number): string {
	for (let body = 100_000_000 + number * 11; ; body++) {
		const digits = String(body);
		const check = WEIGHTS.reduce((sum, weight, at) => sum + weight * Number(digits[at]), 0) % 11;
		if (check < 10) return `${digits}${check}`;
	}
}
