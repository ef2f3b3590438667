import { createMondayFake, type MondayFake } from '../fakes/monday';
import { MONDAY_DEMO } from '../fakes/monday/demo';
import type { SandboxCrm } from './types';

const { pipeline, rules, invoicedStage, build, deals } = MONDAY_DEMO;

/** The trigger makes its webhooks by itself: nothing is pasted by hand. */
export const monday: SandboxCrm<MondayFake> = {
	create: (world, { isLimited, secrets }) => createMondayFake(world, { isLimited, token: secrets.mondayToken }),
	demo: { pipeline, rules, invoicedStage, build, crmParameters: { trigger: {}, deals } },
	credential: { type: 'dealToInvoiceMondayApi', id: 'demoMondayToken1', name: 'monday.com (sandbox)' },
	data: (secrets) => ({ apiToken: secrets.mondayToken }),
};
