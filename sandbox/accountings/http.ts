import { createHttpAccountingFake } from '../fakes/httpAccounting';
import { DEMO_CREDENTIAL, DEMO_ISSUE_PARAMETERS, DEMO_PARAMETERS } from '../fakes/httpAccounting/demo';
import type { SandboxAccounting } from './types';

export const http: SandboxAccounting = {
	create: (world) => createHttpAccountingFake(world),
	demo: { ksef: 'noDuty', accountingParameters: { ...DEMO_PARAMETERS, ...DEMO_ISSUE_PARAMETERS } },
	credential: { type: DEMO_CREDENTIAL.type, id: 'demoHttpAccount1', name: 'HTTP Accounting (sandbox)' },
	data: () => DEMO_CREDENTIAL.data,
};
