import { VendorError } from '../../../connect/http';
import type { FakeResponse } from '../../../sandbox/fakes/types';
import type { ZohoCrm } from '../../../nodes/ZohoCrm/adapter';
import { ENTRY, FIELDS, INVOICED_STAGE, issued, PDF, testOrganisation, type TestOrganisation } from './organisation';

/** What happens to one call instead of, or around, its answer. */
export type Strike =
	| 'reset-before'
	| 'reset-after'
	| 'late-after'
	| 'very-late-after'
	| 'malformed'
	| 'status:500'
	| 'status:429'
	| 'error-in-200'
	| 'token-revoked'
	| 'kill-before'
	| 'kill-after';

export const STRIKES: Strike[] = [
	'reset-before',
	'reset-after',
	'late-after',
	'malformed',
	'status:500',
	'status:429',
	'error-in-200',
	'token-revoked',
	'kill-before',
	'kill-after',
];

/** The process is gone: nothing after it runs, and everything is done again by another one. */
class Killed extends Error {}

/** One deal's way: read, recorded, its payment told. */
export type Way = (crm: ZohoCrm, id: string) => Promise<void>;

export const wholeWay: Way = async (crm, id) => {
	const deal = await crm.readDeal(id, { entry: ENTRY, fields: FIELDS });
	const options = { fields: FIELDS, note: 'Faktura 1/11/2026', status: 'Zafakturowano', stageId: INVOICED_STAGE, deal };
	await crm.recordInvoice(id, issued(), PDF, options);
};

export interface Played {
	organisation: TestOrganisation;
	id: string;
	/** What was called in the first attempt. */
	calls: string[];
	attempts: number;
}

const MOST_ATTEMPTS = 8;

/** Goes the way until it succeeds; the call of this number is struck, so many times in a row. */
export async function play(strike?: { kind: Strike; at: number; times: number }, way = wholeWay): Promise<Played> {
	const organisation = testOrganisation();
	const { fake, calls, around } = organisation;
	await organisation.crm.ensureFields(FIELDS);
	const buyer = { name: 'Klient', taxId: '5260250274' };
	const lines = [{ name: 'P', quantity: '2', unitPrice: '10', vatRate: '23' }];
	const { id } = await fake.createDeal({ title: 'D', stage: 'invoice', buyer, contact: { name: 'Jan Nowak' }, lines });
	calls.length = 0;
	const late = strike && prepare(organisation, strike);
	let crm = organisation.restarted();
	let first: string[] = [];
	for (let attempts = 1; ; attempts++) {
		try {
			await way(crm, id);
			first = attempts === 1 ? [...calls] : first;
			around.play = async (_, answer) => answer();
			await late?.();
			return { organisation, id, calls: first, attempts };
		} catch (error) {
			if (attempts === MOST_ATTEMPTS || !(error instanceof VendorError || error instanceof Killed)) throw error;
			if (strike?.kind === 'late-after') await late?.();
			if (error instanceof Killed) crm = organisation.restarted();
		}
	}
}

/** Answers what lets the late effects happen. */
function prepare(
	{ around, faults }: TestOrganisation,
	{ kind, at, times }: { kind: Strike; at: number; times: number },
): () => Promise<void> {
	const waiting: (() => Promise<FakeResponse>)[] = [];
	let calls = 0;
	let left = times;
	let struck: string | undefined;
	around.play = async (request, answer) => {
		const name = `${request.method} ${request.path}`;
		const isStruck = struck === undefined ? calls++ === at : name === struck;
		if (!isStruck || left === 0) return answer();
		struck = name;
		left -= 1;
		switch (kind) {
			case 'reset-before':
				throw lost();
			case 'reset-after':
				await answer();
				throw lost();
			case 'late-after':
			case 'very-late-after':
				waiting.push(answer);
				throw lost();
			case 'malformed':
				return { ...(await answer()), body: '{"data":[{"co' };
			case 'status:500':
				return { status: 500, body: '<html>500</html>' };
			case 'status:429':
				return { status: 429, body: { error: 'Too many requests' } };
			case 'error-in-200':
			case 'token-revoked':
				faults.push({ fault: kind, delayMs: 0 });
				return answer();
			case 'kill-before':
				throw new Killed();
			case 'kill-after':
				await answer();
				throw new Killed();
		}
	};
	return async () => {
		for (const effect of waiting.splice(0)) await effect();
	};
}

const lost = () =>
	new VendorError({
		vendor: 'Zoho CRM',
		cause: 'unavailable',
		outcome: 'unclear',
		message: 'The line broke.',
		advice: 'Run it again.',
	});

/** What stands on the deal beside exactly one recording; empty when all is as it has to be. */
export function violations({ organisation: { fake }, id }: Played): string[] {
	const records = fake.records(id);
	const deal = fake.getDeal(id) as {
		stage: string;
		notes: string[];
		files: { name: string }[];
		fields: Record<string, string>;
	};
	const counted: [string, number, number][] = [
		['notes', deal.notes.length, 1],
		['files', deal.files.length, 1],
		['updates', records.filter((record) => Object.keys(record.fields).length > 0).length, 1],
	];
	const found = counted.filter(([, is, should]) => is !== should).map(([what, is]) => `${is} ${what}`);
	const { fields } = deal;
	if (fields.D2I_Number !== '1/11/2026' || fields.D2I_Reference !== issued().reference) found.push('wrong fields');
	if (deal.stage !== 'invoiced') found.push(`stage ${deal.stage}`);
	return found;
}
