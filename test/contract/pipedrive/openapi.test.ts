import { ROUTES } from '../../../sandbox/fakes/pipedrive/routes';
import { formParts } from '../../../sandbox/fakes/pipedrive/multipart';
import { DealWebhooks } from '../../../nodes/Pipedrive/subscription';
import { FIELDS, issued, PDF, STAGE, testCompany, type Exchange } from './company';
import { change, make } from './deals';
import { describeWithSpecs, NOTICE, OpenApi, type Operation } from './openapi';

describeWithSpecs(`the published specification${NOTICE}`, () => {
	let specs: Record<string, OpenApi>;
	beforeAll(() => {
		specs = { v1: new OpenApi('v1'), v2: new OpenApi('v2') };
	});

	const placeOf = ({ request }: Exchange) => /^\/api\/(v[12])(\/.*)$/.exec(request.path)!.slice(1) as [string, string];

	/** Everything the adapter asks for, and every answer of the fake. */
	async function everything(): Promise<Exchange[]> {
		const company = testCompany();
		const { fake, crm, exchanges } = company;
		fake.company.isGrowth = true;
		await crm.ensureFields(FIELDS);
		await crm.check(FIELDS);
		await crm.pipelines();
		await crm.taxIdFields();
		const webhooks = new DealWebhooks(crm.client);
		const subscription = await webhooks.subscribe('https://n8n.example/webhook/abc/webhook');
		await webhooks.isSubscribed(subscription.url, subscription);
		await webhooks.unsubscribe(subscription.url);
		const id = await make(company, { contact: { name: 'Jan Nowak', email: 'jan@klient.example' }, notes: 'Uwaga' });
		fake.company.books.discounts.push({
			id: 'd1',
			dealId: Number(id),
			type: 'percentage',
			amount: '10',
			description: '10%',
		});
		change(company, id, () => undefined);
		company.pass(60);
		await fake.patchDeal(id, { stage: 'phase1' }, { silent: true });
		await crm.stageMovesSince('2026-11-21T10:00:00Z', [STAGE.deposit, STAGE.invoice]);
		await crm.latestStageMove(id);
		await crm.readDeal(id, { entry: { stageId: STAGE.invoice, pipelineId: '2' }, fields: FIELDS });
		const lines = Array.from({ length: 11 }, (_, at) => ({ name: `Pozycja ${at}`, quantity: '1', unitPrice: '1' }));
		const { id: long } = await fake.createDeal({ title: 'Wiele pozycji', lines });
		await crm.readDeal(long, { fields: FIELDS });
		for (let round = 0; round < 2; round++)
			await crm.recordInvoice(id, issued(), PDF, {
				fields: FIELDS,
				note: 'Faktura',
				status: 'Gotowe',
				stageId: STAGE.won,
			});
		await crm.setStatus(id, 'Wymaga uwagi', FIELDS);
		fake.company.makeField('deal', FIELDS.status, 'text');
		await company.fresh().check(FIELDS);
		await make(company, { buyer: { name: 'Ewa Kowalska', kind: 'consumer', email: 'ewa@dom.example' } });
		return exchanges;
	}

	it('has every call of the adapter, with its parameters and bodies', async () => {
		const exchanges = await everything();
		const wrong = exchanges.flatMap((exchange) => {
			const [version, path] = placeOf(exchange);
			const { request } = exchange;
			const spec = specs[version]!;
			const operation = spec.operation(request.method, path);
			if (!operation) return [`${request.method} ${path} is not published`];
			return [...queryProblems(operation, request.query), ...bodyProblems(spec, operation, request)].map(
				(problem) => `${request.method} ${version}${path}: ${problem}`,
			);
		});
		expect([...new Set(wrong)]).toEqual([]);
		expect(
			new Set(exchanges.map(({ request }) => `${request.method} ${request.path.replace(/\d+|[0-9a-f]{40}/g, '*')}`))
				.size,
		).toBeGreaterThan(20);
	});

	it('has every answer of the fake', async () => {
		const wrong = (await everything()).flatMap((exchange) => {
			const [version, path] = placeOf(exchange);
			const { request, response } = exchange;
			const spec = specs[version]!;
			const published = spec.operation(request.method, path)?.responses[String(response.status)];
			if (!published) return [`${request.method} ${version}${path}: no answer ${response.status} is published`];
			const { schema } = published.content?.['application/json'] ?? {};
			return spec
				.problems(schema, response.body, 'body', { isRequest: false })
				.map((problem) => `${request.method} ${version}${path}: ${problem}`);
		});
		expect([...new Set(wrong)]).toEqual([]);
	});

	it('costs what the fake counts', () => {
		const costs = ROUTES.map(({ version, method, path, tokens }) => [`${method} ${version}${path}`, tokens]);
		const published = ROUTES.map(({ version, method, path }) => [
			`${method} ${version}${path}`,
			specs[version]!.operation(method, path.replace(/\{[a-z]+\}/g, '1'))?.['x-token-cost'],
		]);
		expect(costs).toEqual(published);
	});

	/** A list in one parameter is published as one of its words. */
	function queryProblems(operation: Operation, query: URLSearchParams): string[] {
		const known = new Map(
			(operation.parameters ?? []).filter((one) => one.in === 'query').map((one) => [one.name, one]),
		);
		const missing = [...known.values()]
			.filter((one) => one.required && !query.has(one.name))
			.map((one) => `${one.name} is missing`);
		const wrong = [...query].flatMap(([name, value]) => {
			const { schema } = known.get(name) ?? {};
			if (!schema) return [`the parameter ${name} is not published`];
			const words = value.split(',');
			if (schema.enum && words.some((word) => !schema.enum!.includes(word))) return [`${name} is ${value}`];
			const shapes: Record<string, RegExp> = { integer: /^\d+$/, boolean: /^(true|false)$/, array: /^\d+(,\d+)*$/ };
			return (shapes[schema.type ?? ''] ?? /^/).test(value) ? [] : [`${name} is ${value}, not ${schema.type}`];
		});
		return [...missing, ...wrong];
	}

	function bodyProblems(spec: OpenApi, operation: Operation, { headers, raw }: Exchange['request']): string[] {
		if (raw.length === 0) return operation.requestBody ? ['the body is missing'] : [];
		const type = (headers['content-type'] ?? '').split(';')[0]!;
		const schema = operation.requestBody?.content[type]?.schema;
		if (!schema) return [`a body of ${type} is not published`];
		if (type === 'multipart/form-data') {
			const parts = formParts(raw, headers['content-type']!).map(({ name, content }) => [
				name,
				name === 'file' ? 'bytes' : Number(content.toString()),
			]);
			const form = Object.fromEntries(parts) as object;
			return [...spec.strangers(schema, form), ...spec.problems(schema, form, 'form', { isRequest: true })];
		}
		const body = JSON.parse(raw.toString('utf8')) as object;
		return [
			...spec.strangers(schema, body).map((name) => `${name} is not published`),
			...spec.problems(schema, body, 'body', { isRequest: true }),
		];
	}
});

it('a made-up answer is noticed', () => {
	if (!NOTICE) {
		const spec = new OpenApi('v2');
		const schema = spec.operation('GET', '/deals/1')!.responses['200']!.content!['application/json']!.schema;
		const said = spec.problems(schema, { success: true, data: { id: '7', title: 1 } }, 'body', { isRequest: false });
		expect(said).toEqual(['body.data.id is no integer', 'body.data.title is no string']);
	}
});
