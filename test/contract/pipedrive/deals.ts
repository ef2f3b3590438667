import type { Deal } from '../../../invoicing/deal';
import type { Billing } from '../../../nodes/Pipedrive/readLines';
import type { LineRow } from '../../../sandbox/fakes/pipedrive/books';
import type { DealIn } from '../../../sandbox/fakes/types';
import { FIELDS, type TestCompany } from './company';

export const BUYER = {
	name: 'Klient Testowy sp. z o.o.',
	taxId: '526-025-02-74',
	email: 'ksiegowosc@klient.example, biuro@klient.example',
	address: { street: 'ul. Prosta 1/5', postalCode: '00-001', city: 'Warszawa' },
};
export const LINES = [
	{ name: 'Projekt', quantity: '2.5', unit: 'godz.', unitPrice: '200', discountPercent: '10', vatRate: '23' },
	{ name: 'Hosting', quantity: '1', unitPrice: '123.45', vatRate: '8' },
];

export const make = async ({ fake }: TestCompany, input: Partial<DealIn> = {}): Promise<string> =>
	(await fake.createDeal({ title: 'D', stage: 'invoice', buyer: BUYER, lines: LINES, ...input })).id;

export const read = async ({ fresh }: TestCompany, id: string, billing?: Billing): Promise<Deal | undefined> =>
	fresh(billing).readDeal(id, { fields: FIELDS });

/** Changes what the interface of Pipedrive changes, and lets it compute the value of the deal. */
export function change({ fake, deal }: TestCompany, id: string, run: (lines: LineRow[]) => void): void {
	const { company } = fake;
	run(company.books.lines.filter((line) => line.dealId === Number(id)));
	deal(id).value = company.value(deal(id));
}
