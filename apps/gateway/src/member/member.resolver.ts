import { FieldResolver, Resolver, Root } from 'type-graphql';
import { COMPETENCE_LEVELS } from '@wardbook/policing';
import type { Shown } from '../read.ts';
import type { MemberCard } from './member-board.view.ts';
import { CompetenceLevelEnum, MemberType } from './member.type.ts';

@Resolver(() => MemberType)
export class MemberResolver {
  @FieldResolver(() => [CompetenceLevelEnum], { description: 'What the member is trained for today.' })
  competences(@Root() { competences }: Shown<MemberCard>) {
    return COMPETENCE_LEVELS.filter((level) => competences[level]?.at(-1)?.value);
  }
}
