import { VendorError, type Http, type HttpRequest } from '../../../../connect/http';
import { fold, othersLive } from '../../../../invoicing/journal/fold';
import { newRow, parseRows, type JournalRow } from '../../../../invoicing/journal/row';
import type { Mishap } from './schedule';
import { REAL, type Protocol } from './protocol';

/** A row of another attempt's claim: without it that attempt does not exist for who reads. */
const isOthersClaim = (row: { step: string; attempt: string }, own: string): boolean =>
	row.step === 'claim' && row.attempt !== own;

type Raw = { id: number; step: string; attempt: string };

/** Goes on whoever else has claimed. */
const nextAlone: Protocol['next'] = async (rows, attempt, execution) =>
	REAL.next(
		rows.filter((row) => !isOthersClaim(row as Raw, attempt)),
		attempt,
		execution,
	);

const alwaysWon: Protocol['judge'] = (rows) => ({ verdict: 'won', state: fold(rows) });

/** "The lowest id wins": wrong where the lower id commits after the higher one has looked. */
const lowestWins: Protocol['judge'] = (rows, attempt, now) => {
	const state = fold(rows);
	const own = state.attempts.get(attempt);
	const others = own ? othersLive(state, attempt, own.lastAt) : [];
	const isLowest = own && !own.superseded && others.every((other) => other.claimId > own.claimId);
	return isLowest ? { verdict: 'won', state } : REAL.judge(rows, attempt, now + 60_000);
};

/** The create that forgets to hand over our reference. */
function withoutOid(http: Http): Http {
	return {
		send: async (request) => {
			const { invoice } = (request.body ?? {}) as { invoice?: Record<string, unknown> };
			if (request.kind !== 'create' || !invoice) return http.send(request);
			const { oid: _, oid_unique: __, ...rest } = invoice;
			return http.send({ ...request, body: { ...(request.body as object), invoice: rest } });
		},
	};
}

/** "Retry on fail" for requests that make something. */
function retried(http: Http): Http {
	const attempt = async (request: HttpRequest, left: number): ReturnType<Http['send']> =>
		http.send(request).catch(async (error: unknown) => {
			const again = request.kind === 'create' && error instanceof VendorError && left > 0;
			return again ? attempt(request, left - 1) : Promise.reject(error);
		});
	return { send: async (request) => attempt(request, 2) };
}

const mailNotAnnounced = (rows: JournalRow[], own: string): JournalRow[] =>
	rows.map((row) =>
		row.attempt !== own && row.data.next === 'mail' ? { ...row, data: { ...row.data, next: undefined } } : row,
	);

/** Takes a document that it found for one of its own. */
const asIfIssued: Protocol['stepRow'] = (input) => {
	const { reference = '' } = input.rows[0] ?? {};
	const announced = (next: 'issue' | 'record') =>
		newRow({ reference, step: 'ghost', attempt: 'ghost', data: { next } });
	const createdAt = new Date(0).toISOString();
	const ghosts = parseRows([
		{ ...announced('issue'), id: -1, createdAt },
		{ ...announced('record'), id: 0, createdAt },
	]);
	return REAL.stepRow({ ...input, rows: [...ghosts, ...input.rows] });
};

export interface Bug {
	protocol: Protocol;
	/** What has to go wrong for it to show: any mishaps of these kinds, or these very ones. */
	under: readonly Mishap['kind'][] | ((seed: number) => Mishap[]);
}

/** One of the calls from the record on does its work, and the answer is lost. */
const answerLost = (seed: number): Mishap[] => [
	{ kind: 'strike', call: 10 + (seed % 14), strike: { fault: 'reset-after' } },
];

/** Many copies of an event that nobody has taken yet, all at once or one after the other. */
const crowd =
	(spreadMs: number) =>
	(seed: number): Mishap[] => [
		{ kind: 'noEvent', deal: 0 },
		{ kind: 'copies', deal: 0, count: 12, ms: 62_000 + seed, spreadMs },
	];

/** The mail server is away at first; whoever waits for it is woken on a worker that stands still, and thawed later. */
const frozenWhileWaiting = (): Mishap[] => [
	{ kind: 'outage', vendor: 'smtp', fault: 'status:421', method: 'CONNECT', ms: 0, forMs: 100_000 },
	{ kind: 'freeze', when: { ms: 98_000 }, process: 1, forMs: 60 * 60_000 },
];

/** Bugs that a rewrite could bring in. Each of them must turn the harness red. */
export const BUGS: Record<string, Bug> = {
	'no claim': {
		protocol: { ...REAL, look: (input) => REAL.look({ ...input, rows: [] }), judge: alwaysWon, next: nextAlone },
		under: ['copies'],
	},
	'a claim that checks, then acts': { protocol: { ...REAL, judge: alwaysWon, next: nextAlone }, under: crowd(0) },
	'the lowest id wins': { protocol: { ...REAL, judge: lowestWins, next: nextAlone }, under: crowd(0) },
	'a superseded owner that goes on': { protocol: { ...REAL, next: nextAlone }, under: ['freeze'] },
	'a lease of a second': {
		protocol: { ...REAL, look: (input) => REAL.look({ ...input, leaseSeconds: 1 }) },
		under: crowd(40_000),
	},
	'a lost reference': { protocol: { ...REAL, http: withoutOid }, under: ['strike'] },
	'no reading again after a pause': {
		protocol: { ...REAL, startsAgainAfterPause: false },
		under: frozenWhileWaiting,
	},
	'a create that is retried': { protocol: { ...REAL, http: retried }, under: answerLost },
	'a mail step that is retried': { protocol: { ...REAL, mailTries: 2 }, under: answerLost },
	'the outcome written before the effect': {
		protocol: { ...REAL, outcomeFirst: new Set(['mail', 'report']) },
		under: ['kill'],
	},
	'a mail in flight that is sent again': { protocol: { ...REAL, seen: mailNotAnnounced }, under: ['kill', 'freeze'] },
	'a found document that is mailed': { protocol: { ...REAL, stepRow: asIfIssued }, under: ['emptied', 'copies'] },
	'no sweep': { protocol: { ...REAL, sweeps: false }, under: ['kill'] },
};
