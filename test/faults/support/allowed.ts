import type { FaultName } from '../../../sandbox/faults';
import type { Standing } from './checker';
import type { Point } from './way';

/**
 * Ways in which a deal may come out beside "finished", by what struck it. Only a mail by SMTP may end unknown, where
 * no reply tells whether it was taken: nobody can be asked afterwards. Every other vendor can be asked, or takes the
 * same request again. A reply that refuses for good is told to a person.
 */
export function allowedAfter(point: Point, fault: FaultName | 'kill'): Standing[] {
	if (point.vendor !== 'smtp') return [];
	const [, code] = /^status:(\d+)$/.exec(fault) ?? [];
	if (code) return Number(code) >= 500 ? ['attention'] : [];
	if (fault === 'slow') return [];
	return ['unknown'];
}
