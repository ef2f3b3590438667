import type { FaultName } from '../../../sandbox/faults';
import type { Standing } from './checker';
import type { Point } from './way';

/** Creates of systems that refuse no second document: what was asked for and cannot be found afterwards is a person's matter. */
const NOT_FENCED: Record<string, RegExp> = { ifirma: /\/iapi\/faktura\w+(\/korekta\/\d+)?\.json\$?$/ };
/**
 * Their look before the create: the journal has announced the create by then, so that a run that is killed here leaves
 * the same behind as one that is killed in it.
 */
const LOOKS_BEFORE: Record<string, RegExp> = { ifirma: /\/iapi\/faktury\.json\$?$/ };

/**
 * Ways in which a deal may come out beside "finished", by what struck it. Only a mail by SMTP may end unknown, where no
 * reply tells whether it was taken: nobody can be asked afterwards; and the create of a system that enforces nothing.
 * Every other vendor can be asked, or takes the same request again. A reply that refuses for good is told to a person.
 */
export function allowedAfter(point: Point, fault: FaultName | 'kill'): Standing[] {
	if (point.vendor !== 'smtp') return isInDoubt(point, fault) ? ['unknown'] : [];
	const [, code] = /^status:(\d+)$/.exec(fault) ?? [];
	if (code) return Number(code) >= 500 ? ['attention'] : [];
	if (fault === 'slow') return [];
	return ['unknown'];
}

function isInDoubt({ vendor, method, path }: Point, fault: FaultName | 'kill'): boolean {
	if (fault === 'kill' && LOOKS_BEFORE[vendor]?.test(path)) return true;
	return method === 'POST' && (NOT_FENCED[vendor]?.test(path) ?? false) && fault !== 'slow';
}
