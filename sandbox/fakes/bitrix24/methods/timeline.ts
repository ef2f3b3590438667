import { breath } from '../../time';
import { invalidArgument, RestError } from '../restError';
import { isMap, listOf, type Values } from '../php';
import { integer, map, page, sorted } from './arguments';
import type { Method } from './index';

export const timeline: Record<string, Method> = {
	'crm.timeline.comment.add': async ({ portal, params, batched }) => {
		const fields = map(params, 'fields');
		const dealId = ownerOf(fields);
		const comment = typeof fields.COMMENT === 'string' ? fields.COMMENT : '';
		if (comment.trim() === '') throw invalidArgument('Empty COMMENT');
		const given = listOf(fields.FILES);
		if (batched && given.some(isMap)) throw invalidArgument('Files cannot be sent inside a batch');
		await breath(portal.world);
		const deal = portal.deal(dealId);
		if (!deal) throw new RestError(400, 'OWNER_NOT_FOUND', 'Owner was not found');
		const files = given.map((file) => portal.file(file));
		const id = portal.books.nextId();
		portal.books.comments.push({ id, dealId, comment, created: portal.now(), files });
		portal.noteWrite(deal, { notes: [comment], files });
		return { result: id };
	},
	'crm.timeline.comment.list': ({ portal, params }) => {
		const dealId = ownerOf(map(params, 'filter'));
		const rows = portal.books.comments
			.filter((row) => row.dealId === dealId)
			.map((row) => ({
				ID: String(row.id),
				CREATED: row.created,
				ENTITY_ID: row.dealId,
				ENTITY_TYPE: 'deal',
				AUTHOR_ID: '1',
				COMMENT: row.comment,
				FILES: Object.fromEntries(
					row.files.map((file) => [file.id, { id: file.id, name: file.name, size: file.size }]),
				),
			}));
		const ordered = sorted(rows, params, (row, field) => row[field as keyof typeof row]);
		const { rows: shown, ...rest } = page(ordered, params);
		return { result: shown, ...rest };
	},
};

/** The owner's type is a word here ("deal"), a letter in product rows, a number in items. */
function ownerOf(from: Values): number {
	if (from.ENTITY_TYPE !== 'deal') throw invalidArgument('ENTITY_TYPE is required and must be a known type');
	return integer(from, 'ENTITY_ID');
}
