import { awaitLegal } from '../../../connect/awaitLegal';
import type { IssuedInvoice, LegalState } from '../../../invoicing/invoice';

function office(states: LegalState[]) {
	const looks: boolean[] = [];
	const pauses: number[] = [];
	const legalStatus = async (_id: string, { send }: { send: boolean }) => {
		looks.push(send);
		return {
			legal: { state: states[Math.min(looks.length, states.length) - 1], messages: [] },
		} as unknown as IssuedInvoice;
	};
	const run = async (budgetMs: number) =>
		awaitLegal({ legalStatus }, '1', { send: true, budgetMs, sleep: async (ms) => void pauses.push(ms) });
	return { looks, pauses, run };
}

test('looks again while the document is on its way, and asks to send only once', async () => {
	const { looks, pauses, run } = office(['pending', 'pending', 'legal']);
	expect((await run(30_000)).legal.state).toBe('legal');
	expect(looks).toEqual([true, false, false]);
	expect(pauses).toEqual([2_000, 3_000]);
});

test('gives up within the budget', async () => {
	const { pauses, run } = office(['pending']);
	expect((await run(30_000)).legal.state).toBe('pending');
	expect(pauses.reduce((sum, pause) => sum + pause, 0)).toBeLessThanOrEqual(30_000);
});

test.each<LegalState>(['legal', 'rejected', 'retry', 'unclear', 'notSent', 'notRequired'])(
	'does not wait at %s',
	async (state) => {
		const { looks, run } = office([state]);
		await run(60_000);
		expect(looks).toHaveLength(1);
	},
);
