import type { Deal, StageEntry } from '../../invoicing/deal';
import type { IssuedInvoice } from '../../invoicing/invoice';
import type {
	Crm,
	CrmFields,
	CrmReport,
	DealsInStages,
	PdfFile,
	Pipeline,
	RecordOptions,
	StageMove,
} from '../../connect/ports';
import { checkPortal } from './checkPortal';
import type { Bitrix24Client } from './client';
import { dealsIn, latestStageMove, pipelines, stageMovesSince } from './history';
import { readDeal } from './readDeal';
import { customFields, ensureFields } from './userFields';
import { recordInvoice, updateDeal } from './writeDeal';

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

	async dealsIn(stageIds: string[]): Promise<DealsInStages> {
		return dealsIn(this.client, stageIds);
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

	async setStatus(dealId: string, status: string, fields: CrmFields, deal?: Deal): Promise<void> {
		if (deal?.record.status?.trim() === status.trim()) return;
		await updateDeal(this.client, dealId, { [fields.status]: status }, `write the status on deal ${dealId}`);
	}

	async ensureFields(fields: CrmFields): Promise<string[]> {
		return ensureFields(this.client, fields);
	}

	async dealFields(): Promise<{ name: string; title: string }[]> {
		return customFields(this.client);
	}

	async check(fields: CrmFields): Promise<CrmReport> {
		return checkPortal(this.client, fields);
	}
}
