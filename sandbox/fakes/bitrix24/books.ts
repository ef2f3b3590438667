import type { LogicalStage } from '../types';

export interface FileRow {
	id: number;
	name: string;
	size: number;
	sha256: string;
}

export interface DealRow {
	id: number;
	title: string;
	stageId: string;
	categoryId: number;
	/** Decimal text. */
	opportunity: string;
	isManualOpportunity: boolean;
	currencyId: string;
	companyId: number;
	/** Primary first. */
	contactIds: number[];
	comments: string;
	originatorId: string | null;
	originId: string | null;
	createdTime: string;
	updatedTime: string;
	movedTime: string;
	/** Custom fields by their original names. */
	uf: Record<string, UfValue>;
}
export type UfValue = string | boolean | FileRow | null;

export interface CompanyRow {
	id: number;
	title: string;
	email: string;
}
export interface ContactRow {
	id: number;
	name: string;
	lastName: string;
	email: string;
}
export interface ProductRow {
	id: number;
	ownerId: number;
	productName: string;
	/** All decimal text. */
	quantity: string;
	price: string;
	priceExclusive: string;
	priceNetto: string;
	priceBrutto: string;
	discountRate: string;
	discountSum: string;
	taxRate: string | null;
	taxIncluded: 'Y' | 'N';
	measureName: string;
	sort: number;
}
export interface StatusRow {
	id: number;
	entityId: string;
	statusId: string;
	name: string;
	sort: number;
	semantics: null | 'S' | 'F';
	logical: LogicalStage | undefined;
}
export interface HistoryRow {
	id: number;
	typeId: number;
	ownerId: number;
	createdTime: string;
	categoryId: number;
	semanticId: 'P' | 'S' | 'F';
	stageId: string;
}
export interface CommentRow {
	id: number;
	dealId: number;
	comment: string;
	created: string;
	files: FileRow[];
}
export interface UserField {
	id: number;
	name: string;
	type: string;
	label: string;
	multiple: boolean;
}
/** What the API wrote onto a deal, kept for the tests' eyes. */
export interface WriteRow {
	dealId: number;
	stage: string;
	fields: Record<string, string>;
	notes: string[];
	files: FileRow[];
	at: string;
}

export interface Books {
	deals: Map<number, DealRow>;
	companies: Map<number, CompanyRow>;
	contacts: Map<number, ContactRow>;
	requisites: Map<number, Record<string, string>>;
	addresses: Record<string, string>[];
	/** Deal id → chosen requisite. */
	links: Map<number, number>;
	rows: ProductRow[];
	history: HistoryRow[];
	comments: CommentRow[];
	writes: WriteRow[];
	/** Last event of a deal that a user caused, as it was or would have been delivered. */
	lastEvents: Map<number, { event: string; ts: number }>;
	nextId(): number;
}

/** @param nextId goes on through a reset: a portal never gives the id of a deal or of a history row twice */
export function emptyBooks(nextId: () => number): Books {
	return {
		deals: new Map(),
		companies: new Map(),
		contacts: new Map(),
		requisites: new Map(),
		addresses: [],
		links: new Map(),
		rows: [],
		history: [],
		comments: [],
		writes: [],
		lastEvents: new Map(),
		nextId,
	};
}

/** A portal with two pipelines: "General" as Bitrix24 makes it, and one of a Polish service firm. */
export const CATEGORIES = [
	{ id: 0, name: 'Ogólny', sort: 100, isDefault: 'Y' },
	{ id: 1, name: 'Usługi', sort: 200, isDefault: 'N' },
];

const stage = (
	id: number,
	entityId: string,
	statusId: string,
	name: string,
	semantics: StatusRow['semantics'] = null,
	logical?: LogicalStage,
): StatusRow => ({ id, entityId, statusId, name, sort: id * 10, semantics, logical });

export const STATUSES: StatusRow[] = [
	stage(1, 'DEAL_STAGE', 'NEW', 'Nowy'),
	stage(2, 'DEAL_STAGE', 'PREPARATION', 'Przygotowanie dokumentów'),
	stage(3, 'DEAL_STAGE', 'PREPAYMENT_INVOICE', 'Przedpłata'),
	stage(4, 'DEAL_STAGE', 'EXECUTING', 'W realizacji'),
	stage(5, 'DEAL_STAGE', 'FINAL_INVOICE', 'Rozliczenie końcowe'),
	stage(6, 'DEAL_STAGE', 'WON', 'Wygrany', 'S'),
	stage(7, 'DEAL_STAGE', 'LOSE', 'Przegrany', 'F'),
	stage(8, 'DEAL_STAGE', 'APOLOGY', 'Analiza przegranej', 'F'),
	stage(11, 'DEAL_STAGE_1', 'C1:NEW', 'Nowe zlecenie', null, 'open'),
	stage(12, 'DEAL_STAGE_1', 'C1:DEPOSIT', 'Zaliczka', null, 'deposit'),
	stage(13, 'DEAL_STAGE_1', 'C1:PHASE1', 'Etap 1 zakończony', null, 'phase1'),
	stage(14, 'DEAL_STAGE_1', 'C1:PHASE2', 'Etap 2 zakończony', null, 'phase2'),
	stage(15, 'DEAL_STAGE_1', 'C1:TOINVOICE', 'Zakończono – do faktury', null, 'invoice'),
	stage(16, 'DEAL_STAGE_1', 'C1:WON', 'Zafakturowano', 'S', 'invoiced'),
	stage(17, 'DEAL_STAGE_1', 'C1:LOSE', 'Przegrane', 'F', 'lost'),
];

export const PRESETS = [
	{
		ID: '1',
		ENTITY_TYPE_ID: '8',
		COUNTRY_ID: '110',
		NAME: 'Firma',
		XML_ID: '#CRM_REQUISITE_PRESET_DEF_PL_LEGALENTITY#',
	},
	{ ID: '2', ENTITY_TYPE_ID: '8', COUNTRY_ID: '110', NAME: 'Osoba', XML_ID: '#CRM_REQUISITE_PRESET_DEF_PL_PERSON#' },
];

export const USER = { id: 1, name: 'Anna', lastName: 'Serwisowa', email: 'anna@seller.example' };

export function statusOf(stageId: string): StatusRow | undefined {
	return STATUSES.find((status) => status.statusId === stageId);
}

export function logicalOf(stageId: string): LogicalStage {
	const status = statusOf(stageId);
	return status?.logical ?? (status?.semantics === 'S' ? 'invoiced' : status?.semantics === 'F' ? 'lost' : 'open');
}

/** ISO with offset, whole seconds, as the portal's server writes it. */
export function stamp(date: Date): string {
	return `${date.toISOString().slice(0, 19)}+00:00`;
}
