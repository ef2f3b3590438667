import type { LogicalStage } from '../types';

export type Value = string | number | boolean | null | Lookup | Row[];
export interface Lookup {
	id: string;
	name: string;
}
export type Row = Record<string, Value | unknown>;

export type Module = 'Deals' | 'Accounts' | 'Contacts' | 'Quotes' | 'Sales_Orders' | 'Products';
export const MODULES: Module[] = ['Deals', 'Accounts', 'Contacts', 'Quotes', 'Sales_Orders', 'Products'];

export interface RecordRow {
	id: string;
	/** By API name. */
	values: Record<string, Value | unknown>;
	createdTime: string;
	modifiedTime: string;
}
/** One stay of a deal in a stage. */
export interface HistoryRow {
	id: string;
	dealId: string;
	stage: string;
	/** When it was entered. */
	time: string;
	movedTo: string | null;
}
export interface NoteRow {
	id: string;
	dealId: string;
	title: string;
	content: string;
	time: string;
}
export interface FileRow {
	id: string;
	dealId: string;
	name: string;
	size: number;
	sha256: string;
	time: string;
}
export interface ChannelRow {
	channelId: string;
	events: string[];
	notifyUrl: string;
	token: string | null;
	/** Milliseconds since 1970. */
	expiry: number;
	/** Only changes of these fields are told; empty: all. */
	fields: string[];
	onRelated: boolean;
	returnsValues: boolean;
	condition: unknown;
}
/** What the API wrote onto a deal, kept for the tests' eyes. */
export interface WriteRow {
	dealId: string;
	stage: LogicalStage;
	fields: Record<string, string>;
	notes: string[];
	files: FileRow[];
	at: string;
	/** Whether workflows of the organisation started from it. */
	automations: boolean;
}

export interface Books {
	records: Record<Module, Map<string, RecordRow>>;
	history: HistoryRow[];
	notes: NoteRow[];
	files: FileRow[];
	writes: WriteRow[];
	/** Last event of a deal that a user caused. */
	lastEvents: Map<string, { operation: 'insert' | 'update'; time: number; fields: string[] }>;
	/** Deals that an approval or a Blueprint holds. */
	locked: Set<string>;
	inBlueprint: Set<string>;
}

export function emptyBooks(): Books {
	return {
		records: Object.fromEntries(MODULES.map((name) => [name, new Map()])) as unknown as Books['records'],
		history: [],
		notes: [],
		files: [],
		writes: [],
		lastEvents: new Map(),
		locked: new Set(),
		inBlueprint: new Set(),
	};
}

export const LAYOUT = { id: '700000000000091055', name: 'Standard' };
export const DEALS_MODULE = '700000000000002181';
export const USER = { id: '700000000000010001', name: 'Anna Serwisowa', email: 'anna@seller.example' };
export const ORG = { zgid: '20090000417', currency: 'PLN' };

export interface StageRow {
	word: string;
	/** As people see it, where it was renamed or translated. */
	shown?: string;
	forecast: 'Open' | 'Closed Won' | 'Closed Lost';
	logical?: LogicalStage;
}
export interface PipelineRow {
	id: string;
	word: string;
	shown?: string;
	isDefault: boolean;
	stages: StageRow[];
}

/** Zoho's own pipeline, and one of a Polish service firm. Words of stages are shared by both. */
export const PIPELINES: PipelineRow[] = [
	{
		id: '700000000000093001',
		word: 'Standard (Standard)',
		isDefault: true,
		stages: [
			{ word: 'Qualification', forecast: 'Open' },
			{ word: 'Proposal/Price Quote', forecast: 'Open' },
			{ word: 'Do faktury', forecast: 'Open' },
			{ word: 'Closed Won', shown: 'Wygrane', forecast: 'Closed Won' },
			{ word: 'Closed Lost', shown: 'Przegrane', forecast: 'Closed Lost' },
		],
	},
	{
		id: '700000000000093002',
		word: 'Usługi',
		shown: 'Usługi dla firm',
		isDefault: false,
		stages: [
			{ word: 'Nowe zlecenie', forecast: 'Open', logical: 'open' },
			{ word: 'Zaliczka', forecast: 'Open', logical: 'deposit' },
			{ word: 'Etap 1 zakończony', forecast: 'Open', logical: 'phase1' },
			{ word: 'Etap 2 zakończony', forecast: 'Open', logical: 'phase2' },
			{ word: 'Do faktury', forecast: 'Open', logical: 'invoice' },
			{ word: 'Closed Won', shown: 'Zafakturowano', forecast: 'Closed Won', logical: 'invoiced' },
			{ word: 'Closed Lost', shown: 'Przegrane', forecast: 'Closed Lost', logical: 'lost' },
		],
	},
];
/** Where the sandbox's deals stand. */
export const SERVICES = PIPELINES[1]!;

export function stageWord(logical: LogicalStage): string {
	const stage = SERVICES.stages.find((one) => one.logical === logical);
	if (!stage) throw new RangeError(`There is no stage "${String(logical)}".`);
	return stage.word;
}

export function logicalOf(pipeline: unknown, word: unknown): LogicalStage {
	const stage = PIPELINES.find((one) => one.word === pipeline)?.stages.find((one) => one.word === word);
	return (
		stage?.logical ??
		(stage?.forecast === 'Closed Won' ? 'invoiced' : stage?.forecast === 'Closed Lost' ? 'lost' : 'open')
	);
}

/** Taxes of the organisation: a name and a percent. Rates without a percent are 0 % taxes by their Polish names. */
export const TAXES = ['VAT 23', 'VAT 8', 'VAT 5', '0 KR', '0 WDT', '0 EX', 'zw', 'oo', 'np I', 'np II'].map(
	(name, index) => ({
		id: `7000000000000950${10 + index}`,
		name,
		percentage: Number(/^VAT (\d+)$/.exec(name)?.[1] ?? '0'),
	}),
);

/** ISO with the user's offset, whole seconds, as Zoho writes it. */
export function stamp(date: Date): string {
	return `${new Date(date.getTime() + 3_600_000).toISOString().slice(0, 19)}+01:00`;
}
