import axios from 'axios';
import { join } from 'node:path';
import packageJson from '../package.json';
import type { AccountingName } from '../workflows/definitions/accountings';
import type { CrmName } from '../workflows/definitions/crms';
import { startControl, type ControlContext } from './control';
import { DEMO_DEALS } from './demoDeals';
import type { DealIn } from './fakes/types';
import { OWNER } from './n8n/editorApi';
import { installedN8n } from './n8n/installed';
import { N8n } from './n8n/runner';
import { packedTarball } from './n8n/tarball';
import { FIRST_SMTP_PORT, startOutside, type Outside } from './outside';
import { freePort } from './ports';
import { startQueueMode } from './queue';
import { OWNER_EMAIL, scenario, type Bitrix24SignIn, type ScenarioInput } from './scenario';
import type { Secrets } from './secrets';
import { makeTempFolder, removeTempFolder } from './tempFolder';

const CONSOLE_PORT = 5680;
const FIRST_N8N_PORT = 5681;
const FIRST_BROKER_PORT = 5683;

export interface SandboxOptions {
	/** Of console and control API; left out: SANDBOX_PORT or 5680 (profile `test`: any free one). */
	port?: number;
	quiet?: boolean;
	/** n8n's time zone; left out: Europe/Warsaw (profile `test`: America/New_York, to find what depends on it). */
	timezone?: string;
	/** `demo` begins with a few deals, `test` with none. */
	profile?: 'demo' | 'test';
	/** False: fakes and control API only. */
	n8n?: boolean;
	/** n8n in queue mode, with PostgreSQL and Redis, instead of one process. */
	queue?: boolean;
	/** For the scenario: leases, pauses, texts … */
	workflowOptions?: ScenarioInput['workflowOptions'];
	/** Whether the vendors' rate limits hold just now; left out: they do. */
	isLimited?: () => boolean;
	/** Left out: Bitrix24. */
	crm?: CrmName;
	/** Left out: Fakturownia. */
	accounting?: AccountingName;
	/** Further CRMs, with their credentials in n8n: to look at their nodes. The scenario is that of `crm`. */
	besides?: readonly CrmName[];
	/** Left out: `webhook`. */
	bitrix24SignIn?: Bitrix24SignIn;
	/** What the credentials hold and the vendors accept; left out: the demo's. */
	secrets?: Secrets;
	/** More of n8n's own settings. */
	env?: Record<string, string>;
	/** Progress, one line at a time; left out: standard output, or nothing when quiet. */
	log?: (line: string) => void;
}

export interface Sandbox {
	/** Of console and control API. */
	url: string;
	n8n?: PreparedN8n;
	outside: Outside;
	stop(): Promise<void>;
}

/** With the scenario's set-up workflow at hand: it makes the tables and the deal fields. */
export type PreparedN8n = N8n & { setUp(): Promise<void> };

/**
 * Starts the whole world on the loopback: fake vendors, gateway, control API with the console page, and a real n8n
 * with the pack installed and the scenario published.
 * @throws Error with a sentence when a part does not start; nothing is left running then
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
	const { profile = 'demo', quiet = false } = options;
	const log = options.log ?? (quiet ? () => {} : (line: string) => console.log(line));
	const undo: (() => unknown)[] = [];
	const stop = async () => {
		for (let step = undo.pop(); step; step = undo.pop()) await step();
	};
	try {
		log('Starting the fake vendors …');
		const outside = await startOutside({
			crm: options.crm,
			accounting: options.accounting,
			besides: options.besides,
			isLimited: options.isLimited,
			secrets: options.secrets,
		});
		undo.push(() => outside.stop());
		const context = controlContext(outside);
		const seeded = profile === 'demo' ? DEMO_DEALS : [];
		await seed(outside, seeded);
		const control = await startControl(context, options.port ?? defaultPort(profile));
		undo.push(() => control.stop());
		context.ports.control = control.port;
		const n8n = options.n8n === false ? undefined : await startN8n(outside, context, options, log, undo);
		context.refill = async () => {
			await n8n?.setUp();
			await seed(outside, seeded);
		};
		context.ready = true;
		outside.world.changed();
		return { url: control.url, n8n, outside, stop };
	} catch (error) {
		await stop();
		throw error;
	}
}

function controlContext({ world, books, gateway, smtpPort }: Outside): ControlContext {
	return {
		world,
		books,
		version: packageJson.version,
		ports: { gateway: gateway.port, smtp: smtpPort },
		ready: false,
		consoleFolder: join(__dirname, 'console'),
	};
}

async function startN8n(
	outside: Outside,
	context: ControlContext,
	options: SandboxOptions,
	log: (line: string) => void,
	undo: (() => unknown)[],
): Promise<PreparedN8n> {
	const { profile = 'demo', crm, accounting, besides, workflowOptions, bitrix24SignIn, secrets } = options;
	const timezone = options.timezone ?? (profile === 'demo' ? 'Europe/Warsaw' : 'America/New_York');
	const install = await installedN8n(log);
	const userFolder = makeTempFolder('n8n');
	undo.push(() => removeTempFolder(userFolder));
	const tarball = await packedTarball(log, userFolder);
	// n8n listens half a minute from now: two sandboxes that start together would both find the same port free.
	const place = outside.smtpPort - FIRST_SMTP_PORT;
	const port = await freePort(FIRST_N8N_PORT + place);
	const brokerPort = await freePort(FIRST_BROKER_PORT + place);
	const settings = { userFolder, port, brokerPort, timezone, gateway: outside.gateway, env: options.env };
	if (options.queue) log('Starting PostgreSQL and Redis …');
	const queue = options.queue ? await startQueueMode(install, settings, place) : undefined;
	if (queue) undo.push(() => queue.stop());
	const n8n = new N8n(install, settings, queue?.arrangement);
	// Its folder is thrown away: nothing is worth waiting for.
	undo.push(() => n8n.stop(2000));
	const { smtpPort } = outside;
	outside.books.alertsTo = OWNER_EMAIL;
	const { url: n8nUrl, webhookBase } = n8n;
	const input = {
		n8nUrl,
		webhookBase,
		smtpPort,
		timezone,
		profile,
		crm,
		accounting,
		besides,
		workflowOptions,
		bitrix24SignIn,
		secrets,
	};
	const content = scenario(input);

	Object.assign(context.ports, { n8n: port, n8nBroker: brokerPort, ...queue?.ports });
	context.n8n = n8n;
	log('Preparing n8n …');
	await n8n.prepare({ ...content, tarball }, log);
	// An application subscribes by itself.
	if (bitrix24SignIn !== 'oAuth2') outside.crm.setWebhook?.(content.webhookUrl);
	outside.accounting.setWebhook?.(content.accountingWebhookUrl);
	log('Starting n8n …');
	const problems = await n8n.start();
	if (problems.length > 0) throw new Error(`${problems.join('\n')}\nThe end of n8n's log:\n${await n8n.logEnd()}`);
	await n8n.api.signIn();
	log('Setting up tables and deal fields …');
	const setUp = () => runSetUp(content.setUpUrl);
	await setUp();
	context.scenario = {
		editorUrl: n8n.url,
		email: OWNER.email,
		password: OWNER.password,
		workflowUrls: content.workflows.map(({ id, name }) => ({
			id,
			name,
			url: `${n8n.url}/workflow/${id}`,
		})),
	};
	return Object.assign(n8n, { setUp });
}

async function runSetUp(url: string): Promise<void> {
	const { status, data } = await axios.get(url, { timeout: 120_000, validateStatus: () => true, proxy: false });
	if (status !== 200) throw new Error(`The set-up workflow answered ${status}: ${JSON.stringify(data)}`);
}

async function seed({ books }: Outside, deals: readonly DealIn[]): Promise<void> {
	for (const crm of books.crms.values()) {
		for (const deal of deals) {
			const { id } = await crm.createDeal(deal);
			books.deals.set(`${crm.name}/${id}`, { crm: crm.name, id, deal });
		}
	}
}

function defaultPort(profile: 'demo' | 'test'): number {
	if (process.env.SANDBOX_PORT) return Number(process.env.SANDBOX_PORT);
	return profile === 'demo' ? CONSOLE_PORT : 0;
}
