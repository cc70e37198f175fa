import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../context.ts';
import { payloadOf } from '../payload.ts';
import { Policy } from '../policy.ts';
import * as inputs from './advice-case.input.ts';
import * as contacts from './advice-contact.input.ts';
import * as outcomes from './advice-outcome.input.ts';

const AssignAdviceCasePayload = payloadOf('AssignAdviceCase');
const CloseAdviceCasePayload = payloadOf('CloseAdviceCase');
const CompleteContactPayload = payloadOf('CompleteContact');
const GiveAdvicePayload = payloadOf('GiveAdvice');
const GiveDisclaimerPayload = payloadOf('GiveDisclaimer');
const GivePrivacyNoticePayload = payloadOf('GivePrivacyNotice');
const IssueAdviceRecordPayload = payloadOf('IssueAdviceRecord');
const OpenAdviceCasePayload = payloadOf('OpenAdviceCase');
const RecordCircumstancesPayload = payloadOf('RecordCircumstances');
const RecordComplianceBreachPayload = payloadOf('RecordComplianceBreach');
const RecordFollowUpPayload = payloadOf('RecordFollowUp');
const RecordPracticalHelpPayload = payloadOf('RecordPracticalHelp');
const RecordRevictimisationPayload = payloadOf('RecordRevictimisation');
const ReferAdviceCasePayload = payloadOf('ReferAdviceCase');
const ReopenAdviceCasePayload = payloadOf('ReopenAdviceCase');
const ReviewAdviceNotePayload = payloadOf('ReviewAdviceNote');
const SignpostRecipientPayload = payloadOf('SignpostRecipient');
const StartContactPayload = payloadOf('StartContact');

/** What may be sent to a case. */
@Resolver()
export class AdviceCaseMutations {
  @Mutation(() => OpenAdviceCasePayload, {
    description: 'Open a case about one recipient: your own; supervisors open them for others.',
  })
  @Policy('COMMAND')
  openAdviceCase(
    @Arg('input', () => inputs.OpenAdviceCaseInput) input: inputs.OpenAdviceCaseInput,
    @Ctx() { by, send }: Context,
  ) {
    return send(input.ofForce(by.agency));
  }

  @Mutation(() => AssignAdviceCasePayload, { description: 'Give a case to a team and an officer.' })
  @Policy('COMMAND')
  assignAdviceCase(
    @Arg('input', () => inputs.AssignAdviceCaseInput) input: inputs.AssignAdviceCaseInput,
    @Ctx() { send }: Context,
  ) {
    return send(input);
  }

  @Mutation(() => StartContactPayload, {
    description: 'Begin a contact with the recipient. It began at `occurredAt`.',
  })
  @Policy('COMMAND')
  startContact(
    @Arg('input', () => contacts.StartContactInput) input: contacts.StartContactInput,
    @Ctx() { send }: Context,
  ) {
    return send(input);
  }

  @Mutation(() => CompleteContactPayload, {
    description: 'End a contact; the recipient has heard both disclaimers.',
  })
  @Policy('COMMAND')
  completeContact(
    @Arg('input', () => contacts.CompleteContactInput) input: contacts.CompleteContactInput,
    @Ctx() { send }: Context,
  ) {
    return send(input);
  }

  @Mutation(() => RecordCircumstancesPayload, { description: 'Record the circumstances: before any advice.' })
  @Policy('COMMAND')
  recordCircumstances(
    @Arg('input', () => contacts.RecordCircumstancesInput) input: contacts.RecordCircumstancesInput,
    @Ctx() { send }: Context,
  ) {
    return send(input);
  }

  @Mutation(() => GiveAdvicePayload, { description: 'Record one piece of advice.' })
  @Policy('COMMAND')
  giveAdvice(
    @Arg('input', () => contacts.GiveAdviceInput) input: contacts.GiveAdviceInput,
    @Ctx() { send }: Context,
  ) {
    return send(input);
  }

  @Mutation(() => ReviewAdviceNotePayload, {
    description: 'Say that you have read the free words of another adviser.',
  })
  @Policy('COMMAND')
  reviewAdviceNote(
    @Arg('input', () => contacts.ReviewAdviceNoteInput) input: contacts.ReviewAdviceNoteInput,
    @Ctx() { send }: Context,
  ) {
    return send(input);
  }

  @Mutation(() => SignpostRecipientPayload, {
    description: 'Direct the recipient to trained staff or a website.',
  })
  @Policy('COMMAND')
  signpostRecipient(
    @Arg('input', () => contacts.SignpostRecipientInput) input: contacts.SignpostRecipientInput,
    @Ctx() { send }: Context,
  ) {
    return send(input);
  }

  @Mutation(() => GiveDisclaimerPayload, {
    description: 'Record that the recipient was made aware of a disclaimer.',
  })
  @Policy('COMMAND')
  giveDisclaimer(
    @Arg('input', () => contacts.GiveDisclaimerInput) input: contacts.GiveDisclaimerInput,
    @Ctx() { send }: Context,
  ) {
    return send(input);
  }

  @Mutation(() => GivePrivacyNoticePayload, {
    description: 'Record that the recipient was reminded of the privacy notice.',
  })
  @Policy('COMMAND')
  givePrivacyNotice(
    @Arg('input', () => contacts.GivePrivacyNoticeInput) input: contacts.GivePrivacyNoticeInput,
    @Ctx() { send }: Context,
  ) {
    return send(input);
  }

  @Mutation(() => ReferAdviceCasePayload, {
    description: 'Ask an agency, or the holder of a role, for what the case needs.',
  })
  @Policy('COMMAND')
  referAdviceCase(
    @Arg('input', () => outcomes.ReferAdviceCaseInput) input: outcomes.ReferAdviceCaseInput,
    @Ctx() { send }: Context,
  ) {
    return send(input);
  }

  @Mutation(() => RecordPracticalHelpPayload, { description: 'Record help that was given on the spot.' })
  @Policy('COMMAND')
  recordPracticalHelp(
    @Arg('input', () => outcomes.RecordPracticalHelpInput) input: outcomes.RecordPracticalHelpInput,
    @Ctx() { send }: Context,
  ) {
    return send(input);
  }

  @Mutation(() => IssueAdviceRecordPayload, { description: 'Issue the written record of the advice.' })
  @Policy('COMMAND')
  issueAdviceRecord(
    @Arg('input', () => outcomes.IssueAdviceRecordInput) input: outcomes.IssueAdviceRecordInput,
    @Ctx() { send }: Context,
  ) {
    return send(input);
  }

  @Mutation(() => RecordFollowUpPayload, {
    description: 'Record which advice the recipient has put into practice.',
  })
  @Policy('COMMAND')
  recordFollowUp(
    @Arg('input', () => outcomes.RecordFollowUpInput) input: outcomes.RecordFollowUpInput,
    @Ctx() { send }: Context,
  ) {
    return send(input);
  }

  @Mutation(() => RecordRevictimisationPayload, {
    description: 'Record that the recipient became a victim again.',
  })
  @Policy('COMMAND')
  recordRevictimisation(
    @Arg('input', () => outcomes.RecordRevictimisationInput) input: outcomes.RecordRevictimisationInput,
    @Ctx() { send }: Context,
  ) {
    return send(input);
  }

  @Mutation(() => RecordComplianceBreachPayload, {
    description: 'Put on record that a rule is not met, and who authorised it.',
  })
  @Policy('COMMAND')
  recordComplianceBreach(
    @Arg('input', () => outcomes.RecordComplianceBreachInput) input: outcomes.RecordComplianceBreachInput,
    @Ctx() { send }: Context,
  ) {
    return send(input);
  }

  @Mutation(() => CloseAdviceCasePayload, {
    description: 'Close a case that is compliant, or whose breaches are on record.',
  })
  @Policy('COMMAND')
  closeAdviceCase(
    @Arg('input', () => inputs.CloseAdviceCaseInput) input: inputs.CloseAdviceCaseInput,
    @Ctx() { send }: Context,
  ) {
    return send(input);
  }

  @Mutation(() => ReopenAdviceCasePayload, { description: 'Open a closed case again.' })
  @Policy('COMMAND')
  reopenAdviceCase(
    @Arg('input', () => inputs.ReopenAdviceCaseInput) input: inputs.ReopenAdviceCaseInput,
    @Ctx() { send }: Context,
  ) {
    return send(input);
  }
}
