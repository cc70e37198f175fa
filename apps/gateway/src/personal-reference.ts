export type PersonalReference = string;
