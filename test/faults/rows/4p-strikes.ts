import type { Row } from '../row';
import { strikeEverywhere } from '../support/sim/strikes';

export const row4p: Row = {
	id: '4p',
	title: 'Every fault kind at every vendor call (in process, virtual time)',
	figure: 'never a second document; "unknown" only for a mail whose answer was lost',
	async run({ seed }) {
		const { calls, strikes, unknown, violations } = await strikeEverywhere(seed);
		return { figures: { calls, 'faults played': strikes, 'mail not sent, a person told': unknown }, violations };
	},
};
