import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { googleAccount } from '../../../sandbox/fakes/googleAccount/account';
import type { FaultOrder } from '../../../sandbox/faults';
import { withDatabase } from '../../../sandbox/n8n/database';
import { scenario, WORKFLOW_IDS, type Bitrix24SignIn } from '../../../sandbox/scenario';
import { forgedEvents, send } from '../../e2e/support/forgedEvents';
import { FAST, Scene } from '../../e2e/support/scene';
import { CANARY_SECRETS, CanaryPeople, secretNeedles } from './canaries';
import type { Needle, Place } from './needles';
import { filesUnder, ownerMails, sqliteColumns } from './places';

/** One of each kind, so that every adapter has errors to tell of; each strikes the next calls of one deal. */
const TROUBLES: FaultOrder[] = [
	{ vendor: 'bitrix24', path: 'batch', fault: 'token-revoked' },
	{ vendor: 'fakturownia', method: 'POST', fault: 'status:422' },
	{ vendor: 'smtp', method: 'AUTH', fault: 'status:535', times: 2 },
	{ vendor: 'smtp', method: 'RCPT', fault: 'status:550' },
	{ vendor: 'googleSheets', fault: 'status:403', times: 3 },
	{ vendor: 'googleDrive', fault: 'token-revoked', times: 3 },
	{ vendor: 'fakturownia', fault: 'token-revoked', times: 3 },
	{ vendor: 'smtp', fault: 'reset-after' },
	{ vendor: 'bitrix24', path: 'crm.item.update', fault: 'malformed' },
	{ vendor: 'bitrix24', path: 'batch', fault: 'error-in-200' },
	{ vendor: 'bitrix24', path: 'batch', fault: 'status:403' },
	{ vendor: 'bitrix24', path: 'batch', fault: 'reset-before', times: 4 },
	{ vendor: 'fakturownia', method: 'POST', fault: 'reset-after' },
	{ vendor: 'fakturownia', method: 'POST', fault: 'malformed' },
	{ vendor: 'fakturownia', fault: 'status:500', times: 4 },
	{ vendor: 'fakturownia', fault: 'status:429', times: 4 },
	{ vendor: 'googleSheets', fault: 'token-revoked', times: 3 },
	{ vendor: 'googleSheets', fault: 'reset-before', times: 3 },
	{ vendor: 'googleDrive', fault: 'status:404', times: 2 },
	{ vendor: 'googleDrive', fault: 'malformed', times: 2 },
	{ vendor: 'smtp', method: 'CONNECT', fault: 'reset-before', times: 3 },
	{ vendor: 'fakturownia', fault: 'timeout', method: 'POST' },
];
const HANDED_OVER_MS = 1500;
const REST_LIMIT_MS = 400_000;
/** The trigger tells of an outage after its third failed search, one a minute. */
const OUTAGE_MS = 215_000;

export interface SecretRunOptions {
	bitrix24SignIn: Bitrix24SignIn;
	/** How many of TROUBLES. */
	troubles: number;
	/** The CRM away until the trigger tells of it: it takes four minutes. */
	outage: boolean;
	log(line: string): void;
}

/**
 * An n8n whose every secret is a canary and whose deals are about a canary: good deals, deals in every kind of trouble,
 * strangers at the webhook, runs that failed and runs that wait. Then it is looked for what lies where.
 */
export class SecretRun {
	readonly people = new CanaryPeople();
	private readonly deals: string[] = [];

	private constructor(
		readonly scene: Scene,
		private readonly options: SecretRunOptions,
	) {}

	static async open(options: SecretRunOptions): Promise<SecretRun> {
		const env = { N8N_LOG_LEVEL: 'debug' };
		const { bitrix24SignIn } = options;
		const more = { bitrix24SignIn, secrets: CANARY_SECRETS, env };
		return new SecretRun(await Scene.open(FAST, undefined, () => false, more), options);
	}

	async close(): Promise<void> {
		await this.scene.close();
	}

	async play(): Promise<void> {
		const { log, outage, troubles } = this.options;
		await this.payment(await this.deal());
		for (const trouble of TROUBLES.slice(0, troubles)) await this.trouble(trouble);
		log('strangers at the webhook');
		await this.strangers();
		log('a run that fails');
		await this.failedRun();
		if (outage) await this.outage();
		await this.atRest();
		log('a run that waits for an approval');
		await this.waitingRun();
	}

	private async deal(): Promise<string> {
		const id = await this.scene.deal(this.people.deal());
		this.deals.push(id);
		await this.scene.move(id, 'invoice');
		return id;
	}

	/** The accounting system's webhook tells of it, with its token in the body. */
	private async payment(id: string): Promise<void> {
		const [invoice] = (await this.scene.finished(id)).invoices;
		await this.scene.pay(invoice!.id, {});
		const isTold = async () => (await this.scene.journal()).some(({ step }) => step === 'payment');
		await until('the payment is told', isTold);
	}

	private async trouble(order: FaultOrder): Promise<void> {
		await this.scene.fault({ times: 1, ...order });
		await this.deal();
		await pause(HANDED_OVER_MS);
	}

	/** With the true token in requests that are refused for another reason, and in places where it does not belong. */
	private async strangers(): Promise<void> {
		const { n8n, outside } = this.scene.sandbox;
		const { webhookUrl } = scenario({ n8nUrl: n8n!.url, smtpPort: outside.smtpPort, timezone: 'UTC', profile: 'test' });
		const token = CANARY_SECRETS.bitrix24ApplicationToken;
		for (const sent of Object.values(forgedEvents(this.deals[0]!, token))) await send(webhookUrl, sent);
		await send(`${webhookUrl}?${new URLSearchParams({ 'auth[application_token]': token }).toString()}`, {
			method: 'GET',
		});
		await send(webhookUrl, { body: '{', headers: { 'content-type': 'application/json', authorization: token } });
	}

	/** The journal goes away in the middle of a run: nothing catches that, so n8n keeps the run with all that it holds. */
	private async failedRun(): Promise<void> {
		const { n8n, outside } = this.scene.sandbox;
		this.scene.sandbox.outside.world.faults.clear();
		outside.world.faults.add({ vendor: 'fakturownia', method: 'POST', path: '/invoices.json', fault: 'hold' });
		const id = await this.scene.deal(this.people.deal());
		await this.scene.move(id, 'invoice');
		await until('a call is held', () => outside.world.faults.held > 0);
		const { journal: table } = await n8n!.journal.tables();
		const rename = (from: string, to: string) =>
			withDatabase(n8n!.databaseFile, (database) => database.exec(`ALTER TABLE "${from}" RENAME TO "${to}"`), {
				readOnly: false,
			});
		await rename(table, `${table}_away`);
		try {
			outside.world.faults.release();
			await until('the run has failed', async () => (await this.executions(['error'])) > 0);
		} finally {
			await rename(`${table}_away`, table);
		}
	}

	private async outage(): Promise<void> {
		this.options.log('the CRM refuses the sign-in until the trigger tells of it');
		this.scene.sandbox.outside.world.faults.add({ vendor: 'bitrix24', fault: 'token-revoked', times: 10_000 });
		const failed = await this.executions(['error']);
		await pause(OUTAGE_MS);
		await until('the trigger tells of the outage', async () => (await this.executions(['error'])) > failed, 90_000);
		this.scene.sandbox.outside.world.faults.clear();
	}

	private async atRest(): Promise<void> {
		const end = Date.now() + REST_LIMIT_MS;
		for (let busy = await this.busy(); busy.length > 0; busy = await this.busy()) {
			if (Date.now() > end) throw new Error(`Not at rest within ${REST_LIMIT_MS} ms: ${busy.join('; ')}`);
			await pause(500);
		}
		this.scene.sandbox.outside.world.faults.clear();
	}

	/** Deals that a run is at, or that nobody has taken up yet, with their newest row. */
	private async busy(): Promise<string[]> {
		// What alerts and payments write beside a deal says nothing about its run.
		const rows = (await this.scene.journal()).filter(({ step }) => step !== 'alert' && step !== 'payment');
		return this.deals.flatMap((id) => {
			const row = rows.findLast(({ reference }) => reference.includes(`:${id}:`));
			const { next, rest } = JSON.parse(row?.data || '{}') as { next?: string; rest?: string };
			const isAtRest = rest !== undefined || next === 'wait' || next === 'end';
			return isAtRest ? [] : [`deal ${id}: ${row ? `${row.step} ${row.state}, then ${next}` : 'no row'}`];
		});
	}

	private async waitingRun(): Promise<void> {
		await this.scene.change({ mode: 'approve' });
		await this.scene.deal(this.people.deal()).then(async (id) => this.scene.move(id, 'invoice'));
		await until('a run waits', async () => (await this.executions(['waiting'])) > 0, REST_LIMIT_MS);
	}

	async executions(status: string[]): Promise<number> {
		return (await this.scene.sandbox.n8n!.api.executions({ workflowId: WORKFLOW_IDS.dealToInvoice, status })).length;
	}

	/** While n8n runs: its database with the write-ahead log beside it. */
	async places(): Promise<Place[]> {
		const { n8n, outside } = this.scene.sandbox;
		const files = await filesUnder(dirname(dirname(n8n!.databaseFile)));
		return [...files, ...(await sqliteColumns(n8n!.databaseFile)), ownerMails(outside.books)];
	}

	/** What the credentials began with, and every token that was issued since. */
	secrets(): Needle[] {
		const { outside } = this.scene.sandbox;
		const issued = [...this.scene.bitrix24.auth.tokens(), ...googleAccount(outside.world).tokens()];
		return [
			...secretNeedles(CANARY_SECRETS),
			...issued.map((value, at) => ({ name: `token issued later, ${at + 1}`, value })),
		];
	}

	/** What the trigger itself puts into the address that it subscribes. */
	handlerSecrets(): Needle[] {
		const handlers = this.scene.bitrix24.handlers();
		const secrets = handlers.map(({ handler }) => new URL(handler).searchParams.get('secret') ?? '');
		return [...new Set(secrets)].filter(Boolean).map((value) => ({ name: 'secret of the subscription', value }));
	}
}

async function until(what: string, holds: () => boolean | Promise<boolean>, limitMs = 30_000): Promise<void> {
	const end = Date.now() + limitMs;
	while (!(await holds())) {
		if (Date.now() > end) throw new Error(`Not within ${limitMs} ms: ${what}`);
		await pause(150);
	}
}
