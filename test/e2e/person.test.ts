import { lapse } from '../faults/rows/16-lapsedSignIn';
import { counts, ONE_OF_EACH, plainDeal, Scene } from './support/scene';
import { ReplayForm } from './support/replayForm';

jest.setTimeout(600_000);

let scene: Scene;
beforeAll(async () => {
	scene = await Scene.open({}, undefined, () => false);
}, 300_000);
afterAll(async () => {
	await scene?.close();
});
afterEach(async () => {
	await scene.clearFaults();
});

const mailsToOwner = async () => (await scene.effects()).alerts as { subject: string; text: string }[];

describe('the replay form', () => {
	/** A deal whose mail may have gone: the server broke the line after it took the message. */
	const withUnknownMail = async () => {
		const id = await scene.deal();
		await scene.fault({ vendor: 'smtp', method: 'DATA', fault: 'reset-before' });
		await scene.move(id, 'invoice');
		await scene.until(id, ({ files, sheetRows }) => files.length === 1 && sheetRows.length === 1);
		await scene.until(undefined, ({ alerts }) => JSON.stringify(alerts).includes(`deal ${id} czeka`), 60_000);
		return id;
	};

	it('asks for a name and a password', async () => {
		expect(await new ReplayForm(scene.replayUrl, { user: 'demo', password: 'wrong' }).status()).toBe(401);
	});

	it('knows what happened and does not: nothing is done with a deal that the journal does not know', async () => {
		const form = new ReplayForm(scene.replayUrl);
		expect(await form.choices('987654')).toEqual([]);
		expect(form.text).toContain('Nie ma takiego deala');
	});

	it('sends an unknown mail again only when asked, with the deal number typed once more', async () => {
		const id = await withUnknownMail();
		const form = new ReplayForm(scene.replayUrl);
		const again = (await form.choices(id)).find((line) => line.includes('nie dotarł'));
		expect(await form.choose(again, 'no')).toContain('Nic nie zrobiono');
		expect(counts(await scene.stays(id, 3000)).emails).toBe(0);
		const second = new ReplayForm(scene.replayUrl);
		await second.choices(id);
		expect(await second.choose(again, id)).toContain('Rozpoczęto');
		expect(counts(await scene.finished(id))).toEqual(ONE_OF_EACH);
		expect(counts(await scene.stays(id, 5000))).toEqual(ONE_OF_EACH);
	});

	it('closes an unknown mail that arrived, and sends nothing', async () => {
		const id = await withUnknownMail();
		const form = new ReplayForm(scene.replayUrl);
		const arrived = (await form.choices(id)).find((line) => line.includes('dotarł: zanotuj'));
		await form.choose(arrived);
		expect(counts(await scene.stays(id, 6000))).toEqual({ ...ONE_OF_EACH, emails: 0 });
		const open = (await new ReplayForm(scene.replayUrl).choices(id)).filter((line) => !line.includes('kolejny'));
		expect(open).toEqual([]);
	});

	it('issues another document of a finished deal on purpose, and only then', async () => {
		const id = await scene.deal(plainDeal());
		await scene.move(id, 'invoice');
		await scene.finished(id);
		const form = new ReplayForm(scene.replayUrl);
		const lines = await form.choices(id);
		expect(lines).toHaveLength(1);
		await form.choose(lines[0], id);
		const { invoices, emails } = await scene.until(
			id,
			({ invoices, emails, files }) => invoices.length === 2 && emails.length === 2 && files.length === 2,
		);
		expect(new Set(invoices.map(({ number }) => number)).size).toBe(2);
		expect(emails).toHaveLength(2);
	});
});

describe('alerts', () => {
	it('one for a lapsed sign-in, however many deals meet it; all of them go on by themselves after the renewal', async () => {
		const { violations } = await lapse(scene, { vendor: 'fakturownia', deals: 6, lapsedMs: 5_000 });
		expect(violations).toEqual([]);
		const mail = (await mailsToOwner()).findLast(({ subject }) => subject.includes('wygasło logowanie'))!;
		expect(mail.subject).toContain('Fakturownia');
		expect(mail.text).toContain('Fakturownia (sandbox)');
	});
});
