import { member } from '@wardbook/policing';
import { concept } from '../concept.ts';
import { acceptedReferrals } from './accepted-referrals.view.ts';
import { memberBoard } from './member-board.view.ts';
import * as inputs from './member.input.ts';
import { MemberResolver } from './member.resolver.ts';
import { MemberType } from './member.type.ts';

/** A member of a force, as it publishes them. Everybody may see it; its history, only its force. */
export const memberConcept = concept({
  kind: 'Member',
  readFor: 'MEMBER',
  type: MemberType,
  decider: member,
  board: memberBoard,
  views: [acceptedReferrals],
  inputs,
  query: {
    needs: 'NEIGHBOURHOOD',
    description: 'One member, now or at a moment of the history; what it names is shown as it is now.',
  },
  resolvers: [MemberResolver],
});
