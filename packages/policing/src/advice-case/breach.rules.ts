import { canonicalize, refuse } from '@wardbook/event-sourcing/pure';
import type { FieldsOf } from './advice-case.events.ts';
import type { AdviceCaseState } from './advice-case.state.ts';
import { checkCompliance, isAbout, isExcusable } from './compliance.ts';

/** What is said of a breach when somebody else is asked to authorise it. */
export interface Breaching extends Pick<FieldsOf<'ComplianceBreachRecorded'>, 'rule' | 'item' | 'contact'> {
  /** Your id for the request, within the case. */
  readonly request: string;
}

/** R-CASE-13: what is authorised is a line of the checklist that is not met, and can be left so (S3:13). */
export const notBreached = (state: AdviceCaseState, breach: Breaching, at: string) => {
  if (!isExcusable(breach.rule))
    return refuse('R-CASE-13', 'This is still to be done: nobody can authorise that it is not.', 'rule');
  const rows = checkCompliance(state, undefined, { at });
  return rows.some((row) => !row.met && isAbout(breach, row))
    ? undefined
    : refuse(
        'R-CASE-13',
        'The checklist has nothing against this. Check the rule, the item and the time.',
        'rule',
      );
};

/** Whether somebody was asked for just this at just that time. */
export const sameRequest = (
  { breaches }: AdviceCaseState,
  { request, rule, item, contact }: Breaching,
  at: string,
): boolean =>
  breaches.some(
    (known) =>
      known.at === at &&
      known.request === request &&
      canonicalize({ rule, item, contact }) ===
        canonicalize({ rule: known.rule, item: known.item, contact: known.contact }),
  );
