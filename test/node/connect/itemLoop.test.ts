import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import { z } from 'zod';
import { VendorError } from '../../../connect/http';
import { forEachItem } from '../../../connect/itemLoop';
import { jsonParameter, optionalJsonParameter } from '../../../connect/jsonParameter';
import { textParameter } from '../../../connect/textParameter';

const context = (count: number, continueOnFail = false, parameter?: unknown) =>
	({
		getInputData: () => Array.from({ length: count }, () => ({ json: {} })),
		getNode: () => ({ name: 'n', type: 't', typeVersion: 1, parameters: {} }),
		continueOnFail: () => continueOnFail,
		getNodeParameter: (_name: string, _index: number, fallback: unknown) => parameter ?? fallback,
	}) as unknown as IExecuteFunctions;

const vendorError = (message: string, status?: number) =>
	new VendorError({
		vendor: 'Acme',
		cause: 'rateLimit',
		outcome: 'notDone',
		message,
		advice: 'Wait.',
		status,
		retryAfterMs: 7,
	});

async function thrown(error: unknown): Promise<NodeApiError | NodeOperationError> {
	return forEachItem(context(1), () => Promise.reject(error)).then(
		() => Promise.reject(new Error('nothing was thrown')),
		(caught: NodeApiError) => caught,
	);
}

describe('forEachItem', () => {
	test('pairs what an item makes with it, and leaves a pairing that is there', async () => {
		const items = await forEachItem(context(2), async (index): Promise<INodeExecutionData[]> => [
			{ json: { index } },
			{ json: { index }, pairedItem: { item: 9 } },
		]);
		expect(items).toEqual([
			[
				{ json: { index: 0 }, pairedItem: { item: 0 } },
				{ json: { index: 0 }, pairedItem: { item: 9 } },
				{ json: { index: 1 }, pairedItem: { item: 1 } },
				{ json: { index: 1 }, pairedItem: { item: 9 } },
			],
		]);
	});

	test('no items, no calls', async () => {
		const run = jest.fn();
		expect(await forEachItem(context(0), run)).toEqual([[]]);
		expect(run).not.toHaveBeenCalled();
	});

	test.each([401, 429, 503, undefined])("a vendor's sentence survives status %s", async (status) => {
		const error = await thrown(vendorError('Acme is busy.', status));
		expect(error).toBeInstanceOf(NodeApiError);
		expect(error).toMatchObject({ message: 'Acme is busy.', description: 'Wait.', context: { itemIndex: 0 } });
		expect(error.failure).toEqual({ cause: 'rate-limited', retryAfterMs: 7 });
	});

	test('n8n does not replace a sentence in which it finds an error code', async () => {
		expect((await thrown(vendorError('Project ENOENT is busy.'))).message).toBe('Project ENOENT is busy.');
	});

	test("an n8n error keeps its text and gets the item's index, or keeps its own", async () => {
		const node = context(1).getNode();
		expect((await thrown(new NodeOperationError(node, 'Wrong.'))).context.itemIndex).toBe(0);
		expect((await thrown(new NodeOperationError(node, 'Wrong.', { itemIndex: 4 }))).context.itemIndex).toBe(4);
	});

	test('an unexpected error is told without what it may carry', async () => {
		const error = await thrown(new Error('failed at https://acme.example/?token=s3cret for jan@firma.pl'));
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(JSON.stringify({ ...error, message: error.message })).not.toMatch(/s3cret|jan@firma/);
	});

	test('with "continue on fail" an error becomes an item', async () => {
		const [items] = await forEachItem(context(2, true), async (index) => {
			if (index === 0) throw vendorError('Acme is busy.', 429);
			return { json: { ok: true } };
		});
		expect(items?.[0]).toMatchObject({
			json: {
				error: 'Acme is busy.',
				details: { advice: 'Wait.', cause: 'rateLimit', outcome: 'notDone', vendor: 'Acme', status: 429 },
			},
			pairedItem: { item: 0 },
		});
		expect(items?.[1]).toEqual({ json: { ok: true }, pairedItem: { item: 1 } });
	});
});

describe('parameters', () => {
	const Shape = z.object({ number: z.string(), lines: z.array(z.object({ net: z.string() })) });
	const good = { number: '1', lines: [{ net: '1.00' }] };

	test.each([good, JSON.stringify(good)])('json as object or text', (value) => {
		expect(jsonParameter(context(1, false, value), 'invoice', 0, Shape, 'Invoice')).toEqual(good);
	});

	test.each([
		[{ number: '1', lines: [{ net: 1 }] }, 'lines.0.net'],
		['{"number":', 'value'],
		[undefined, 'value'],
	])('%j is refused by name and field', (value, field) => {
		const read = () => jsonParameter(context(1, false, value), 'invoice', 3, Shape, 'Invoice');
		expect(read).toThrow(NodeOperationError);
		try {
			read();
		} catch (error) {
			expect(error).toMatchObject({ context: { itemIndex: 3 }, message: expect.stringContaining('"Invoice"') });
			expect((error as NodeOperationError).description).toContain(field);
		}
	});

	test.each(['', '  ', null, {}, '{}', undefined])('%j counts as not given', (value) => {
		expect(optionalJsonParameter(context(1, false, value), 'known', 0, Shape, 'Known')).toBeUndefined();
	});

	test('an id that an expression gave as a number is text', () => {
		expect(textParameter(context(1, false, 42), 'documentId', 0, z.string().regex(/^\d+$/), 'Document ID')).toBe('42');
	});
});
