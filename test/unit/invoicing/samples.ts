import { Deal, StageEntry } from '../../../invoicing/deal';
import { IssuedInvoice, type Invoice } from '../../../invoicing/invoice';
import { InvoiceSettings } from '../../../invoicing/settings';

type Loose = Record<string, unknown>;

/** A complete, right deal of a Polish company: one line of 1000.00 net at 23 %. Overrides replace whole members. */
export function sampleDeal(overrides: Loose = {}): Deal {
	return Deal.parse({
		crm: 'bitrix24',
		account: 'acme.bitrix24.pl',
		id: '123',
		title: 'Website',
		stage: { id: 'WON', name: 'Won', outcome: 'won' },
		standing: 'inStage',
		currency: 'PLN',
		buyers: [sampleBuyer()],
		contacts: [],
		lines: [sampleLine()],
		customFields: {},
		record: {},
		...overrides,
	});
}

export function sampleBuyer(overrides: Loose = {}): Loose {
	return {
		id: '7',
		chosen: false,
		name: 'Klient sp. z o.o.',
		kind: 'business',
		taxId: '526-025-02-74',
		address: { street: 'Prosta 1', postalCode: '00-001', city: 'Warszawa', country: 'PL' },
		emails: ['ksiegowosc@klient.example.pl'],
		clientId: 'company-7',
		...overrides,
	};
}

export function sampleLine(overrides: Loose = {}): Loose {
	return {
		id: '1',
		name: 'Strona WWW',
		quantity: '1',
		unit: 'szt.',
		unitPrice: '1000.00',
		priceBasis: 'net',
		vatRate: '23',
		...overrides,
	};
}

export function sampleEntry(overrides: Loose = {}): StageEntry {
	return StageEntry.parse({
		reference: 'bitrix24:acme.bitrix24.pl:123:invoice:1',
		crm: 'bitrix24',
		account: 'acme.bitrix24.pl',
		dealId: '123',
		stageId: 'WON',
		enteredAt: '2026-11-20T10:00:00+01:00',
		kind: 'invoice',
		part: 1,
		percent: '100',
		percentBefore: '0',
		...overrides,
	});
}

export interface SettingsOverrides {
	seller?: Loose;
	buyer?: Loose;
	lines?: Loose;
	dates?: Loose;
	brakes?: Loose;
	[option: string]: unknown;
}

export function sampleSettings({
	seller,
	buyer,
	lines,
	dates,
	brakes,
	...rest
}: SettingsOverrides = {}): InvoiceSettings {
	return InvoiceSettings.parse({
		seller: { name: 'Studio Nowak', ksef: 'inKsef', ...seller },
		buyer: { ...buyer },
		lines: { ...lines },
		dates: { ...dates },
		brakes: { mode: 'automatic', ...brakes },
		...rest,
	});
}

export const SAMPLE_NOW = '2026-11-22T12:00:00+01:00';

/** What a faithful accounting system would answer for an invoice. */
export function issuedFrom(invoice: Invoice, overrides: Loose = {}): IssuedInvoice {
	return IssuedInvoice.parse({
		system: 'fakturownia',
		account: 'studio',
		documentId: '55',
		number: 'FV 1/11/2026',
		reference: invoice.reference,
		kind: 'vat',
		currency: invoice.currency,
		net: invoice.totals.net,
		vat: invoice.totals.vat,
		gross: invoice.totals.gross,
		issueDate: invoice.issueDate,
		saleDate: invoice.saleDate,
		dueDate: invoice.dueDate,
		buyer: { name: invoice.buyer.name, taxId: invoice.buyer.taxId?.number ?? '', emails: invoice.mailTo },
		link: 'https://studio.fakturownia.pl/invoice/abc',
		legal: { state: 'legal', ksefNumber: '5260250274-20261122-0123456789AB-CD' },
		paid: '0',
		cancelled: false,
		...overrides,
	});
}
