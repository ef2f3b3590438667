import { named } from '../books';
import type { FakeAccounting } from '../fakes/types';
import type { ControlContext } from './context';
import { Raw, Refusal, type Call, type Route } from './router';
import { accountSettings, nothing, payment } from './schemas';

/** Accounting, mailbox, drive and sheet: what a person would look at, and what the accountant would do. */
export function outsideRoutes({ books, world }: ControlContext): Route[] {
	const systemOf = ({ params }: Call) => named('accounting system', books.accounting, params.vendor ?? '');
	const documentOf = (call: Call) => existingInvoice(systemOf(call), call.params.id ?? '');

	return [
		{
			method: 'GET',
			path: '/api/accounting',
			summary: 'The accounting systems of this world',
			handle: () => [...books.accounting.values()].map(({ name, hosts }) => ({ name, hosts })),
		},
		{
			method: 'GET',
			path: '/api/accounting/{vendor}/settings',
			summary: 'How the account behaves',
			handle: (call) => systemOf(call).settings(),
		},
		{
			method: 'PATCH',
			path: '/api/accounting/{vendor}/settings',
			summary: 'Changes how the account behaves: KSeF off or auto, its answer, delayMs',
			body: accountSettings,
			handle: (call) => {
				const system = systemOf(call);
				refuseBadly(() => system.patchSettings(call.body as Record<string, unknown>));
				world.changed();
				return system.settings();
			},
		},
		{
			method: 'GET',
			path: '/api/accounting/{vendor}/invoices',
			summary: 'All documents in the accounting system',
			handle: (call) => systemOf(call).invoices(),
		},
		{
			method: 'GET',
			path: '/api/accounting/{vendor}/invoices/{id}/pdf',
			summary: 'The PDF of one document',
			handle: async (call) => {
				const { id, number } = documentOf(call);
				return new Raw(
					'application/pdf',
					await systemOf(call).pdf(id),
					`${number.replace(/[^\p{L}\p{N}]+/gu, '-')}.pdf`,
				);
			},
		},
		{
			method: 'POST',
			path: '/api/accounting/{vendor}/invoices/{id}/payments',
			summary: 'Books a payment as the accountant would; without an amount: the whole invoice',
			body: payment,
			handle: (call) => {
				const { id } = documentOf(call);
				refuseBadly(() => systemOf(call).pay(id, call.body as { amount?: string; date?: string }));
				world.changed();
				return documentOf(call);
			},
		},
		{
			method: 'POST',
			path: '/api/accounting/{vendor}/invoices/{id}/cancel',
			summary: 'Cancels a document as the accountant would',
			body: nothing,
			handle: (call) => {
				const { id } = documentOf(call);
				refuseBadly(() => systemOf(call).cancel(id));
				world.changed();
				return documentOf(call);
			},
		},
		{
			method: 'GET',
			path: '/api/mail/{messageId}/attachments/{i}',
			summary: 'One attachment of a mail, counted from 0',
			handle: ({ params }) => {
				for (const mailbox of books.mailboxes) {
					const mail = mailbox.messages().find(({ messageId }) => messageId === params.messageId);
					const attachment = mail?.attachments[Number(params.i)];
					if (!mail || !attachment) continue;
					return new Raw(attachment.type, mailbox.attachment(mail.messageId, Number(params.i)), attachment.name);
				}
				throw new Refusal(404, 'There is no such mail or attachment.');
			},
		},
		{
			method: 'GET',
			path: '/api/files/{id}',
			summary: 'The content of a file on the drive',
			handle: ({ params }) => {
				for (const drive of books.drives) {
					const file = drive.files().find(({ id }) => id === params.id);
					if (!file) continue;
					const type = file.path.toLowerCase().endsWith('.pdf') ? 'application/pdf' : 'application/octet-stream';
					return new Raw(type, drive.content(file.id), file.path.split('/').pop());
				}
				throw new Refusal(404, `There is no file ${params.id} on any drive.`);
			},
		},
		{
			method: 'GET',
			path: '/api/sheets',
			summary: 'The rows of all sheets',
			handle: () => books.sheets.flatMap((sheet) => sheet.rows()),
		},
	];
}

function existingInvoice(system: FakeAccounting, id: string) {
	const found = system.invoices().find((invoice) => invoice.id === id);
	if (!found) throw new Refusal(404, `${system.name} has no document ${id}.`);
	return found;
}

/** What a fake refuses is the caller's mistake, and its message says which. */
function refuseBadly(action: () => void): void {
	try {
		action();
	} catch (error) {
		throw new Refusal(400, error instanceof Error ? error.message : String(error));
	}
}
