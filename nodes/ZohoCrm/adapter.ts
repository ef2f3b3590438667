import type { Deal } from '../../invoicing/deal';
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
import type { Access } from './access';
import { check } from './check';
import type { ZohoClient } from './client';
import { ensureFields, fieldsOf } from './dealFields';
import { dealsIn, EVENT_READ_MS, movesOf, stageMovesSince } from './history';
import { pipelines } from './pipelines';
import { readDeal, type DealQuestion } from './readDeal';
import { DEFAULT_READ_OPTIONS, type ReadOptions } from './readOptions';
import { recordInvoice, setStatus } from './writeDeal';

/** Zoho CRM as the house's Crm port. The account is the organisation's number. */
export class ZohoCrm implements Crm {
	readonly name = 'zoho';
	readonly client: ZohoClient;

	constructor(
		private readonly access: Access,
		private readonly options: ReadOptions = DEFAULT_READ_OPTIONS,
	) {
		this.client = access.client;
	}

	/** The same organisation, read with other options. */
	reading(options: ReadOptions): ZohoCrm {
		return new ZohoCrm(this.access, options);
	}

	async account(): Promise<string> {
		return (await this.access.remembered.organisation.of(this.client)).id;
	}

	async pipelines(): Promise<Pipeline[]> {
		return pipelines(this.client);
	}

	async latestStageMove(dealId: string): Promise<StageMove | undefined> {
		return (await movesOf(this.client, dealId, EVENT_READ_MS)).at(-1);
	}

	async stageMovesSince(since: string, stageIds: string[]): Promise<StageMove[]> {
		return stageMovesSince(this.client, this.access.remembered.history, since, stageIds);
	}

	async dealsIn(stageIds: string[]): Promise<DealsInStages> {
		return dealsIn(this.client, stageIds);
	}

	async readDeal(dealId: string, question: DealQuestion): Promise<Deal | undefined> {
		return readDeal(this.access, dealId, question, this.options);
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
		await setStatus(this.client, dealId, status, fields, deal);
	}

	async ensureFields(fields: CrmFields): Promise<string[]> {
		return ensureFields(this.client, fields);
	}

	async dealFields(): Promise<{ name: string; title: string }[]> {
		const fields = await fieldsOf(this.client, 'Deals');
		return fields.map(({ api_name: name, field_label: title }) => ({ name, title: title || name }));
	}

	async check(fields: CrmFields): Promise<CrmReport> {
		return check(this.client, fields);
	}
}
