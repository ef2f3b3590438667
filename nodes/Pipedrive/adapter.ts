import type {
	Crm,
	CrmFields,
	CrmReport,
	DealsInStages,
	PdfFile,
	Pipeline,
	RecordOptions,
	SeenFrom,
	StageMove,
} from '../../connect/ports';
import type { Deal } from '../../invoicing/deal';
import type { IssuedInvoice } from '../../invoicing/invoice';
import { checkAccount } from './checkAccount';
import type { PipedriveClient } from './client';
import { Directory } from './directory';
import { dealFields, ensureFields, taxIdFields, type Choice } from './fields';
import { dealsIn, latestStageMove, stageMovesSince } from './moves';
import { pipelines } from './pipelines';
import { readDeal } from './readDeal';
import type { Billing } from './readLines';
import { Sightings, type ToldMove } from './sightings';
import { recordInvoice, setStatus } from './writeDeal';

/** Pipedrive as the house's Crm port. The account is the company's domain. */
export class PipedriveCrm implements Crm {
	readonly name = 'pipedrive';

	constructor(
		readonly client: PipedriveClient,
		private readonly directory: Directory = new Directory(),
		private readonly sightings: Sightings = new Sightings(),
		private readonly billing: Billing = 'stop',
	) {}

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
		return stageMovesSince(this.client, this.sightings, since, stageIds);
	}

	/** Stage changes of which events told: the next search need not ask for the history of these deals. */
	told(moves: readonly ToldMove[]): void {
		for (const move of moves) this.sightings.tell(move);
	}

	async dealsIn(stageIds: string[]): Promise<DealsInStages> {
		return dealsIn(this.client, stageIds);
	}

	async readDeal(dealId: string, options: { entry?: SeenFrom; fields: CrmFields }): Promise<Deal | undefined> {
		return readDeal(this.client, this.directory, dealId, { ...options, billing: this.billing });
	}

	async recordInvoice(
		dealId: string,
		issued: IssuedInvoice,
		pdf: PdfFile | undefined,
		options: RecordOptions,
	): Promise<void> {
		await recordInvoice(this.client, this.directory, dealId, issued, pdf, options);
	}

	async setStatus(dealId: string, status: string, fields: CrmFields, deal?: Deal): Promise<void> {
		if (deal?.record.status?.trim() === status.trim()) return;
		await setStatus(this.client, this.directory, dealId, status, fields);
	}

	async ensureFields(fields: CrmFields): Promise<string[]> {
		return ensureFields(this.client, this.directory, fields);
	}

	async dealFields(): Promise<Choice[]> {
		return dealFields(this.client, this.directory);
	}

	async taxIdFields(): Promise<Choice[]> {
		return taxIdFields(this.client, this.directory);
	}

	async check(fields: CrmFields): Promise<CrmReport> {
		return checkAccount(this.client, this.directory, fields);
	}
}
