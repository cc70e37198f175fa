import { IsOptional, Length } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import type { UnsentTo } from '@wardbook/event-sourcing';
import { subject } from '@wardbook/policing';
import { CommandInput } from '../command-input.ts';
import { given } from '../given.ts';
import { localId } from '../global-id.ts';
import { wish, type Sendable, type Wish } from '../send.ts';

const about = (id: string, command: UnsentTo<typeof subject>): Wish => wish(subject, 'Subject', id, command);

@InputType({ description: 'A person whom records are to be about.' })
export class RegisterSubjectInput extends CommandInput implements Sendable {
  @Field(() => String, { description: 'Personal.' })
  @Length(1, 200)
  name!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Personal: a telephone number or an address for mail.',
  })
  @IsOptional()
  @Length(1, 300)
  contact?: string | null;

  @Field(() => String, { nullable: true, description: 'Personal.' })
  @IsOptional()
  @Length(1, 500)
  address?: string | null;

  toWish(newId: (name: string) => string): Wish {
    const { name, contact, address } = this;
    return about(newId('subject'), { type: 'RegisterSubject', name, ...given({ contact, address }) });
  }
}

@InputType({ description: 'What is left out stays as it is.' })
export class CorrectPersonalDetailsInput extends CommandInput implements Sendable {
  @Field(() => ID)
  subjectId!: string;

  @Field(() => String, { nullable: true, description: 'Personal.' })
  @IsOptional()
  @Length(1, 200)
  name?: string | null;

  @Field(() => String, { nullable: true, description: 'Personal.' })
  @IsOptional()
  @Length(1, 300)
  contact?: string | null;

  @Field(() => String, { nullable: true, description: 'Personal.' })
  @IsOptional()
  @Length(1, 500)
  address?: string | null;

  toWish(): Wish {
    const { name, contact, address } = this;
    const id = localId('Subject', this.subjectId);
    return about(id, { type: 'CorrectPersonalDetails', ...given({ name, contact, address }) });
  }
}

@InputType({ description: 'Two records of one person.' })
export class MergeSubjectsInput extends CommandInput implements Sendable {
  @Field(() => ID)
  subjectId!: string;

  @Field(() => ID)
  otherSubjectId!: string;

  toWish(): Wish {
    const other = localId('Subject', this.otherSubjectId);
    return about(localId('Subject', this.subjectId), { type: 'MergeSubjects', other });
  }
}
