import { VendorError, type Http, type HttpRequest, type HttpResponse } from '../../../connect/http';
import { networkFailure } from '../../../connect/networkFailure';

/** What a line, or the end of a process, does to one call of reading and recording. */
const CUTS = ['reset-before', 'reset-after', 'late-after', 'killed-before', 'killed-after', 'malformed'] as const;
type Cut = (typeof CUTS)[number];

/** How a CRM's answers look where it is in trouble. */
export interface Trouble {
	/** As sentences name it. */
	vendor: string;
	/** The beginning of a good answer, cut off. */
	malformed: string;
	/** Answers instead of its own, by a name for each. */
	refusals: Record<string, HttpResponse>;
}

export const strikesOf = ({ refusals }: Trouble): string[] => [...CUTS, ...Object.keys(refusals)];

/** The process is gone: whoever waited for it never hears of it. */
class Killed extends Error {}

/** Strikes one call, the one at this place among all of a run; what it did late is done when everything is over. */
function striking(
	wire: Http,
	{ vendor, malformed, refusals }: Trouble,
	{ strike, place, late }: { strike: string; place: number; late: (() => Promise<unknown>)[] },
): Http {
	let count = 0;
	const lost = (request: HttpRequest) => networkFailure({ code: 'ECONNRESET' }, request, vendor);
	return {
		async send(request) {
			if (count++ !== place) return wire.send(request);
			if (refusals[strike]) return refusals[strike];
			switch (strike as Cut) {
				case 'reset-before':
					throw lost(request);
				case 'reset-after':
					await wire.send(request);
					throw lost(request);
				case 'late-after':
					late.push(async () => wire.send(request));
					throw lost(request);
				case 'killed-before':
					throw new Killed();
				case 'killed-after':
					await wire.send(request);
					throw new Killed();
				case 'malformed':
					return { ...(await wire.send(request)), headers: {}, body: malformed };
			}
		},
	};
}

const MOST_ATTEMPTS = 4;

/**
 * Goes a way over a line on which one call is struck, from its beginning until it succeeds, as the scenario does; each
 * time in a process that remembers nothing. Answers what failed on the way there.
 */
export async function struck(
	wire: Http,
	trouble: Trouble,
	{ strike, place }: { strike: string; place: number },
	way: (wire: Http) => Promise<void>,
): Promise<VendorError[]> {
	const late: (() => Promise<unknown>)[] = [];
	const line = striking(wire, trouble, { strike, place, late });
	const failures: VendorError[] = [];
	for (let attempt = 1; ; attempt++) {
		try {
			await way(line);
			break;
		} catch (error) {
			if (error instanceof VendorError) failures.push(error);
			if (attempt === MOST_ATTEMPTS || !(error instanceof VendorError || error instanceof Killed)) throw error;
		}
	}
	for (const effect of late) await effect();
	return failures;
}
