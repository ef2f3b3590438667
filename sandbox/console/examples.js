import { randomNip, spoiled } from './nip.js';

/**
 * Ready deals for the form. Every filling gets its own buyer name and tax number:
 * what happens outside is told apart by the buyer, never by a reference of the scenario.
 */

const ADDRESS = { street: 'ul. Długa 7/3', postalCode: '31-147', city: 'Kraków' };

const line = (name, unitPrice, vatRate, rest = {}) => ({
	name,
	quantity: '1',
	unitPrice,
	priceBasis: 'net',
	vatRate,
	...rest,
});

function business(name, email, rest = {}) {
	const tag = 100 + Math.floor(Math.random() * 900);
	return {
		kind: 'business',
		name: name.replace('#', tag),
		taxId: randomNip(),
		country: 'PL',
		email,
		address: ADDRESS,
		...rest,
	};
}

/** `[{ key, bad, make() }]`; `bad` ones end as "needs attention" or test what must not harm. */
export const EXAMPLES = [
	{
		key: 'example.agency',
		make: () => ({
			title: 'Kampania jesienna – obsługa reklam',
			buyer: business('Studio Kreska # sp. z o.o.', 'faktury@studio-kreska.example'),
			lines: [line('Obsługa kampanii reklamowej', '4200.00', '23')],
		}),
	},
	{
		key: 'example.mixed',
		make: () => ({
			title: 'Szkolenie z materiałami',
			buyer: business('Akademia Brzoza # s.c.', 'biuro@akademia-brzoza.example'),
			lines: [
				line('Szkolenie, dzień', '1850.00', '23', { quantity: '2' }),
				line('Podręcznik', '63.00', '5', { quantity: '12' }),
			],
		}),
	},
	{
		key: 'example.eu',
		make: () => ({
			title: 'Website relaunch, phase 1',
			buyer: business('Nordlicht Design # GmbH', 'billing@nordlicht.example', {
				taxId: `DE${randomNip().slice(0, 9)}`,
				country: 'DE',
				address: { street: 'Hafenstr. 12', postalCode: '20457', city: 'Hamburg' },
			}),
			lines: [line('Design services', '2600.00', 'np II')],
		}),
	},
	{
		key: 'example.consumer',
		make: () => ({
			title: 'Sesja zdjęciowa rodzinna',
			buyer: business('Maria Przykładowa-#', 'maria@poczta.example', { kind: 'consumer', taxId: '' }),
			lines: [line('Sesja zdjęciowa', '799.00', '23', { priceBasis: 'gross' })],
		}),
	},
	{
		key: 'example.wrongNip',
		bad: true,
		make: () => ({
			title: 'Audyt – błędny NIP',
			buyer: business('Omyłka # sp. z o.o.', 'biuro@omylka.example', { taxId: spoiled(randomNip()) }),
			lines: [line('Audyt procesu sprzedaży', '1500.00', '23')],
		}),
	},
	{
		key: 'example.noEmail',
		bad: true,
		make: () => ({
			title: 'Serwis – bez adresu e-mail',
			buyer: business('Cicha Poczta # sp. z o.o.', ''),
			lines: [line('Serwis miesięczny', '900.00', '23')],
		}),
	},
	{
		key: 'example.noLines',
		bad: true,
		make: () => ({
			title: 'Doradztwo – bez pozycji',
			buyer: business('Pusty Koszyk # sp. z o.o.', 'biuro@pusty-koszyk.example'),
			lines: [],
		}),
	},
	{
		key: 'example.formula',
		bad: true,
		make: () => ({
			title: '🎉 Deal <b>bold</b> "quoted" & done',
			buyer: business('=HYPERLINK("https://example.com","#")', 'formula@example.com'),
			lines: [line('Usługa 🚀 =1+1', '100.00', '23')],
		}),
	},
];
