import {
  foldRecorded,
  historyAt,
  streamOf,
  type Fold,
  type Message,
  type PointInHistory,
} from '@wardbook/event-sourcing';
import {
  adviceCaseHistory,
  attendanceHistory,
  attendancesOf,
  checkCompliance,
  isAwaited,
  type ComplianceRow,
} from '@wardbook/policing';
import type { Context } from '../context.ts';
import { policyBoard, type PolicyVersionCard } from '../policy/policy-board.view.ts';
import type { Read, Shown } from '../read.ts';
import { readable } from '../refused-request.ts';
import type { AdviceCaseCard } from './advice-case-board.view.ts';

/** A case, and at which point of its history it is shown; now without one. */
export type ShownCase = Shown<AdviceCaseCard> & { readonly point?: PointInHistory };

/** Policing's own checklist over the events of the case, as they were at the point at which the case is shown. */
export const complianceOf = async (
  { key, point, ...card }: ShownCase,
  { history, now, read }: Pick<Context, 'history' | 'now' | 'read'>,
): Promise<readonly ComplianceRow[]> => {
  const state = await stateAt(adviceCaseHistory, key, { history, point });
  const at = new Date(now()).toISOString();
  const awaited = await Promise.all(
    attendancesOf(state).map(async (visit) =>
      isAwaited(await stateAt(attendanceHistory, visit, { history, point }), at) ? [visit] : [],
    ),
  );
  // Written records are judged by the version under which the last one was issued.
  const version = await versionOf(read, card.policy, card.records.at(-1)?.policyVersion);
  return checkCompliance(state, version, { at, awaited: awaited.flat() });
};

/** What a record came to by a point of its history. */
const stateAt = async <Event extends Message, State>(
  fold: Fold<Event, State>,
  id: string,
  { history, point }: { readonly history: Context['history']; readonly point: PointInHistory | undefined },
): Promise<State> => {
  const events = await historyAt(history, [streamOf(fold, id)], point);
  return readable(() => foldRecorded(fold, events));
};

/** What a version of a policy says; that never changes. */
export const versionOf = async (
  read: Read,
  policy: string | undefined,
  version: number | undefined,
): Promise<PolicyVersionCard | undefined> =>
  (await read.find(policyBoard, policy ?? ''))?.versions.find((known) => known.version === version);
