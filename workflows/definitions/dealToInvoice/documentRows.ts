import type { Canvas } from '../../lib/canvas';
import { ours, sendEmail } from '../../lib/nodes';
import { upsertRow } from '../../lib/tables';
import { crmNodes } from '../crms';
import type { ScenarioOptions } from '../options';
import { TEXTS } from '../texts';
import { accountingStep, crmStep } from '../vendorSteps';
import { expression, first, from, maybe, toError, way } from './expressions';
import { ROW } from './layout';
import type { Names } from './names';

/** One row per step that has an effect; each leads back to Step Row, with its error output too. */
export function documentRows(canvas: Canvas, n: Names, options: ScenarioOptions): void {
	const accounting = { resource: 'invoice' };
	const row = (action: Parameters<typeof way>[0], names: string[]) => {
		canvas.connect(n.next, names[0]!, way(action));
		canvas.chain(...names, n.stepRow);
		for (const name of names) canvas.connect(name, n.stepRow, 1);
	};
	accountingStep(
		canvas,
		n.issue,
		[21, ROW.issue],
		options,
		{
			...accounting,
			operation: 'issue',
			invoice: from(n.build, '.invoice'),
			options: { inFlightSince: expression('$json.inFlightSince') },
		},
		toError,
	);
	row('issue', [n.issue]);
	accountingStep(
		canvas,
		n.legal,
		[21, ROW.legal],
		options,
		{
			...accounting,
			operation: 'getLegalStatus',
			documentId: expression('$json.documentId'),
			send: true,
			waitUpTo: options.ksefSeconds,
		},
		toError,
	);
	row('legal', [n.legal]);

	const known = expression(`${maybe(n.legal, '.issued')} ?? ${maybe(n.issue, '.issued')} ?? ''`);
	const pdf = (name: string, at: [number, number], earlier: string[]) =>
		accountingStep(
			canvas,
			name,
			at,
			options,
			{
				...accounting,
				operation: 'getPdf',
				documentId: expression('$json.documentId'),
				binaryPropertyName: 'data',
				known,
				knownPdf:
					earlier.length === 0
						? ''
						: expression(
								earlier
									.map((node) => `($('${node}').isExecuted ? $('${node}').first(0)?.binary?.data : undefined)`)
									.concat(`''`)
									.join(' ?? '),
							),
			},
			toError,
		);
	pdf(n.pdfRecord, [21, ROW.record], []);
	crmStep(
		canvas,
		n.record,
		[22, ROW.record],
		options,
		{
			operation: 'recordInvoice',
			dealId: from(n.entry, '.dealId'),
			issued: expression('$json.issued'),
			binaryPropertyName: 'data',
			// A correction moves no deal: it may be a lost one.
			invoicedStage: expression(
				`${first(n.entry, '.kind')} === 'correction' ? 'leave' : ${first(n.settings, '.invoicedStage')}`,
			),
			status: from(n.next, '.status', way('record')),
			note: crmNodes(options.crm).withoutNote ? '' : from(n.next, '.status', way('record')),
			deal: from(n.build, '.deal'),
		},
		toError,
	);
	row('record', [n.pdfRecord, n.record]);
	pdf(n.pdfMail, [21, ROW.mail], [n.pdfRecord]);
	canvas.add(
		n.composeMail,
		[22, ROW.mail],
		ours('buildInvoice'),
		1,
		{
			resource: 'message',
			operation: 'compose',
			invoice: from(n.build, '.invoice'),
			issued: expression('$json.issued'),
			sellerName: from(n.settings, '.sellerName'),
		},
		toError,
	);
	const mail = (path: string) => expression(`$json.mail.${path}`);
	sendEmail(
		canvas,
		n.sendMail,
		[23, ROW.mail],
		{
			from: from(n.settings, '.sender'),
			to: mail('to'),
			subject: mail('subject'),
			text: mail('text'),
			html: mail('html'),
			attachment: 'data',
		},
		toError,
	);
	row('mail', [n.pdfMail, n.composeMail, n.sendMail]);
	pdf(n.pdfArchive, [21, ROW.archive], [n.pdfRecord, n.pdfMail]);
	canvas.add(
		n.archive,
		[22, ROW.archive],
		ours('invoiceArchive'),
		1,
		{
			resource: 'invoice',
			operation: 'archive',
			drive: 'googleDrive',
			issued: expression('$json.issued'),
			clientName: from(n.build, '.invoice.buyer.name'),
			reference: from(n.entry, '.reference'),
			binaryPropertyName: 'data',
			rootFolder: from(n.settings, '.archiveFolder'),
		},
		toError,
	);
	row('archive', [n.pdfArchive, n.archive]);
	pdf(n.pdfReport, [21, ROW.report], [n.pdfRecord, n.pdfMail, n.pdfArchive]);
	canvas.add(
		n.composeReport,
		[22, ROW.report],
		ours('buildInvoice'),
		1,
		{
			resource: 'report',
			operation: 'composeRow',
			reportLanguage: options.language,
			invoice: from(n.build, '.invoice'),
			issued: expression('$json.issued'),
			archivePath: from(n.next, '.archivePath', way('report')),
		},
		toError,
	);
	const sheet = { __rl: true, mode: 'id', value: from(n.settings, '.spreadsheetId') };
	canvas.add(
		n.report,
		[23, ROW.report],
		'n8n-nodes-base.googleSheets',
		4.7,
		{
			resource: 'sheet',
			operation: 'appendOrUpdate',
			documentId: sheet,
			sheetName: { __rl: true, mode: 'name', value: from(n.settings, '.sheetName') },
			columns: {
				mappingMode: 'autoMapInputData',
				value: {},
				matchingColumns: [TEXTS[options.language].referenceColumn],
				schema: [],
				attemptToConvertTypes: false,
				convertFieldsToString: false,
			},
			// Google itself finds the row below the last one. Without this the node counts rows, then writes at a fixed
			// address: deals that finish in the same moment write over each other's rows.
			options: { cellFormat: 'RAW', useAppend: true },
		},
		toError,
	);
	row('report', [n.pdfReport, n.composeReport, n.report]);
	const value = (path: string) => expression(`$json.${path}`);
	upsertRow(canvas, n.finish, [21, ROW.finish], from(n.tables, '.done'), {
		reference: value('reference'),
		vendor: value('vendor'),
		number: value('number'),
		document_id: value('documentId'),
		amount: value('amount'),
		currency: value('currency'),
		due_date: value('dueDate'),
		client: value('client'),
		data: value('doneData'),
	});
	canvas.connect(n.next, n.finish, way('finish'));
	canvas.connect(n.finish, n.stepRow);
}
