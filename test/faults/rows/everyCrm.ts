import { CRM_NAMES } from '../../../sandbox/crms';
import { crmNodes, type CrmName } from '../../../workflows/definitions/crms';
import type { Row } from '../row';
import { cycleSubscription } from '../support/subscriptionCycles';
import { withScene } from '../support/withScene';
import { copyOneEvent } from './1-copies';
import { dragAndEdit } from './6-draggedAndEdited';
import { watchAndDrop } from './7-webhooksDropped';

const ONE_OF_EACH = '1 invoice, 1 e-mail, 1 file, 1 record, 1 row';

/** Rows 1, 6, 7 and 8 once more for a CRM that is not the default one. */
const rowsOf = (crm: CrmName): Row[] => {
	const { title } = crmNodes(crm);
	return [
		{
			id: `1-${crm}`,
			title: `${title}: 50 copies of one event at once`,
			figure: ONE_OF_EACH,
			run: async ({ log }) =>
				withScene((scene) => copyOneEvent(scene, { copies: 50, parallel: 50, spreadMs: 500 }, log), {}, { crm }),
		},
		{
			id: `6-${crm}`,
			title: `${title}: a deal dragged in and out of the stage, or edited inside it, 100 times`,
			figure: ONE_OF_EACH,
			run: async ({ log }) => withScene((scene) => dragAndEdit(scene, 100, log), {}, { crm }),
		},
		{
			id: `7-${crm}`,
			title: `${title}: all webhooks dropped for a day of the world’s clock`,
			figure: '100 % found at the next sweep, no duplicates',
			run: async ({ log }) => withScene((scene) => watchAndDrop(scene, 48, log), {}, { crm }),
		},
		{
			id: `8-${crm}`,
			title: `${title}: workflow switched off and on 50 times`,
			figure: 'exactly one subscription after every activation, none after every removal',
			run: async () => withScene((scene) => cycleSubscription(scene, 50), {}, { crm }),
		},
	];
};

export const everyCrm: readonly Row[] = CRM_NAMES.filter((crm) => crm !== 'bitrix24').flatMap(rowsOf);
