import type { Row } from '../row';
import { secrets } from '../support/secrets';

const ALL = Number.POSITIVE_INFINITY;

export const canaries: Row = {
	id: '11',
	title:
		'Canary secrets in every credential, a canary person in the deals; logs, runs, database, files, tables and mails searched (Bitrix24 by webhook)',
	figure: '0 secrets in any spelling; personal data only where docs/privacy.md says',
	run: async ({ log }) => secrets({ bitrix24SignIn: 'webhook', troubles: ALL, outage: true, log }),
};

export const canariesByOAuth: Row = {
	...canaries,
	id: '11o',
	title: 'The same with Bitrix24 by OAuth, subscription and renewed tokens included',
	run: async ({ log }) => secrets({ bitrix24SignIn: 'oAuth2', troubles: ALL, outage: false, log }),
};
