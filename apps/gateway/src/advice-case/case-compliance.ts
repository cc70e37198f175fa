import { evolveRecorded, historyAt, streamOf, valuesOf, type PointInHistory } from '@wardbook/event-sourcing';
import {
  adviceCaseHistory,
  attendanceHistory,
  checkCompliance,
  type AdviceCaseState,
  type ComplianceRow,
} from '@wardbook/policing';
import { attendanceBoard } from '../attendance/attendance-board.view.ts';
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
  const stream = streamOf(adviceCaseHistory, key);
  const events = await historyAt(history, [stream], point);
  const state = readable(() =>
    events.reduce<AdviceCaseState>(
      (before, event) => evolveRecorded(adviceCaseHistory, before, event),
      adviceCaseHistory.initial,
    ),
  );
  const visits = valuesOf(card.contacts).flatMap(({ attendance }) => attendance ?? []);
  const at = new Date(now()).toISOString();
  const awaited = await Promise.all(
    visits.map(async (visit) => {
      const row = await (point
        ? read.at(attendanceBoard, visit, [stream, streamOf(attendanceHistory, visit)], point)
        : read.find(attendanceBoard, visit));
      return row?.standing === 'OVERDUE' ? [visit] : [];
    }),
  );
  // Written records are judged by the version under which the last one was issued.
  const version = await versionOf(read, card.policy, card.records.at(-1)?.policyVersion);
  return checkCompliance(state, version, { at: new Date(now()).toISOString(), overdue: overdue.flat() });
};

/** What a version of a policy says; that never changes. */
export const versionOf = async (
  read: Read,
  policy: string | undefined,
  version: number | undefined,
): Promise<PolicyVersionCard | undefined> =>
  (await read.find(policyBoard, policy ?? ''))?.versions.find((known) => known.version === version);
