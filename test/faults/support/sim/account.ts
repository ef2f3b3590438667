import { bodyBytes, CUT } from '../../../../sandbox/dispatcher';
import { wire } from './http';
import type { VirtualOutside } from './outside';
import type { Life } from './process';

/** The Google credential as n8n keeps it: one token, renewed when it is refused. */
export interface Account {
	token: string;
	renew(life: Life): Promise<boolean>;
}

export function googleAccount(outside: VirtualOutside): Account {
	return {
		token: 'demo-google-token',
		async renew(life) {
			const form = 'grant_type=refresh_token&refresh_token=r&client_id=c&client_secret=s';
			const answer = await wire(
				outside,
				life,
				'googleDrive',
				{
					method: 'POST',
					host: 'oauth2.googleapis.com',
					path: '/token',
					query: new URLSearchParams(),
					headers: { 'content-type': 'application/x-www-form-urlencoded' },
					raw: Buffer.from(form),
				},
				20_000,
			);
			if (answer === CUT || answer === 'timeout' || answer.status !== 200) return false;
			try {
				this.token = (JSON.parse(bodyBytes(answer.body).toString('utf8')) as { access_token: string }).access_token;
				return true;
			} catch {
				return false;
			}
		},
	};
}
