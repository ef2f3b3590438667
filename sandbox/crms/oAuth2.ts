import type { OAuthSecrets } from '../secrets';

/** The data of an OAuth2 credential that somebody has connected. */
export function oAuth2({ clientId, clientSecret, accessToken, refreshToken }: OAuthSecrets, answer: object): object {
	const tokens = { access_token: accessToken, refresh_token: refreshToken };
	return { clientId, clientSecret, oauthTokenData: { ...tokens, ...answer } };
}
