import { randomUUID } from 'node:crypto';
import {
  event,
  personal,
  publicText,
  sealedText,
  z,
  type Command,
  type Decider,
  type EventOf,
} from '@wardbook/event-sourcing';

/** An advice-case-like event: eight fields, two of them personal, about 400 bytes of JSON as a peer stores it. */
const text = (longest: number) => z.string().trim().min(1).max(longest);
const fields = {
  address: personal(text(200)),
  adviser: z.string().regex(/^[a-z0-9-]{1,60}$/),
  concern: z.enum(['HARASSMENT', 'NOISE', 'SPEEDING', 'THEFT']),
  givenAt: z.iso.datetime({ precision: 3 }),
  notes: personal(text(2_000)),
  policy: z.string().regex(/^[A-Z]{2,8}-\d{4}-\d{2}$/),
  risk: z.int().min(0).max(10),
  summary: publicText(500),
};
export const adviceGiven = event('AdviceGiven', fields);
/** The same with its summary sealed, so that it can be taken out. */
export const adviceToldInWords = event('AdviceToldInWords', { ...fields, summary: sealedText(500) });
export type AdviceGiven = EventOf<typeof adviceGiven>;
export type AdviceFields = Omit<AdviceGiven, 'type' | 'address' | 'notes'> &
  Readonly<Record<'address' | 'notes', string>>;

const CONCERNS = ['HARASSMENT', 'NOISE', 'SPEEDING', 'THEFT'] as const;

/** What a caller has decided: a plain object, made inside the timed loop. */
export const advice = (turn: number): AdviceFields => ({
  address: `${String(1 + (turn % 99))} Peony Court, Example Road, Sample Town, SA1 1ZZ`,
  adviser: 'member-7b0d1f6e-5d0a-4f0e-9f0c-2a1b3c4d5e6f',
  concern: CONCERNS[turn % CONCERNS.length] ?? 'NOISE',
  givenAt: new Date().toISOString(),
  notes: `Asked for the third time this month whether the gate at number ${String(turn % 99)} is locked at night.`,
  policy: 'ADVICE-2026-03',
  risk: turn % 10,
  summary: 'Advised to keep a diary for two weeks; a visit was promised.',
});

/** About 170 bytes that a peer stores beside the fields. */
export const metadata = () => ({
  commandId: randomUUID(),
  correlationId: randomUUID(),
  actor: 'member-7b0d1f6e',
  role: 'ADVISER',
  agency: 'SNT',
});

/** What the folds of all candidates come to. */
export interface Advised {
  readonly times: number;
  readonly risk: number;
  readonly concern: string;
}
export const NO_ADVICE: Advised = { times: 0, risk: 0, concern: '' };
export const advised = (
  state: Advised,
  { risk, concern }: Pick<AdviceFields, 'risk' | 'concern'>,
): Advised => ({
  times: state.times + 1,
  risk: Math.max(state.risk, risk),
  concern,
});

/** The rule that a cycle asks. */
export const mayAdvise = ({ times }: Advised): boolean => times < 1_000_000;

export type GiveAdvice = Command & {
  readonly type: 'GiveAdvice';
  readonly fields: AdviceFields;
  readonly subject: string;
};

export const adviceCase: Decider<GiveAdvice, AdviceGiven | EventOf<typeof adviceToldInWords>, Advised> = {
  name: 'adviceCase',
  initial: NO_ADVICE,
  events: [adviceGiven, adviceToldInWords],
  facts: {},
  subject: (_, { subject }) => subject,
  decide: { GiveAdvice: ({ fields: given }, state) => (mayAdvise(state) ? [adviceGiven(given)] : []) },
  evolve: {
    AdviceGiven: (state, given) => advised(state, given),
    AdviceToldInWords: (state, given) => advised(state, given),
  },
};
