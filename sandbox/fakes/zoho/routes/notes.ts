import { breath } from '../../time';
import { invalidId, RecordError } from '../apiError';
import type { Call, Route } from '../api';
import { allowOnly, fieldsIn, jsonOf, onlyOne, success } from '../request';
import { answerPage } from './records';

const TITLE_LENGTH = 120;
const CONTENT_LENGTH = 65_535;

export const noteRoutes: Route[] = [
	{ method: 'POST', pattern: /^Notes$/, scopes: ['ZohoCRM.modules.ALL'], query: [], answer: create },
	{
		method: 'GET',
		pattern: /^Deals\/(\d+)\/Notes$/,
		scopes: ['ZohoCRM.modules.ALL'],
		query: ['fields', 'page', 'per_page'],
		answer: ({ organisation, request, path: [dealId = ''] }) => {
			const names = fieldsIn(request);
			if (!organisation.deal(dealId)) throw invalidId();
			const rows = organisation.books.notes.filter((note) => note.dealId === dealId).reverse();
			return answerPage(rows, request, (note) => {
				const whole: Record<string, unknown> = {
					Note_Title: note.title,
					Note_Content: note.content,
					Created_Time: note.time,
				};
				return { id: note.id, ...Object.fromEntries(names.map((name) => [name, whole[name]])) };
			});
		},
	},
];

async function create({ organisation, request }: Call) {
	const body = jsonOf(request);
	allowOnly(body, ['data']);
	const given = onlyOne(body, 'data');
	const { Note_Title: title = '', Note_Content: content, Parent_Id: parent } = given;
	if (content === undefined || content === '') throw missing('Note_Content');
	const text = (name: string, value: unknown, length: number): string => {
		const at = { api_name: name };
		if (typeof value !== 'string')
			throw new RecordError('data', 'INVALID_DATA', 'invalid data', { ...at, expected_data_type: 'string' });
		if (value.length > length)
			throw new RecordError('data', 'INVALID_DATA', 'invalid data', { ...at, maximum_length: length });
		return value;
	};
	const note = {
		title: text('Note_Title', title, TITLE_LENGTH),
		content: text('Note_Content', content, CONTENT_LENGTH),
	};
	const { module, id } = (parent ?? {}) as { module?: { api_name?: unknown }; id?: unknown };
	if (module?.api_name !== 'Deals' || typeof id !== 'string') throw missing('Parent_Id');
	await breath(organisation.world);
	const deal = organisation.deal(id);
	if (!deal) throw new RecordError('data', 'INVALID_DATA', 'the id given seems to be invalid', { id });
	const row = { id: organisation.nextId(), dealId: id, ...note, time: organisation.now() };
	organisation.books.notes.push(row);
	organisation.noteWrite(deal, { notes: [note.content] });
	return {
		status: 201,
		body: { data: [success({ id: row.id, createdTime: row.time, modifiedTime: row.time }, 'record added')] },
	};
}

const missing = (name: string) =>
	new RecordError('data', 'MANDATORY_NOT_FOUND', 'required field not found', { api_name: name });
