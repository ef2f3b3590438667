/** Shorter values are words that may stand in any text; taking them out would only garble it. */
const SHORTEST = 4;

/** Takes what the credential holds out of a system's own words, also where it stands encoded. */
export function masker(secrets: readonly string[]): (text: string) => string {
	const long = secrets.filter((secret) => secret.length >= SHORTEST);
	const forms = long.flatMap((secret) => [
		secret,
		encodeURIComponent(secret),
		Buffer.from(secret).toString('base64'),
		Buffer.from(secret).toString('base64url'),
	]);
	// The longest first: a secret may begin with another one.
	const sorted = [...new Set(forms)].sort((a, b) => b.length - a.length);
	return (text) => sorted.reduce((masked, form) => masked.split(form).join('[secret]'), text);
}
