import { NEXT_STEP_WAYS } from '../../nodes/InvoiceJournal/outputs';
import { Canvas, idOf, type WorkflowJson } from '../lib/canvas';
import { callWorkflow, ifTrue, insertRow, listTables, loop, noOp, ours, pause, readRows, sendEmail, setFields, upsertRow, whenCalled } from '../lib/nodes';
import { NAMES, type Names } from './names';
import { dealToInvoiceNotes } from './notes';
import type { ScenarioOptions } from './options';
import { TEXTS } from './texts';

/** One deal, one document: claim, read, build, then one router that sends the run to the first step not yet done. */
export function dealToInvoice(options: ScenarioOptions): WorkflowJson {
	const canvas = new Canvas();
	const n = NAMES[options.language];
	entrance(canvas, n, options);
	claim(canvas, n, options);
	centre(canvas, n, options);
	documentRows(canvas, n, options);
	stoppingRows(canvas, n, options);
	dealToInvoiceNotes(canvas, options.language);
	return canvas.workflow(TEXTS[options.language].workflowNames.dealToInvoice, {
		executionOrder: 'v1',
		timezone: options.timezone,
		saveDataSuccessExecution: 'none',
		saveDataErrorExecution: 'all',
		saveExecutionProgress: false,
		saveManualExecutions: true,
		...(options.ids.errorAlerts && { errorWorkflow: options.ids.errorAlerts }),
	});
}

const CRM = { authentication: 'webhook', resource: 'deal' };
const toError = { onError: 'continueErrorOutput' as const };

/** An expression over another node's newest item. Always `.first(output)`: pairs do not survive built-in nodes. */
const first = (node: string, path: string, output = 0): string => `$('${node}').first(${output}).json${path}`;
const expression = (code: string): string => `={{ ${code} }}`;
const from = (node: string, path: string, output = 0): string => expression(first(node, path, output));
/** The same for a node that may not have run in this execution, or ended on its error output. */
const maybe = (node: string, path: string): string => `($('${node}').isExecuted ? $('${node}').first(0)?.json${path} : undefined)`;

function entrance(canvas: Canvas, n: Names, options: ScenarioOptions): void {
	canvas.add(
		n.trigger,
		[0, 0],
		ours('bitrix24DealTrigger'),
		1,
		{
			authentication: 'webhook',
			listenBy: 'outgoingWebhook',
			pipeline: options.pipeline,
			rules: { rule: options.rules },
			sweepEvery: options.sweepEvery,
			options: {},
		},
		{ webhookId: idOf('deal-to-invoice trigger') },
	);
	ifTrue(canvas, n.oneDeal, [1, 0], { left: expression('$input.all().length'), right: 1, type: 'number', operation: 'equals' });
	loop(canvas, n.eachDeal, [2, 0.8]);
	callWorkflow(canvas, n.startEach, [3, 0.8], expression('$workflow.id'), false);
	whenCalled(canvas, n.called, [0, -0.9]);
	noOp(canvas, n.entry, [2, -0.4]);
	const t = TEXTS[options.language];
	setFields(canvas, n.settings, [3, -0.4], {
		sellerName: options.seller.name,
		sender: options.seller.sender,
		ownerEmail: options.seller.ownerEmail,
		archiveFolder: options.archiveFolder,
		spreadsheetId: options.spreadsheetId,
		sheetName: options.sheetName || t.sheetName,
		invoicedStage: options.invoicedStage,
	});
	canvas.chain(n.trigger, n.oneDeal, n.entry, n.settings);
	canvas.connect(n.oneDeal, n.eachDeal, 1);
	canvas.connect(n.eachDeal, n.startEach, 1);
	canvas.connect(n.startEach, n.eachDeal);
	canvas.connect(n.called, n.entry);
}

function claim(canvas: Canvas, n: Names, options: ScenarioOptions): void {
	const reference = from(n.entry, '.reference');
	const journal = from(n.tables, '.journal');
	listTables(canvas, n.listTables, [4, -0.4]);
	canvas.add(n.tables, [5, -0.4], ours('invoiceJournal'), 1, { resource: 'journal', operation: 'tables' });
	readRows(canvas, n.finished, [6, -0.4], from(n.tables, '.done'), reference, { alwaysOutputData: true });
	readRows(canvas, n.look, [7, -0.4], journal, reference, { alwaysOutputData: true });
	canvas.add(n.claim, [8, -0.4], ours('invoiceJournal'), 1, {
		resource: 'claim',
		operation: 'row',
		entry: from(n.entry, ''),
		done: expression(`$('${n.finished}').all().map((item) => item.json)`),
		askedBy: expression(`${first(n.entry, '.askedBy')} || 'event'`),
		leaseSeconds: options.leaseSeconds,
	});
	insertRow(canvas, n.writeClaim, [9, -0.4], journal);
	readRows(canvas, n.readClaims, [10, -0.4], journal, reference);
	canvas.add(n.judge, [11, -0.4], ours('invoiceJournal'), 1, {
		resource: 'claim',
		operation: 'judge',
		attempt: from(n.writeClaim, '.attempt'),
	});
	pause(canvas, n.moment, [11, -1.3], '2', idOf('contest pause'));
	insertRow(canvas, n.giveUp, [12, -1.3], journal);
	canvas.chain(n.settings, n.listTables, n.tables, n.finished, n.look, n.claim, n.writeClaim, n.readClaims, n.judge);
	canvas.connect(n.judge, n.moment, 1);
	canvas.connect(n.moment, n.readClaims);
	canvas.connect(n.judge, n.giveUp, 2);
}

function centre(canvas: Canvas, n: Names, options: ScenarioOptions): void {
	const reference = from(n.entry, '.reference');
	const journal = from(n.tables, '.journal');
	canvas.add(n.getDeal, [12, -0.4], ours('bitrix24Deals'), 1, { ...CRM, operation: 'get', dealId: from(n.entry, '.dealId'), entry: from(n.entry, '') }, toError);
	canvas.add(n.build, [13, -0.4], ours('buildInvoice'), 1, buildParameters(n, options), toError);
	canvas.add(n.stepRow, [14, -0.4], ours('invoiceJournal'), 1, {
		resource: 'step',
		operation: 'row',
		attempt: from(n.judge, '.attempt'),
		rows: expression(
			`[...$('${n.readClaims}').all(), ...($('${n.readJournal}').isExecuted ? $('${n.readJournal}').all() : [])].map((item) => item.json)`,
		),
		build: expression(`${maybe(n.build, '')} ?? ''`),
		askedBy: expression(`${first(n.entry, '.askedBy')} || 'event'`),
		language: options.language,
		stepOptions: { pauses: options.pauses },
	});
	insertRow(canvas, n.writeRow, [15, -0.4], journal);
	readRows(canvas, n.readJournal, [16, -0.4], journal, reference);
	canvas.add(n.next, [17, -0.4], ours('invoiceJournal'), 1, { resource: 'step', operation: 'next', attempt: from(n.judge, '.attempt') });
	canvas.chain(n.judge, n.getDeal, n.build, n.stepRow, n.writeRow, n.readJournal, n.next);
	canvas.connect(n.getDeal, n.stepRow, 1);
	canvas.connect(n.build, n.stepRow, 1);
}

function buildParameters(n: Names, options: ScenarioOptions): Record<string, unknown> {
	return {
		resource: 'invoice',
		operation: 'build',
		deal: expression('$json.deal'),
		entry: expression('$json.entry'),
		sellerName: from(n.settings, '.sellerName'),
		timeZone: 'Europe/Warsaw',
		ksefDuty: options.ksef,
		mode: options.mode,
		dealTextLanguage: options.language,
		...(options.now && { options: { now: options.now } }),
		...options.build,
	};
}

/** Output of Next Step by its action. */
const way = (action: (typeof NEXT_STEP_WAYS)[number][0]): number => NEXT_STEP_WAYS.findIndex(([name]) => name === action);

function documentRows(canvas: Canvas, n: Names, options: ScenarioOptions): void {
	const accounting = { resource: 'invoice' };
	const row = (action: Parameters<typeof way>[0], names: string[]) => {
		canvas.connect(n.next, names[0]!, way(action));
		canvas.chain(...names, n.stepRow);
		for (const name of names) canvas.connect(name, n.stepRow, 1);
	};
	canvas.add(
		n.issue,
		[20, -3],
		ours('fakturowniaInvoices'),
		1,
		{ ...accounting, operation: 'issue', invoice: from(n.build, '.invoice'), options: { inFlightSince: expression('$json.inFlightSince') } },
		toError,
	);
	row('issue', [n.issue]);
	canvas.add(n.legal, [20, -2], ours('fakturowniaInvoices'), 1, { ...accounting, operation: 'getLegalStatus', documentId: expression('$json.documentId'), send: true, waitUpTo: options.ksefSeconds }, toError);
	row('legal', [n.legal]);

	const known = expression(`${maybe(n.legal, '.issued')} ?? ${maybe(n.issue, '.issued')} ?? ''`);
	const pdf = (name: string, at: [number, number], earlier: string[]) =>
		canvas.add(
			name,
			at,
			ours('fakturowniaInvoices'),
			1,
			{
				...accounting,
				operation: 'getPdf',
				documentId: expression('$json.documentId'),
				binaryPropertyName: 'data',
				known,
				knownPdf: earlier.length === 0 ? '' : expression(earlier.map((node) => `($('${node}').isExecuted ? $('${node}').first(0)?.binary?.data : undefined)`).concat(`''`).join(' ?? ')),
			},
			toError,
		);
	pdf(n.pdfRecord, [20, -1], []);
	canvas.add(
		n.record,
		[21, -1],
		ours('bitrix24Deals'),
		1,
		{
			...CRM,
			operation: 'recordInvoice',
			dealId: from(n.entry, '.dealId'),
			issued: expression('$json.issued'),
			binaryPropertyName: 'data',
			invoicedStage: from(n.settings, '.invoicedStage'),
			status: from(n.next, '.status', way('record')),
			note: from(n.next, '.status', way('record')),
			deal: from(n.build, '.deal'),
		},
		toError,
	);
	row('record', [n.pdfRecord, n.record]);
	pdf(n.pdfMail, [20, 0], [n.pdfRecord]);
	canvas.add(
		n.composeMail,
		[21, 0],
		ours('buildInvoice'),
		1,
		{ resource: 'message', operation: 'compose', invoice: from(n.build, '.invoice'), issued: expression('$json.issued'), sellerName: from(n.settings, '.sellerName') },
		toError,
	);
	const mail = (path: string) => expression(`$json.mail.${path}`);
	sendEmail(canvas, n.sendMail, [22, 0], { from: from(n.settings, '.sender'), to: mail('to'), subject: mail('subject'), text: mail('text'), html: mail('html'), attachment: 'data' }, toError);
	row('mail', [n.pdfMail, n.composeMail, n.sendMail]);
	pdf(n.pdfArchive, [20, 1], [n.pdfRecord, n.pdfMail]);
	canvas.add(
		n.archive,
		[21, 1],
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
	pdf(n.pdfReport, [20, 2], [n.pdfRecord, n.pdfMail, n.pdfArchive]);
	canvas.add(
		n.composeReport,
		[21, 2],
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
		[22, 2],
		'n8n-nodes-base.googleSheets',
		4.7,
		{
			resource: 'sheet',
			operation: 'appendOrUpdate',
			documentId: sheet,
			sheetName: { __rl: true, mode: 'name', value: from(n.settings, '.sheetName') },
			columns: { mappingMode: 'autoMapInputData', value: {}, matchingColumns: [TEXTS[options.language].referenceColumn], schema: [], attemptToConvertTypes: false, convertFieldsToString: false },
			options: { cellFormat: 'RAW' },
		},
		toError,
	);
	row('report', [n.pdfReport, n.composeReport, n.report]);
	const value = (path: string) => expression(`$json.${path}`);
	upsertRow(canvas, n.finish, [20, 3], from(n.tables, '.done'), {
		reference: value('reference'),
		vendor: value('vendor'),
		number: value('number'),
		document_id: value('documentId'),
		amount: value('amount'),
		currency: value('currency'),
		due_date: value('dueDate'),
		client: value('client'),
		data: expression(`JSON.stringify({ v: 1, path: $json.archivePath, ksefNumber: $json.ksefNumber })`),
	});
	canvas.connect(n.next, n.finish, way('finish'));
	canvas.connect(n.finish, n.stepRow);
}

function stoppingRows(canvas: Canvas, n: Names, options: ScenarioOptions): void {
	const t = TEXTS[options.language];
	const status = (name: string, at: [number, number], text: string) =>
		canvas.add(name, at, ours('bitrix24Deals'), 1, { ...CRM, operation: 'setStatus', dealId: from(n.entry, '.dealId'), status: text, deal: expression(`${maybe(n.build, '.deal')} ?? ''`) }, toError);

	status(n.pauseStatus, [20, 4], expression('$json.status'));
	pause(canvas, n.pause, [21, 4], from(n.next, '.waitSeconds', way('wait')), idOf('pause'));
	canvas.connect(n.next, n.pauseStatus, way('wait'));
	canvas.connect(n.pauseStatus, n.pause);
	canvas.connect(n.pauseStatus, n.pause, 1);
	canvas.connect(n.pause, n.finished);
	canvas.connect(n.next, n.finished, way('again'));

	const invoice = first(n.build, '.invoice');
	status(n.approvalStatus, [20, 5], expression(`$json.status + ' ' + $execution.resumeFormUrl`));
	sendEmail(
		canvas,
		n.approvalMail,
		[21, 5],
		{ from: from(n.settings, '.sender'), to: from(n.settings, '.ownerEmail'), subject: `=${t.approval.subject(`{{ ${invoice}.deal.title }}`)}`, text: `=${t.approval.text(invoice)}` },
		toError,
	);
	canvas.connect(n.next, n.approvalStatus, way('approve'));
	canvas.chain(n.approvalStatus, n.approvalMail, n.stepRow);
	canvas.connect(n.approvalStatus, n.stepRow, 1);
	canvas.connect(n.approvalMail, n.stepRow, 1);
	canvas.add(
		n.answer,
		[20, 6],
		'n8n-nodes-base.wait',
		1.1,
		{
			resume: 'form',
			formTitle: t.approval.formTitle,
			formDescription: `=${t.approval.formText(invoice)}`,
			formFields: { values: [{ fieldLabel: t.approval.decision, fieldType: 'dropdown', requiredField: true, fieldOptions: { values: [{ option: t.approval.yes }, { option: t.approval.no }] } }] },
			options: {},
		},
		{ webhookId: idOf('approval form') },
	);
	canvas.connect(n.next, n.answer, way('hold'));
	canvas.connect(n.answer, n.stepRow);

	canvas.add(n.preview, [20, 7], ours('buildInvoice'), 1, { resource: 'message', operation: 'preview', summaryLanguage: options.language, invoice: from(n.build, '.invoice'), sellerName: from(n.settings, '.sellerName') }, toError);
	status(n.dryRunStatus, [21, 7], from(n.next, '.status', way('dryRun')));
	canvas.connect(n.next, n.preview, way('dryRun'));
	canvas.chain(n.preview, n.dryRunStatus, n.stepRow);
	canvas.connect(n.preview, n.stepRow, 1);
	canvas.connect(n.dryRunStatus, n.stepRow, 1);

	status(n.attentionStatus, [20, 8], expression('$json.status'));
	const told = (path: string) => expression(`($('${n.next}').first(${way('attention')}) ?? $('${n.next}').first(${way('alarm')})).json.${path}`);
	setFields(canvas, n.alert, [21, 8], { reference: told('reference'), crm: told('crm'), dealId: told('dealId'), number: told('number'), cause: told('cause'), text: told('status') });
	callWorkflow(canvas, n.tellOwner, [22, 8], options.ids.errorAlerts, false, toError);
	canvas.connect(n.next, n.attentionStatus, way('attention'));
	status(n.alarmStatus, [20, 9], expression('$json.status'));
	canvas.connect(n.next, n.alarmStatus, way('alarm'));
	// An alarm may be about the CRM itself: the owner is told whether or not the deal could be.
	canvas.connect(n.alarmStatus, n.alert);
	canvas.connect(n.alarmStatus, n.alert, 1);
	canvas.chain(n.attentionStatus, n.alert, n.tellOwner);
	canvas.connect(n.attentionStatus, n.stepRow, 1);
	canvas.connect(n.tellOwner, n.stepRow);
	canvas.connect(n.tellOwner, n.stepRow, 1);
	canvas.connect(n.next, n.giveUp, way('yield'));
}
