import { randomBytes } from 'node:crypto';
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { z } from 'zod';
import { jsonParameter, optionalJsonParameter } from '../../connect/jsonParameter';
import { alertMail, crashAlert, type CrashEvent } from '../../invoicing/journal/alertMail';
import { alertReference, mayTell, raise } from '../../invoicing/journal/alerts';
import { Alert, parseRows } from '../../invoicing/journal/row';
import { Language } from '../../invoicing/primitives';
import { onOutput } from './outputs';

const rowsOf = (context: IExecuteFunctions) => parseRows(context.getInputData().map((item) => item.json));
const pairedItem = { item: 0 };
/** The journal's `data` holds 4 kB at most. */
const LONGEST_TEXT = 1000;

/** Gather: the alert that another workflow handed over, or the one of a run that stopped. */
export async function gatherAlert(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const crash = optionalJsonParameter(this, 'crash', 0, z.object({}).passthrough(), 'Crash') as CrashEvent | undefined;
	const alert = crash ? crashAlert(crash) : jsonParameter(this, 'alert', 0, Alert, 'Alert');
	const text = alert.text.slice(0, LONGEST_TEXT);
	return [[{ json: { ...alert, text, reference: alertReference(alert.key) }, pairedItem }]];
}

/** Alert Row: the input is every row of the alert. Way 0: a row to insert. Way 1: the cause is told already. */
export async function alertRow(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const alert = jsonParameter(this, 'alert', 0, Alert, 'Alert');
	const attempt = randomBytes(8).toString('hex');
	const row = raise(rowsOf(this), alert, attempt, this.getExecutionId(), Date.now());
	return row ? onOutput(0, 2, { json: { ...row }, pairedItem }) : onOutput(1, 2, { json: { ...alert }, pairedItem });
}

/** Judge Alert: the input is every row of the alert, read after it was raised. Way 0: this run tells it. */
export async function judgeAlert(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const attempt = this.getNodeParameter('attempt', 0) as string;
	return onOutput(mayTell(rowsOf(this), attempt) ? 0 : 1, 2, { json: { attempt }, pairedItem });
}

/** Compose Mail: subject and text for the owner. */
export async function composeAlert(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const alert = jsonParameter(this, 'alert', 0, Alert, 'Alert');
	const language = Language.catch('pl').parse(this.getNodeParameter('language', 0));
	return [[{ json: alertMail(alert, this.getNodeParameter('about', 0, '') as string, language), pairedItem }]];
}
