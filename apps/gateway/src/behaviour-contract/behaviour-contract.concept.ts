import { foldRecorded, NONE_KEYED, streamOf } from '@wardbook/event-sourcing';
import { behaviourContract, contractHistory, isInvited, isShownToSign } from '@wardbook/policing';
import { concept, type Asking } from '../concept.ts';
import { PointOrTokenArgs } from '../point-args.ts';
import type { Shown } from '../read.ts';
import { isOfOwnAgency } from '../record-agency.ts';
import { retentionOf } from '../retention/retention.resolver.ts';
import {
  contractBoard,
  contractInvitations,
  contractsTold,
  explainedOrders,
  type ContractCard,
} from './behaviour-contract-board.view.ts';
import * as inputs from './behaviour-contract.input.ts';
import {
  BehaviourContractResolver,
  ContractBreachResolver,
  ContractFiguresResolver,
  DisclosedContractResolver,
  RedactedTermsResolver,
} from './behaviour-contract.resolver.ts';
import { BehaviourContractType } from './behaviour-contract.type.ts';

/** What an agency sees that may sign it: the contract, and nothing that came of it. */
const asSigned = (card: Shown<ContractCard>): Shown<ContractCard> => ({
  ...card,
  ...{ breaches: NONE_KEYED, notes: NONE_KEYED, orders: NONE_KEYED },
  ...{ redacted: NONE_KEYED, texts: NONE_KEYED, disclosures: NONE_KEYED },
});

/** By what is so now, at whatever moment of its history the contract is asked for. */
const maySign = async ({ by, history, now }: Asking, key: string): Promise<boolean> => {
  const events = await history.readStream(streamOf(behaviourContract, key));
  return isShownToSign(foldRecorded(contractHistory, events), by.agency, new Date(now()).toISOString());
};

/** A contract about behaviour, for the agency whose it is, and auditors; for others, what they may sign or were told. */
export const behaviourContractConcept = concept({
  kind: 'BehaviourContract',
  type: BehaviourContractType,
  decider: behaviourContract,
  board: contractBoard,
  views: [contractsTold, contractInvitations, explainedOrders],
  inputs,
  query: {
    needs: 'REFERRAL',
    description:
      'One contract of your agency, or one that it was invited to sign, now or at a moment of its history.',
    takes: PointOrTokenArgs,
  },
  resolvers: [
    BehaviourContractResolver,
    ContractBreachResolver,
    ContractFiguresResolver,
    DisclosedContractResolver,
    RedactedTermsResolver,
    retentionOf(() => BehaviourContractType, behaviourContract),
  ],
  readFor: 'BEHAVIOUR',
  shownTo: async (asking, row, _moment, key) => {
    const isOwn = await isOfOwnAgency(asking, behaviourContract, streamOf(behaviourContract, key));
    if (!row || !asking.scopes.has('REFERRAL')) return null;
    if (isOwn) return row;
    return isInvited(row, asking.by.agency) && (await maySign(asking, key)) ? asSigned(row) : null;
  },
});
