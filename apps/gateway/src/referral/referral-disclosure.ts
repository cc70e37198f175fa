import { streamOf, type AnyView, type PersonalReference } from '@wardbook/event-sourcing';
import { adviceCase as adviceCaseOf, subject, type DisclosableField } from '@wardbook/policing';
import { adviceCaseBoard } from '../advice-case/advice-case-board.view.ts';
import type { Context } from '../context.ts';
import type { PersonalTextValue } from '../personal-text.type.ts';
import { agencyThatOwns } from '../record-agency.ts';
import { subjectBoard } from '../subject/subject-board.view.ts';
import type { DisclosureSeen } from './referral-seen.ts';
import type { DisclosedValue } from './referral.type.ts';

/** Exactly the disclosed fields, each through the door. */
export const disclosedValues = async (
  disclosure: DisclosureSeen,
  context: Pick<Context, 'history' | 'personal' | 'read'>,
): Promise<readonly DisclosedValue[]> => {
  const references = await referencesOf(disclosure, context);
  return Promise.all(
    disclosure.fields.map(async (field) => ({
      field,
      value: await opened(field, references[field], disclosure, context),
      code: codeOf(field, disclosure),
    })),
  );
};

type References = Readonly<Partial<Record<DisclosableField, PersonalReference | null | undefined>>>;

/** Where each value is kept as it is now; of a case or a person of another agency, nowhere. */
const referencesOf = async (
  { from, case: caseId, subject: subjectId, requestedHelp, until }: DisclosureSeen,
  { history, read }: Pick<Context, 'history' | 'read'>,
): Promise<References> => {
  // Whoever has the referral no more is shown what was known when they had it.
  const rowOf = <V extends AnyView>(view: V, key: string, stream: string) =>
    until === null ? read.find(view, key) : read.at(view, key, [stream], { knownAt: until });
  const adviceCase =
    caseId === undefined ? undefined : await rowOf(adviceCaseBoard, caseId, streamOf(adviceCaseOf, caseId));
  // An agency discloses people of its own records only, whatever a case of its says about whose it is.
  const isTheirs =
    subjectId !== undefined &&
    (await agencyThatOwns(history, subject, streamOf(subject, subjectId))) === from;
  const person = isTheirs ? await rowOf(subjectBoard, subjectId, streamOf(subject, subjectId)) : undefined;
  const isCaseOfSender = adviceCase?.force === from;
  return {
    RECIPIENT_NAME: person?.name,
    RECIPIENT_CONTACT: person?.contact,
    RECIPIENT_ADDRESS: person?.address,
    ...(isCaseOfSender && {
      PREMISES_ADDRESS: adviceCase.premises?.address,
      CIRCUMSTANCES: adviceCase.circumstances.at(-1)?.text,
    }),
    REQUESTED_HELP: requestedHelp,
  };
};

const opened = async (
  field: DisclosableField,
  reference: PersonalReference | null | undefined,
  { through, isEmergency }: DisclosureSeen,
  { personal }: Pick<Context, 'personal'>,
): Promise<PersonalTextValue | null> => {
  if (reference == null) return null;
  if (through === 'CONSULTATION') return personal.consult(reference, 'REFERRAL');
  // Whoever raised the referral wrote the request; the rest they ask about, and are not told.
  return through === 'DISCLOSURE' || field === 'REQUESTED_HELP'
    ? personal.disclosed(reference, isEmergency ? 'EMERGENCY' : 'REFERRAL')
    : personal.withhold(reference, 'REFERRAL');
};

const codeOf = (field: DisclosableField, { topic, ward }: DisclosureSeen): string | null => {
  if (field === 'TOPIC') return topic ?? null;
  return field === 'WARD' ? (ward ?? null) : null;
};
