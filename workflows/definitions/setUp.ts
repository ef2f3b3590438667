import { COLUMNS } from '../../invoicing/journal/row';
import { SUBSCRIPTION_COLUMNS } from '../../invoicing/recurring/subscription';
import { Canvas, type WorkflowJson } from '../lib/canvas';
import { ours, sendEmail, setFields } from '../lib/nodes';
import { createTable } from '../lib/tables';
import { accountingNodes } from './accountings';
import { accountingStep, crmStep } from './vendorSteps';
import type { ScenarioOptions } from './options';
import { TEXTS, TO_SET } from './texts';

const NAMES = {
	en: {
		start: 'Start Set-Up',
		settings: 'Settings',
		journal: 'Journal Table',
		done: 'Finished Table',
		values: 'Settings Table',
		subscriptions: 'Subscriptions Table',
		fields: 'Deal Fields',
		crm: 'Check the CRM',
		accounting: 'Check Accounting',
		drive: 'Check Google Drive',
		sheet: 'Check Google Sheets',
		mail: 'Test Mail',
		result: 'What Is Missing',
	},
	pl: {
		start: 'Zacznij',
		settings: 'Ustawienia',
		journal: 'Tabela dziennika',
		done: 'Tabela zakończonych',
		values: 'Tabela ustawień',
		subscriptions: 'Tabela abonamentów',
		fields: 'Pola deala',
		crm: 'Sprawdź CRM',
		accounting: 'Sprawdź program księgowy',
		drive: 'Sprawdź Dysk Google',
		sheet: 'Sprawdź Arkusze Google',
		mail: 'Wiadomość próbna',
		result: 'Czego brakuje',
	},
};
const NOTE = {
	en: '## Set-up\nRun it once, and again after every change of a credential. It makes the tables and the deal fields, tries every sign-in, compares the KSeF setting and sends a test mail. Read *What Is Missing* at the end.',
	pl: '## Przygotowanie\nUruchom raz, a potem po każdej zmianie poświadczenia. Tworzy tabele i pola deala, sprawdza każde logowanie, porównuje ustawienie KSeF i wysyła wiadomość próbną. Na końcu przeczytaj *Czego brakuje*.',
};
const LINKS = {
	en: 'Choose by hand: in "Deal to Invoice" the workflow of "Tell the Owner" (error alerts); in "sweep" those of "Go On" (Deal to Invoice) and "Tell the Owner" (error alerts); in "replay" that of "Go On" (Deal to Invoice); in "payments" those of "Tell the Owner" (error alerts) and "Start Its Document" (Deal to Invoice); in "recurring invoices" that of "Issue Its Invoice" (Deal to Invoice); in "corrections" those of "Issue Correction" (Deal to Invoice) and "Tell the Owner" (error alerts); in the settings of all of them the error workflow (error alerts). Then publish all but "set-up".',
	pl: 'Wybierz ręcznie: w „Faktura z deala” przepływ kroku „Powiadom właściciela” (alarmy); w „przegląd” przepływy kroków „Dokończ” (Faktura z deala) i „Powiadom właściciela” (alarmy); w „ponowienie” przepływ kroku „Wykonaj” (Faktura z deala); w „płatności” przepływy kroków „Powiadom właściciela” (alarmy) i „Wystaw jej dokument” (Faktura z deala); w „faktury cykliczne” przepływ kroku „Wystaw fakturę okresu” (Faktura z deala); w „korekty” przepływy kroków „Wystaw korektę” (Faktura z deala) i „Powiadom właściciela” (alarmy); w ustawieniach wszystkich przepływ błędów (alarmy). Potem opublikuj wszystkie oprócz „przygotowanie”.',
};

const goOn = { onError: 'continueRegularOutput' as const, executeOnce: true, alwaysOutputData: true };
const DONE_COLUMNS = [
	'reference',
	'vendor',
	'number',
	'document_id',
	'amount',
	'currency',
	'due_date',
	'client',
	'data',
] as const;

/** Every check goes on when it fails: the last step lists them all. */
export function setUp(options: ScenarioOptions): WorkflowJson {
	const canvas = new Canvas();
	const n = NAMES[options.language];
	const t = TEXTS[options.language];
	const setting = (key: string) => `={{ $('${n.settings}').first().json.${key} }}`;
	canvas.note([-0.3, -1.65], [4, 1], NOTE[options.language], 4);
	canvas.note([0.7, -0.45], [1, 1.35], TO_SET[options.language], 1);
	canvas.add(n.start, [0, 0], 'n8n-nodes-base.manualTrigger', 1, {});
	setFields(canvas, n.settings, [1, 0], {
		sender: options.seller.sender,
		ownerEmail: options.seller.ownerEmail,
		ksef: options.ksef,
		spreadsheetId: options.spreadsheetId,
		sheetName: options.sheetName || t.sheetName,
	});
	createTable(canvas, n.journal, [2, 0], 'deal_to_invoice_journal', COLUMNS);
	createTable(canvas, n.done, [3, 0], 'deal_to_invoice_done', DONE_COLUMNS);
	createTable(canvas, n.values, [4, 0], 'deal_to_invoice_settings', ['name', 'value']);
	createTable(canvas, n.subscriptions, [5, 0], 'deal_to_invoice_subscriptions', SUBSCRIPTION_COLUMNS);
	crmStep(canvas, n.fields, [6, 0], options, { resource: 'setup', operation: 'ensureFields' }, goOn);
	crmStep(canvas, n.crm, [7, 0], options, { resource: 'setup', operation: 'check' }, goOn);
	accountingStep(canvas, n.accounting, [8, 0], options, { resource: 'account', operation: 'check' }, goOn);
	canvas.add(
		n.drive,
		[9, 0],
		ours('invoiceArchive'),
		1,
		{ resource: 'account', operation: 'check', drive: 'googleDrive' },
		goOn,
	);
	canvas.add(
		n.sheet,
		[10, 0],
		'n8n-nodes-base.googleSheets',
		4.7,
		{
			resource: 'sheet',
			operation: 'read',
			documentId: { __rl: true, mode: 'id', value: setting('spreadsheetId') },
			sheetName: { __rl: true, mode: 'name', value: setting('sheetName') },
			filtersUI: {},
			options: {},
		},
		goOn,
	);
	sendEmail(
		canvas,
		n.mail,
		[11, 0],
		{ from: setting('sender'), to: setting('ownerEmail'), subject: t.testMail.subject, text: t.testMail.text },
		goOn,
	);
	const result = (node: string) =>
		`={{ $('${node}').first()?.json?.error ? '✗ ' + ($('${node}').first().json.error.message ?? $('${node}').first().json.error) : '✓' }}`;
	const ksef = first(n.accounting, 'ksef');
	const { title } = accountingNodes(options.accounting);
	setFields(canvas, n.result, [12, 0], {
		tables: '✓',
		dealFields: result(n.fields),
		[options.crm]: result(n.crm),
		[options.accounting]: result(n.accounting),
		ksef: `={{ ${KSEF[options.language](ksef, `$('${n.settings}').first().json.ksef`, title)} }}`,
		googleDrive: result(n.drive),
		googleSheets: result(n.sheet),
		mail: result(n.mail),
		links: LINKS[options.language],
	});
	canvas.chain(
		n.start,
		n.settings,
		n.journal,
		n.done,
		n.values,
		n.subscriptions,
		n.fields,
		n.crm,
		n.accounting,
		n.drive,
		n.sheet,
		n.mail,
		n.result,
	);
	return canvas.workflow(t.workflowNames.setUp, {
		executionOrder: 'v1',
		timezone: options.timezone,
		saveManualExecutions: true,
	});
}

const first = (node: string, path: string) => `($('${node}').first()?.json?.${path} ?? 'unknown')`;

/** What the account does is compared with what the user chose. */
const KSEF = {
	en: (account: string, chosen: string, title: string) =>
		`${chosen} !== 'noDuty' && ${account} === 'off' ? '✗ ${title} does not send to KSeF, while your setting says that it must. Switch it on there, or change the setting.' : (${account} === 'unknown' ? '? ${title} does not tell by its API whether it sends to KSeF. Look there: Settings, KSeF.' : '✓')`,
	pl: (account: string, chosen: string, title: string) =>
		`${chosen} !== 'noDuty' && ${account} === 'off' ? '✗ ${title} nie wysyła do KSeF, a Twoje ustawienie mówi, że musi. Włącz tam wysyłkę albo zmień ustawienie.' : (${account} === 'unknown' ? '? ${title} nie podaje przez API, czy wysyła do KSeF. Sprawdź tam: Ustawienia, KSeF.' : '✓')`,
};
