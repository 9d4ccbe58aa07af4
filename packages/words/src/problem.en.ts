import { problemPathEn } from './problem-path.en.js';
import { type problemZh } from './problem.zh.js';
import { type InEnglish } from './word-keys.js';

export const problemEn: InEnglish<typeof problemZh> = {
  'validation-failed': {
    title: 'Something is not filled in correctly',
    detail: 'Look at the marked places, correct them and send again. Nothing that you typed is lost.',
  },
  'malformed-json': {
    title: 'The data could not be read',
    detail: 'The format is wrong and nothing was saved. Reload the page and try again.',
  },
  'malformed-text': {
    title: 'The text has invisible special characters',
    detail: 'Remove them, or type the text again, and send once more.',
  },
  'too-deep': { title: 'The data has too many levels', detail: 'Nothing was saved. Use fewer levels.' },
  'bad-cursor': { title: 'The place in the list is no longer valid', detail: 'Go back to the first page.' },
  'idempotency-key-missing': {
    title: 'The key against double entry is missing',
    detail: 'Every submission carries such a key, so that nothing is registered twice. Reload the page and try again.',
  },
  'unsupported-media-type': {
    title: 'Data in this format is not taken',
    detail: 'Use the form on the page, or follow the interface description.',
  },
  'payload-too-large': { title: 'Too much at once', detail: 'Please write less; papers can be sent as attachments.' },
  'not-acceptable': { title: 'This format cannot be given', detail: 'Ask for another format.' },
  'method-not-allowed': { title: 'This address cannot be used in this way', detail: 'Start again from the home page.' },
  'route-not-found': {
    title: 'There is no such page',
    detail: 'Check the address, or start again from the home page.',
  },
  'too-many-requests': {
    title: 'Too many at once',
    detail: 'Please wait a little and try again. You can also come to the counter, write a letter or telephone.',
  },
  'proof-of-work-required': {
    title: 'One safety check is still missing',
    detail: 'Let the page finish its check, then send. You can also come to the counter, write a letter or telephone.',
  },
  'proof-of-work-invalid': {
    title: 'The safety check did not pass',
    detail: 'It may have expired. Reload the page and send again.',
  },
  'cross-site-refused': {
    title: 'This did not come from our own site',
    detail: 'For your safety it was not done. Please do it again from a page of this site.',
  },
  'not-signed-in': { title: 'You are not signed in', detail: 'Sign in first, then go on.' },
  'token-invalid': { title: 'Your sign-in has ended', detail: 'Sign in again, then go on.' },
  'credentials-wrong': { title: 'User name or password is wrong', detail: 'Check both and enter them again.' },
  'second-factor-required': {
    title: 'The one-time code is still needed',
    detail: 'Open the authenticator on your phone and enter the six digits.',
  },
  'second-factor-wrong': { title: 'The one-time code is wrong', detail: 'Wait for a new code and enter it.' },
  'step-up-required': {
    title: 'This step asks you to confirm who you are',
    detail: 'Enter your password and one-time code again, then go on.',
  },
  'act-not-allowed': {
    title: 'Your present post may not do this',
    detail: 'If you need it, speak to the administrator of your unit.',
  },
  'demo-account-refused': {
    title: 'Demonstration accounts do not work here',
    detail: 'Use the account that your unit gave you.',
  },
  'code-or-number-wrong': {
    title: 'The number or the query code is wrong',
    detail: 'Enter both again, as they stand on your receipt.',
  },
  'password-unfit': { title: 'This password is not safe enough', detail: 'Choose a longer one that nobody can guess.' },
  'second-factor-not-enrolled': {
    title: 'The one-time code is not set up yet',
    detail: 'Set it up first with the authenticator on your phone.',
  },
  'second-factor-already-enrolled': {
    title: 'The one-time code is already set up',
    detail: 'To change your phone, speak to the administrator of your unit.',
  },
  'not-found': { title: 'There is no such matter, or it is outside your scope', detail: 'Check the number.' },
  'version-missing': {
    title: 'The version is missing',
    detail: 'Reload the page, read the newest state, then change it.',
  },
  'stale-version': {
    title: 'Somebody has just changed this',
    detail: 'Your change was not saved. Read the newest state first, then decide.',
    meanwhile:
      'Done meanwhile: {{acts}} (the last at {{at}}). Your change was not saved. Read the newest state first, then decide.',
  },
  'idempotency-key-reused': {
    title: 'One key was used for two different contents',
    detail: 'Nothing was saved. Reload the page and send again.',
  },
  'transition-not-allowed': {
    title: 'This cannot be done now',
    detail: 'The matter has moved on. Reload the page to see what can be done.',
  },
  'unit-not-found': { title: 'There is no such unit', detail: 'Check the name and choose again.' },
  'unit-closed': { title: 'This unit has been closed', detail: 'Choose its successor.' },
  'unit-has-open-work': { title: 'This unit still has open work', detail: 'Hand the open work to a successor first.' },
  'unit-name-taken': { title: 'The same superior already has a unit of this name', detail: 'Choose another name.' },
  'unit-cycle': { title: 'A unit cannot be its own superior', detail: 'Choose another superior unit.' },
  'successor-invalid': {
    title: 'This unit cannot be the successor',
    detail: 'Choose another unit that is open and has fitting duties.',
  },
  'official-not-found': { title: 'There is no such official', detail: 'Check the name and choose again.' },
  'username-taken': { title: 'This user name is taken', detail: 'Choose another one.' },
  'post-not-found': { title: 'There is no such post', detail: 'Reload the page and choose again.' },
  'role-not-fit-for-unit': { title: 'This unit cannot have that role', detail: 'Choose a role that fits the unit.' },
  'delegation-invalid': {
    title: 'This delegation is not possible',
    detail: 'Check the person, the scope and the dates.',
  },
  'last-officer': {
    title: 'This is the last officer and cannot leave',
    detail: 'Every open matter needs a named officer. Name the one who takes over first.',
  },
  'no-common-superior': {
    title: 'These two units have no common superior',
    detail: 'Bring it to the joint conference on petition work.',
  },
  'contact-or-accusation-needed': {
    title: 'Please leave a name and a way to reach you',
    detail: 'Otherwise you cannot be told the result. Only an accusation may be made without a name.',
  },
  'representatives-too-many': {
    title: 'More representatives than the rules allow',
    detail: 'People who come together choose a few representatives, no more than the allowed number.',
  },
  'visit-details-needed': {
    title: 'Please add the details of the visit',
    detail: 'Say how many people came, and whether one person came or a group.',
  },
  'visit-details-misplaced': {
    title: 'Visit details belong to visits only',
    detail: 'Remove the number of visitors, or change the channel to visit.',
  },
  'attachment-not-found': {
    title: 'This attachment cannot be found',
    detail: 'It may not have been sent completely. Please upload it again.',
  },
  'type-not-allowed': {
    title: 'This kind of file is not taken',
    detail: 'Send photos, PDF, Word, Excel, sound or video.',
  },
  'type-mismatch': {
    title: 'The name of the file does not fit its content',
    detail: 'Save the file again with the program that made it, then upload it.',
  },
  'file-too-large': { title: 'The file is too large', detail: 'Send a smaller file, or split it into several.' },
  'macro-refused': {
    title: 'The file contains macros',
    detail: 'Macros can be dangerous. Save it without macros, or as PDF, and upload it again.',
  },
  'archive-suspicious': {
    title: 'The inside of the file is not normal',
    detail: 'For safety it was not taken. Save it again, or as PDF, and upload it.',
  },
  'image-too-large': {
    title: 'The picture has too many pixels',
    detail: 'Make it smaller, or take a new photo with your phone.',
  },
  'empty-file': { title: 'The file is empty', detail: 'Check the file and upload it again.' },
  'files-too-many': {
    title: 'Too many attachments',
    detail: 'Keep the most important papers; the rest can follow during handling.',
  },
  'path-does-not-follow': {
    title: 'The chosen path does not follow from the answers',
    detail: 'Go through the questions again in their order.',
  },
  'reason-needed': {
    title: 'Please give the reason',
    detail: 'This step keeps a reason that the petitioner and the higher office can read.',
  },
  'link-target-unfit': {
    title: 'It cannot be linked to this matter',
    detail: 'Only the same person and the same matter, still being handled, can be linked.',
  },
  'proposal-already-decided': {
    title: 'This proposal has been decided already',
    detail: 'Reload the page to see the decision.',
  },
  'receiving-unit-unfit': { title: 'This unit cannot receive the matter', detail: 'Choose a unit with power over it.' },
  'prohibited-transfer': {
    title: 'The law forbids this transfer',
    detail:
      'Never to whom it accuses, to somebody with an interest, to the office that decided before, or to two offices at once. Choose another.',
  },
  ...problemPathEn,
  'template-invalid': {
    title: 'This template cannot be used yet',
    detail: 'Put in everything that the law asks for and correct the marked places. Nothing was saved.',
  },
  'bus-unavailable': {
    title: 'Parts of the system cannot reach each other',
    detail: 'Nothing was saved this time. What you typed is still here; please send it again in a while.',
  },
  'store-unavailable': {
    title: 'Nothing can be stored at the moment',
    detail: 'Nothing was saved this time. What you typed is still here; please send it again in a while.',
  },
  'directory-unavailable': {
    title: 'The directory of units cannot be opened',
    detail: 'Nothing was saved this time. Please try again in a while.',
  },
  overloaded: {
    title: 'Too many people are using the system',
    detail: 'Nothing was saved this time. Try again in a while, or come to the counter, write or telephone.',
  },
  'too-slow': {
    title: 'It took too long and was stopped',
    detail: 'It may have been saved or not. Send it again from the same page: it will not be registered twice.',
  },
  'internal-error': {
    title: 'Something went wrong in the system',
    detail: 'The fault is recorded. Try again in a while; if it stays, tell the office the trace number on this page.',
  },
};
