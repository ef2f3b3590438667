import type { Deal, StageEntry } from '../../invoicing/deal';
import type { IssuedInvoice } from '../../invoicing/invoice';
import type { Crm, CrmFields, PaymentState, Pipeline, RecordOptions, StageMove } from '../../connect/ports';
import type { Bitrix24Client } from './client';
import { latestStageMove, pipelines, stageMovesSince } from './history';
import { readDeal } from './readDeal';
import { customFields, ensureFields } from './userFields';
import { recordInvoice, updateDeal, type PdfFile } from './writeDeal';

/** Bitrix24 as the house's Crm port. The account is the portal's host. */
export class Bitrix24Crm implements Crm {
	readonly name = 'bitrix24';

	constructor(readonly client: Bitrix24Client) {}

	async account(): Promise<string> {
		return this.client.account;
	}

	async pipelines(): Promise<Pipeline[]> {
		return pipelines(this.client);
	}

	async latestStageMove(dealId: string): Promise<StageMove | undefined> {
		return latestStageMove(this.client, dealId);
	}

	async stageMovesSince(since: string, stageIds: string[]): Promise<StageMove[]> {
		return stageMovesSince(this.client, since, stageIds);
	}

	async readDeal(
		dealId: string,
		options: { entry?: Pick<StageEntry, 'stageId' | 'pipelineId'>; fields: CrmFields },
	): Promise<Deal | undefined> {
		return readDeal(this.client, dealId, options);
	}

	async recordInvoice(
		dealId: string,
		issued: IssuedInvoice,
		pdf: PdfFile | undefined,
		options: RecordOptions,
	): Promise<void> {
		await recordInvoice(this.client, dealId, issued, pdf, options);
	}

	async recordPayment(dealId: string, state: PaymentState, fields: CrmFields): Promise<void> {
		await this.setStatus(dealId, paymentText(state), fields);
	}

	async setStatus(dealId: string, status: string, fields: CrmFields, deal?: Deal): Promise<void> {
		if (deal?.record.status?.trim() === status.trim()) return;
		await updateDeal(this.client, dealId, { [fields.status]: status }, `write the status on deal ${dealId}`);
	}

	async ensureFields(fields: CrmFields): Promise<string[]> {
		return ensureFields(this.client, fields);
	}

	/** The deal's custom fields, for drop-downs. */
	async customFields(): Promise<{ name: string; title: string }[]> {
		return customFields(this.client);
	}
}

/** What the deal says about a payment where the workflow gives no words of its own. */
function paymentText(state: PaymentState): string {
	if (state.text) return state.text;
	const { number, paid, currency, paidOn } = state;
	const texts: Record<PaymentState['state'], string> = {
		unpaid: `${number}: not paid yet`,
		partial: `${number}: paid in part, ${paid} ${currency}`,
		paid: `${number}: paid${paidOn ? ` on ${paidOn}` : ''}, ${paid} ${currency}`,
		overdue: `${number}: overdue`,
		cancelled: `${number}: cancelled`,
	};
	return texts[state.state];
}
