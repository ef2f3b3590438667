import { setTimeout as pause } from 'node:timers/promises';
import { counts, isComplete, ONE_OF_EACH, Scene } from '../../e2e/support/scene';
import type { Row } from '../row';

const ALL_MS = 6 * 60_000;

/**
 * A vendor's sign-in lapses while some deals are under way and others follow, and is renewed later.
 * @returns what is wrong: more or fewer than one alert, a deal that did not end right by itself
 */
export async function lapse(
	scene: Scene,
	options: { vendor: 'fakturownia' | 'bitrix24'; deals: number; lapsedMs: number },
): Promise<{ alerts: number; seconds: number; violations: string[] }> {
	const { vendor, deals, lapsedMs } = options;
	const before = (await scene.effects()).alerts.length;
	const ids: string[] = [];
	for (let each = 0; each < deals; each++) ids.push(await scene.deal());
	const half = Math.ceil(deals / 2);
	for (const id of ids.slice(0, half)) await scene.move(id, 'invoice');
	await scene.until(undefined, ({ invoices }) => invoices.length > 0);
	await scene.fault({ vendor, fault: 'token-revoked', times: 1_000_000 });
	for (const id of ids.slice(half)) await scene.move(id, 'invoice');
	await scene.until(undefined, ({ alerts }) => alerts.length > before, ALL_MS);
	await pause(lapsedMs);
	await scene.clearFaults();
	const renewed = Date.now();
	const ended = Date.now() + ALL_MS;
	const violations: string[] = [];
	for (const id of ids) {
		await scene.until(id, isComplete, Math.max(1000, ended - Date.now())).catch(() => undefined);
		const found = counts(await scene.effects(id));
		if (JSON.stringify(found) !== JSON.stringify(ONE_OF_EACH))
			violations.push(`deal ${id} ended with ${JSON.stringify(found)}`);
	}
	const seconds = Math.round((Date.now() - renewed) / 1000);
	const mails = (await scene.effects()).alerts.slice(before) as { subject: string; text: string }[];
	const alerts = mails.length;
	const told = (await scene.journal()).filter(({ step, state }) => step === 'alert' && state === 'told').length;
	if (told === 0) violations.push('The alert was mailed and is not marked as told.');
	if (alerts !== 1) {
		const rows = (await scene.journal()).filter(({ step }) => step === 'alert');
		violations.push(
			`${alerts} alerts for one lapsed sign-in: ${mails.map(({ subject, text }) => `${subject} (${text.slice(0, 200)})`).join(' | ')}; rows: ${rows.map(({ reference, state }) => `${reference} ${state}`).join(', ')}`,
		);
	}
	return { alerts, seconds, violations };
}

export const lapsedSignIn: Row = {
	id: '16',
	title: 'sign-in revoked in the middle of 20 deals, renewed later',
	figure: 'one alert; all 20 end right by themselves',
	async run({ log }) {
		const figures: Record<string, string | number> = {};
		const violations: string[] = [];
		const scene = await Scene.open({}, undefined, () => false);
		try {
			for (const vendor of ['fakturownia', 'bitrix24'] as const) {
				log(`${vendor} …`);
				const found = await lapse(scene, { vendor, deals: 20, lapsedMs: 200_000 });
				figures[`${vendor}: alerts`] = found.alerts;
				figures[`${vendor}: all done after the renewal`] = `${found.seconds} s`;
				violations.push(...found.violations.map((violation) => `${vendor}: ${violation}`));
			}
		} finally {
			await scene.close();
		}
		return { figures, violations };
	},
};
