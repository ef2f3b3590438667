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
import { AccountId } from './account';
import { columnOptions, dealBoards, ensureColumns } from './boardColumns';
import { pipelines } from './boards';
import { checkAccount } from './check';
import type { MondayClient } from './client';
import { DEFAULT_COLUMNS, type ColumnMap } from './columnMap';
import { latestStageMove, stageMovesSince, type SearchResult } from './history';
import { readDeal } from './readDeal';
import type { Webhook } from './schemas';
import { columnsOf } from './stageId';
import { recordInvoice, writeStatus } from './writeDeal';

export interface MondaySettings {
	/** The board with the deals; for set-up and drop-downs. Deals themselves say on which board they stand. */
	boardId?: string;
	map?: ColumnMap;
	/** Stages that a trigger watches: where a single deal's moves are looked for. */
	watched?: readonly string[];
	/** Under which the account is remembered; see account.ts. */
	accountKey?: string;
}

/** monday.com as the house's Crm port: a board is a pipeline, the labels of its status columns are the stages. */
export class MondayCrm implements Crm {
	readonly name = 'monday';
	/** Boards whose webhooks the next search tells along, and what it told: a request less in every sweep. */
	webhooksOf: readonly string[] = [];
	webhooks = new Map<string, Webhook[]>();
	private inStages?: SearchResult['inStages'];
	private readonly accountId: AccountId;
	private readonly map: ColumnMap;

	constructor(
		readonly client: MondayClient,
		private readonly settings: MondaySettings = {},
	) {
		this.accountId = new AccountId(client, settings.accountKey);
		this.map = settings.map ?? DEFAULT_COLUMNS;
	}

	async account(): Promise<string> {
		return this.accountId.get();
	}

	async pipelines(): Promise<Pipeline[]> {
		return pipelines(this.client, this.map.lostStages);
	}

	async latestStageMove(dealId: string): Promise<StageMove | undefined> {
		return latestStageMove(this.client, dealId, columnsOf(this.settings.watched ?? []));
	}

	async stageMovesSince(since: string, stageIds: string[]): Promise<StageMove[]> {
		const found = await stageMovesSince(this.client, since, columnsOf(stageIds), this.webhooksOf);
		this.webhooks = found.webhooks;
		this.inStages = found.inStages;
		return found.moves;
	}

	/** The last search showed them along; without one there is a search for them. */
	async dealsIn(stageIds: string[]): Promise<DealsInStages> {
		if (!this.inStages) await this.stageMovesSince(this.client.now().toISOString(), stageIds);
		const { items = [], isWhole = true } = this.inStages ?? {};
		return { ids: items.filter(({ stageId }) => stageIds.includes(stageId)).map(({ id }) => id), isWhole };
	}

	async readDeal(
		dealId: string,
		options: { entry?: Pick<StageEntry, 'stageId' | 'pipelineId'>; fields: CrmFields },
	): Promise<Deal | undefined> {
		const { account, deal } = await readDeal(this.client, dealId, this.map, options);
		this.accountId.note(account);
		return deal;
	}

	async recordInvoice(
		dealId: string,
		issued: IssuedInvoice,
		pdf: PdfFile | undefined,
		options: RecordOptions,
	): Promise<void> {
		await recordInvoice(this.client, dealId, issued, pdf, options, this.map.lostStages);
	}

	async setStatus(dealId: string, status: string, fields: CrmFields, deal?: Deal): Promise<void> {
		if (deal?.record.status?.trim() === status.trim()) return;
		await writeStatus(this.client, dealId, status, fields, deal);
	}

	async ensureFields(fields: CrmFields): Promise<string[]> {
		return ensureColumns(this.client, this.boardId, this.map, fields);
	}

	async dealFields(): Promise<{ name: string; title: string }[]> {
		return columnOptions(await dealBoards(this.client, this.boardId, this.map));
	}

	async check(fields: CrmFields): Promise<CrmReport> {
		return checkAccount(this.client, this.boardId, this.map, fields);
	}

	/** The boards behind the deals' board, for the drop-downs of its columns. */
	async boards() {
		return dealBoards(this.client, this.boardId, this.map);
	}

	private get boardId(): string {
		return this.settings.boardId ?? '';
	}
}
