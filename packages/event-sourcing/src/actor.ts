/** Who acts. `id` is an opaque internal id, never a name and never a token's subject. */
export interface Actor {
  readonly id: string;
  readonly role: string;
  readonly agency: string;
}
