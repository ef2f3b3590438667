import { createHash } from 'node:crypto';
import { z } from 'zod';
import { breath } from '../../time';
import { badRequest } from '../apiError';
import { v1Stamp, type FileRow, type NoteRow } from '../books';
import { formParts } from '../multipart';
import { bodyOf, dealOf, idIn, newestFirst, pageV1, type Call, type Route } from './route';

const NotePost = z.strictObject({
	content: z.string().min(1),
	deal_id: z.number().int().positive(),
	pinned_to_deal_flag: z.union([z.literal(0), z.literal(1)]).optional(),
});

export const notesAndFiles: Route[] = [
	{
		version: 'v1',
		method: 'GET',
		path: '/notes',
		tokens: 20,
		query: { deal_id: 'integer', start: 'integer', limit: 'integer', sort: 'text' },
		handle: (call) => {
			const dealId = call.query.deal_id === undefined ? undefined : Number(call.query.deal_id);
			const rows = call.company.books.notes.filter((note) => dealId === undefined || note.dealId === dealId);
			const { paging, ...page } = pageV1(newestFirst(rows, call).map(shownNote), call);
			return { ...page, additional_data: { pagination: paging } };
		},
	},
	{
		version: 'v1',
		method: 'POST',
		path: '/notes',
		tokens: 10,
		handle: async (call) => {
			const { company } = call;
			const { content, deal_id: dealId } = bodyOf(NotePost, call.body);
			await breath(company.world);
			const deal = dealOf(call, dealId);
			const note = { id: company.nextId(), dealId, content: sanitized(content), addTime: company.now(), byApi: true };
			company.books.notes.push(note);
			company.noteWrite(deal, { notes: [plain(note.content)] });
			return { data: shownNote(note) };
		},
	},
	{
		version: 'v1',
		method: 'GET',
		path: '/deals/{id}/files',
		tokens: 20,
		query: { start: 'integer', limit: 'integer', sort: 'text' },
		handle: (call) => {
			const { id } = dealOf(call, idIn(call));
			if (Number(call.query.limit ?? 100) > 100) throw badRequest('limit must be at most 100');
			const rows = call.company.books.files.filter((file) => file.dealId === id);
			const { paging, ...page } = pageV1(newestFirst(rows, call).map(shownFile), call);
			return { ...page, additional_data: paging };
		},
	},
	{ version: 'v1', method: 'POST', path: '/files', tokens: 10, handle: upload },
];

async function upload(call: Call) {
	const { company, raw, contentType } = call;
	const parts = formParts(raw, contentType);
	const unknown = parts.find(({ name }) => !['file', 'deal_id'].includes(name));
	if (unknown) throw badRequest(`Unknown field ${unknown.name}`);
	const file = parts.find(({ name }) => name === 'file');
	if (!file?.fileName || file.content.length === 0) throw badRequest('No files were uploaded');
	const dealId = parts.find(({ name }) => name === 'deal_id')?.content.toString('utf8') ?? '';
	if (!/^\d+$/.test(dealId)) throw badRequest('deal_id must be an integer');
	await breath(company.world);
	const deal = dealOf(call, Number(dealId));
	const row: FileRow = {
		id: company.nextId(),
		dealId: deal.id,
		name: file.fileName,
		size: file.content.length,
		sha256: createHash('sha256').update(file.content).digest('hex'),
		addTime: company.now(),
	};
	company.books.files.push(row);
	company.noteWrite(deal, { files: [row] });
	return { data: shownFile(row) };
}

/** The back end cleans notes: scripts go, the rest stays. */
const sanitized = (html: string): string => html.replace(/<(script|style)\b[^>]*>.*?<\/\1>/gis, '');

/** As a person reads it. */
export const plain = (html: string): string =>
	html
		.replace(/<br\s*\/?>/gi, '\n')
		.replace(/<[^>]+>/g, '')
		.replace(/&lt;/g, '<')
		.replace(/&gt;/g, '>')
		.replace(/&amp;/g, '&');

const shownNote = ({ id, dealId, content, addTime }: NoteRow) => ({
	id,
	user_id: 77,
	deal_id: dealId,
	content,
	add_time: v1Stamp(addTime),
	update_time: v1Stamp(addTime),
	active_flag: true,
	pinned_to_deal_flag: false,
});

const shownFile = ({ id, dealId, name, size, addTime }: FileRow) => ({
	id,
	user_id: 77,
	deal_id: dealId,
	add_time: v1Stamp(addTime),
	update_time: v1Stamp(addTime),
	file_name: name,
	file_size: size,
	active_flag: true,
	inline_flag: false,
	remote_location: 's3',
	url: `https://app.pipedrive.com/api/v1/files/${id}/download`,
	name,
	description: '',
});
