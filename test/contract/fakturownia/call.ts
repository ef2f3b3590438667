import { createFakturowniaFake } from '../../../sandbox/fakes/fakturownia';
import type { FakeResponse } from '../../../sandbox/fakes/types';
import { testWorld, TOKEN } from '../../unit/fakturownia/support';

/** One signed call to a fake with empty books. */
export async function call(method: string, target: string, body?: unknown): Promise<FakeResponse> {
	const url = new URL(target, 'https://demo.fakturownia.pl');
	const fake = createFakturowniaFake(testWorld());
	return fake.handle({
		method,
		host: url.hostname,
		path: url.pathname,
		query: url.searchParams,
		headers: { authorization: `Bearer ${TOKEN}` },
		raw: Buffer.from(JSON.stringify(body ?? {})),
	});
}
