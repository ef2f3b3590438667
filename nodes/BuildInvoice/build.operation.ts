import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { z } from 'zod';
import { jsonParameter, optionalJsonParameter } from '../../connect/jsonParameter';
import { n8nHttp } from '../../connect/n8nHttp';
import { NBP, nbpRate } from '../../connect/nbp';
import { buildInvoice, type BuildResult } from '../../invoicing/build';
import { contentKey } from '../../invoicing/correction/content';
import { Deal, StageEntry } from '../../invoicing/deal';
import { rateDay } from '../../invoicing/exchange/exchange';
import { IssuedInvoice } from '../../invoicing/invoice';
import { Instant, type Language } from '../../invoicing/primitives';
import type { InvoiceSettings } from '../../invoicing/settings';
import { noteText, statusText, type DealStatus } from '../../invoicing/statusText';
import { settingsFrom } from './settingsFrom';

/**
 * Invoice: Build. One item in, one item out: `{ ok, invoice, problems, flags, brakes, deal, entry, language, status, note }`.
 * `status` and `note` are what to write on the deal when the scenario stops here; empty when it may go on.
 */
export async function build(context: IExecuteFunctions, itemIndex: number): Promise<INodeExecutionData> {
	const deal = jsonParameter(context, 'deal', itemIndex, Deal.nullable(), 'Deal');
	const entry = jsonParameter(context, 'entry', itemIndex, StageEntry, 'Stage Entry');
	const earlier = optionalJsonParameter(context, 'earlier', itemIndex, z.array(IssuedInvoice), 'Earlier Documents');
	const settings = settingsFrom(context, itemIndex);
	const result = await withRate(
		context,
		buildInvoice({ deal, entry, earlier: earlier ?? [], settings, now: nowOf(context, itemIndex) }),
		settings,
	);
	const language = settings.dealTextLanguage;
	const json = {
		ok: result.ok,
		invoice: result.ok ? result.invoice : null,
		content: result.ok ? (entry.corrects?.key ?? contentKey(result.invoice)) : '',
		problems: result.ok ? [] : result.problems,
		flags: result.flags,
		brakes: result.brakes,
		deal,
		entry,
		language,
		...dealTexts(stopOf(result), language),
	};
	return { json: json as unknown as IDataObject };
}

/** NBP down: the step fails and is tried again, since no guess may stand on an invoice. */
async function withRate(
	context: IExecuteFunctions,
	result: BuildResult,
	{ foreignCurrency }: InvoiceSettings,
): Promise<BuildResult> {
	if (!result.ok || result.invoice.currency === 'PLN' || foreignCurrency !== 'nbp') return result;
	const { invoice } = result;
	const exchange = await nbpRate(n8nHttp(context, { vendor: NBP }), invoice.currency, rateDay(invoice));
	return { ...result, invoice: { ...invoice, exchange } };
}

/** Why the scenario stops after this step, in the order in which a person would want to hear it. */
function stopOf(result: BuildResult): DealStatus | undefined {
	const { withdrawn, awaitsKsef, mode, notBefore, needsApproval } = result.brakes;
	if (withdrawn) return { state: 'withdrawn', why: withdrawn };
	if (awaitsKsef) return { state: 'waitingForKsef', number: awaitsKsef };
	if (!result.ok) return { state: 'needsAttention', problems: result.problems };
	if (mode === 'dryRun') return { state: 'dryRun' };
	if (notBefore) return { state: 'waitingForDay', day: notBefore };
	return needsApproval ? { state: 'waitingForApproval' } : undefined;
}

function dealTexts(stop: DealStatus | undefined, language: Language): { status: string; note: string } {
	if (!stop) return { status: '', note: '' };
	return { status: statusText(stop, language), note: noteText(stop, language) };
}

function nowOf(context: IExecuteFunctions, itemIndex: number): string {
	const typed = String(context.getNodeParameter('options.now', itemIndex, '') ?? '').trim();
	if (typed === '') return new Date().toISOString();
	const instant = Instant.safeParse(typed);
	if (instant.success) return instant.data;
	throw new NodeOperationError(context.getNode(), 'The option "Reference Time" is no moment with an offset.', {
		itemIndex,
		description: 'Leave it empty, or enter a time like 2026-11-30T12:00:00+01:00.',
	});
}
