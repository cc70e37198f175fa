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

/** The questions of `docs/questions.md`; their answers are written by `generate`. */
export const QUESTIONS: readonly Chapter[] = [
  {
    title: 'Visits to people’s premises',
    questions: [
      {
        asks: 'Who was where, and did everybody come back?',
        who: 'sergeant',
        document: `{
  visits(first: 5, standing: [DEPARTED]) {
    edges { node { standing expectedArrival arrivedAt departedAt member { publicName } } }
  }
}`,
      },
    ],
  },
];
