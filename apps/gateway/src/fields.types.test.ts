import { expect, test } from '@jest/globals';
import { promise, subject, type PromiseKind } from '@wardbook/policing';
import type { PersonalReference } from '@wardbook/event-sourcing';
import { aboutRecord, addressed, CommandInput, type Addressed } from './command-input.ts';
import {
  as,
  Choice,
  Count,
  Group,
  Identifier,
  Instant,
  usually,
  list,
  Month,
  NodeId,
  OPTIONAL,
  Personal,
  Text,
} from './fields.ts';
import { PromiseKindEnum } from './promise/promise.type.ts';
import { PromiseTermsInput } from './promise/promise.input.ts';
import { Sends } from './sends.ts';
import type { SubjectCard } from './subject/subject-board.view.ts';

// Nothing here runs: it is the compiler that says no.
const compileOnly = (compiled: () => unknown): void => {
  expect(typeof compiled).toBe('function');
};
const AboutPromise = aboutRecord(promise, NodeId('Promise', 'The promise.', as('promiseId')));

test('a command is typed to the end: a misspelt, missing or foreign field does not compile', () => {
  compileOnly(() => {
    addressed(promise, 'visits', { type: 'ClosePeriod', period: '2013-03' });
    // @ts-expect-error -- misspelt
    addressed(promise, 'visits', { type: 'ClosePeriod', periods: '2013-03' });
    // @ts-expect-error -- missing
    addressed(promise, 'visits', { type: 'ClosePeriod' });
    // @ts-expect-error -- one too many
    addressed(promise, 'visits', { type: 'ClosePeriod', period: '2013-03', reason: 'Snow.' });
    // @ts-expect-error -- what `handle` stamps
    addressed(promise, 'visits', { type: 'AgreePromiseByTeam', by: { id: 'a', role: 'ADMIN', agency: 'b' } });
    // @ts-expect-error -- a command of another decider
    addressed(subject, 'juniper', { type: 'ClosePeriod', period: '2013-03' });
    // @ts-expect-error -- null where nothing can be cleared
    addressed(subject, 'juniper', { type: 'CorrectPersonalDetails', name: null });
    addressed(subject, 'juniper', { type: 'CorrectPersonalDetails', name: undefined, address: null });
  });
  expect.assertions(1);
});

test('G-08: an input says every field of its command, or that the gateway makes it', () => {
  compileOnly(() => {
    // @ts-expect-error -- the command's `period` is no field of the input
    @Sends('Close a month.')
    class CloseLastMonthInput extends AboutPromise {
      toCommand() {
        return this.about({ type: 'ClosePeriod', period: '2013-03' });
      }
    }
    @Sends<'period'>('Close a month.')
    class CloseThatMonthInput extends AboutPromise {
      toCommand() {
        return this.about({ type: 'ClosePeriod', period: '2013-03' });
      }
    }
    // @ts-expect-error -- a nested field has another name
    @Sends('Propose a promise.')
    class ProposeInput extends CommandInput {
      terms!: Omit<PromiseTermsInput, 'ward'> & { readonly wardCode: string };

      toCommand() {
        const { wardCode: ward, ...terms } = this.terms;
        return addressed(promise, undefined, { type: 'ProposePromise', terms: { ...terms, ward } });
      }
    }
    // @ts-expect-error -- what the gateway makes is made of fields of the input
    @Sends<'terms'>('Propose a promise.')
    class ProposeFromNothingInput extends CommandInput {
      toCommand() {
        return addressed(promise, undefined, { type: 'ProposePromise', terms: new PromiseTermsInput() });
      }
    }
    // @ts-expect-error -- of a command that is any, no path is said
    @Sends('Close a month.')
    class CloseAnyMonthInput extends AboutPromise {
      toCommand(): Addressed {
        return this.about({ type: 'ClosePeriod', period: '2013-03' });
      }
    }
    return [
      CloseLastMonthInput,
      CloseThatMonthInput,
      ProposeInput,
      ProposeFromNothingInput,
      CloseAnyMonthInput,
    ];
  });
  expect.assertions(1);
});

test('a field has the type of its property', () => {
  compileOnly(() => {
    class Fields {
      @Text(100, 'Text.') text!: string;
      // @ts-expect-error -- a number is no text
      @Text(100, 'Text.') number!: number;
      // @ts-expect-error -- it may be left out
      @Text(100, 'Text.') left?: string;
      // @ts-expect-error -- it is always there
      @Text(100, 'Text.', OPTIONAL) always!: string;
      // @ts-expect-error -- one is no list
      @Identifier('Ids.', list(5)) one!: string;
      // @ts-expect-error -- a list is not one
      @Identifier('Id.') many!: readonly string[];
      @Month('Months.', usually(5), OPTIONAL) months?: readonly string[];
      @Choice(PromiseKindEnum, 'A kind.') kind!: PromiseKind;
      // @ts-expect-error -- not every text is a kind
      @Choice(PromiseKindEnum, 'A kind.') anyKind!: string;
      // @ts-expect-error -- inside, an instant is text
      @Instant('When.') when!: Date;
      // @ts-expect-error -- another group
      @Group(() => PromiseTermsInput, 'Terms.') terms!: { readonly ward: string };
      @Count(1, 5, 'How many.', OPTIONAL) count!: number | null;
    }
    return Fields;
  });
  expect.assertions(1);
});

test('what is personal is in the type: a reference cannot be shown as text', () => {
  compileOnly(() => {
    class Shown implements Partial<SubjectCard> {
      @Personal('SUBJECT', 'The name.', OPTIONAL) name!: PersonalReference | null;
      // @ts-expect-error -- a reference is no text
      @Text('The address.', OPTIONAL) address!: PersonalReference | null;
    }
    class Told implements Partial<SubjectCard> {
      // @ts-expect-error -- nor may a type say that the row holds text
      name!: string;
    }
    class Opened {
      // @ts-expect-error -- and text is nothing that the door opens
      @Personal('SUBJECT', 'The name.') name!: string;
    }
    return [Shown, Told, Opened];
  });
  expect.assertions(1);
});
