import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(__dirname, '../../../../shared/specs/fakturownia');

export const hasSpecs = existsSync(FOLDER);

/** The tests of a folder of published examples; where it is absent they are skipped, and the report says why. */
export const describeWithSpecs: jest.Describe = hasSpecs ? describe : describe.skip;

export const NOTICE = hasSpecs
	? ''
	: " (skipped: the folder ../shared/specs/fakturownia with the vendor's examples is absent)";

export function example(path: string): unknown {
	return JSON.parse(readFileSync(join(FOLDER, path), 'utf8')) as unknown;
}
