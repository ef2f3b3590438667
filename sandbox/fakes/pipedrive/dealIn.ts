import Big from 'big.js';
import type { BuyerIn, DealIn, LineIn, LogicalStage } from '../types';
import { STAGES, type AddressRow, type DealRow, type LineRow } from './books';
import type { Company } from './company';

const COUNTRY_NAMES = new Intl.DisplayNames(['pl'], { type: 'region' });

/** What a deal in this stage is: in its last stage when it is won or lost. */
export function placeOf(stage: LogicalStage): Pick<DealRow, 'stageId' | 'status'> | Pick<DealRow, 'status'> {
	if (stage === 'invoiced') return { status: 'won' };
	if (stage === 'lost') return { status: 'lost' };
	const row = STAGES.find((one) => one.logical === stage);
	if (!row) throw new RangeError(`There is no stage "${String(stage)}".`);
	return { stageId: row.id, status: 'open' };
}

/** Writes the deal into the books and tells of it once, as when a person saves a new deal. */
export function newDeal(company: Company, input: DealIn): DealRow {
	const now = company.now();
	const place = placeOf(input.stage ?? 'open');
	const { status } = place;
	const deal: DealRow = {
		id: company.nextId(),
		title: input.title,
		value: '0',
		isTyped: false,
		currency: 'PLN',
		stageId: 'stageId' in place ? place.stageId : 15,
		pipelineId: 2,
		status,
		orgId: null,
		personId: null,
		addTime: now,
		updateTime: now,
		stageChangeTime: now,
		wonTime: status === 'won' ? now : null,
		lostTime: status === 'lost' ? now : null,
		isDeleted: false,
		custom: {},
	};
	company.books.deals.set(deal.id, deal);
	Object.assign(deal, changesOf(company, deal, input));
	company.tell('create', deal, null, { source: 'app' });
	return deal;
}

/** What is given, as a person does it by hand: clients, products and notes are made, the deal's own changes answered. */
export function changesOf(company: Company, deal: DealRow, input: Partial<DealIn>): Partial<DealRow> {
	if (input.notes !== undefined) addNote(company, deal, input.notes);
	if (input.lines) replaceLines(company, deal, input.lines);
	const typed = input.amount === undefined ? {} : { value: input.amount, isTyped: true };
	const next = { ...deal, ...typed };
	return {
		...typed,
		...(input.title !== undefined && { title: input.title }),
		...(input.currency !== undefined && { currency: input.currency }),
		...clientOf(company, input),
		custom: { ...deal.custom, ...customOf(company, input) },
		value: company.value(next),
	};
}

function addNote(company: Company, deal: DealRow, text: string): void {
	const content = text.replace(/\n/g, '<br>');
	company.books.notes.push({ id: company.nextId(), dealId: deal.id, content, addTime: company.now(), byApi: false });
}

/** A line always points at a product of the catalogue; its unit is there. Whether tax is in the prices holds for the whole deal. */
function replaceLines(company: Company, deal: DealRow, lines: readonly LineIn[]): void {
	const { books } = company;
	const isGross = lines[0]?.priceBasis === 'gross';
	const isTaxed = lines.some((line) => line.vatRate !== undefined);
	books.lines = books.lines.filter((line) => line.dealId !== deal.id);
	for (const [at, line] of lines.entries()) {
		const tax = taxOf(line.vatRate);
		const productId = company.nextId();
		books.products.set(productId, { id: productId, name: line.name, unit: line.unit ?? 'szt.', tax });
		const row: LineRow = {
			id: company.nextId(),
			dealId: deal.id,
			productId,
			name: line.name,
			comments: '',
			quantity: new Big(line.quantity).toFixed(),
			itemPrice: priceOf(line, tax, isGross),
			discount: new Big(line.discountPercent ?? 0).toFixed(),
			discountType: 'percentage',
			tax,
			taxMethod: isTaxed ? (isGross ? 'inclusive' : 'exclusive') : 'none',
			isEnabled: true,
			billingFrequency: 'one-time',
			orderNr: (at + 1) * 10,
		};
		books.lines.push(row);
	}
}

/** A price that was meant the other way is typed anew, to the cent. */
function priceOf({ unitPrice, priceBasis }: LineIn, tax: string, isGross: boolean): string {
	const factor = new Big(tax).plus(100).div(100);
	if ((priceBasis === 'gross') === isGross) return new Big(unitPrice).toFixed();
	return (isGross ? new Big(unitPrice).times(factor) : new Big(unitPrice).div(factor)).round(2).toFixed();
}

/** A bare percentage: "zw", "np" and all zero rates look the same. */
const taxOf = (vatRate: string | undefined): string =>
	vatRate !== undefined && /^\d+(\.\d+)?$/.test(vatRate) ? vatRate : '0';

const specialRate = (lines: readonly LineIn[]): string | undefined =>
	lines.map((line) => line.vatRate).find((rate) => rate !== undefined && !/^[1-9]\d*(\.\d+)?$/.test(rate));

function clientOf(company: Company, input: Partial<DealIn>): Partial<Pick<DealRow, 'orgId' | 'personId'>> {
	// A deal has one organization: of several buyers the first is linked, the others are only in the books.
	const [first, ...others] = input.requisites ?? (input.buyer ? [input.buyer] : []);
	for (const other of others) makeOrganization(company, other);
	const client: Partial<Pick<DealRow, 'orgId' | 'personId'>> = {};
	if (first?.kind === 'consumer') Object.assign(client, { orgId: null, personId: makePerson(company, first) });
	else if (first) Object.assign(client, { orgId: makeOrganization(company, first), personId: null });
	if (input.contact && first?.kind !== 'consumer') client.personId = makePerson(company, input.contact);
	return client;
}

function makeOrganization(company: Company, buyer: BuyerIn): number {
	const id = company.nextId();
	const nip = company.fieldNamed('organization', 'NIP')!;
	const custom = buyer.taxId === undefined ? {} : { [nip.code]: buyer.taxId };
	company.books.organizations.set(id, { id, name: buyer.name, address: addressOf(buyer), custom });
	return id;
}

function makePerson(company: Company, person: BuyerIn): number {
	const id = company.nextId();
	const emails = (person.email ?? '').split(/[;,\s]+/).filter(Boolean);
	company.books.persons.set(id, {
		id,
		name: person.name,
		emails: emails.map((value, at) => ({ value, primary: at === 0, label: 'work' })),
		address: addressOf(person),
		custom: person.taxId === undefined ? {} : { [company.fieldNamed('person', 'NIP')!.code]: person.taxId },
	});
	return id;
}

/** As the address search of Pipedrive leaves it: in parts, and as one line. */
function addressOf({ address, country }: BuyerIn): AddressRow | null {
	if (!address && !country) return null;
	const { street = '', postalCode = '', city = '' } = address ?? {};
	const [, route = street, house = '', flat = ''] = /^(.*\S)\s+(\d+\w*)(?:\/(\w+))?$/.exec(street) ?? [];
	const name = COUNTRY_NAMES.of(country ?? 'PL') ?? '';
	const value = [street, [postalCode, city].filter(Boolean).join(' '), name].filter(Boolean).join(', ');
	return {
		value,
		route,
		street_number: house,
		subpremise: flat,
		locality: city,
		postal_code: postalCode,
		country: name,
	};
}

/** Custom fields that people fill in. One that does not exist yet is made, as an administrator would by hand. */
function customOf(company: Company, input: Partial<DealIn>): Record<string, unknown> {
	const { paid, recipient, lines, buyer } = input;
	const values: [string, string, string | undefined][] = [
		['Sale date (D2I)', 'date', input.saleDate],
		['Issue on (D2I)', 'date', input.issueOn],
		['Order number (D2I)', 'varchar', input.orderNumber],
		['VAT exemption reason (D2I)', 'text', input.exemptionReason],
		['Invoice number (D2I)', 'text', input.invoiceNumber],
		['VAT rate (D2I)', 'varchar', lines && specialRate(lines)],
		// An organization has no e-mail address.
		['Invoice e-mail (D2I)', 'varchar', buyer?.kind === 'consumer' ? undefined : buyer?.email],
		['Private person (D2I)', 'enum', buyer?.kind === 'consumer' ? 'Tak' : undefined],
		['Recipient (D2I)', 'varchar', recipient && [recipient.name, recipient.taxId].filter(Boolean).join(', ')],
		['Paid amount (D2I)', 'varchar', paid?.amount],
		['Paid on (D2I)', 'date', paid?.date],
		...Object.entries(input.customFields ?? {}).map(([name, value]): [string, string, string] => [
			name,
			'varchar',
			value,
		]),
	];
	const held = values.flatMap(([name, type, value]) => {
		if (value === undefined) return [];
		const labels = type === 'enum' ? ['Tak', 'Nie'] : [];
		const field = company.fieldNamed('deal', name) ?? company.makeField('deal', name, type, labels);
		return [[field.code, field.options?.find(({ label }) => label === value)?.id ?? value]];
	});
	return Object.fromEntries(held) as Record<string, unknown>;
}
