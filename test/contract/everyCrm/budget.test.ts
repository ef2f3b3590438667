import type { DealIn } from '../../../sandbox/fakes/types';
import { CRM_NAMES, SANDBOX_CRMS } from '../../../sandbox/crms';
import type { CrmName } from '../../../workflows/definitions/crms';
import { CRMS_AT_FAKES } from './crmsAtFakes';
import { issuedFor } from './issued';

/** A deal that has everything: company with tax number and address, contact, notes, five products. */
const DEAL: DealIn = {
	title: 'Strona WWW',
	stage: 'invoice',
	buyer: {
		name: 'Klient',
		taxId: '5260250274',
		email: 'k@klient.example',
		address: { street: 'Prosta 1', postalCode: '00-001', city: 'Warszawa' },
	},
	contact: { name: 'Jan Nowak', email: 'jan@klient.example' },
	notes: 'Dzwonić po 10',
	lines: Array.from({ length: 5 }, (_, at) => ({
		name: `Pozycja ${at}`,
		quantity: '2',
		unitPrice: '10',
		vatRate: '23' as const,
	})),
};

const PDF = { fileName: 'FV 1-11-2026.pdf', content: Buffer.from('%PDF-1.7') };

/** A CRM whose requests are counted. */
async function counted(crm: CrmName) {
	const at = await CRMS_AT_FAKES[crm]();
	let calls = 0;
	const handle = at.fake.handle.bind(at.fake);
	at.fake.handle = async (request) => (calls++, handle(request));
	const { demo } = SANDBOX_CRMS[crm];
	const stageId = demo.rules.find(({ kind }) => kind === 'invoice')!.stage;
	const cost = async <T>(work: () => Promise<T>): Promise<[number, T]> => {
		const before = calls;
		const result = await work();
		return [calls - before, result];
	};
	/** Requests to read one deal, and to record its invoice. */
	const way = async (): Promise<{ read: number; record: number }> => {
		const { id } = await at.fake.createDeal(DEAL);
		const entry = { stageId, pipelineId: demo.pipeline };
		const [read, deal] = await cost(async () => at.crm.readDeal(id, { entry, fields: at.fields }));
		expect(deal!.lines).toHaveLength(5);
		const options = { fields: at.fields, note: 'Faktura', status: 'S', stageId: demo.invoicedStage, deal };
		const [record] = await cost(async () =>
			at.crm.recordInvoice(id, issuedFor(`${crm}:x:${id}:invoice:1`)(), PDF, options),
		);
		return { read, record };
	};
	const sweep = async () =>
		(
			await cost(async () =>
				at.crm.stageMovesSince(
					'2026-11-21T10:00:00Z',
					demo.rules.map(({ stage }) => stage),
				),
			)
		)[0];
	await at.crm.ensureFields(at.fields);
	return { way, sweep };
}

interface Budget {
	/** Of the deal above; `first` in a process that has just started, which reads what all deals share. */
	read: number;
	first: number;
	record: number;
	/** A search that finds two deals. */
	sweep: number;
}

/**
 * The table of docs/crms.md. HubSpot's fifth request of a deal is for notes by hand (hubspot/readDeal.test.ts says which
 * five), Pipedrive counts tokens (pipedrive/budget.test.ts), monday.com a day of searches and the weight of each document
 * (monday/budget.test.ts).
 */
const BUDGETS: Record<CrmName, Budget> = {
	bitrix24: { read: 2, first: 2, record: 2, sweep: 1 },
	hubspot: { read: 4, first: 4 + 5, record: 3, sweep: 2 },
	monday: { read: 2, first: 2, record: 3, sweep: 1 },
	// Fields of organizations, owner, stage.
	pipedrive: { read: 9, first: 9 + 3, record: 4, sweep: 1 },
	// The organization; a search reads the history of each deal that it has not seen at rest.
	zoho: { read: 8, first: 8 + 1, record: 4, sweep: 5 },
};

it.each(CRM_NAMES)('requests for one deal: %s', async (crm) => {
	const { way, sweep } = await counted(crm);
	const { read, first, record, sweep: search } = BUDGETS[crm];
	expect(await way()).toEqual({ read: first, record });
	expect(await way()).toEqual({ read, record });
	expect(await sweep()).toBe(search);
});
