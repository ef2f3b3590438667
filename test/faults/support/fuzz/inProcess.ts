import { parse as parseForm } from 'node:querystring';
import type { IWebhookFunctions } from 'n8n-workflow';
import type { Bitrix24DealTrigger } from '../../../../nodes/Bitrix24/Bitrix24DealTrigger.node';
import { createBitrix24Fake } from '../../../../sandbox/fakes/bitrix24';
import { createWorld } from '../../../../sandbox/world';
import { triggerContext, type NodeWorld } from '../../../node/Bitrix24/n8nContext';
import type { RowResult } from '../../row';
import { Dice } from './dice';
import { trueEvent, type Fuzzed, type Keys } from './event';
import { Heap } from './heap';
import { fuzzed, kindsOf } from './requests';

const RULES = { rule: [{ stage: 'C1:TOINVOICE', kind: 'invoice', part: 1, percent: 100 }] };
/** Few: the trigger lets copies of an event wait, so that they share one look at the CRM. */
const VALID_SHARE = 0.002;
const AT_ONCE = 50;

export interface FuzzOptions {
	/** The trigger as it is shipped, or from its source. */
	node: Bitrix24DealTrigger;
	requests: number;
	seed: number;
}

/** The trigger's own `webhook()`, called as n8n calls it, in both of its ways to listen. */
export async function fuzzInProcess({ node, requests, seed }: FuzzOptions): Promise<RowResult> {
	const dice = new Dice(seed);
	const both = [await listening(node, 'outgoingWebhook'), await listening(node, 'eventBind')];
	const kinds = new Set<string>();
	const violations: string[] = [];
	const heap = new Heap();
	let valid = 0;
	let runs = 0;
	const one = async ({ world }: Listening, request: Fuzzed, at: number) => {
		kinds.add(request.kind);
		valid += request.isValid ? 1 : 0;
		const { answers, started, thrown } = await call(node, world, request);
		runs += started;
		const told = `request ${at} of seed ${seed}, ${request.kind}`;
		if (thrown) violations.push(`${told}: webhook() threw ${thrown}`);
		if (answers.length !== 1) violations.push(`${told}: ${answers.length} answers`);
		if ((answers[0] === 200) !== request.isValid) violations.push(`${told}: answered with ${answers[0]}`);
		if (started > 0 && !request.isValid) violations.push(`${told}: started a run`);
	};
	for (let at = 0; at < requests; at += AT_ONCE) {
		if (at % Math.ceil(requests / 10) < AT_ONCE) heap.measure();
		const batch = Array.from({ length: Math.min(AT_ONCE, requests - at) }, async (_, offset) => {
			const each = both[offset % both.length]!;
			return one(each, fuzzed(dice, dice.next() < 0.5 ? each.due : each.idle, each.keys, VALID_SHARE), at + offset);
		});
		await Promise.all(batch);
	}
	heap.measure();
	for (const each of both) await one(each, trueEvent(each.due, each.keys), requests);
	violations.push(...heap.violations());
	if (runs !== both.length) violations.push(`${runs} runs for ${both.length} due deals.`);
	if (({} as { polluted?: unknown }).polluted !== undefined) violations.push('A prototype is polluted.');
	const missing = new Set(both.flatMap(({ keys }) => kindsOf(keys)).filter((kind) => !kinds.has(kind)));
	if (missing.size > 0) violations.push(`Kinds that were never sent: ${[...missing].join(', ')}`);
	return {
		figures: {
			'requests in process': requests,
			'kinds of requests': kinds.size,
			'of them valid, each answered with 200': valid,
			'runs started, one for each due deal': runs,
			'heap at the middle and at the end, MB': heap.figure(),
		},
		violations,
	};
}

async function call(node: Bitrix24DealTrigger, world: NodeWorld, { sent }: Fuzzed) {
	const raw = Buffer.isBuffer(sent.body) ? sent.body : Buffer.from(String(sent.body ?? ''));
	const parsed = bodyOf(raw, sent.headers?.['content-type'] ?? '');
	// n8n itself refuses what it cannot parse; the trigger must not rely on that.
	const { context, answers } = triggerContext(world, {
		body: parsed as never,
		query: { ...parseForm(sent.query ?? '') },
	});
	const getRequestObject = () => ({ headers: { 'content-length': String(raw.length) }, rawBody: raw });
	try {
		const result = await node.webhook.call(
			Object.assign(context, { getRequestObject }) as unknown as IWebhookFunctions,
		);
		return { answers, started: result.workflowData?.[0]?.length ?? 0, thrown: '' };
	} catch (error) {
		return { answers, started: 0, thrown: String(error) };
	}
}

/** As n8n 2.41.1 does it (body-parser.js); what it would refuse comes through as whatever it is. */
function bodyOf(raw: Buffer, contentType: string): unknown {
	const charset = /charset=(utf-8|utf-16le)/.exec(contentType)?.[1] as BufferEncoding | undefined;
	const text = raw.toString(charset ?? 'utf8');
	if (contentType.startsWith('application/x-www-form-urlencoded'))
		return parseForm(text, undefined, undefined, { maxKeys: 1000 });
	if (contentType === 'text/plain') return text;
	if (contentType !== 'application/json') return {};
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return raw;
	}
}

/** A trigger that listens, a deal that is due, and one that is not. */
interface Listening {
	world: NodeWorld;
	keys: Keys;
	due: string;
	idle: string;
}

async function listening(node: Bitrix24DealTrigger, listenBy: 'outgoingWebhook' | 'eventBind'): Promise<Listening> {
	const fake = createBitrix24Fake(createWorld(), { limits: false });
	const usesOAuth = listenBy === 'eventBind';
	const world: NodeWorld = {
		fake,
		credential: {
			applicationToken: 'demo-application-token',
			webhookUrl: 'https://demo.bitrix24.pl/rest/1/demoinboundsecret/',
			domain: 'demo.bitrix24.pl',
			oauthTokenData: { client_endpoint: 'https://demo.bitrix24.pl/rest/' },
		},
		parameters: {
			authentication: usesOAuth ? 'oAuth2' : 'webhook',
			listenBy,
			rules: RULES,
			sweepEvery: 1,
			options: {},
		},
		data: {},
		...(usesOAuth && { bearer: String(fake.auth.issued().body.access_token) }),
	};
	await node.webhookMethods.default.create.call(triggerContext(world).context);
	await node.poll.call(triggerContext(world).context);
	const { subscription } = world.data as { subscription?: { secret: string } };
	const keys: Keys = { token: 'demo-application-token', ...(subscription && { secret: subscription.secret }) };
	const { id: due } = await fake.createDeal({ title: 'Due', stage: 'invoice' });
	const { id: idle } = await fake.createDeal({ title: 'Idle' });
	return { world, keys, due, idle };
}
