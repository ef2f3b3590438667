import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { z } from 'zod';
import { jsonParameter, optionalJsonParameter } from '../../connect/jsonParameter';
import { answerOf, optionsOf } from '../../invoicing/correction/answer';
import { correctionOf, dueLooks, type Look } from '../../invoicing/correction/due';
import { asksForDocument, findingOf, type DealNow } from '../../invoicing/correction/notice';
import { Invoice, IssuedInvoice } from '../../invoicing/invoice';
import { isReadable, parseDone, type DoneData, type DoneRow } from '../../invoicing/journal/done';
import { Language } from '../../invoicing/primitives';
import { statusText } from '../../invoicing/statusText';
import { onOutput } from './outputs';

const pairedItem = { item: 0 };
const Rows = z.array(z.record(z.string(), z.unknown()));

const languageOf = (context: IExecuteFunctions) => Language.catch('pl').parse(context.getNodeParameter('language', 0));
const doneOf = (context: IExecuteFunctions) =>
	parseDone(jsonParameter(context, 'done', 0, Rows, 'Finished References')).filter(isReadable);

/** Due: the input is what the accounting system lists for the period. One item for each document to compare now. */
export async function dueCorrections(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const listed = this.getInputData().flatMap(({ json }) => {
		const issued = IssuedInvoice.safeParse(json.issued);
		return issued.success ? [issued.data] : [];
	});
	const looks = dueLooks(doneOf(this), listed, {
		now: Date.now(),
		limit: this.getNodeParameter('limit', 0) as number,
		everyMs: (this.getNodeParameter('everyHours', 0) as number) * 3_600_000,
	});
	return [
		looks.map(({ row, suspicious }) => ({
			json: {
				...row.data.entry,
				reference: row.reference,
				documentId: row.documentId,
				suspicious: suspicious === true,
			} as IDataObject,
			pairedItem,
		})),
	];
}

const Built = z
	.object({ invoice: Invoice.nullish(), brakes: z.object({ withdrawn: z.string().optional() }).passthrough() })
	.passthrough();

function lookOf(context: IExecuteFunctions): Look | undefined {
	const rows = doneOf(context);
	const reference = context.getNodeParameter('reference', 0) as string;
	const row = rows.find((each) => each.reference === reference);
	return row && { row, corrected: correctionOf(row, rows)?.data.content };
}

function dealNow(context: IExecuteFunctions): DealNow {
	const built = optionalJsonParameter(context, 'build', 0, Built, 'Build');
	return { invoice: built?.invoice ?? null, withdrawn: built?.brakes.withdrawn };
}

/** The permanent row with the look noted, as columns for the Data Table node. */
const marked = (row: DoneRow, more: Partial<DoneData> = {}): IDataObject => ({
	reference: row.reference,
	data: JSON.stringify({ ...row.data, looked: new Date().toISOString(), ...more }),
});

/** Compare: way 0, the document has to be read; way 1, nothing new: the look is noted. */
export async function compareCorrection(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const look = lookOf(this);
	if (!look) return [[], []];
	const now = dealNow(this);
	const language = languageOf(this);
	const settled = findingOf(look, now, undefined, { canCorrect: false, language });
	const always = this.getNodeParameter('read', 0) === true;
	const read = always || asksForDocument(look, now) || settled !== undefined;
	const { documentId } = look.row;
	return read
		? onOutput(0, 2, { json: { documentId }, pairedItem })
		: onOutput(1, 2, { json: marked(look.row), pairedItem });
}

/** Propose: way 0, tell the deal and the owner, once; way 1, tell the deal that it is settled; way 2, nothing new. */
export async function proposeCorrection(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const look = lookOf(this);
	if (!look) return [[], [], []];
	const { row } = look;
	const language = languageOf(this);
	const document = optionalJsonParameter(this, 'issued', 0, IssuedInvoice, 'Issued Invoice');
	const canCorrect = this.getNodeParameter('canCorrect', 0) === true;
	const onlyLowers = this.getNodeParameter('onlyLowers', 0, false) === true;
	const finding = findingOf(look, dealNow(this), document, { canCorrect, onlyLowers, language });
	const { crm = '', dealId = '' } = row.data.entry ?? {};
	if (!finding) return onOutput(2, 3, { json: marked(row), pairedItem });
	if ('withdraw' in finding) {
		const status = statusText({ state: 'invoiced', number: row.number, kind: 'invoice' }, language);
		return onOutput(1, 3, { json: { dealId, status, ...marked(row, { notice: undefined }) }, pairedItem });
	}
	const { key, text } = finding.tell;
	const alert = {
		key: `${row.reference}|${key}`,
		kind: 'correction',
		system: '',
		crm,
		dealId,
		number: row.number,
		text,
	};
	const status = `${row.number}: ${text}`.slice(0, 255);
	return onOutput(0, 3, { json: { dealId, status, alert, ...marked(row, { notice: finding.tell }) }, pairedItem });
}

/** List Proposals: way 0, the lines to choose from and what changed; way 1, the deal has no open proposal. */
export async function listProposals(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const dealId = (this.getNodeParameter('dealId', 0) as string).trim();
	const options = optionsOf(doneOf(this), dealId, languageOf(this));
	const text = [...new Set(options.map(({ row }) => `${row.number}: ${row.data.notice?.text ?? ''}`))].join('\n');
	const json = { dealId, text, choices: options.map(({ line }) => line) };
	return onOutput(options.length > 0 ? 0 : 1, 2, { json, pairedItem });
}

/** Read Decision: way 0, issue; way 1, leave; way 2, refused: out of date, or no reason given. */
export async function readDecision(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const dealId = (this.getNodeParameter('dealId', 0) as string).trim();
	const line = this.getNodeParameter('choice', 0) as string;
	const language = languageOf(this);
	const option = optionsOf(doneOf(this), dealId, language).find((each) => each.line === line);
	const answer = option && answerOf(option, this.getNodeParameter('reason', 0, '') as string);
	if (!option || !answer) return onOutput(2, 3, { json: { dealId }, pairedItem });
	const { reference, number } = option.row;
	const status = statusText({ state: 'invoiced', number, kind: 'invoice' }, language);
	const json: IDataObject = { dealId, reference, status, data: JSON.stringify(answer.data) };
	const entry = answer.entry && ({ ...answer.entry, askedBy: 'replay' } as unknown as IDataObject);
	return onOutput(entry ? 0 : 1, 3, { json: { ...json, ...(entry && { entry }) }, pairedItem });
}
