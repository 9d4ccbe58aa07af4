import { type Settings } from '@huiyin/service';

/** What the door bears. Every figure is configuration: `HUIYIN_LIMIT_<NAME>`; the defaults differ between demo and production. */
export interface Limits {
  /** Anonymous submissions an hour from one address before proof of work is asked for; Infinity where the limit is switched off. */
  readonly submissions: number;
  /** The same for addresses of service halls, where many people share a machine. */
  readonly hallSubmissions: number;
  readonly hallAddresses: readonly string[];
  /** Wrong number-and-code tries an hour from one address before proof of work. */
  readonly wrongCodes: number;
  /** Sign-ins a quarter of an hour from one address. */
  readonly signIns: number;
  /** Requests a second of one official. */
  readonly accountRequests: number;
  /** Uploads an hour from one address. */
  readonly uploads: number;
  /** Requests being answered at once; more are told to come back. */
  readonly inFlight: number;
  readonly connections: number;
  /** Milliseconds of event-loop delay above which new requests are refused. */
  readonly loopDelayMs: number;
  /** Milliseconds for a whole answer. */
  readonly budgetMs: number;
}

const demo: Limits = {
  submissions: 50_000,
  hallSubmissions: 50_000,
  hallAddresses: [],
  wrongCodes: 10,
  signIns: 1_000,
  accountRequests: 5_000,
  uploads: 10_000,
  inFlight: 1_000,
  connections: 4_000,
  loopDelayMs: 1_000,
  budgetMs: 10_000,
};
const production: Limits = {
  ...demo,
  submissions: 10,
  hallSubmissions: 500,
  signIns: 30,
  accountRequests: 20,
  uploads: 60,
};

/** Door limits from the environment. @throws where `HUIYIN_LIMITS=open` meets production, or a figure is none. */
export function limitsFrom(env: NodeJS.ProcessEnv, mode: Settings['mode']): Limits {
  const base = mode === 'production' ? production : demo;
  const figure = (name: string, otherwise: number) => {
    const text = env[`HUIYIN_LIMIT_${name}`];
    const value = text === undefined || text === '' ? otherwise : Number(text);
    if (!Number.isFinite(value) || value < 1) throw new Error(`HUIYIN_LIMIT_${name} must be a number from 1`);
    return value;
  };
  const isOpen = env['HUIYIN_LIMITS'] === 'open';
  if (isOpen && mode === 'production') throw new Error('HUIYIN_LIMITS=open is for measuring; production refuses it');
  return {
    submissions: isOpen ? Infinity : figure('SUBMISSIONS', base.submissions),
    hallSubmissions: isOpen ? Infinity : figure('HALL_SUBMISSIONS', base.hallSubmissions),
    hallAddresses: (env['HUIYIN_HALL_ADDRESSES'] ?? '')
      .split(',')
      .map((a) => a.trim())
      .filter(Boolean),
    wrongCodes: figure('WRONG_CODES', base.wrongCodes),
    signIns: figure('SIGN_INS', base.signIns),
    accountRequests: figure('ACCOUNT_REQUESTS', base.accountRequests),
    uploads: figure('UPLOADS', base.uploads),
    inFlight: figure('IN_FLIGHT', base.inFlight),
    connections: figure('CONNECTIONS', base.connections),
    loopDelayMs: figure('LOOP_DELAY_MS', base.loopDelayMs),
    budgetMs: figure('BUDGET_MS', base.budgetMs),
  };
}
