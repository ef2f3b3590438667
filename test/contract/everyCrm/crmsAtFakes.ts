import type { Crm, CrmFields } from '../../../connect/ports';
import type { FakeCrm } from '../../../sandbox/fakes/types';
import type { CrmName } from '../../../workflows/definitions/crms';
import { FIELDS, testPortal } from '../bitrix24/portal';
import * as hubspot from '../hubspot/account';
import { FIELDS as MONDAY_FIELDS, testAccount } from '../monday/account';
import * as pipedrive from '../pipedrive/company';
import * as zoho from '../zoho/organisation';

/** A CRM's adapter against its strict fake, in one process. */
export interface CrmAtFake {
	fake: FakeCrm;
	crm: Crm;
	fields: CrmFields;
}

export const CRMS_AT_FAKES: Record<CrmName, () => CrmAtFake | Promise<CrmAtFake>> = {
	bitrix24: () => ({ ...testPortal(), fields: FIELDS }),
	hubspot: () => ({ ...hubspot.testAccount(), fields: hubspot.FIELDS }),
	monday: () => ({ ...testAccount(), fields: MONDAY_FIELDS }),
	pipedrive: () => ({ ...pipedrive.testCompany(), fields: pipedrive.FIELDS }),
	zoho: () => {
		const { fake, reading } = zoho.testOrganisation();
		const crm = reading({ lineSource: 'subformOrQuote', contactAlone: 'consumer' });
		return { fake, crm, fields: zoho.FIELDS };
	},
};
