import type { LogicalStage } from '../types';

export interface DealRow {
	id: number;
	title: string;
	/** Decimal text; what was typed, or what the products come to. */
	value: string;
	/** Typed by hand although there are products. */
	isTyped: boolean;
	currency: string;
	stageId: number;
	pipelineId: number;
	status: 'open' | 'won' | 'lost';
	orgId: number | null;
	personId: number | null;
	addTime: string;
	updateTime: string;
	stageChangeTime: string;
	wonTime: string | null;
	lostTime: string | null;
	isDeleted: boolean;
	/** By the field's code; values as REST v2 holds them. */
	custom: Record<string, unknown>;
}

export interface LineRow {
	id: number;
	dealId: number;
	productId: number;
	name: string;
	comments: string;
	/** All decimal text. */
	quantity: string;
	itemPrice: string;
	discount: string;
	discountType: 'percentage' | 'amount';
	tax: string;
	taxMethod: 'exclusive' | 'inclusive' | 'none';
	isEnabled: boolean;
	billingFrequency: string;
	orderNr: number;
}

export interface DiscountRow {
	id: string;
	dealId: number;
	type: 'percentage' | 'amount';
	/** Decimal text. */
	amount: string;
	description: string;
}

export interface InstallmentRow {
	id: number;
	dealId: number;
	amount: string;
	billingDate: string;
	description: string;
}

export interface ProductRow {
	id: number;
	name: string;
	unit: string;
	tax: string;
}

export interface AddressRow {
	value: string;
	route: string;
	street_number: string;
	subpremise: string;
	locality: string;
	postal_code: string;
	country: string;
}

export interface OrganizationRow {
	id: number;
	name: string;
	address: AddressRow | null;
	custom: Record<string, unknown>;
}

export interface PersonRow {
	id: number;
	name: string;
	emails: { value: string; primary: boolean; label: string }[];
	address: AddressRow | null;
	custom: Record<string, unknown>;
}

export interface NoteRow {
	id: number;
	dealId: number;
	content: string;
	addTime: string;
	byApi: boolean;
}

export interface FileRow {
	id: number;
	dealId: number;
	name: string;
	size: number;
	sha256: string;
	addTime: string;
}

export interface ChangeRow {
	dealId: number;
	fieldKey: string;
	oldValue: string | null;
	newValue: string | null;
	time: string;
	source: 'app' | 'api';
}

export interface FieldRow {
	code: string;
	name: string;
	type: string;
	description: string | null;
	options: { id: number; label: string }[] | null;
	isCustom: boolean;
}

/** What the API wrote onto a deal, kept for the tests' eyes. */
export interface WriteRow {
	dealId: number;
	stage: LogicalStage;
	fields: Record<string, string>;
	notes: string[];
	files: FileRow[];
	at: string;
}

export interface Books {
	deals: Map<number, DealRow>;
	lines: LineRow[];
	discounts: DiscountRow[];
	installments: InstallmentRow[];
	products: Map<number, ProductRow>;
	organizations: Map<number, OrganizationRow>;
	persons: Map<number, PersonRow>;
	notes: NoteRow[];
	files: FileRow[];
	changes: ChangeRow[];
	writes: WriteRow[];
	/** The event of a deal's last change by a user, as it was or would have been delivered. */
	lastEvents: Map<number, Record<string, unknown>>;
}

export function emptyBooks(): Books {
	return {
		deals: new Map(),
		lines: [],
		discounts: [],
		installments: [],
		products: new Map(),
		organizations: new Map(),
		persons: new Map(),
		notes: [],
		files: [],
		changes: [],
		writes: [],
		lastEvents: new Map(),
	};
}

export const PIPELINES = [
	{ id: 1, name: 'Sprzedaż', orderNr: 1 },
	{ id: 2, name: 'Usługi', orderNr: 2 },
];

interface StageRow {
	id: number;
	name: string;
	pipelineId: number;
	orderNr: number;
	logical?: LogicalStage;
}

/** "Invoiced" and "lost" are no stages: a deal is won or lost in the stage where it stands. */
export const STAGES: readonly StageRow[] = [
	{ id: 1, name: 'Kontakt', pipelineId: 1, orderNr: 1 },
	{ id: 2, name: 'Oferta', pipelineId: 1, orderNr: 2 },
	{ id: 11, name: 'Nowe zlecenie', pipelineId: 2, orderNr: 1, logical: 'open' },
	{ id: 12, name: 'Zaliczka', pipelineId: 2, orderNr: 2, logical: 'deposit' },
	{ id: 13, name: 'Etap 1 zakończony', pipelineId: 2, orderNr: 3, logical: 'phase1' },
	{ id: 14, name: 'Etap 2 zakończony', pipelineId: 2, orderNr: 4, logical: 'phase2' },
	{ id: 15, name: 'Zakończono – do faktury', pipelineId: 2, orderNr: 5, logical: 'invoice' },
];

export const USER = { id: 77, name: 'Anna Serwisowa', email: 'anna@seller.example', companyId: 901 };

export function logicalOf({ status, stageId }: Pick<DealRow, 'status' | 'stageId'>): LogicalStage {
	if (status === 'won') return 'invoiced';
	return status === 'lost' ? 'lost' : (STAGES.find((stage) => stage.id === stageId)?.logical ?? 'open');
}

/** RFC 3339 in UTC, whole seconds: as v2 and webhooks tell it. */
export const stamp = (date: Date): string => `${date.toISOString().slice(0, 19)}Z`;

/** As v1 tells it: UTC without a mark of it. */
export const v1Stamp = (time: string): string => time.replace('T', ' ').replace('Z', '');
