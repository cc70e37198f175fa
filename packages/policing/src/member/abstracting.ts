import { alreadySo, valueIn } from '@wardbook/event-sourcing/pure';
import { alreadyBegun, askerOf, type By } from '../by.ts';
import { answerBy } from '../granting.ts';
import type { PolicyState } from '../policy/policy.state.ts';
import * as rules from './member.rules.ts';
import { absenceOf, dedicationOf, isSame, type MemberState } from './member.state.ts';
import {
  abstractionGranted,
  abstractionRequested,
  memberAbstracted,
  memberReturned,
  type AbstractionReason,
  type MemberEvent,
} from './member.events.ts';

// Taking a dedicated member away from the ward: asked for by one, granted by another (R-INPT-5, R-AUTH-1).

interface Wanted {
  readonly request: string;
  readonly until: string;
  readonly reason?: AbstractionReason;
  readonly exceptional: boolean;
  readonly urgent: boolean;
}

interface Asking {
  readonly at: string;
  readonly by: By;
}

/** The establishment policy that serves: within how long a request is answered. */
interface Served {
  readonly policy: PolicyState;
}

/** A request; what is urgent begins at once, what is not waits for the grant. */
export const askedFor = (state: MemberState, wanted: Wanted, { at, by, policy }: Asking & Served) => {
  const { request, until, reason, exceptional, urgent } = wanted;
  const dedication = dedicationOf(state, at);
  if (reason === undefined) return rules.withoutReason;
  const allowed =
    rules.endsBeforeItBegins(at, until) ??
    alreadySo(isAskedSo(state, wanted, at)) ??
    alreadyBegun(valueIn(state.requests, request)?.askedAt, 'request', 'request') ??
    rules.awayAlready(state, at, until);
  if (allowed !== undefined || dedication === undefined) return allowed ?? rules.notDedicated;
  const absence = { until, reason, exceptional, ...dedication };
  const asking = {
    request,
    requestedBy: askerOf(by),
    answerBy: answerBy(policy, at),
  };
  return [
    urgent
      ? memberAbstracted({ from: at, ...absence, ...asking })
      : abstractionRequested({ ...absence, ...asking }),
  ];
};

/** A grant, and where nothing had begun without it, the absence. */
export const grantedTo = (state: MemberState, request: string, { at, by }: Asking) => {
  const asked = valueIn(state.wishes, request);
  const grant = abstractionGranted({ request });
  if (asked === undefined || asked.urgent) return [grant];
  const { until, reason, exceptional } = asked;
  const dedication = dedicationOf(state, at);
  const absence = { from: at, until, reason, exceptional, request, authorisedBy: by.id };
  return (
    rules.overBefore(until, at) ??
    rules.awayAlready(state, at, until) ??
    (dedication === undefined ? rules.notDedicated : [grant, memberAbstracted({ ...absence, ...dedication })])
  );
};

/** Whoever is away is back. */
export const returned = (state: MemberState, at: string): readonly MemberEvent[] => {
  const dedication = dedicationOf(state, at);
  return dedication && absenceOf(state, at) ? [memberReturned(dedication)] : [];
};

const isAskedSo = ({ wishes }: MemberState, { request, ...wanted }: Wanted, at: string): boolean =>
  isSame(valueIn(wishes, request), { ...wanted, at }, ['at', 'until', 'reason', 'exceptional', 'urgent']);
