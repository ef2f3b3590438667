import { createBitrix24Fake } from '../../../sandbox/fakes/bitrix24';
import type { World } from '../../../sandbox/fakes/types';
import type { NodeWorld } from './n8nContext';

/** A portal that writes down what it tells of its deals. */
export function portal() {
	const bodies: URLSearchParams[] = [];
	const world: World = {
		now: () => new Date(),
		fault: () => undefined,
		deliver: async (_, { body }) => (bodies.push(new URLSearchParams(body)), 200),
		changed: () => undefined,
	};
	return { fake: createBitrix24Fake(world, { limits: false }), bodies };
}

/** A trigger that a local application subscribes for. */
export function byApplication(parameters: Record<string, unknown>) {
	const { fake, bodies } = portal();
	const world: NodeWorld = {
		fake,
		credential: { domain: 'demo.bitrix24.pl', oauthTokenData: { client_endpoint: 'https://demo.bitrix24.pl/rest/' } },
		parameters: { ...parameters, authentication: 'oAuth2', listenBy: 'eventBind' },
		data: {},
		bearer: String(fake.auth.issued().body.access_token),
	};
	return { world, bodies };
}
