import { answerWebhook, EVENT_LIMIT_BYTES } from '../../../connect/trigger/webhookAnswer';
import type { StageEntry } from '../../../invoicing/deal';
import { webhookProbe } from './contexts';

const entry = { reference: 'r' } as StageEntry;
const never = async (): Promise<never> => Promise.reject(new Error('not to be called'));

describe('answering a webhook', () => {
	it('answers before it reads, then starts one run with the entry', async () => {
		const { context, answers } = webhookProbe();
		let answeredBefore = false;
		const result = await answerWebhook(context, {
			verify: () => true,
			entries: async () => {
				answeredBefore = answers.length === 1;
				return [entry];
			},
		});
		expect(answeredBefore).toBe(true);
		expect(answers).toEqual([{ status: 200, text: 'OK' }]);
		expect(result).toEqual({ noWebhookResponse: true, workflowData: [[{ json: { reference: 'r' } }]] });
	});

	it("answers a vendor's handshake with its own words, and looks at nothing else", async () => {
		const { context, answers } = webhookProbe();
		const handshake = () => ({ challenge: 'abc' });
		expect(await answerWebhook(context, { handshake, verify: never, entries: never })).toEqual({
			noWebhookResponse: true,
		});
		expect(answers).toEqual([{ status: 200, text: '{"challenge":"abc"}' }]);
	});

	it.each([
		[
			'whose handshake cannot be read',
			{ handshake: () => JSON.parse('{') as never, verify: () => false, entries: never },
			{},
			401,
		],
		['that is no handshake', { handshake: () => undefined, verify: () => false, entries: never }, {}, 401],
		['refused', { verify: () => false, entries: never }, {}, 401],
		['not checkable', { verify: never, entries: never }, {}, 503],
		['too long', { verify: never, entries: never }, { bytes: EVENT_LIMIT_BYTES + 1 }, 413],
		['announced too long', { verify: never, entries: never }, { contentLength: '9999999' }, 413],
		['of unknown length', { verify: never, entries: never }, { contentLength: 'many' }, 413],
		['nothing for us', { verify: () => true, entries: async () => [] }, {}, 200],
		['not readable now', { verify: () => true, entries: never }, {}, 200],
	])('writes one answer and starts nothing: %s', async (_, handler, request, status) => {
		const { context, answers } = webhookProbe(request);
		const result = await answerWebhook(context, handler);
		expect(answers.map((answer) => answer.status)).toEqual([status]);
		expect(result).toEqual({ noWebhookResponse: true });
	});
});
