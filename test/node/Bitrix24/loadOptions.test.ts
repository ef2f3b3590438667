import type { ILoadOptionsFunctions } from 'n8n-workflow';
import { Bitrix24DealTrigger } from '../../../nodes/Bitrix24/Bitrix24DealTrigger.node';
import { Bitrix24Deals } from '../../../nodes/Bitrix24/Bitrix24Deals.node';
import { createBitrix24Fake } from '../../../sandbox/fakes/bitrix24';
import { triggerContext } from './n8nContext';

function listing(pipeline?: string): ILoadOptionsFunctions {
	const world = { now: () => new Date(), fault: () => undefined, deliver: async () => 200, changed: () => undefined };
	const fake = createBitrix24Fake(world, { limits: false });
	fake.portal.makeUserField('UF_CRM_PROJECT', 'string', 'Projekt');
	const credential = { webhookUrl: 'https://demo.bitrix24.pl/rest/1/demoinboundsecret/' };
	const { context } = triggerContext({ fake, credential, parameters: { authentication: 'webhook' }, data: {} });
	return { ...context, getCurrentNodeParameter: () => pipeline } as unknown as ILoadOptionsFunctions;
}
const { getPipelines, getStages } = new Bitrix24DealTrigger().methods.loadOptions;
const { getDealFields, getStagesOrLeave } = new Bitrix24Deals().methods.loadOptions;

describe('drop-downs', () => {
	it('lists pipelines, and the stages of the chosen one in their order', async () => {
		expect(await getPipelines.call(listing())).toEqual([
			{ name: 'Ogólny', value: '0' },
			{ name: 'Usługi', value: '1' },
		]);
		const stages = await getStages.call(listing('1'));
		expect(stages.map((stage) => stage.value)).toEqual([
			'C1:NEW',
			'C1:DEPOSIT',
			'C1:PHASE1',
			'C1:PHASE2',
			'C1:TOINVOICE',
			'C1:WON',
			'C1:LOSE',
		]);
		expect(stages[4]?.name).toBe('Zakończono – do faktury');
	});

	it('names the pipeline where stages of several stand together, and offers to leave the deal', async () => {
		const options = await getStagesOrLeave.call(listing());
		expect(options[0]?.value).toBe('leave');
		expect(options).toContainEqual({ name: 'Usługi: Zafakturowano', value: 'C1:WON' });
	});

	it('lists custom fields by the names that people see', async () => {
		expect(await getDealFields.call(listing())).toEqual([
			{ name: 'Projekt', value: 'UF_CRM_PROJECT', description: 'UF_CRM_PROJECT' },
		]);
	});
});
