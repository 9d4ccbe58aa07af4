import { Aes256Gcm, CipherSuite, HkdfSha256 } from '@hpke/core';
import { DhkemX25519HkdfSha256 } from '@hpke/dhkem-x25519';

const suite = new CipherSuite({ kem: new DhkemX25519HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() });

export interface Sealed {
  /** The sender's one-time public key. */
  readonly sender: Buffer;
  readonly text: Buffer;
}

/**
 * HPKE (RFC 9180) with X25519, HKDF-SHA-256, AES-256-GCM. Who holds only the public key can seal and not read back; the row's id is
 * bound in, so that a text moved to another row does not open.
 */
export async function sealFor(publicKey: string, rowId: string, plain: object): Promise<Sealed> {
  const recipientPublicKey = await suite.kem.deserializePublicKey(bytesOf(publicKey));
  const context = await suite.createSenderContext({ recipientPublicKey });
  const text = await context.seal(exact(Buffer.from(JSON.stringify(plain))), exact(Buffer.from(rowId)));
  return { sender: Buffer.from(context.enc), text: Buffer.from(text) };
}

/** Opens with the private key, which only the sealed reader has. @throws when row, key or text do not belong together. */
export async function openSealed(privateKey: string, rowId: string, sealed: Sealed): Promise<object> {
  const recipientKey = await suite.kem.deserializePrivateKey(bytesOf(privateKey));
  const context = await suite.createRecipientContext({ recipientKey, enc: exact(sealed.sender) });
  const plain = await context.open(exact(sealed.text), exact(Buffer.from(rowId)));
  return JSON.parse(Buffer.from(plain).toString()) as object;
}

function bytesOf(key: string): ArrayBuffer {
  return exact(Buffer.from(key, 'base64url'));
}

/** A buffer of exactly these bytes: Node's small buffers share one larger piece of memory. */
function exact(buffer: Buffer): ArrayBuffer {
  return new Uint8Array(buffer).buffer;
}
