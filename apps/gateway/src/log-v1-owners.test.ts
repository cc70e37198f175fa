import { categoryOf, ownerOf, type AnyDecider } from '@wardbook/event-sourcing';
import { policing, SYSTEM_AGENCY, type By } from '@wardbook/policing';
import { REPLAY } from './log-v1.test.data.ts';

/** Of the expected replay, what says whose a stream is. */
interface First {
  readonly position: string;
  readonly stream: string;
  readonly revision: number;
  readonly id: string;
  readonly type: string;
  readonly schemaVersion: number;
  readonly occurredAt: string;
  readonly recordedAt: string;
  readonly actor: By;
  readonly fields: object;
}

const FORCE = 'demonstration-police';

/** Of each category the owner of all of its streams; of referrals, which any agency raises, of each. */
const OWNERS: Readonly<Record<string, string | Readonly<Record<string, string>>>> = {
  borough: FORCE,
  ward: FORCE,
  team: FORCE,
  panel: FORCE,
  member: FORCE,
  policy: FORCE,
  roles: FORCE,
  agency: FORCE,
  promise: FORCE,
  subject: FORCE,
  adviceCase: FORCE,
  attendance: FORCE,
  referral: {
    'referral-kilburn-alarm-1': FORCE,
    'referral-kilburn-lighting-1': FORCE,
    'referral-kilburn-lamp-3': FORCE,
    'referral-case-2-town': FORCE,
    'referral-case-2-lamp': FORCE,
    'referral-case-2-again': FORCE,
    'referral-2d634d60-bff1-569f-ab8c-acccf02aea6c': 'demonstration-council',
    // It was never raised; the process that said so acted for nobody, and nobody can go on with it.
    'referral-case-2-homes': SYSTEM_AGENCY,
  },
};

const firsts = (REPLAY as unknown as readonly First[]).filter(({ revision }) => revision === 0);

test('G-01: every stream of the old log has an owner', () => {
  const owners = firsts.map(({ stream, actor, fields, position, ...first }) => {
    const decider = (policing.kinds as Readonly<Record<string, AnyDecider>>)[categoryOf(stream)];
    const { type: _type, ...data } = fields as Readonly<Record<string, unknown>>;
    const recorded = {
      ...first,
      stream,
      position: BigInt(position),
      data: JSON.stringify(data),
      header: JSON.stringify({ actor }),
    };
    return [stream, decider && ownerOf(decider, recorded)];
  });
  expect(owners).toHaveLength(59);
  expect(owners).toEqual(
    firsts.map(({ stream }) => {
      const listed = OWNERS[categoryOf(stream)];
      return [stream, typeof listed === 'object' ? listed[stream] : listed];
    }),
  );
});
