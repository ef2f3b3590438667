import type { DealIn } from '../../../sandbox/fakes/types';

const company = {
	name: 'Pracownia Brzoza sp. z o.o.',
	kind: 'business',
	taxId: '1060000062',
	country: 'PL',
	email: 'ksiegowosc@brzoza.example',
	address: { street: 'ul. Leśna 4/12', postalCode: '30-002', city: 'Kraków' },
} as const;

const german = {
	name: 'Nordlicht Software GmbH',
	kind: 'business',
	taxId: 'DE111111125',
	country: 'DE',
	email: 'rechnung@nordlicht.example',
	address: { street: 'Hafenstraße 22', postalCode: '20457', city: 'Hamburg' },
} as const;

const person = {
	name: 'Anna Żółkiewska',
	kind: 'consumer',
	country: 'PL',
	email: 'anna.z@poczta.example',
	address: { street: 'ul. Różana 3', postalCode: '80-001', city: 'Gdańsk' },
} as const;

const service = { name: 'Wdrożenie', quantity: '40', unit: 'godz.', unitPrice: '180.00', vatRate: '23' } as const;

/** Deals that every CRM is given by hand: each must lead to the same invoice, as far as the CRM can express it. */
export const TWELVE_DEALS: Record<string, DealIn> = {
	'net prices': {
		title: 'Strona internetowa',
		buyer: company,
		lines: [{ name: 'Projekt graficzny', quantity: '1', unit: 'usł.', unitPrice: '3200.00', vatRate: '23' }, service],
	},
	'gross prices': {
		title: 'Sprzęt biurowy',
		buyer: company,
		lines: [
			{ name: 'Monitor', quantity: '3', unit: 'szt.', unitPrice: '999.99', priceBasis: 'gross', vatRate: '23' },
			{ name: 'Kabel', quantity: '7', unit: 'szt.', unitPrice: '19.90', priceBasis: 'gross', vatRate: '23' },
		],
	},
	discounts: {
		title: 'Kampania jesienna',
		buyer: company,
		lines: [
			{
				name: 'Prowadzenie kampanii',
				quantity: '3',
				unit: 'mies.',
				unitPrice: '2499.99',
				discountPercent: '10',
				vatRate: '23',
			},
			{ ...service, discountPercent: '12.5' },
		],
	},
	'mixed rates': {
		title: 'Katering z podręcznikami',
		buyer: company,
		lines: [
			{ name: 'Usługa gastronomiczna', quantity: '120', unit: 'os.', unitPrice: '62.50', vatRate: '8' },
			{ name: 'Wynajem zastawy', quantity: '120', unit: 'kpl.', unitPrice: '7.99', vatRate: '23' },
			{ name: 'Podręcznik', quantity: '24', unit: 'szt.', unitPrice: '49.00', vatRate: '5' },
		],
	},
	'exempt with its reason': {
		title: 'Szkolenie zawodowe',
		buyer: company,
		exemptionReason: 'art. 43 ust. 1 pkt 29 lit. c ustawy o VAT',
		lines: [{ name: 'Szkolenie, dwa dni', quantity: '1', unit: 'szt.', unitPrice: '7800.00', vatRate: 'zw' }],
	},
	'EU business, reverse charge, EUR': {
		title: 'API integration, phase one',
		currency: 'EUR',
		buyer: german,
		lines: [{ name: 'Software development', quantity: '64', unit: 'h', unitPrice: '85.00', vatRate: 'np II' }],
	},
	'EUR, goods to the EU': {
		title: 'Lampy do Hamburga',
		currency: 'EUR',
		buyer: german,
		lines: [{ name: 'Lampa stojąca', quantity: '12', unit: 'szt.', unitPrice: '129.90', vatRate: '0 WDT' }],
	},
	'long names': {
		title: `Dokumentacja ${'bardzo '.repeat(20)}szczegółowa`,
		buyer: { ...company, name: `Stowarzyszenie ${'Przyjaciół '.repeat(14)}Żubra` },
		lines: [{ ...service, name: `Opracowanie ${'szczegółowej '.repeat(16)}dokumentacji` }],
	},
	'a contact beside the company': {
		title: 'Audyt bezpieczeństwa',
		buyer: company,
		contact: { name: 'Ewa Kowalska', email: 'ewa@brzoza.example' },
		lines: [service],
	},
	'a person and no company': {
		title: 'Sesja zdjęciowa',
		buyer: person,
		lines: [
			{ name: 'Sesja w plenerze', quantity: '1', unitPrice: '899.00', priceBasis: 'gross', vatRate: '23' },
			{ name: 'Album', quantity: '2', unitPrice: '149.50', priceBasis: 'gross', vatRate: '23' },
		],
	},
	'fractions of units': {
		title: 'Godziny co do kwadransa',
		buyer: company,
		lines: [
			{ ...service, quantity: '7.25', unitPrice: '133.33' },
			{ name: 'Materiał', quantity: '0.5', unit: 'kg', unitPrice: '0.99', vatRate: '23' },
		],
	},
	'order number and sale date': {
		title: 'Opieka nad sklepem',
		buyer: company,
		orderNumber: 'ZAM/2026/114',
		saleDate: '2026-11-20',
		lines: [service],
	},
};
