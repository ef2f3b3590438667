import type { CrmName } from '../../workflows/definitions/crms';
import { bitrix24 } from './bitrix24';
import { hubspot } from './hubspot';
import { monday } from './monday';
import { pipedrive } from './pipedrive';
import type { SandboxCrm } from './types';
import { zoho } from './zoho';

/** The CRMs that a sandbox can be started with; one at a time. */
export const SANDBOX_CRMS: Record<CrmName, SandboxCrm> = { bitrix24, hubspot, monday, pipedrive, zoho };

export const CRM_NAMES = Object.keys(SANDBOX_CRMS) as CrmName[];
