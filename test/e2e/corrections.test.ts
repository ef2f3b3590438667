import { setTimeout as pause } from 'node:timers/promises';
import { idOf } from '../../workflows/lib/canvas';
import { counts, ONE_OF_EACH, plainDeal, Scene, type Effects } from './support/scene';
import { ReplayForm } from './support/replayForm';

jest.setTimeout(400_000);

const TURN_SECONDS = 4;
/** Two turns, and what the second one does. */
const TWO_TURNS_MS = 10_000;

let scene: Scene;
beforeAll(async () => {
	const corrections = { interval: { field: 'seconds', secondsInterval: TURN_SECONDS }, everyHours: 0 };
	scene = await Scene.open({ corrections }, undefined, () => false);
	// The workflow of the payments would tell the deal of a cancelled document as well, in a sentence of its own.
	scene.sandbox.outside.accounting.setWebhook?.('');
}, 300_000);
afterAll(async () => {
	await scene?.close();
});

const invoiced = async () => {
	const id = await scene.deal();
	await scene.move(id, 'invoice');
	await scene.finished(id);
	return id;
};
const dearer = () => {
	const [first, ...rest] = plainDeal().lines!;
	return [{ ...first!, unitPrice: String(Number(first!.unitPrice) + 100) }, ...rest];
};
const proposalsOf = ({ alerts }: Effects, id: string) =>
	(alerts as { subject: string; text: string }[]).filter(({ subject }) => subject.includes(`deal ${id} i dokument`));
const openForm = () => new ReplayForm(`${scene.sandbox.n8n!.url}/form/${idOf('corrections form')}`);
const statusOf = async (id: string) => JSON.stringify((await scene.getDeal(id)).fields);

test('a price changed after issue: one proposal; the form issues one correction, mailed once and recorded', async () => {
	const id = await invoiced();
	const [original] = (await scene.effects(id)).invoices;
	await scene.patch(id, { lines: dearer() });
	await scene.until(undefined, (all) => proposalsOf(all, id).length === 1, 60_000);
	await pause(TWO_TURNS_MS);
	const told = await scene.effects();
	expect(proposalsOf(told, id)).toHaveLength(1);
	expect(proposalsOf(told, id)[0]!.text).toContain(`brutto ${original!.gross} →`);
	expect(await statusOf(id)).toContain('Propozycja korekty');
	expect(counts(await scene.effects(id))).toEqual(ONE_OF_EACH);

	const form = openForm();
	const issue = (await form.choices(id)).find((line) => line.includes('wystaw korektę'));
	expect(await form.choose(issue, '')).toContain('Nic nie zrobiono');
	const second = openForm();
	await second.choices(id);
	expect(await second.choose(issue, 'Zmiana ceny')).toContain('Rozpoczęto');
	await scene.until(id, ({ sheetRows, emails }) => sheetRows.length === 2 && emails.length === 2, 60_000);
	const { invoices, emails, files, crmRecords } = await scene.stays(id, TWO_TURNS_MS);
	const corrections = invoices.filter(({ kind }) => kind === 'correction');
	expect(corrections).toHaveLength(1);
	expect(invoices).toHaveLength(2);
	const [correction] = corrections;
	const increase = (Number(correction!.net) * 100).toFixed(0);
	expect(increase).toBe(String(Number(plainDeal().lines![0]!.quantity) * 10_000));
	expect(correction!.ksefNumber).not.toBe('');
	expect(correction).toMatchObject({ corrects: { id: original!.id, reason: 'Zmiana ceny' } });
	expect(emails.filter(({ subject }) => subject.includes('korygująca'))).toHaveLength(1);
	expect(files).toHaveLength(2);
	expect(JSON.stringify(crmRecords.at(-1))).toContain(correction!.number);
	expect(proposalsOf(await scene.effects(), id)).toHaveLength(1);
});

test('left as it is: told once, silent while the deal stays so; then lost: told anew, to zero', async () => {
	const id = await invoiced();
	const [original] = (await scene.effects(id)).invoices;
	await scene.patch(id, { lines: dearer() });
	await scene.until(undefined, (all) => proposalsOf(all, id).length === 1, 60_000);
	const form = openForm();
	await form.choose((await form.choices(id)).find((line) => line.includes('zostaw bez zmian')));
	await pause(TWO_TURNS_MS);
	expect(proposalsOf(await scene.effects(), id)).toHaveLength(1);
	expect(await statusOf(id)).toContain('Zafakturowano');

	await scene.move(id, 'lost');
	const told = await scene.until(undefined, (all) => proposalsOf(all, id).length === 2, 60_000);
	expect(proposalsOf(told, id)[1]!.text).toContain(`deal jest przegrany, brutto ${original!.gross} → 0.00 PLN`);
	expect(await statusOf(id)).toContain('deal jest przegrany');
	expect(counts(await scene.effects(id))).toEqual(ONE_OF_EACH);
});

test('a document cancelled in the accounting system: one note, nothing edited, nothing issued again', async () => {
	const id = await invoiced();
	const [original] = (await scene.effects(id)).invoices;
	scene.sandbox.outside.accounting.cancel(original!.id);
	await scene.until(undefined, (all) => proposalsOf(all, id).length === 1, 60_000);
	const after = await scene.stays(id, TWO_TURNS_MS);
	expect(proposalsOf(await scene.effects(), id)).toHaveLength(1);
	expect(after.invoices).toHaveLength(1);
	expect(await statusOf(id)).toContain('anulowany');
});
