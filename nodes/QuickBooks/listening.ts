import type { IDataObject } from 'n8n-workflow';
import { subscribedByHand } from '../../connect/trigger/hints';
import { CREDENTIAL, realmOf } from './account';
import { memory } from './hints';
import { verifierToken } from './verifierToken';

/** The user subscribes in Intuit's portal, which no program can do. */
export const listening = subscribedByHand(memory, async (context) => {
	verifierToken.assert(await verifierToken.of(context));
	realmOf(await context.getCredentials<IDataObject>(CREDENTIAL));
});
