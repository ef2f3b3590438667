import { secrets } from '../faults/support/secrets';

jest.setTimeout(700_000);

describe('canary secrets in every credential, a canary person in the deals', () => {
	it('leave no secret in n8n’s log, runs, database, files and mails, and the person only where docs/privacy.md says', async () => {
		const { figures, violations } = await secrets({
			bitrix24SignIn: 'webhook',
			troubles: 6,
			outage: false,
			log: () => undefined,
		});
		expect(violations).toEqual([]);
		expect(figures['secrets found']).toBe(0);
	});
});
