import { corrections } from '../../../workflows/definitions/corrections';
import { CORRECTION_NAMES } from '../../../workflows/definitions/corrections/names';
import type { AccountingName } from '../../../workflows/definitions/accountings';
import { SHIPPED } from '../../../workflows/definitions/options';

const n = CORRECTION_NAMES.en;

/** How the document is read for the proposal, and what the proposal may offer. */
test.each([
	['fakturownia', 'getEarlier', { canCorrect: true }],
	['quickbooks', 'getEarlier', { canCorrect: true, onlyLowers: true }],
	['ifirma', 'getEarlier', { canCorrect: true }],
	['invoiceocean', 'get', { canCorrect: false }],
] satisfies [AccountingName, string, object][])('%s: what a proposal can offer', (accounting, operation, offers) => {
	const { nodes } = corrections({ ...SHIPPED, language: 'en', accounting });
	const parameters = (name: string) => nodes.find((node) => node.name === name)?.parameters ?? {};
	expect(parameters(n.document)).toMatchObject({ operation });
	const { canCorrect, onlyLowers } = parameters(n.propose);
	expect({ canCorrect, onlyLowers }).toEqual({ onlyLowers: undefined, ...offers });
});
