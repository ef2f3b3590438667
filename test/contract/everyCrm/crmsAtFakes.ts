import type { Crm, CrmFields } from '../../../connect/ports';
import type { FakeCrm } from '../../../sandbox/fakes/types';
import type { CrmName } from '../../../workflows/definitions/crms';
import { FIELDS, testPortal } from '../bitrix24/portal';
import { FIELDS as HUBSPOT_FIELDS, testAccount } from '../hubspot/account';
import * as zoho from '../zoho/organisation';

/** A CRM's adapter against its strict fake, in one process. */
export interface CrmAtFake {
	fake: FakeCrm;
	crm: Crm;
	fields: CrmFields;
}

export const CRMS_AT_FAKES: Record<CrmName, () => CrmAtFake | Promise<CrmAtFake>> = {
	bitrix24: () => ({ ...testPortal(), fields: FIELDS }),
	hubspot: () => ({ ...testAccount(), fields: HUBSPOT_FIELDS }),
	zoho: () => {
		const { fake, reading } = zoho.testOrganisation();
		const crm = reading({ lineSource: 'subformOrQuote', contactAlone: 'consumer' });
		return { fake, crm, fields: zoho.FIELDS };
	},
};
