import type { Books, EmailEffect } from '../../../../sandbox/books';
import { createDispatcher, type Dispatch } from '../../../../sandbox/dispatcher';
import { createBitrix24Fake, type Bitrix24Fake } from '../../../../sandbox/fakes/bitrix24';
import { createFakturowniaFake, type FakturowniaFake } from '../../../../sandbox/fakes/fakturownia';
import { createGoogleDriveFake } from '../../../../sandbox/fakes/googleDrive';
import { createGoogleSheetsFake } from '../../../../sandbox/fakes/googleSheets';
import { createWorld, type SandboxWorld } from '../../../../sandbox/world';
import { DEFAULT_FIELDS } from '../../../../nodes/Bitrix24/userFields';
import type { Scheduler } from './scheduler';

export const OWNER = 'owner@seller.example';

export interface VirtualOutside {
	world: SandboxWorld;
	books: Books;
	crm: Bitrix24Fake;
	accounting: FakturowniaFake;
	/** What the mail server has kept. */
	mails: EmailEffect[];
	dispatch: Dispatch;
}

/** The sandbox's world, all of whose time is virtual. */
export function virtualWorld(scheduler: Scheduler): SandboxWorld {
	return Object.assign(createWorld({ now: () => new Date(scheduler.now), set: () => undefined }), {
		changed: () => undefined,
		time: {
			now: () => scheduler.now,
			pause: async (ms: number, gone?: AbortSignal) =>
				new Promise<void>((resolve) => {
					if (gone?.aborted) return resolve();
					const takeBack = scheduler.after(ms > 0 ? ms : scheduler.between(1, 25), resolve);
					gone?.addEventListener('abort', () => {
						takeBack();
						resolve();
					});
				}),
		},
	});
}

/** The sandbox's own fakes and dispatcher, all of whose pauses are virtual. Rate limits are off: rows about them use n8n. */
export function virtualOutside(scheduler: Scheduler): VirtualOutside {
	const world = virtualWorld(scheduler);
	const isLimited = () => false;
	const crm = createBitrix24Fake(world, { isLimited });
	const accounting = createFakturowniaFake(world, {
		settings: { delayMs: 20_000 },
		drawPdf: async ({ number, totals, input, govId }) =>
			Buffer.from(`%PDF-1.7 ${number} ${totals.gross} ${input.buyer_name ?? ''} ${govId ?? ''}\n%%EOF`),
	});
	const drive = createGoogleDriveFake(world);
	const sheets = createGoogleSheetsFake(world, { isLimited });
	const mails: EmailEffect[] = [];
	for (const [key, name] of Object.entries(DEFAULT_FIELDS))
		crm.portal.makeUserField(name, key === 'pdf' ? 'file' : 'string', name);
	const books: Books = {
		crms: new Map([[crm.name, crm]]),
		accounting: new Map([[accounting.name, accounting]]),
		drives: [drive],
		sheets: [sheets],
		mailboxes: [{ messages: () => mails, attachment: () => Buffer.alloc(0), reset: () => void mails.splice(0) }],
		deals: new Map(),
		alertsTo: OWNER,
	};
	return { world, books, crm, accounting, mails, dispatch: createDispatcher(world, [crm, accounting, drive, sheets]) };
}
