import { retentionOf } from '../retention/retention.resolver.ts';
import { adviceCase } from '@wardbook/policing';
import { concept } from '../concept.ts';
import { sees } from '../record-agency.ts';
import { adviceCaseBoard } from './advice-case-board.view.ts';
import * as cases from './advice-case.input.ts';
import { AdviceCaseResolver, AdviceItemResolver } from './advice-case.resolver.ts';
import * as contacts from './advice-contact.input.ts';
import * as outcomes from './advice-outcome.input.ts';
import { AdviceCaseType } from './advice-case.type.ts';

/** A case, for police and records staff of its own force, and auditors. */
export const adviceCaseConcept = concept({
  kind: 'AdviceCase',
  type: AdviceCaseType,
  decider: adviceCase,
  board: adviceCaseBoard,
  inputs: [cases, contacts, outcomes],
  query: {
    needs: 'CASE',
    description:
      'One case of your force, now or at a moment of its history; what it names is shown as it is now.',
  },
  resolvers: [AdviceCaseResolver, AdviceItemResolver, retentionOf(() => AdviceCaseType, adviceCase)],
  readFor: 'ADVICE',
  shownTo: async (asking, row) =>
    asking.scopes.has('CASE') && (await sees(asking, row?.force ?? '')) ? (row ?? null) : null,
});
