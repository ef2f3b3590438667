import type { IDataObject, IHookFunctions } from 'n8n-workflow';
import { toNodeError } from '../../connect/itemLoop';
import { nodeKey } from '../../connect/trigger/listening';
import { CREDENTIAL, realmOf } from './account';
import { forgetHints } from './hints';
import { assertToken, verifierTokenOf } from './verifierToken';

/** The user subscribes in Intuit's portal, which no program can do: there is nothing to make or to remove. */
export const listening = {
	async checkExists(this: IHookFunctions): Promise<boolean> {
		await assertReady(this);
		return true;
	},
	async create(this: IHookFunctions): Promise<boolean> {
		return true;
	},
	async delete(this: IHookFunctions): Promise<boolean> {
		forgetHints(nodeKey(this));
		return true;
	},
};

/** What would make every notification unheard is told when the workflow is switched on. */
async function assertReady(context: IHookFunctions): Promise<void> {
	try {
		assertToken(await verifierTokenOf(context));
		realmOf(await context.getCredentials<IDataObject>(CREDENTIAL));
	} catch (error) {
		const nodeError = toNodeError(context, error, 0);
		throw nodeError;
	}
}
