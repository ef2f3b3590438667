import Big from 'big.js';
import type { BuyerIn, DealIn, LineIn } from '../types';
import { stageIdOf, TAX_RATES, type DealRow, type RecordRow, type Values } from './books';
import type { FieldType, ObjectType } from './fields';
import type { Hub } from './hub';

const COUNTRY_NAMES = new Intl.DisplayNames(['pl'], { type: 'region' });

export function newDeal(hub: Hub, input: DealIn): DealRow {
	const now = hub.now();
	const deal: DealRow = {
		id: hub.nextId(),
		values: { dealname: input.title, hubspot_owner_id: '5001' },
		createdAt: now,
		updatedAt: now,
		stages: [],
		companyIds: [],
		hasPrimaryCompany: false,
		contactIds: [],
		lineIds: [],
		noteIds: [],
	};
	hub.books.deals.set(deal.id, deal);
	hub.move(deal, stageIdOf(input.stage ?? 'open'), 'CRM_UI');
	return deal;
}

/** Writes what is given into the account's books, as a person does by hand. What is left out stays. */
export function applyDealIn(hub: Hub, deal: DealRow, input: Partial<DealIn>): void {
	const set = (name: string, value: string | undefined) => value !== undefined && (deal.values[name] = value);
	set('dealname', input.title);
	set('deal_currency_code', input.currency);
	set('description', input.notes);
	if (input.lines) applyLines(hub, deal, input.lines);
	set('amount', input.amount);
	applyClient(hub, deal, input);
	for (const [name, type, value] of ownFields(input)) {
		if (value === undefined) continue;
		if (!hub.fields.get('deals', name)) hub.fields.make('deals', name, type);
		deal.values[name] = value;
	}
	deal.updatedAt = hub.now();
}

function applyClient(hub: Hub, deal: DealRow, input: Partial<DealIn>): void {
	const buyers = input.requisites ?? (input.buyer ? [input.buyer] : []);
	if (buyers.length > 0) {
		const persons = buyers.filter(({ kind }) => kind === 'consumer');
		deal.companyIds = buyers
			.filter(({ kind }) => kind !== 'consumer')
			.map((buyer) => make(hub, 'companies', company(buyer)));
		deal.contactIds = persons.map((buyer) => make(hub, 'contacts', person(buyer)));
		// The first company of a deal becomes its primary one; of several that were added together nobody has chosen yet.
		deal.hasPrimaryCompany = input.buyer !== undefined && deal.companyIds.length > 0;
	}
	if (input.contact)
		deal.contactIds = [
			...(deal.companyIds.length > 0 ? [] : deal.contactIds),
			make(hub, 'contacts', person(input.contact)),
		];
}

function make(hub: Hub, type: Exclude<ObjectType, 'deals'>, values: Values): string {
	// HubSpot has no field for a tax number: this account made one for companies.
	if (values.d2i_nip !== undefined && !hub.fields.get(type, 'd2i_nip'))
		hub.fields.make(type, 'd2i_nip', 'string', 'NIP');
	const row: RecordRow = { id: hub.nextId(), values, createdAt: hub.now() };
	hub.rows(type).set(row.id, row);
	return row.id;
}

function company(buyer: BuyerIn): Values {
	return { name: buyer.name, ...(buyer.taxId !== undefined && { d2i_nip: buyer.taxId }), ...addressOf(buyer) };
}

function person(given: { name: string; email?: string } & Partial<BuyerIn>): Values {
	const [firstname = '', ...rest] = given.name.split(' ');
	return { firstname, lastname: rest.join(' '), email: given.email ?? '', ...addressOf(given) };
}

function addressOf({ address, country }: Partial<BuyerIn>): Values {
	if (!address && !country) return {};
	return {
		address: address?.street ?? '',
		zip: address?.postalCode ?? '',
		city: address?.city ?? '',
		// Free text in the user's language.
		country: COUNTRY_NAMES.of(country ?? 'PL') ?? '',
	};
}

/** Fields that people fill in because HubSpot has none for it. One that does not exist yet is made by hand. */
function ownFields(input: Partial<DealIn>): [string, FieldType, string | undefined][] {
	const { paid, recipient, lines, buyer } = input;
	return [
		['d2i_sale_date', 'date', input.saleDate],
		['d2i_issue_on', 'date', input.issueOn],
		['d2i_order_number', 'string', input.orderNumber],
		['d2i_exemption_reason', 'string', input.exemptionReason],
		['d2i_number', 'string', input.invoiceNumber],
		['d2i_vat_rate', 'string', lines && specialRate(lines)],
		// Companies have no e-mail: it stands on the deal.
		['d2i_email', 'string', buyer?.kind === 'consumer' ? undefined : buyer?.email],
		['d2i_consumer', 'bool', buyer && String(buyer.kind === 'consumer')],
		['d2i_recipient', 'string', recipient && [recipient.name, recipient.taxId].filter(Boolean).join(', ')],
		['d2i_paid_amount', 'string', paid?.amount],
		['d2i_paid_on', 'date', paid?.date],
		...Object.entries(input.customFields ?? {}).map(([name, value]): [string, FieldType, string] => [
			name,
			'string',
			value,
		]),
	];
}

function applyLines(hub: Hub, deal: DealRow, lines: readonly LineIn[]): void {
	for (const id of deal.lineIds) hub.books.lines.delete(id);
	deal.lineIds = lines.map((line, index) => make(hub, 'line_items', lineValues(line, index)));
	const amounts = deal.lineIds.map((id) => hub.books.lines.get(id)?.values.amount ?? '0');
	// HubSpot adds up what the rows cost without tax.
	deal.values.amount = amounts.reduce((sum, amount) => sum.plus(amount), new Big(0)).toFixed();
}

function lineValues(line: LineIn, index: number): Values {
	const percent = /^\d+$/.test(line.vatRate ?? '') ? line.vatRate! : line.vatRate?.startsWith('0') ? '0' : undefined;
	const typed = new Big(line.unitPrice);
	// There is no price with tax in it: a person enters the net price.
	const price = line.priceBasis === 'gross' ? typed.div(new Big(percent ?? 0).div(100).plus(1)).round(6) : typed;
	const kept = new Big(100).minus(line.discountPercent ?? 0).div(100);
	const rate = TAX_RATES.find(({ percentageRate }) => String(percentageRate) === percent);
	return {
		name: line.name,
		quantity: new Big(line.quantity).toFixed(),
		price: price.toFixed(),
		amount: price.times(kept).times(line.quantity).round(2).toFixed(),
		hs_discount_percentage: line.discountPercent ?? '',
		hs_tax_rate_group_id: rate?.id ?? '',
		hs_line_item_currency_code: '',
		hs_position_on_quote: String(index),
		d2i_unit: line.unit ?? 'szt.',
	};
}

/** The Polish rate that a percent cannot hold, for the deal's own field. */
function specialRate(lines: readonly LineIn[]): string | undefined {
	return lines.map((line) => line.vatRate).find((rate) => rate !== undefined && !/^\d+$/.test(rate));
}
