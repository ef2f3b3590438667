import type { RowResult } from '../row';
import { find, formsOf, type Finding, type Needle } from './needles';
import { SecretRun, type SecretRunOptions } from './secretRun';

/** n8n's own database file: what lies in one of its tables lies in it too. */
const DATABASE_FILE = /^file \.n8n\/database\.sqlite(-wal)?$/;

/** Where docs/privacy.md says that personal data lies; everywhere else it is a violation. */
const PERSONAL: { place: RegExp; what?: readonly string[] }[] = [
	// Executions that failed or wait, and their PDFs.
	{ place: /^table execution_data\.(data|workflowData)$/ },
	{ place: /^file \.n8n\/(storage|binaryData)\// },
	{ place: DATABASE_FILE },
	// The archive path has the client's folder name in it.
	{ place: /^table deal_to_invoice_(journal|done)\.data$/, what: ['name'] },
	// What a system answered.
	{ place: /^table deal_to_invoice_journal\.note$/, what: ['e-mail'] },
	// n8n's debug log: a row of the journal that its database refused.
	{ place: /^file n8n\.log$/, what: ['name', 'e-mail'] },
	// Questions name the buyer; alerts quote what a system answered.
	{ place: /^mails to the owner$/, what: ['name', 'e-mail'] },
];

export async function secrets(options: SecretRunOptions): Promise<RowResult> {
	const run = await SecretRun.open(options);
	try {
		await run.play();
		const places = await run.places();
		const [needles, own, people] = [run.secrets(), run.handlerSecrets(), run.people.needles()];
		options.log(`looking into ${places.length} places`);
		const leaked = await find(places, needles);
		const ownLeaked = (await find(places, own)).filter(({ place }) => !isStaticData(place));
		const personal = await find(places, people);
		const misplaced = personal.filter((finding) => !isAllowed(finding));
		const failed = await run.executions(['error', 'crashed']);
		const alerts = run.scene.sandbox.outside.books.mailboxes.flatMap((mailbox) => mailbox.messages()).length;
		return {
			figures: {
				'secrets looked for': needles.length + own.length,
				'spellings of each, at most': Math.max(...needles.map(({ value }) => formsOf(value).length)),
				'places looked into': places.length,
				'failed runs kept': failed,
				'waiting runs': await run.executions(['waiting']),
				mails: alerts,
				'secrets found': leaked.length + ownLeaked.length,
				'personal data found in': whereabouts(personal),
			},
			violations: [
				...[...leaked, ...ownLeaked, ...misplaced].map(
					({ place, needle, form }) => `${needle} lies in ${place}, ${form}`,
				),
				...occasions(personal, failed, needles),
			],
		};
	} finally {
		await run.close();
	}
}

/** Every place once, with what of the person lies there. */
function whereabouts(findings: readonly Finding[]): string {
	const places = new Map<string, Set<string>>();
	for (const { place, needle } of findings) {
		const known = places.get(place) ?? new Set();
		places.set(place, known.add(needle));
	}
	return [...places].map(([place, needles]) => `${place} (${[...needles].join(', ')})`).join('; ');
}

/** Trigger data of a subscription: docs/privacy.md. */
const isStaticData = (place: string) => place === 'table workflow_entity.staticData' || DATABASE_FILE.test(place);

function isAllowed({ place, needle }: Finding): boolean {
	return PERSONAL.some((rule) => rule.place.test(place) && (rule.what?.includes(needle) ?? true));
}

/** That nothing is found means something only where there was something to find it with. */
function occasions(personal: readonly Finding[], failed: number, needles: readonly Needle[]): string[] {
	const problems: string[] = [];
	if (failed === 0) problems.push('No failed run was kept: nothing was shown.');
	if (!personal.some(({ place }) => place.startsWith('table execution_data')))
		problems.push('The kept runs hold nobody: nothing was shown.');
	if (needles.length < 10) problems.push('There were hardly any secrets to look for.');
	return problems;
}
