import { createHash } from 'node:crypto';
import { breath } from '../../time';
import { ApiError, invalidData, invalidId } from '../apiError';
import type { Call, Route } from '../api';
import { USER, type FileRow } from '../books';
import { filesIn } from '../multipart';
import { fieldsIn, success } from '../request';
import { answerPage } from './records';

const LIMIT_BYTES = 100 * 1024 * 1024;

export const attachmentRoutes: Route[] = [
	{
		method: 'POST',
		pattern: /^Deals\/(\d+)\/Attachments$/,
		scopes: ['ZohoCRM.modules.ALL'],
		query: ['attachmentUrl', 'title'],
		answer: upload,
	},
	{
		method: 'GET',
		pattern: /^Deals\/(\d+)\/Attachments$/,
		scopes: ['ZohoCRM.modules.ALL'],
		query: ['fields', 'page', 'per_page', 'page_token'],
		answer: ({ organisation, request, path: [dealId = ''] }) => {
			fieldsIn(request);
			if (!organisation.deal(dealId)) throw invalidId();
			const rows = organisation.books.files.filter((file) => file.dealId === dealId).reverse();
			return answerPage(rows, request, (file) => attachmentView(file, organisation.deal(dealId)?.values.Deal_Name));
		},
	},
];

async function upload({ organisation, request, path: [dealId = ''] }: Call) {
	if (request.raw.length > LIMIT_BYTES) throw new ApiError(413, 'BODY_SIZE_REACHED', 'the body is too large');
	const file = fileIn(request);
	await breath(organisation.world);
	const deal = organisation.deal(dealId);
	if (!deal) throw invalidId();
	const { fileName: name, content } = file;
	const row: FileRow = {
		id: organisation.nextId(),
		dealId,
		name,
		size: content.length,
		sha256: createHash('sha256').update(content).digest('hex'),
		time: organisation.now(),
	};
	// A second file of the same name is a second file.
	organisation.books.files.push(row);
	organisation.noteWrite(deal, { files: [row] });
	const told = { id: row.id, createdTime: row.time, modifiedTime: row.time };
	return { status: 200, body: { data: [success(told, 'attachment uploaded successfully')] } };
}

function fileIn(request: Call['request']) {
	try {
		const [file, ...more] = filesIn(request);
		if (file?.field === 'file' && more.length === 0 && file.content.length > 0 && file.fileName !== '') return file;
	} catch (error) {
		if (!(error instanceof SyntaxError)) throw error;
	}
	throw invalidData('invalid data', { expected_type: 'file' });
}

function attachmentView(file: FileRow, dealName: unknown): Record<string, unknown> {
	const user = { name: USER.name, id: USER.id, email: USER.email };
	return {
		Owner: user,
		Modified_By: user,
		Created_By: user,
		Parent_Id: { name: dealName, id: file.dealId },
		id: file.id,
		Modified_Time: file.time,
		Created_Time: file.time,
		File_Name: file.name,
		Size: String(file.size),
		$editable: true,
		$file_id: `f${file.id}`,
		$type: 'Attachment',
		$se_module: 'Deals',
		$state: 'save',
		$link_url: null,
	};
}
