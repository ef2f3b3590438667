import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { createSecureContext, type SecureContext } from 'node:tls';
import forge from 'node-forge';

const DAY_MS = 86_400_000;
const CA_NAME = [{ name: 'commonName', value: 'Deal to Invoice sandbox (this run only)' }];

export interface CertificateAuthority {
	/** The authority's own certificate, for NODE_EXTRA_CA_CERTS. */
	readonly pem: string;
	/** Key and certificate for one host, made when first asked for. */
	contextFor(host: string): SecureContext;
}

/** A certificate authority that lives as long as the process: its key is never written to a disk. */
export function createCertificateAuthority(): CertificateAuthority {
	const authority = keyPair();
	const own = certificate(authority.publicKey, CA_NAME);
	own.setIssuer(CA_NAME);
	own.setExtensions([
		{ name: 'basicConstraints', cA: true, critical: true },
		{ name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
		{ name: 'subjectKeyIdentifier' },
	]);
	own.sign(authority.privateKey, forge.md.sha256.create());
	const pem = forge.pki.certificateToPem(own);

	// One key serves all hosts: making a key is what costs time, and all of them are ours.
	const server = keyPair();
	const serverKey = forge.pki.privateKeyToPem(server.privateKey);
	const contexts = new Map<string, SecureContext>();

	const issue = (host: string): SecureContext => {
		const leaf = certificate(server.publicKey, [{ name: 'commonName', value: host.slice(0, 64) }]);
		leaf.setIssuer(CA_NAME);
		leaf.setExtensions([
			{ name: 'basicConstraints', cA: false },
			{ name: 'keyUsage', digitalSignature: true, keyEncipherment: true, critical: true },
			{ name: 'extKeyUsage', serverAuth: true },
			{ name: 'subjectAltName', altNames: [{ type: 2, value: host }] },
		]);
		leaf.sign(authority.privateKey, forge.md.sha256.create());
		return createSecureContext({ key: serverKey, cert: forge.pki.certificateToPem(leaf) + pem });
	};

	return {
		pem,
		contextFor: (host) => {
			const context = contexts.get(host) ?? issue(host);
			contexts.set(host, context);
			return context;
		},
	};
}

/** Node's own generator is many times faster than a pure JavaScript one. */
function keyPair(): forge.pki.rsa.KeyPair {
	const { privateKey, publicKey } = generateKeyPairSync('rsa', {
		modulusLength: 2048,
		privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
		publicKeyEncoding: { type: 'spki', format: 'pem' },
	});
	return { privateKey: forge.pki.privateKeyFromPem(privateKey), publicKey: forge.pki.publicKeyFromPem(publicKey) };
}

function certificate(publicKey: forge.pki.PublicKey, subject: forge.pki.CertificateField[]): forge.pki.Certificate {
	const made = forge.pki.createCertificate();
	made.publicKey = publicKey;
	// A leading zero byte keeps the serial number positive, as DER demands.
	made.serialNumber = `00${randomBytes(15).toString('hex')}`;
	made.validity.notBefore = new Date(Date.now() - DAY_MS);
	made.validity.notAfter = new Date(Date.now() + 365 * DAY_MS);
	made.setSubject(subject);
	return made;
}
