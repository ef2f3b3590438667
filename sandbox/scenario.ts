import { corrections } from '../workflows/definitions/corrections';
import { dealToInvoice } from '../workflows/definitions/dealToInvoice';
import { errorAlerts } from '../workflows/definitions/errorAlerts';
import { SHIPPED, type ScenarioOptions } from '../workflows/definitions/options';
import { payments, PAYMENTS_TRIGGER_ID } from '../workflows/definitions/payments';
import { recurringInvoices } from '../workflows/definitions/recurringInvoices';
import { replay } from '../workflows/definitions/replay';
import { setUp } from '../workflows/definitions/setUp';
import { sweep } from '../workflows/definitions/sweep';
import { accountingNodes, type AccountingName } from '../workflows/definitions/accountings';
import { crmNodes, type CrmName } from '../workflows/definitions/crms';
import { SANDBOX_ACCOUNTINGS } from './accountings';
import { SANDBOX_CRMS } from './crms';
import { applicationData, BITRIX24_APPLICATION } from './crms/bitrix24';
import { oAuth2 } from './crms/oAuth2';
import type { Credential } from './crms/types';
import { DEMO_SECRETS, type Secrets } from './secrets';
import { idOf, type WorkflowJson, type WorkflowNode } from '../workflows/lib/canvas';

/**
 * The shipped scenario, filled in for the sandbox's own accounts: the same definitions as the importable files, with
 * credentials, workflow links and the values that a user would set by hand.
 */

export interface Scenario {
	credentials: object[];
	workflows: (WorkflowJson & { id: string })[];
	/** Workflow ids to publish. */
	publish: string[];
	/** Where the CRM sends its events. */
	webhookUrl: string;
	/** Where the accounting system sends its own, should it have any. */
	accountingWebhookUrl: string;
	/** Where a person replays a deal. */
	replayUrl: string;
	/** Where a person adds, pauses or ends a subscription. */
	subscriptionUrl: string;
	/** Where a person confirms a correction. */
	correctionsUrl: string;
	/** GET runs the set-up workflow and answers its result; only in the sandbox. */
	setUpUrl: string;
}

export interface ScenarioInput {
	n8nUrl: string;
	/** Where n8n takes calls from outside; left out: at its own address. */
	webhookBase?: string;
	smtpPort: number;
	timezone: string;
	/** `real`: no credentials, nothing published. */
	profile: 'demo' | 'test' | 'real';
	workflowOptions?: Partial<ScenarioOptions>;
	/** Left out: Bitrix24. */
	crm?: CrmName;
	/** Left out: Fakturownia. */
	accounting?: AccountingName;
	/** CRMs whose credentials are there as well. */
	besides?: readonly CrmName[];
	/** How the workflows sign in at Bitrix24, and with it how the trigger listens. Left out: `webhook`. */
	bitrix24SignIn?: Bitrix24SignIn;
	/** Of the credentials. */
	secrets?: Secrets;
}

type Pair = Pick<ScenarioOptions, 'crm' | 'accounting'>;

/** `oAuth2`: a local application, whose trigger subscribes to the events by itself. */
export type Bitrix24SignIn = 'webhook' | 'oAuth2';

export const WORKFLOW_IDS = {
	dealToInvoice: 'dealToInvoice001',
	sweep: 'dealToInvoiceSwp1',
	errorAlerts: 'dealToInvoiceErr1',
	replay: 'dealToInvoiceRpl1',
	corrections: 'dealToInvoiceCor1',
	setUp: 'dealToInvoiceSet1',
	payments: 'dealToInvoicePay1',
	recurringInvoices: 'dealToInvoiceRec1',
};

/** Who may fill in the sandbox's replay form. */
export const REPLAY_LOGIN = DEMO_SECRETS.replayLogin;

/** Mails to the people who run the scenario go here. */
export const OWNER_EMAIL = 'owner@seller.example';
const SENDER = 'faktury@seller.example';
const SET_UP_PATH = 'sandbox-set-up';

/** What a user of the sandbox’s accounts would set, whichever vendors they are. */
const ANY_PAIR: Partial<ScenarioOptions> = {
	seller: { name: 'Doradcy Testowi sp. z o.o.', sender: SENDER, ownerEmail: OWNER_EMAIL },
	mode: 'automatic',
	spreadsheetId: 'demo-spreadsheet',
	sheetName: 'Invoices',
	sweepEvery: 1,
	leaseSeconds: 30,
	sweepInterval: { field: 'seconds', secondsInterval: 15 },
	ids: { dealToInvoice: WORKFLOW_IDS.dealToInvoice, errorAlerts: WORKFLOW_IDS.errorAlerts },
};

/**
 * For a person who watches. Tests count the calls that a deal costs: there, only those about it let these two run often.
 */
const SOON: Partial<ScenarioOptions> = {
	paymentsInterval: { field: 'seconds', secondsInterval: 30 },
	recurringInterval: { field: 'seconds', secondsInterval: 30 },
};

/** The whole of it for one pair. Tests that change one part start from here. */
export const demoOf = ({ crm, accounting }: Pair) => ({
	...ANY_PAIR,
	...SANDBOX_CRMS[crm].demo,
	...SANDBOX_ACCOUNTINGS[accounting].demo,
	crm,
	accounting,
});
export const DEMO = demoOf({ crm: 'bitrix24', accounting: 'fakturownia' });

export function scenario(input: ScenarioInput): Scenario {
	const pair: Pair = { crm: input.crm ?? 'bitrix24', accounting: input.accounting ?? 'fakturownia' };
	const options: ScenarioOptions = {
		...SHIPPED,
		...(input.profile === 'real' ? { ...pair, ids: ANY_PAIR.ids! } : demoOf(pair)),
		...(input.profile === 'demo' && SOON),
		// A person who tries it waits for no hour; tests count calls.
		...(input.profile === 'demo' && {
			corrections: { interval: { field: 'seconds', secondsInterval: 30 }, everyHours: 0 },
		}),
		...input.workflowOptions,
	};
	const workflows = [
		named(WORKFLOW_IDS.errorAlerts, errorAlerts(options)),
		named(WORKFLOW_IDS.dealToInvoice, dealToInvoice(options)),
		named(WORKFLOW_IDS.sweep, sweep(options)),
		named(WORKFLOW_IDS.replay, replay(options)),
		named(WORKFLOW_IDS.payments, payments(options)),
		named(WORKFLOW_IDS.recurringInvoices, recurringInvoices(options)),
		named(WORKFLOW_IDS.corrections, corrections(options)),
		named(WORKFLOW_IDS.setUp, setUp(options)),
	];
	const real = input.profile === 'real';
	if (!real) {
		for (const { nodes } of workflows) {
			if (input.bitrix24SignIn === 'oAuth2') nodes.forEach(signInByApplication);
			nodes.forEach((node) => attachCredentials(node, pair));
		}
		callable(workflows.at(-1)!);
	}
	const webhooks = `${input.webhookBase ?? input.n8nUrl}/webhook`;
	return {
		credentials: real ? [] : credentials(input, pair),
		workflows,
		publish: real ? [] : workflows.map(({ id }) => id),
		webhookUrl: `${webhooks}/${idOf('deal-to-invoice trigger')}/webhook`,
		accountingWebhookUrl: `${webhooks}/${PAYMENTS_TRIGGER_ID}/webhook`,
		replayUrl: `${input.n8nUrl}/form/${idOf('replay form')}`,
		subscriptionUrl: `${input.n8nUrl}/form/${idOf('subscription form')}`,
		correctionsUrl: `${input.n8nUrl}/form/${idOf('corrections form')}`,
		setUpUrl: `${input.n8nUrl}/webhook/${SET_UP_PATH}`,
	};
}

const named = (id: string, workflow: WorkflowJson) => ({ ...workflow, id });

/** In the sandbox nobody presses "execute": the set-up can be started by a call as well. */
function callable(workflow: WorkflowJson): void {
	const start = workflow.nodes.find((node) => node.type.endsWith('.manualTrigger'))!;
	const name = 'Sandbox Starts Set-Up';
	workflow.nodes.push({
		id: idOf(name),
		name,
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2.1,
		position: [start.position[0], start.position[1] + 200],
		parameters: { path: SET_UP_PATH, httpMethod: 'GET', responseMode: 'lastNode', options: {} },
		webhookId: idOf(SET_UP_PATH),
	});
	workflow.connections[name] = { main: workflow.connections[start.name]!.main };
}

const CREDENTIAL_OF: Record<string, Credential> = {
	'n8n-nodes-deal-to-invoice.invoiceArchive': {
		type: 'dealToInvoiceGoogleDriveOAuth2Api',
		id: 'demoGoogleDrive1',
		name: 'Google Drive (sandbox)',
	},
	'n8n-nodes-base.googleSheets': {
		type: 'googleSheetsOAuth2Api',
		id: 'demoGoogleSheet1',
		name: 'Google Sheets (sandbox)',
	},
	'n8n-nodes-base.formTrigger': { type: 'httpBasicAuth', id: 'demoReplayLogin1', name: 'Replay form (sandbox)' },
	'n8n-nodes-base.emailSend': { type: 'smtp', id: 'demoSmtpMailbox1', name: 'SMTP (sandbox)' },
};

/** As a user would choose it in every Bitrix24 node. */
function signInByApplication(node: WorkflowNode): void {
	if (!/\.bitrix24(Deals|DealTrigger)$/.test(node.type)) return;
	node.parameters.authentication = 'oAuth2';
	if (node.type.endsWith('Trigger')) node.parameters.listenBy = 'eventBind';
}

function attachCredentials(node: WorkflowNode, pair: Pair): void {
	const all = credentialsOf(node, pair);
	if (all.length === 0) return;
	node.credentials = Object.fromEntries(all.map(({ type, id, name }) => [type, { id, name }]));
	// With all that it needs it can be on.
	delete node.disabled;
}

function credentialsOf({ type, parameters }: WorkflowNode, { crm, accounting }: Pair): Credential[] {
	const { node, trigger: hears } = accountingNodes(accounting);
	const { credential, webhook } = SANDBOX_ACCOUNTINGS[accounting];
	if (type.endsWith(`.${node}`)) return [credential];
	if (hears && webhook && type.endsWith(`.${hears}`))
		return webhook.alone ? [webhook.credential] : [credential, webhook.credential];
	const { trigger, deals } = crmNodes(crm);
	if (![trigger.node, deals.node].some((name) => type.endsWith(`.${name}`)))
		return CREDENTIAL_OF[type] ? [CREDENTIAL_OF[type]] : [];
	const byApplication = crm === 'bitrix24' && parameters.authentication === 'oAuth2';
	return [byApplication ? BITRIX24_APPLICATION : SANDBOX_CRMS[crm].credential];
}

function credentials(
	{ smtpPort, secrets = DEMO_SECRETS, besides = [] }: ScenarioInput,
	{ crm, accounting }: Pair,
): object[] {
	const google = oAuth2(secrets.google, { token_type: 'Bearer', callbackQueryString: {} });
	const data: Record<string, object> = {
		httpBasicAuth: secrets.replayLogin,
		dealToInvoiceGoogleDriveOAuth2Api: google,
		googleSheetsOAuth2Api: google,
		smtp: {
			host: '127.0.0.1',
			port: smtpPort,
			secure: false,
			disableStartTls: true,
			...secrets.smtp,
			hostName: '',
		},
	};
	const { webhook } = SANDBOX_ACCOUNTINGS[accounting];
	const own = [...[crm, ...besides].map((name) => SANDBOX_CRMS[name]), SANDBOX_ACCOUNTINGS[accounting]];
	return [
		...own.map(({ credential, data: of }) => ({ ...credential, data: of(secrets) })),
		...(webhook ? [{ ...webhook.credential, data: webhook.data(secrets) }] : []),
		...(crm === 'bitrix24' ? [{ ...BITRIX24_APPLICATION, data: applicationData(secrets) }] : []),
		...Object.values(CREDENTIAL_OF).map((credential) => ({ ...credential, data: data[credential.type] })),
	];
}
