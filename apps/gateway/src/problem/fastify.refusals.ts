import { Problem } from '@huiyin/contracts';

const byCode: Readonly<Record<string, () => Problem>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: () => new Problem('payload-too-large'),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: () => new Problem('unsupported-media-type'),
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: () =>
    new Problem('validation-failed', {}, [{ field: 'content-length', rule: 'matches' }]),
  FST_ERR_BAD_URL: () => new Problem('malformed-text'),
  FST_ERR_NOT_FOUND: () => new Problem('route-not-found'),
  FST_ERR_MAX_PARAM_LENGTH: () => new Problem('route-not-found'),
  FST_REQ_FILE_TOO_LARGE: () => new Problem('file-too-large'),
  FST_FILES_LIMIT: () => new Problem('files-too-many'),
  FST_PARTS_LIMIT: () => new Problem('files-too-many'),
  FST_FIELDS_LIMIT: () => new Problem('validation-failed', {}, [{ field: '', rule: 'arrayMaxSize' }]),
  FST_INVALID_MULTIPART_CONTENT_TYPE: () => new Problem('unsupported-media-type'),
  FST_MULTIPART_INVALID_REQUEST: () => notAForm(),
};

/** What the reader of forms says of a body that is none, without a code. */
const brokenForm =
  /^(?:Unexpected end of multipart data|\w+ terminated early due to unexpected end of multipart data|Multipart: .+)$/;
const notAForm = () => new Problem('validation-failed', {}, [{ field: '', rule: 'isMultipart' }]);

/** Fastify's own refusals under our codes; whatever is not known is a fault and told to nobody but the log. */
export function problemOf(error: unknown): unknown {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  if (error instanceof Error && code === '' && brokenForm.test(error.message)) return notAForm();
  return byCode[code]?.() ?? error;
}
