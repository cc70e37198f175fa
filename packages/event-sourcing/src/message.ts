/** A wish or a fact, told apart by its `type`. */
export interface Message {
  readonly type: string;
}
