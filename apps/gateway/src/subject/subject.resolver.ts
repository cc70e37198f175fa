import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { valueIn, valuesOf } from '@wardbook/event-sourcing';
import { strictest } from '@wardbook/policing';
import { requestsAt } from '../authority-request.ts';
import type { Context } from '../context.ts';
import { PersonalText } from '../personal-text.type.ts';
import type { Shown } from '../read.ts';
import { mergesOf, type SafeContactCard, type SubjectCard } from './subject-board.view.ts';
import {
  SafeContact,
  SubjectCategorisation,
  SubjectMerge,
  SubjectMergeRequest,
  SubjectType,
} from './subject.type.ts';
import { Holds } from '../weights.ts';

/** A person’s record, and each that is taken as the same person’s, whichever leads to which: as the rules follow them. */
const samePerson = async (
  card: SubjectCard,
  find: Context['find'],
  seen = new Set<string>(),
): Promise<readonly SubjectCard[]> => {
  const theirs = [...mergesOf(card.findings), ...mergesOf(card.noticed)];
  const unseen = theirs.flatMap(({ other }) => (seen.has(other) ? [] : [other]));
  for (const other of unseen) seen.add(other);
  const further = await Promise.all(
    unseen.map(async (other) => {
      const found = (await find('Subject', other)) as SubjectCard | null;
      return found ? samePerson(found, find, seen) : [];
    }),
  );
  return [card, ...further.flat()];
};

@Resolver(() => SubjectType)
export class SubjectResolver {
  @FieldResolver(() => SafeContact, {
    nullable: true,
    description:
      'How it is safe to reach the person, as the strictest of their records says. Null: nobody has said so, and nobody calls or writes.',
  })
  async safeToReach(@Root() card: SubjectCard, @Ctx() { find }: Context): Promise<SafeContact | null> {
    const records = await samePerson(card, find);
    const said = records.flatMap(({ reach }) => reach.at(-1)?.value ?? []);
    const { ways, onlyThrough = null } = strictest(said.map(withoutNull)) ?? {};
    return ways ? { ways, onlyThrough } : null;
  }

  @FieldResolver(() => [SubjectMerge], { description: 'Other records of the same person.' })
  @Holds(5)
  merges(@Root() { key, findings }: Shown<SubjectCard>): readonly Merged[] {
    return mergesOf(findings).map((finding) => ({ ...finding, combinedWith: key }));
  }

  @FieldResolver(() => [SubjectMergeRequest], {
    description: 'What was asked for about other records, the oldest first.',
  })
  @Holds(5)
  mergeRequests(@Root() { requests }: SubjectCard, @Ctx() { now }: Context): readonly SubjectMergeRequest[] {
    return requestsAt(requests, 'SUBJECT_MERGE', new Date(now()).toISOString()).flatMap((authority) => {
      const asked = valueIn(requests, authority.key);
      return asked ? [{ authority, other: asked.other, reason: asked.reason }] : [];
    });
  }

  @FieldResolver(() => [SubjectCategorisation], {
    description: 'What the person is in each record about them, as far as somebody has said so.',
  })
  @Holds(10)
  categories(@Root() { categories }: SubjectCard): readonly SubjectCategorisation[] {
    return valuesOf(categories).flatMap(({ told, ...about }) => {
      const { value: category = null, from: since = '' } = told.at(-1) ?? {};
      return category === null ? [] : [{ ...about, category, since }];
    });
  }
}

const withoutNull = ({ ways, onlyThrough }: SafeContactCard) => ({
  ways,
  ...(onlyThrough !== null && { onlyThrough }),
});

/** A record that is taken as the same person’s, and the one in which it is shown. */
type Merged = Pick<SubjectMerge, 'other' | 'at'> & { readonly combinedWith: string };

@Resolver(() => SubjectMerge)
export class SubjectMergeResolver {
  @FieldResolver(() => PersonalText, { nullable: true, description: 'What the person is called there.' })
  name(@Root() merged: Merged, @Ctx() context: Context) {
    return combined(merged, 'name', context);
  }

  @FieldResolver(() => PersonalText, {
    nullable: true,
    description: 'How to reach the person, as it says there.',
  })
  contact(@Root() merged: Merged, @Ctx() context: Context) {
    return combined(merged, 'contact', context);
  }

  @FieldResolver(() => PersonalText, {
    nullable: true,
    description: 'Where the person lives, as it says there.',
  })
  address(@Root() merged: Merged, @Ctx() context: Context) {
    return combined(merged, 'address', context);
  }
}

const combined = async (
  { other, combinedWith }: Merged,
  detail: 'name' | 'contact' | 'address',
  { find, personal }: Context,
) => {
  const there = (await find('Subject', other)) as SubjectCard | null;
  return personal.combined(there?.[detail], 'SUBJECT', combinedWith);
};
