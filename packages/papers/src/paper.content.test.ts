import { contentHashOf, filledIn, namesPetitioner, petitionerName, type StoredContent } from './paper.content.js';

const content: StoredContent<'F-03'> = {
  kind: 'F-03',
  locale: 'zh-CN',
  office: '青禾县信访局',
  issuedOn: '2026-03-04',
  submissionNos: ['37160220260302W00001X'],
  values: {
    way: '转送',
    matter: '路灯',
    registeredAt: '2026-03-02T01:00:00Z',
    channel: '网上',
    petitioner: `${petitionerName}（等3人）`,
    summary: '村口路灯坏了三个月。',
    noticeDueOn: '2026-03-17',
    objectionDueOn: '2026-03-11',
    officer: '李明',
    officePhone: '0543-7654321',
  },
  lists: { attachments: [{ no: '1', name: `${petitionerName}的照片` }] },
  signatories: [{ role: '经办人' }],
  templateVersion: 1,
};
const paper = {
  officeShort: '青禾县',
  word: '转',
  year: 2026,
  seq: 5,
  version: 3,
  content,
  contentHash: contentHashOf(content),
  isForPetitioner: false,
};
const address = 'http://localhost/track';

test('number, correction, hash and name are put in at rendering', () => {
  expect(filledIn(paper, address, '未留姓名', { name: '$& 欧阳', address: '柳溪村' })).toEqual({
    ...content,
    numberText: '青禾县信转〔2026〕5号',
    correction: 2,
    contentHash: paper.contentHash.toString('hex'),
    trackingAddress: address,
    values: { ...content.values, petitioner: '$& 欧阳（等3人）' },
    lists: { attachments: [{ no: '1', name: '$& 欧阳的照片' }] },
  });
});

test('the addressee stands only on what is for the petitioner; without a name a word stands in its place', () => {
  const forPetitioner = { ...paper, isForPetitioner: true };
  expect(filledIn(forPetitioner, address, '', { name: '欧阳' })).toMatchObject({ addressee: { name: '欧阳' } });
  const nameless = filledIn(forPetitioner, address, '未留姓名', undefined);
  expect(nameless).not.toHaveProperty('addressee');
  expect(nameless.values).toMatchObject({ petitioner: '未留姓名（等3人）' });
});

test('a paper without a number has none', () => {
  expect(filledIn({ ...paper, word: null, year: null, seq: null }, address, '', undefined)).not.toHaveProperty(
    'numberText',
  );
});

test('what does not name the petitioner is known beforehand', () => {
  expect(namesPetitioner(content)).toBe(true);
  expect(
    namesPetitioner({ ...content, values: { ...content.values, petitioner: '见附件' }, lists: { attachments: [] } }),
  ).toBe(false);
});

test('the hash does not depend on the order in which fields were given', () => {
  const turned = Object.fromEntries(Object.entries(content).toReversed()) as unknown as StoredContent;
  expect(contentHashOf(turned)).toEqual(contentHashOf(content));
});
