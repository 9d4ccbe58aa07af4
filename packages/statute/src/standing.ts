/** `law`: a text that was read says so. `design`: no text fixes it, our default. `unconfirmed`: said to be so, text not seen. */
export type Standing = 'law' | 'design' | 'unconfirmed';

/** Carried by every row: where it comes from (source tag and article, e.g. `R34`) and how firm that is. */
export interface Sourced {
  readonly article: string;
  readonly standing: Standing;
}
