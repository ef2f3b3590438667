import type { Row } from '../row';
import { subscriptions } from '../support/subscriptions';

export const subscription: Row = {
	id: '8',
	title:
		'Workflow switched off and on 50 times (Bitrix24 by OAuth), killed in the middle, and while the vendor is down',
	figure: 'one handler for each of the two deal events after every activation, none after every removal',
	run: async ({ log }) => subscriptions({ cycles: 50, cutOff: 3, log }),
};
