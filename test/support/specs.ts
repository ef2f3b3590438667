import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A vendor's published examples, which lie beside the repository. Where they are absent their tests are skipped, and
 * the report says why.
 */
export function specsOf(vendor: string) {
	const folder = join(__dirname, '../../../shared/specs', vendor);
	const hasSpecs = existsSync(folder);
	const text = (path: string): string => readFileSync(join(folder, path), 'utf8');
	return {
		describeWithSpecs: (hasSpecs ? describe : describe.skip) as jest.Describe,
		notice: hasSpecs ? '' : ` (skipped: the folder ../shared/specs/${vendor} with the vendor's examples is absent)`,
		text,
		example: (path: string): unknown => JSON.parse(text(path)) as unknown,
	};
}
