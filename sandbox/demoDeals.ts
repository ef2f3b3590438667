import type { DealIn } from './fakes/types';

/** Deals of invented firms for the demo: the plain case first, then the ones that make invoicing hard. */
export const DEMO_DEALS: readonly DealIn[] = [
	{
		title: 'Strona internetowa z panelem klienta',
		buyer: {
			name: 'Pracownia Brzoza sp. z o.o.',
			taxId: '1060000062',
			email: 'ksiegowosc@brzoza.example',
			address: { street: 'ul. Leśna 4/12', postalCode: '30-002', city: 'Kraków' },
		},
		lines: [
			{ name: 'Projekt graficzny', quantity: '1', unit: 'usł.', unitPrice: '3200.00', vatRate: '23' },
			{ name: 'Wdrożenie', quantity: '40', unit: 'godz.', unitPrice: '180.00', vatRate: '23' },
		],
	},
	{
		title: 'Kampania jesienna – obsługa reklam',
		buyer: {
			name: 'Ogrody Miejskie Sowa i Wspólnicy sp.k.',
			taxId: '5210000026',
			email: 'faktury@ogrodysowa.example',
			address: { street: 'al. Kasztanowa 18', postalCode: '00-950', city: 'Warszawa' },
		},
		orderNumber: 'ZAM/2026/114',
		lines: [
			{
				name: 'Prowadzenie kampanii',
				quantity: '3',
				unit: 'mies.',
				unitPrice: '2499.99',
				discountPercent: '10',
				vatRate: '23',
			},
		],
	},
	{
		title: 'Szkolenie: sprzedaż usług B2B',
		buyer: {
			name: 'Instytut Rozwoju Kompas S.A.',
			taxId: '6770000022',
			email: 'biuro@kompas-instytut.example',
			address: { street: 'ul. Nadrzeczna 7', postalCode: '31-034', city: 'Kraków' },
		},
		exemptionReason: 'art. 43 ust. 1 pkt 29 lit. c ustawy o VAT',
		lines: [
			{ name: 'Szkolenie zawodowe, dwa dni', quantity: '1', unit: 'szt.', unitPrice: '7800.00', vatRate: 'zw' },
			{ name: 'Podręczniki', quantity: '24', unit: 'szt.', unitPrice: '49.00', vatRate: '5' },
		],
	},
	{
		title: 'API integration, phase one',
		currency: 'EUR',
		buyer: {
			name: 'Nordlicht Software GmbH',
			taxId: 'DE111111125',
			country: 'DE',
			email: 'rechnung@nordlicht.example',
			address: { street: 'Hafenstraße 22', postalCode: '20457', city: 'Hamburg' },
		},
		lines: [{ name: 'Software development', quantity: '64', unit: 'h', unitPrice: '85.00', vatRate: 'np II' }],
	},
	{
		title: 'Sesja zdjęciowa rodzinna',
		buyer: {
			name: 'Anna Żółkiewska',
			kind: 'consumer',
			email: 'anna.z@poczta.example',
			address: { street: 'ul. Różana 3', postalCode: '80-001', city: 'Gdańsk' },
		},
		lines: [
			{ name: 'Sesja w plenerze', quantity: '1', unitPrice: '899.00', priceBasis: 'gross', vatRate: '23' },
			{ name: 'Album', quantity: '2', unitPrice: '149.50', priceBasis: 'gross', vatRate: '23' },
		],
	},
	{
		title: 'Audyt bezpieczeństwa sieci',
		buyer: {
			name: 'Biuro Rachunkowe Liczydło',
			email: 'kontakt@liczydlo.example',
			address: { street: 'ul. Składowa 9', postalCode: '90-127', city: 'Łódź' },
		},
		notes: 'Klient jeszcze nie podał NIP: po przeciągnięciu na „do faktury” deal poprosi o uzupełnienie.',
		lines: [{ name: 'Audyt z raportem', quantity: '1', unit: 'usł.', unitPrice: '5400.00', vatRate: '23' }],
	},
	{
		title: 'Katering na konferencję',
		buyer: {
			name: 'Fundacja Przystań Wiedzy',
			taxId: '5830000055',
			email: 'finanse@przystanwiedzy.example',
			address: { street: 'ul. Długa 44', postalCode: '80-831', city: 'Gdańsk' },
		},
		lines: [
			{ name: 'Usługa gastronomiczna', quantity: '120', unit: 'os.', unitPrice: '62.50', vatRate: '8' },
			{ name: 'Wynajem zastawy', quantity: '120', unit: 'kpl.', unitPrice: '7.99', vatRate: '23' },
		],
	},
	{
		title: 'Opieka nad sklepem – listopad',
		buyer: {
			name: 'Manufaktura Świec Płomyk s.c.',
			taxId: '7250000045',
			email: 'sklep@plomyk.example',
			address: { street: 'ul. Piotrkowska 210', postalCode: '90-369', city: 'Łódź' },
		},
		lines: [{ name: 'Abonament opieki', quantity: '1', unit: 'mies.', unitPrice: '1290.00', vatRate: '23' }],
	},
];
