/** What somebody wants to know, and how it is asked. */
export interface Question {
  /** As they would say it. */
  readonly asks: string;
  /** Who asks, by the label of an identity of the demonstration. */
  readonly who: string;
  readonly document: string;
  /** What the answer does not say by itself. */
  readonly beside?: string;
}

interface Chapter {
  readonly title: string;
  readonly questions: readonly Question[];
}

/** The months of the demonstration, as it is told on the page: its last whole one, and that before. */
const [MONTH, BEFORE] = ['2026-10', '2026-09'];

/** The questions of `docs/questions.md`; their answers are written by `generate`. */
export const QUESTIONS: readonly Chapter[] = [
  {
    title: 'Crimes, and who investigates them',
    questions: [
      {
        asks: 'How many crimes does the neighbourhood team investigate, and how many the CID?',
        who: 'inspector of the INPT',
        document: `{ allocationShares(month: "${MONTH}") { inpt cid nobody explained open } }`,
      },
      {
        asks: 'Where does somebody else investigate than the policy says, and why?',
        who: 'inspector of the INPT',
        document: `{
  crimes(first: 10, recordedIn: "${MONTH}", departure: [OPEN, EXPLAINED]) {
    edges { node { category departures { from to team { name } reason causes isOpen } } }
  }
}`,
      },
    ],
  },
  {
    title: 'Visits to victims',
    questions: [
      {
        asks: 'Of the visits that were due in a month, how many were offered, made and kept, and who failed?',
        who: 'inspector of the INPT',
        document: `{
  victimVisitFigures(month: "${MONTH}") {
    category due made overdue accepted declined kept officerDidNotAttend recipientUnavailable
    changedByPolice changedByVictim
  }
}`,
        beside:
          'Each failure is the side\u2019s whose it was: a slot that an officer missed is never \u201cmissed\u201d alone.',
      },
      {
        asks: 'What are victims owed that is overdue?',
        who: 'control room',
        document: `{
  victimVisits(first: 10, overdue: true) {
    edges { node { category offerBy duties { duty dueOn isOverdue } } }
  }
}`,
      },
      {
        asks: 'What became of the visit to one victim?',
        who: 'control room',
        document: `{
  victimVisits(first: 1, category: BURGLARY, standing: [CLOSED]) {
    edges {
      node {
        safeToReach { ways }
        offers { channel at }
        course { at how said }
        duties { duty dueOn doneAt isOverdue }
      }
    }
  }
}`,
      },
      {
        asks: 'Which appointments are free?',
        who: 'control room',
        document: `{
  appointmentDays(first: 3, area: "kilburn") { edges { node { day freeSlots { car left } } } }
}`,
      },
    ],
  },
  {
    title: 'Homes',
    questions: [
      {
        asks: 'Which recommendations are open, whose are they, and which are overdue?',
        who: 'sergeant',
        document: `{
  recommendations(first: 10, standing: [OPEN]) {
    edges { node { key owner agency { name } priority dueOn isOverdue } }
  }
}`,
      },
      {
        asks: 'And what became of all of them?',
        who: 'sergeant',
        document: `{
  recommendations(first: 10, standing: [OPEN, IMPLEMENTED, DECLINED]) {
    edges { node { key owner agency { name } priority standard standing answeredAt } }
  }
}`,
      },
      {
        asks: 'Which is ours to do, and where?',
        who: 'housing association, a partner agency',
        document: `{
  recommendations(first: 10, standing: [OPEN, IMPLEMENTED]) {
    edges { node { key priority dueOn standing ward { name } isAddressTold } }
  }
}`,
        beside: 'It sees what it owns, and nothing else of the survey.',
      },
      {
        asks: 'Which reminders were given, and when?',
        who: 'sergeant',
        document: `{
  surveys(first: 10, standing: [COMPLETED]) {
    edges { node { level reminders { reminder how at } } }
  }
}`,
      },
      {
        asks: 'How many of the dwellings for which a scheme is has it reached?',
        who: 'council, a partner agency',
        document: `{
  initiatives(first: 10) {
    edges {
      node { name kind subsidyPercent coverage { wardCode eligibleDwellings premises fittedDwellings installations } }
    }
  }
}`,
      },
    ],
  },
  {
    title: 'Skills',
    questions: [
      {
        asks: 'Who may survey a home today?',
        who: 'sergeant',
        document: `{
  competences(first: 10, level: BASIC_SURVEY) {
    edges { node { member { publicName } from until trainingDay { series } } }
  }
}`,
      },
      {
        asks: 'And on the first day of the month before?',
        who: 'sergeant',
        document: `{
  competences(first: 10, level: BASIC_SURVEY, on: "${BEFORE}-01") {
    edges { node { member { publicName } } }
  }
}`,
      },
      {
        asks: 'Which training days do agencies hold together?',
        who: 'council, a partner agency',
        document: `{
  trainingDays(first: 10, standing: [SCHEDULED]) {
    edges { node { series from organiserKeys modules attended evaluation { outcome } } }
  }
}`,
      },
    ],
  },
  {
    title: 'What the public tells us',
    questions: [
      {
        asks: 'How many reports came in a month, has nobody graded or assessed any, and how long does it take?',
        who: 'inspector of the INPT',
        document: `{
  reportFigures(month: "${MONTH}") {
    received grades { grade reports } ungraded unassessed overdue late gradesInDoubt medianMinutesToGrade
  }
}`,
        beside:
          '\u201cungraded\u201d and \u201cunassessed\u201d must be 0 once their time is over: \u201coverdue\u201d says.',
      },
      {
        asks: 'What is owed to one that came while it happened?',
        who: 'control room',
        document: `{
  reports(first: 1, matter: GRAFFITI, standing: [CLOSED]) {
    edges {
      node {
        grade { grade rationale withinMinutes policy } duties { duty dueAt doneAt isOverdue } actions { decision }
      }
    }
  }
}`,
      },
      {
        asks: 'What became of the report that we passed on?',
        who: 'residents\u2019 association, a partner agency',
        document: `{ reportsPassedOn(first: 5) { edges { node { receiptCode receivedAt status } } } }`,
        beside: 'They are told how far it has come, and nothing of what is known or planned.',
      },
      {
        asks: 'And what of mine? I have a receipt.',
        who: 'control room',
        document: `{ reportByReceipt(receiptCode: "DEMO-4M9T") { receivedAt status } }`,
      },
      {
        asks: 'What should I look for, how do I report it, and what happens next?',
        who: 'elected member',
        document: `{ reportingGuidance(force: "demonstration-police") { policy guidance { topic wording } } }`,
      },
    ],
  },
  {
    title: 'What is known',
    questions: [
      {
        asks: 'How is what came in a month graded, and on which basis was it disseminated?',
        who: 'intelligence officer',
        document: `{
  intelligenceFigures(month: "${MONTH}") {
    opened unassessed bySource { code count } byAssessment { code count } byHandling { code count }
    disseminated { code count } actedOn eventLed
  }
}`,
      },
      {
        asks: 'What went to whom, and can they still read it?',
        who: 'intelligence officer',
        document: `{
  intelligenceDisseminations(first: 10, month: "${MONTH}") {
    edges { node { agencyKey legalBasis agreement purpose isHidden } }
  }
}`,
      },
      {
        asks: 'What have the police told us?',
        who: 'council, a partner agency',
        document: `{
  disseminatedIntelligence(first: 5) {
    edges { node { grading conditions { onlyPurposes } legalBasis text } }
  }
}`,
        beside: 'The text has an id of its own, and says nothing of who told it.',
      },
    ],
  },
  {
    title: 'Problems, and what is done about them',
    questions: [
      {
        asks: 'How many problems are there, what was done about them by whom, and was intelligence behind it?',
        who: 'inspector of the INPT',
        document: `{
  problemFigures(month: "${MONTH}") {
    byStanding { standing count }
    byWard { wardCode count limit isOverLimit }
    byAgency { agencyKey tasked due overdue completed }
    intelligenceLed eventLed measures proactive prevention enforcement offendersBroughtToJustice
  }
}`,
      },
      {
        asks: 'What is ours to do, and what waits for it?',
        who: 'housing association, a partner agency',
        document: `{
  measures(first: 10, standing: [TASKED, STARTED, COMPLETED]) {
    edges { node { key kind dueOn standing isOverdue waitsForKeys dependantKeys } }
  }
}`,
      },
      {
        asks: 'What does each of us do about one problem, and what came of it?',
        who: 'council, a partner agency',
        document: `{
  problems(first: 1, standing: [CLOSED]) {
    edges {
      node {
        title causes result
        measures { key agencyKey kind standing result dependantKeys }
      }
    }
  }
}`,
      },
      {
        asks: 'Which examples are there of what works?',
        who: 'elected member',
        document: `{ caseStudies(first: 5) { edges { node { category result text } } } }`,
      },
    ],
  },
  {
    title: 'Behaviour',
    questions: [
      {
        asks: 'How many contracts were signed, kept and broken, and why did none come before an order?',
        who: 'inspector of the INPT',
        document: `{
  contractFigures(month: "${MONTH}") {
    proposed signed declined kept broken ordersWithoutContract { reason count }
  }
}`,
        beside: 'And the orders that were sought though no contract had been offered, each with its reason.',
      },
      {
        asks: 'How many case reviews did people ask for, and were they answered?',
        who: 'inspector of the INPT',
        document: `{
  caseReviewFigures(month: "${MONTH}") { requested thresholdMet thresholdNotMet answered overdue }
}`,
      },
    ],
  },
];
