/** Every question of R Art. 31 asked and answered no: what is left is the petition path. */
export const noneOfThese = {
  'accuses-official-or-office': false,
  'suggestion-only': false,
  'litigation-or-police-procedure': false,
  arbitration: false,
  'party-appeal': false,
  'administrative-procedure': false,
  'asks-for-duty': false,
};
