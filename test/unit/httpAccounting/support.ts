import type { FakeRequest } from '../../../sandbox/fakes/types';
import { readExactNumbers } from '../../../connect/exactJson';
import type { Http, HttpRequest } from '../../../connect/http';
import type { Invoice } from '../../../invoicing/invoice';
import type { Kind } from '../../../invoicing/primitives';
import { baseAddress } from '../../../nodes/HttpAccounting/address';
import { Answers } from '../../../nodes/HttpAccounting/description/answers';
import { Requests } from '../../../nodes/HttpAccounting/description/requests';
import { HttpAccounting, type HttpClock } from '../../../nodes/HttpAccounting/HttpAccounting';
import type { HttpSettings } from '../../../nodes/HttpAccounting/settings';
import {
	createHttpAccountingFake,
	type HttpAccountingFake,
	type HttpAccountingFakeOptions,
} from '../../../sandbox/fakes/httpAccounting';
import { DEMO_CREDENTIAL, DEMO_ISSUE_PARAMETERS, DEMO_PARAMETERS } from '../../../sandbox/fakes/httpAccounting/demo';
import { GENERIC } from '../../../sandbox/fakes/httpAccounting/dialects/generic';
import { fakeHttp, invoice, testWorld, type TestWorld, type Wire } from '../fakturownia/support';

/** Parameters of the node as n8n keeps them: JSON and expressions as text. */
export interface NodeParameters {
	requests: string;
	answers: string;
	body: string;
	conversions: string;
	vatRates: string;
	ksef?: string;
	kinds?: string[];
	carried?: string[];
	keyEnforced?: boolean;
}

export const DEMO: NodeParameters = { ...DEMO_PARAMETERS, ...DEMO_ISSUE_PARAMETERS };
export const SECRET = DEMO_CREDENTIAL.data.token;

/** As n8n does for one item: the expression of the body over the invoice, all else read as JSON. */
export function settingsOf(
	parameters: NodeParameters,
	wanted: Invoice,
	system: { name: string; baseUrl: string; secrets?: string[] },
): HttpSettings {
	const json = (text: string) => JSON.parse(text) as unknown;
	return {
		vendor: system.name,
		base: baseAddress(system.baseUrl, system.name),
		secrets: system.secrets ?? [SECRET],
		requests: Requests.parse(json(parameters.requests)),
		answers: Answers.parse(json(parameters.answers)),
		ksef: (parameters.ksef ?? 'none') as HttpSettings['ksef'],
		kinds: (parameters.kinds ?? ['invoice']) as Kind[],
		carried: (parameters.carried ?? []) as HttpSettings['carried'],
		keyEnforced: parameters.keyEnforced ?? false,
		vatRates: json(parameters.vatRates) as HttpSettings['vatRates'],
		conversions: json(parameters.conversions) as HttpSettings['conversions'],
		body: bodyOf(parameters.body, wanted),
	};
}

function bodyOf(parameter: string, wanted: Invoice): unknown {
	const expression = /^=\{\{([\s\S]*)\}\}$/.exec(parameter)?.[1];
	if (expression === undefined) return readExactNumbers(parameter);
	return new Function('$parameter', `return (${expression})`)({ invoice: wanted }) as unknown;
}

export const DEMO_SYSTEM = { name: 'Demo Invoices', baseUrl: DEMO_CREDENTIAL.data.baseUrl };

export const wanted = (change: Partial<Invoice> = {}) => invoice({ gate: 'none', ...change });

export interface Bench {
	world: TestWorld;
	fake: HttpAccountingFake;
	http: Http & { sent: HttpRequest[] };
	accounting: HttpAccounting;
	/** The node anew, for another invoice: its body is made for one. */
	at(invoice: Invoice, clock?: HttpClock): HttpAccounting;
}

export function bench(
	change: Partial<NodeParameters> = {},
	options: HttpAccountingFakeOptions & { wire?: Wire; system?: typeof DEMO_SYSTEM } = {},
): Bench {
	const world = testWorld();
	const fake = createHttpAccountingFake(world, options);
	const { signedBy } = options.dialect ?? GENERIC;
	const sign = (request: FakeRequest) => ({ ...request, headers: { ...signedBy, ...request.headers } });
	const http = fakeHttp(fake, world, options.wire, { vendor: 'HTTP Accounting', sign });
	const at = (each: Invoice, clock: HttpClock = world) =>
		new HttpAccounting(http, settingsOf({ ...DEMO, ...change }, each, options.system ?? DEMO_SYSTEM), clock);
	return { world, fake, http, accounting: at(wanted()), at };
}

/** The demo's description with parts of it replaced. */
export function edited<T extends 'requests' | 'answers'>(name: T, change: Record<string, unknown>): Record<T, string> {
	return { [name]: JSON.stringify({ ...(JSON.parse(DEMO[name]) as object), ...change }) } as Record<T, string>;
}
