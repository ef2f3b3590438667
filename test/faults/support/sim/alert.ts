import { alertMail } from '../../../../invoicing/journal/alertMail';
import { alertReference, mayTell, raise } from '../../../../invoicing/journal/alerts';
import { newRow, type Alert } from '../../../../invoicing/journal/row';
import { sendEmail } from './mail';
import { OWNER } from './outside';
import type { Life } from './process';
import type { Surroundings } from './way';

const MOMENT_MS = 3_000;

/** The workflow error-alerts, called with an alert. A mail that does not go leaves it raised: the sweep tells it again. */
export async function tellAlert(around: Surroundings, life: Life, execution: string, alert: Alert): Promise<void> {
	life.step = 'alert';
	const reference = alertReference(alert.key);
	const attempt = around.newAttempt();
	const rows = async () => (await around.tables.read(life, (row) => row.reference === reference)).rows;
	const raised = raise(await rows(), alert, attempt, execution, life.process.now());
	if (!raised) return;
	await around.tables.insert(life, raised);
	await life.turn(MOMENT_MS);
	if (!mayTell(await rows(), attempt)) return;
	const { subject, text } = alertMail(alert, '', 'pl');
	const sent = await sendEmail(around.outside, life, { to: OWNER, subject, text });
	if (sent.error !== undefined) return;
	await around.tables.insert(life, newRow({ reference, step: 'alert', state: 'told', attempt, data: {} }));
}
