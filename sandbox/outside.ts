import { dealsOfCall } from './attribution';
import type { Books } from './books';
import { createDispatcher } from './dispatcher';
import { SANDBOX_CRMS } from './crms';
import type { AccountingName } from '../workflows/definitions/accountings';
import type { CrmName } from '../workflows/definitions/crms';
import { SANDBOX_ACCOUNTINGS } from './accountings';
import type { FakeAccounting, FakeCrm } from './fakes/types';
import { googleAccount } from './fakes/googleAccount/account';
import { createGoogleDriveFake } from './fakes/googleDrive';
import { createGoogleSheetsFake } from './fakes/googleSheets';
import { createNbpFake } from './fakes/nbp';
import { smtpFaultsOf, startSmtpFake, type SmtpWorld } from './fakes/smtp';
import { startGateway, type Gateway } from './gateway';
import { freePort } from './ports';
import { DEMO_SECRETS, type Secrets } from './secrets';
import { createWorld, type SandboxWorld } from './world';

/** The mail server listens at once and for as long as the sandbox runs: its place in the row is held for n8n's ports too. */
export const FIRST_SMTP_PORT = 5682;

/** Everything outside n8n: the world, its vendors with their books, the gateway that leads to them. */
export interface Outside {
	world: SandboxWorld;
	books: Books;
	gateway: Gateway;
	crm: FakeCrm;
	accounting: FakeAccounting;
	smtpPort: number;
	stop(): Promise<void>;
}

export interface OutsideOptions {
	/** Left out: Bitrix24. */
	crm?: CrmName;
	/** Left out: Fakturownia. */
	accounting?: AccountingName;
	/** Further CRMs whose accounts are there as well; no scenario is set up for them. */
	besides?: readonly CrmName[];
	/** Whether the vendors' rate limits hold just now; left out: they do. */
	isLimited?: () => boolean;
	/** What the vendors accept. */
	secrets?: Secrets;
}

export async function startOutside(options: OutsideOptions = {}): Promise<Outside> {
	const { isLimited, secrets = DEMO_SECRETS } = options;
	const world = createWorld();
	const vendor = { isLimited, secrets };
	const [crm, ...others] = [options.crm ?? 'bitrix24', ...(options.besides ?? [])].map((name): FakeCrm =>
		SANDBOX_CRMS[name].create(world, vendor),
	) as [FakeCrm, ...FakeCrm[]];
	googleAccount(world, secrets.google);
	const accounting = SANDBOX_ACCOUNTINGS[options.accounting ?? 'fakturownia'].create(world, vendor);
	const drive = createGoogleDriveFake(world);
	const sheets = createGoogleSheetsFake(world, { isLimited });
	const smtp = await startSmtpFake(smtpWorld(world), { port: await freePort(FIRST_SMTP_PORT), ...secrets.smtp });
	const gateway = await startGateway(
		world,
		createDispatcher(world, [crm, ...others, accounting, drive, sheets, createNbpFake(world)]),
	);
	const books: Books = {
		crms: new Map([crm, ...others].map((each) => [each.name, each])),
		accounting: new Map([[accounting.name, accounting]]),
		drives: [drive],
		sheets: [sheets],
		mailboxes: [smtp],
		deals: new Map(),
	};
	world.faults.dealsOf = (call) => dealsOfCall(books, call);
	return {
		world,
		books,
		gateway,
		crm,
		accounting,
		smtpPort: smtp.port,
		stop: async () => {
			world.faults.clear();
			await gateway.stop();
			await smtp.close();
		},
	};
}

/** Mail does not pass the gateway: each message, and each moment that a fault strikes, is written down here. */
function smtpWorld(world: SandboxWorld): SmtpWorld {
	const faultAt = smtpFaultsOf(world.faults);
	return {
		now: () => world.now(),
		changed: () => world.changed(),
		smtpFault: (stage, recipients) => {
			const struck = faultAt(stage, recipients);
			if (!struck && stage !== 'DATA') return undefined;
			const record = world.calls.begin({ vendor: 'smtp', method: stage, host: '127.0.0.1', path: '' });
			if (struck) record.fault = struck.fault;
			world.calls.end(record, struck ? Number(/^status:(\d+)$/.exec(struck.fault)?.[1] ?? 0) : 250);
			return struck;
		},
	};
}
