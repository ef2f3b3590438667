import { breath } from '../../time';
import type { DealRow, FileRow } from '../books';
import { camelName, companyItem, contactItem, dealItem } from '../items';
import type { Portal } from '../portal';
import { isMap, type Value, type Values } from '../php';
import { classic, invalidArgument, notFound, RestError } from '../restError';
import { conditions, integer, map, meets, page, sorted } from './arguments';
import type { Call, Method } from './index';

const TITLES: Record<string, string> = { id: 'ID', title: 'Nazwa', stageId: 'Etap', opportunity: 'Kwota' };

export const items: Record<string, Method> = {
	'crm.item.get': ({ portal, params }) => ({ result: { item: itemOf(portal, params) } }),
	'crm.item.list': ({ portal, params }) => {
		const rows = allOf(portal, integer(params, 'entityTypeId'), originalNames(params));
		const wanted = conditions(map(params, 'filter'), ['id', 'title', 'stageId', 'categoryId', 'companyId']);
		const found = sorted(
			rows.filter((row) => meets(row, wanted)),
			params,
			(row, field) => row[field],
		);
		const { rows: shown, ...rest } = page(found, params);
		return { result: { items: shown }, ...rest };
	},
	'crm.item.fields': ({ portal, params }) => ({ result: { fields: fieldsOf(portal, params) } }),
	'crm.item.update': async (call) => ({ result: { item: await update(call) } }),
	'crm.item.productrow.list': ({ portal, params }) => {
		const filter = map(params, 'filter');
		for (const name of ['=ownerType', '=ownerId'])
			if (filter[name] === undefined) throw invalidArgument(`Filter ${name} is required`);
		const wanted = conditions(filter, ['ownerType', 'ownerId']);
		const rows = portal.books.rows.filter((row) => meets({ ownerType: 'D', ownerId: row.ownerId }, wanted));
		const ordered = sorted(rows, params, (row, field) => (field === 'sort' ? row.sort : row.id));
		const { rows: shown, ...rest } = page(ordered, params);
		return { result: { productRows: shown.map(shownRow) }, ...rest };
	},
};

function itemOf(portal: Portal, params: Values): Record<string, unknown> {
	const id = integer(params, 'id');
	const found = allOf(portal, integer(params, 'entityTypeId'), originalNames(params)).find((row) => row.id === id);
	if (!found) throw notFound('Element not found');
	return found;
}

function allOf(portal: Portal, entityTypeId: number, original: boolean): Record<string, unknown>[] {
	const { deals, companies, contacts } = portal.books;
	if (entityTypeId === 2) return [...deals.values()].map((deal) => dealItem(portal, deal, original));
	if (entityTypeId === 3) return [...contacts.values()].map(contactItem);
	if (entityTypeId === 4) return [...companies.values()].map(companyItem);
	throw new RestError(400, 'NOT_FOUND', `Entity type ${entityTypeId} not found`);
}

const originalNames = (params: Values): boolean => params.useOriginalUfNames === 'Y';

function fieldsOf(portal: Portal, params: Values): Record<string, unknown> {
	if (integer(params, 'entityTypeId') !== 2) throw notFound('Only deals have fields here');
	const standard = Object.entries(TITLES).map(([name, title]) => [name, { type: 'string', title, isMultiple: false }]);
	const custom = [...portal.userFields.values()].map((field) => [
		originalNames(params) ? field.name : camelName(field.name),
		{ type: field.type, title: field.label, isMultiple: field.multiple, isDynamic: true, upperName: field.name },
	]);
	return Object.fromEntries([...standard, ...custom]);
}

/** Unknown fields are ignored without a word, as the real one does. */
async function update({ portal, params, batched }: Call): Promise<Record<string, unknown>> {
	const id = integer(params, 'id');
	if (integer(params, 'entityTypeId') !== 2) throw classic('Only deals are edited here');
	const fields = map(params, 'fields');
	await breath(portal.world);
	const deal = portal.deal(id);
	if (!deal) throw notFound('Element not found');
	const written: Record<string, string> = {};
	const files: FileRow[] = [];
	const changed = Object.entries(fields).filter(([name, value]) =>
		set(portal, deal, name, value, batched, { written, files }),
	);
	// An update without changes saves nothing and tells nobody.
	if (changed.length > 0) {
		deal.updatedTime = portal.now();
		portal.tell('ONCRMDEALUPDATE', id, { user: false, silent: false });
	}
	if (Object.keys(written).length > 0 || files.length > 0) portal.noteWrite(deal, { fields: written, files });
	return dealItem(portal, deal, originalNames(params));
}

interface Written {
	written: Record<string, string>;
	files: FileRow[];
}

function set(portal: Portal, deal: DealRow, name: string, value: Value, batched: boolean, note: Written): boolean {
	if (name === 'stageId') {
		const before = deal.stageId;
		portal.move(deal, String(value));
		note.written.stageId = deal.stageId;
		return before !== deal.stageId;
	}
	if (name === 'title' || name === 'comments' || name === 'originId' || name === 'originatorId') {
		const before = deal[name];
		deal[name] = String(value);
		return before !== deal[name];
	}
	const field = [...portal.userFields.values()].find((one) => one.name === name || camelName(one.name) === name);
	if (!field) return false;
	if (field.type === 'file' && batched && isMap(value)) throw classic('Files cannot be sent inside a batch');
	const next = portal.userFieldValue(field, value);
	const before = deal.uf[field.name] ?? null;
	deal.uf[field.name] = next;
	if (isMap(next)) note.files.push(next as FileRow);
	else note.written[field.name] = next === null ? '' : String(next);
	return JSON.stringify(before) !== JSON.stringify(next);
}

function shownRow(row: Portal['books']['rows'][number]): Record<string, unknown> {
	return {
		id: row.id,
		ownerId: row.ownerId,
		ownerType: 'D',
		productId: 0,
		productName: row.productName,
		price: Number(row.price),
		priceAccount: Number(row.price),
		priceExclusive: Number(row.priceExclusive),
		priceNetto: Number(row.priceNetto),
		priceBrutto: Number(row.priceBrutto),
		quantity: Number(row.quantity),
		discountTypeId: 2,
		discountRate: Number(row.discountRate),
		discountSum: Number(row.discountSum),
		taxRate: row.taxRate === null ? null : Number(row.taxRate),
		taxIncluded: row.taxIncluded,
		customized: 'Y',
		measureCode: 796,
		measureName: row.measureName,
		sort: row.sort,
		type: 7,
		xmlId: '',
	};
}
