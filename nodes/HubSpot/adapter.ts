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
import { checkAccount } from './checkAccount';
import { dealFields, ensureFields, taxIdFields } from './fieldSetup';
import { dealsIn, newestMoves, stageMovesSince } from './history';
import { readDeal, type HubSpotAccess } from './readDeal';
import { Together } from './together';
import { recordInvoice, updateDeal } from './writeDeal';

/** HubSpot as the house's Crm port. The account is the number of the HubSpot account (portal, Hub ID). */
export class HubSpotCrm implements Crm {
	readonly name = 'hubspot';
	private readonly newest: Together<StageMove>;

	constructor(readonly access: HubSpotAccess) {
		this.newest = new Together(async (ids) => newestMoves(access, ids));
	}

	async account(): Promise<string> {
		return (await this.access.settings.account()).portalId;
	}

	async pipelines(): Promise<Pipeline[]> {
		return this.access.settings.pipelines();
	}

	/** Asked for at once, several deals share one request. */
	async latestStageMove(dealId: string): Promise<StageMove | undefined> {
		return this.newest.read(dealId);
	}

	async stageMovesSince(since: string, stageIds: string[]): Promise<StageMove[]> {
		return stageMovesSince(this.access, since, stageIds);
	}

	async dealsIn(stageIds: string[]): Promise<DealsInStages> {
		return dealsIn(this.access, stageIds);
	}

	async readDeal(
		dealId: string,
		options: { entry?: Pick<StageEntry, 'stageId' | 'pipelineId'>; fields: CrmFields },
	): Promise<Deal | undefined> {
		return readDeal(this.access, dealId, options);
	}

	async recordInvoice(
		dealId: string,
		issued: IssuedInvoice,
		pdf: PdfFile | undefined,
		options: RecordOptions,
	): Promise<void> {
		await recordInvoice(this.access, dealId, issued, pdf, options);
	}

	async setStatus(dealId: string, status: string, fields: CrmFields, deal?: Deal): Promise<void> {
		if (deal?.record.status?.trim() === status.trim()) return;
		await updateDeal(this.access, dealId, { [fields.status]: status }, `write the status on deal ${dealId}`);
	}

	async ensureFields(fields: CrmFields): Promise<string[]> {
		return ensureFields(this.access, fields);
	}

	async dealFields(): Promise<{ name: string; title: string }[]> {
		return dealFields(this.access);
	}

	async taxIdFields(): Promise<{ name: string; title: string }[]> {
		return taxIdFields(this.access);
	}

	async check(fields: CrmFields): Promise<CrmReport> {
		return checkAccount(this.access, fields);
	}
}
