import type { ScenarioOptions } from '../../workflows/definitions/options';
import type { Credential, VendorOptions } from '../crms/types';
import type { FakeAccounting } from '../fakes/types';
import type { Secrets } from '../secrets';
import type { SandboxWorld } from '../world';

/** One accounting system in the sandbox: its fake, and what a user of the sandbox's account sets in the scenario. */
export interface SandboxAccounting {
	create(world: SandboxWorld, options: VendorOptions): FakeAccounting;
	demo: Partial<ScenarioOptions>;
	credential: Credential;
	/** What that credential holds, with its secrets. */
	data(secrets: Secrets): object;
	/** Of its trigger: what proves its notifications. `alone`: the trigger has no other credential, not the one above. */
	webhook?: { credential: Credential; data(secrets: Secrets): object; alone?: boolean };
}
