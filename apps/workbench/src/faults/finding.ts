/** Something that is not as it should be; `no` is the number of the submission that it belongs to. */
export interface Finding {
  readonly what: string;
  readonly no: string | null;
}
