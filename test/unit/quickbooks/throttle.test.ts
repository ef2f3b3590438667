import { issueOnce } from '../../../connect/issueOnce';
import { bench, invoice, type Bench } from './support';

/** Intuit's throttle by the world's clock, so that pauses take no time. */
function limited(options: Parameters<typeof bench>[0] = {}): Bench {
	const made = bench({ ...options, fake: { isLimited: () => true } });
	return Object.assign(made, {
		world: Object.assign(made.world, {
			time: { now: () => made.world.now().getTime(), pause: async () => undefined },
		}),
	});
}

test('twelve deals at once need more requests a second than Intuit takes, and none is refused', async () => {
	const made = limited();
	const accounting = made.again();
	const deals = Array.from({ length: 12 }, (_, index) => {
		const { deal, reference } = invoice();
		return invoice({ deal: { ...deal, id: String(index) }, reference: `${reference}${index}` });
	});
	const began = made.world.now().getTime();
	const outcomes = await Promise.all(
		deals.map(async (wanted) => issueOnce(accounting, wanted, { sleep: made.world.sleep, now: made.world.now })),
	);
	expect(outcomes.map(({ outcome }) => outcome)).toEqual(deals.map(() => 'issued'));
	expect(made.fake.invoices()).toHaveLength(12);
	// Refusals were met: the pauses say so.
	expect(made.world.now().getTime() - began).toBeGreaterThanOrEqual(500);
});

test('a limit that does not pass is told after 20 seconds, with a minute to wait', async () => {
	const made = limited({ wire: ({ url }) => (url.endsWith('/invoice') ? 429 : 'pass') });
	const began = made.world.now().getTime();
	await expect(made.accounting.issue(invoice())).rejects.toMatchObject({
		cause_: 'rateLimit',
		outcome: 'notDone',
		retryAfterMs: 60_000,
	});
	const waited = made.world.now().getTime() - began;
	expect(waited).toBeGreaterThan(15_000);
	expect(waited).toBeLessThanOrEqual(20_000);
	expect(made.fake.invoices()).toEqual([]);
});
