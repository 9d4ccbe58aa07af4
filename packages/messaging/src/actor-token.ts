import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { decodeProtectedHeader, errors, jwtVerify, SignJWT } from 'jose';
import { Problem } from '@huiyin/contracts';
import { type Actor } from './actor.js';

const type = 'hy-actor+jwt';
/** Seconds that a token is good for, and how far two machines' clocks may differ. */
const lifetime = 60;
const skew = 30;
/** A minted token is used again for the same actor and order during this many milliseconds: signing costs more than the rest of a call. */
const reuseFor = 20_000;
const cacheLimit = 10_000;

interface Claims {
  readonly actor: Actor;
  readonly issuer: string;
  readonly audience: string;
  readonly order: string;
  readonly expiresAt: number;
}

/** A private Ed25519 key in PKCS#8 PEM and its public half, for one service. */
export function newTokenKey(): { privatePem: string; publicPem: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return {
    privatePem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    publicPem: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  };
}

/** Signs and checks actor tokens for one service. Only the gateway may speak for people; any other service only for itself. */
export class ActorTokens {
  readonly #key: KeyObject;
  readonly #publicKeys: ReadonlyMap<string, KeyObject>;
  readonly #minted = new Map<string, { token: string; at: number }>();
  readonly #verified = new Map<string, Claims>();

  constructor(
    private readonly service: string,
    privatePem: string,
    publicPems: Readonly<Record<string, string>>,
  ) {
    this.#key = createPrivateKey(privatePem);
    this.#publicKeys = new Map(Object.entries(publicPems).map(([name, pem]) => [name, createPublicKey(pem)]));
  }

  /** A token for one order of one owner, good for 60 seconds. `onBehalfOf` is the token of the actor for whom a service asks another. */
  async mint(actor: Actor, owner: string, order: string, onBehalfOf?: string): Promise<string> {
    const key = JSON.stringify([actor, order, onBehalfOf]);
    const known = this.#minted.get(key);
    const now = Date.now();
    if (known !== undefined && now - known.at < reuseFor) return known.token;
    const token = await new SignJWT({
      ord: order,
      act: actor,
      ...(onBehalfOf === undefined ? {} : { obo: onBehalfOf }),
    })
      .setProtectedHeader({ alg: 'EdDSA', typ: type, kid: this.service })
      .setIssuer(this.service)
      .setAudience(owner)
      .setSubject(`${actor.kind}:${actor.id}`)
      .setExpirationTime(Math.floor(now / 1000) + lifetime)
      .sign(this.#key);
    remember(this.#minted, key, { token, at: now });
    return token;
  }

  /**
   * The actor behind a token addressed to `owner` and `order`, and the service that passed it on, if any.
   * @throws Problem `token-invalid` whatever is wrong: forged, expired, for another owner or order, wrong algorithm.
   */
  async verify(token: string, owner: string, order: string): Promise<{ actor: Actor; via?: string }> {
    const claims = await this.#claims(token);
    if (claims.audience !== owner || claims.order !== order) throw new Problem('token-invalid');
    if (claims.issuer === 'gateway') return { actor: claims.actor };
    return { actor: claims.actor, via: claims.issuer };
  }

  async #claims(token: string): Promise<Claims> {
    const known = this.#verified.get(token);
    if (known !== undefined) {
      if (known.expiresAt + skew < Date.now() / 1000) throw new Problem('token-invalid');
      return known;
    }
    const claims = await this.#check(token);
    remember(this.#verified, token, claims);
    return claims;
  }

  async #check(token: string): Promise<Claims> {
    try {
      const issuer = decodeProtectedHeader(token).kid ?? '';
      const key = this.#publicKeys.get(issuer);
      if (key === undefined) throw new Problem('token-invalid');
      const { payload } = await jwtVerify(token, key, {
        issuer,
        typ: type,
        algorithms: ['EdDSA'],
        clockTolerance: skew,
        requiredClaims: ['exp'],
      });
      const own = payload['act'] as Actor;
      if (payload.sub !== `${own.kind}:${own.id}`) throw new Problem('token-invalid');
      const { actor, expiresAt } = await this.#speaksFor(issuer, own, payload['obo']);
      return {
        actor,
        issuer,
        audience: String(payload.aud),
        order: String(payload['ord']),
        expiresAt: Math.min(payload.exp ?? 0, expiresAt),
      };
    } catch (error) {
      if (error instanceof Problem) throw error;
      if (error instanceof errors.JOSEError || error instanceof TypeError || error instanceof SyntaxError)
        throw new Problem('token-invalid');
      throw error;
    }
  }

  /** Who speaks, and until when the token inside, if there is one, lets them. */
  async #speaksFor(
    issuer: string,
    own: Actor,
    onBehalfOf: unknown,
  ): Promise<{ readonly actor: Actor; readonly expiresAt: number }> {
    if (issuer === 'gateway') return { actor: own, expiresAt: Infinity };
    if (own.kind !== 'service' || own.id !== issuer) throw new Problem('token-invalid');
    // Passed on (ASVS 8.3.3): the people's token inside must itself be the gateway's; what it was addressed to does not matter here.
    return typeof onBehalfOf === 'string' ? this.#claims(onBehalfOf) : { actor: own, expiresAt: Infinity };
  }
}

function remember<T>(cache: Map<string, T>, key: string, value: T): void {
  if (cache.size >= cacheLimit) for (const old of [...cache.keys()].slice(0, cacheLimit / 10)) cache.delete(old);
  cache.set(key, value);
}
