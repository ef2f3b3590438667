import type { LogicalStage } from '../types';

/** Values of a record's fields, as text, as HubSpot keeps them. */
export type Values = Record<string, string>;

export interface DealRow {
	id: string;
	values: Values;
	createdAt: string;
	updatedAt: string;
	/** Every value of `dealstage` with its time, oldest first. */
	stages: { value: string; timestamp: string; sourceType: string }[];
	/** The first is the primary one, unless nobody chose. */
	companyIds: string[];
	hasPrimaryCompany: boolean;
	contactIds: string[];
	lineIds: string[];
	noteIds: string[];
	/** Set when it was merged into another deal. */
	mergedInto?: string;
}

/** A company, contact, line item or note. */
export interface RecordRow {
	id: string;
	values: Values;
	createdAt: string;
}

export interface FileRow {
	id: string;
	name: string;
	folder: string;
	size: number;
	sha256: string;
	access: string;
}

/** What the API wrote onto a deal, kept for the tests' eyes. */
export interface WriteRow {
	dealId: string;
	stage: string;
	fields: Values;
	notes: string[];
	files: FileRow[];
	at: string;
}

/** An event as it was or would have been delivered. */
export interface EventRow {
	eventId: number;
	subscriptionType: 'deal.propertyChange' | 'deal.creation';
	objectId: number;
	occurredAt: number;
	propertyName?: string;
	propertyValue?: string;
	changeSource: string;
	attemptNumber: number;
}

export interface Books {
	deals: Map<string, DealRow>;
	companies: Map<string, RecordRow>;
	contacts: Map<string, RecordRow>;
	lines: Map<string, RecordRow>;
	notes: Map<string, RecordRow>;
	files: Map<string, FileRow>;
	writes: WriteRow[];
	lastEvents: Map<string, EventRow>;
}

export function emptyBooks(): Books {
	return {
		deals: new Map(),
		companies: new Map(),
		contacts: new Map(),
		lines: new Map(),
		notes: new Map(),
		files: new Map(),
		writes: [],
		lastEvents: new Map(),
	};
}

export interface StageRow {
	id: string;
	label: string;
	probability: string;
	isClosed: boolean;
	logical?: LogicalStage;
}

const stage = (id: string, label: string, logical?: LogicalStage, probability = '0.5'): StageRow => ({
	id,
	label,
	probability,
	isClosed: probability === '1.0' || probability === '0.0',
	logical,
});

/** The pipeline that every account has, and one of a Polish service firm. Ids are words, numbers, or have dashes. */
export const PIPELINES: { id: string; label: string; stages: StageRow[] }[] = [
	{
		id: 'default',
		label: 'Pipeline sprzedaży',
		stages: [
			stage('appointmentscheduled', 'Umówione spotkanie'),
			stage('contractsent', 'Wysłana umowa'),
			stage('closedwon', 'Wygrany', undefined, '1.0'),
			stage('closedlost', 'Przegrany', undefined, '0.0'),
		],
	},
	{
		id: '771001',
		label: 'Usługi',
		stages: [
			stage('990101', 'Nowe zlecenie', 'open'),
			stage('990102', 'Zaliczka', 'deposit'),
			stage('990103', 'Etap 1 zakończony', 'phase1'),
			stage('7f1c2e30-8a4b-4d6e-9c11-52d0aa31b7e4', 'Etap 2 zakończony', 'phase2'),
			stage('990105', 'Zakończono – do faktury', 'invoice'),
			stage('990106', 'Zafakturowano', 'invoiced', '1.0'),
			stage('990107', 'Przegrane', 'lost', '0.0'),
		],
	},
];

export const TAX_RATES = [
	{ id: '1023', name: 'VAT 23%', label: 'VAT', percentageRate: 23 },
	{ id: '1008', name: 'VAT 8%', label: 'VAT', percentageRate: 8 },
	{ id: '1005', name: 'VAT 5%', label: 'VAT', percentageRate: 5 },
	{ id: '1000', name: 'VAT 0%', label: 'VAT', percentageRate: 0 },
];

export const OWNER = { id: '5001', userId: 7, firstName: 'Anna', lastName: 'Serwisowa', email: 'anna@seller.example' };

export function placeOf(stageId: string): { pipelineId: string; stage: StageRow } | undefined {
	for (const { id, stages } of PIPELINES) {
		const found = stages.find((one) => one.id === stageId);
		if (found) return { pipelineId: id, stage: found };
	}
	return undefined;
}

export function logicalOf(stageId: string): LogicalStage {
	const found = placeOf(stageId)?.stage;
	return found?.logical ?? (found?.probability === '1.0' ? 'invoiced' : found?.probability === '0.0' ? 'lost' : 'open');
}

export function stageIdOf(logical: LogicalStage): string {
	const found = PIPELINES.flatMap(({ stages }) => stages).find((one) => one.logical === logical);
	if (!found) throw new RangeError(`There is no stage "${String(logical)}".`);
	return found.id;
}

/** Not built of the id alone where that is no plain word: underscores, and the pipeline's number at the end. */
export function enteredName(stageId: string): string {
	if (/^[a-z0-9]+$/.test(stageId)) return `hs_v2_date_entered_${stageId}`;
	return `hs_v2_date_entered_${stageId.replace(/[^a-z0-9]/g, '_')}_${placeOf(stageId)?.pipelineId ?? '1'}`;
}
