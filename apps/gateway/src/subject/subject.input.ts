import { subject } from '@wardbook/policing';
import { aboutRecord, addressed, CommandInput } from '../command-input.ts';
import { as, CLEARABLE, NodeId, OPTIONAL, PersonalWords } from '../fields.ts';
import { Sends } from '../sends.ts';

const AboutSubject = aboutRecord(subject, NodeId('Subject', 'The person’s record.', as('subjectId')));

@Sends('Give a person a record of their own.')
export class RegisterSubjectInput extends CommandInput {
  @PersonalWords(200, 'What the person is called.') name!: string;
  @PersonalWords(300, 'A telephone number, or an address for mail.', OPTIONAL) contact?: string;
  @PersonalWords(500, 'Where the person lives.', OPTIONAL) address?: string;

  toCommand() {
    const { name, contact, address } = this;
    return addressed(subject, undefined, { type: 'RegisterSubject', name, contact, address });
  }
}

@Sends('Correct what a record says of a person; records staff do so. What is left out stays as it is.')
export class CorrectPersonalDetailsInput extends AboutSubject {
  @PersonalWords(200, 'What the person is called.', OPTIONAL) name?: string;
  @PersonalWords(300, 'A telephone number, or an address for mail. Null takes it off.', CLEARABLE)
  contact?: string | null;
  @PersonalWords(500, 'Where the person lives. Null takes it off.', CLEARABLE) address?: string | null;

  toCommand() {
    const { name, contact, address } = this;
    return this.about({ type: 'CorrectPersonalDetails', name, contact, address });
  }
}

@Sends('Say that two records are of one person; records staff do so.')
export class MergeSubjectsInput extends AboutSubject {
  @NodeId('Subject', 'The other record of the same person.', as('otherSubjectId')) other!: string;

  toCommand() {
    return this.about({ type: 'MergeSubjects', other: this.other });
  }
}
