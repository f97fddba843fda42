// The words for people: what happened, and the way out. Chosen at the screen (window or terminal), never in the core.
import { sayReason } from './language/say-reason.ts'
import { listed, t } from './language/translate.ts'
import { type ErrorCode, type ErrorDetails, type ErrorJson, type VitrineError } from './errors.ts'
import { formatBytes } from './bytes.ts'

/** One sentence that names the thing, and one that names the way out. */
export interface ErrorWords {
  what: string
  wayOut: string
}

const waysIntoFolder = {
  read: t('Give read permission to the folder.'),
  list: t('Give read permission to the folder.'),
  write: t('What is there can be read; to change it, give write permission to the folder.'),
}
const waysToBucket = {
  'no-bucket': t('Check the name of the bucket, or make it; Vitrine makes no buckets.'),
  'wrong-region': t('Set s3_region to the region of the bucket.'),
  'no-answer': t('Check the network and the endpoint, and try again.'),
  'unknown-host': t('Check the endpoint and the network.'),
  'wrong-clock': t('Set the clock of this machine.'),
}
const describeDenial = {
  'no-credentials': t('No credentials for this store were found.'),
  'unreadable-credentials': t('The credentials for this store cannot be read.'),
  'unknown-key': t('The store does not know the access key.'),
  'wrong-secret': t('The secret does not fit the access key.'),
  expired: t('The credentials have expired.'),
  'not-allowed': t('The credentials are good but have too few rights.'),
}
const waysToCredentials = {
  'no-credentials': t(
    'Sign in with the cloud’s own tools ("aws configure", "gcloud auth application-default login"), or set their environment variables.',
  ),
  'unreadable-credentials': t(
    'The file that GOOGLE_APPLICATION_CREDENTIALS names is no key file, or its key is damaged; download it again, or sign in anew ("gcloud auth application-default login").',
  ),
  'unknown-key': t('Check which profile or environment variables are in force, and whether the key is of this service.'),
  'wrong-secret': t('Copy the secret again; it goes with exactly one access key.'),
  expired: t('Sign in again.'),
}
const rightsOfBucket = {
  read: t('Give them the right to read objects (s3:GetObject, storage.objects.get).'),
  list: t('Give them the right to list the bucket (s3:ListBucket, storage.objects.list).'),
  write: t(
    'What is there can be read; to change it, give them the rights to write and delete objects (s3:PutObject and s3:DeleteObject, storage.objects.create and delete).',
  ),
}

const namedAtMost = 3
const listNames = (names: readonly string[]) =>
  listed([
    ...names.slice(0, namedAtMost),
    ...(names.length > namedAtMost ? [t('{count} more', { count: names.length - namedAtMost })] : []),
  ])

const words: { [C in ErrorCode]: (details: ErrorDetails<C>) => ErrorWords } = {
  'artifact.not-found': ({ uri }) => ({
    what: t('No artifact is known by {uri}.', { uri }),
    wayOut: t('It may be in the trash, or the store may need "vitrine reindex".'),
  }),
  'artifact.corrupt': ({ uri, reason }) => ({
    what: t('The stored content of {uri} is damaged: {reason}.', { uri, reason: sayReason(reason) }),
    wayOut: t('Upload it again, or read the bytes as they lie with --no-verify.'),
  }),
  'artifact.exists': ({ uri }) => ({
    what: t('{uri} exists already.', { uri }),
    wayOut: t('Delete it first, or restore under another name.'),
  }),
  'version.retired': ({ name, version }) => ({
    what: t('Version {version} of {name} was deleted, and its number is not used again.', { version, name }),
    wayOut: t('Restore it from the trash, or upload as another version.'),
  }),
  'attempt.changed': ({ specName, taskId, version, names }) => ({
    what: t('Attempt {version} of {specName}/{taskId} changed since it was looked at: {names}. No verdict was written.', {
      version,
      specName,
      taskId,
      names: listNames(names),
    }),
    wayOut: t('Look at what is new, and decide again.'),
  }),
  'verdict.not-found': ({ specName, taskId, version }) => ({
    what: t('Attempt {version} of {specName}/{taskId} has no such verdict to take back.', { version, specName, taskId }),
    wayOut: t('"vitrine verdict show" tells what was decided on it.'),
  }),
  'record.unreadable': ({ key, reason }) => ({
    what: t('The record file {key} cannot be read: {reason}.', { key, reason: sayReason(reason) }),
    wayOut: t('Its task is shown without it; repair or remove the file, then run "vitrine reindex".'),
  }),
  'name.invalid': ({ field, value, reason }) => ({
    what: t('{value} cannot be used as {field}: {reason}.', {
      value: JSON.stringify(value),
      field: sayReason(field),
      reason: sayReason(reason),
    }),
    wayOut: t('Choose another {field}.', { field: sayReason(field) }),
  }),
  'store.full': ({ reason, neededBytes, freeBytes }) => ({
    what:
      reason === 'disk'
        ? t('The disk that holds the store is full. Nothing was written.')
        : neededBytes === undefined
          ? t("The store's quota is reached. Nothing was written.")
          : t("The store's quota is reached. Nothing was written ({needed} needed, {free} left).", {
              needed: formatBytes(neededBytes),
              free: formatBytes(freeBytes ?? 0),
            }),
    wayOut: t('Clean up, purge the trash, or raise storage_quota.max_size_gb.'),
  }),
  'store.locked': ({ lock, owner, waitedMs }) => ({
    what: t('{lock} is being written by {owner}; it did not finish within {seconds} s.', {
      lock,
      owner: sayReason(owner),
      seconds: Math.round(waitedMs / 1000),
    }),
    wayOut: t('Try again when that process is done.'),
  }),
  'store.unreachable': ({ uri, reason, problem, region }) => ({
    what:
      problem === 'no-answer'
        ? t('The store {uri} cannot be reached: {reason}.', { uri, reason: sayReason(reason) })
        : t('The store {uri} cannot be opened: {reason}.', { uri, reason: sayReason(reason) }),
    wayOut:
      problem === undefined
        ? t('Check the path, or choose another store.')
        : region === undefined
          ? waysToBucket[problem]
          : t('Set s3_region to {region}.', { region }),
  }),
  'store.denied': ({ path, operation, problem }) => ({
    what:
      problem === undefined
        ? t('Vitrine may not {operation} {path}.', { operation: sayReason(operation), path })
        : `${describeDenial[problem]} ${t('Vitrine may not {operation} {path}.', { operation: sayReason(operation), path })}`,
    wayOut:
      problem === undefined
        ? waysIntoFolder[operation]
        : problem === 'not-allowed'
          ? rightsOfBucket[operation]
          : waysToCredentials[problem],
  }),
  'store.too-new': ({ key, format, understood }) => ({
    what: t('{key} has format {format}; this Vitrine understands up to {understood}.', { key, format, understood }),
    wayOut: t('Update Vitrine.'),
  }),
  'backend.cannot': ({ scheme, operation }) => ({
    what: t('A {scheme} store cannot {operation}.', { scheme, operation: sayReason(operation) }),
    wayOut: t('Use a store that can.'),
  }),
  'upload.aborted': () => ({ what: t('The upload was cancelled. Nothing was stored.'), wayOut: t('Upload again.') }),
  'upload.checksum-mismatch': ({ expected, actual }) => ({
    what: t('The bytes that arrived have checksum {actual}, not {expected}. Nothing was stored.', { actual, expected }),
    wayOut: t('Upload again; if it repeats, the file changed on its way.'),
  }),
  'config.invalid': ({ path, line, reason }) => ({
    what: t('{path}, line {line}: {reason}.', { path, line, reason: sayReason(reason) }),
    wayOut: t('Correct that line.'),
  }),
  'path.unreadable': ({ path, reason }) => ({
    what: t('{path} cannot be read: {reason}.', { path, reason: sayReason(reason) }),
    wayOut: t('Check the path and its permissions.'),
  }),
  'session.not-found': ({ sessionId }) => ({
    what: t('No session is known by {sessionId}.', { sessionId }),
    wayOut: t('"vitrine session list" shows those that are.'),
  }),
  'session.exists': ({ sessionId, reason }) => ({
    what: t('The session {sessionId} exists already: {reason}.', { sessionId, reason: sayReason(reason) }),
    wayOut: t('Use another id.'),
  }),
  'file.not-found': ({ path }) => ({ what: t('There is no {path}.', { path }), wayOut: t('It may have been moved or deleted.') }),
  'file.exists': ({ path }) => ({ what: t('{path} exists already.', { path }), wayOut: t('Choose another name, or delete it first.') }),
  'file.changed': ({ path }) => ({
    what: t('{path} was changed by someone else meanwhile. Nothing was written.', { path }),
    wayOut: t('Read it again, and make your change there.'),
  }),
  'file.unsaved': ({ paths }) => ({
    what: t('{paths} could not be saved.', { paths: listed(paths) }),
    wayOut: t(
      'Choose another store in its dialog to leave them: they are kept on this machine, and come back when this store is opened again.',
    ),
  }),
  'file.read-only': ({ path }) => ({ what: t('Cannot write to read-only directory: {path}.', { path }), wayOut: t('Write elsewhere.') }),
  'request.invalid': ({ reason, term }) =>
    term === undefined
      ? { what: t('The request is not valid: {reason}.', { reason: sayReason(reason) }), wayOut: t('Correct it and try again.') }
      : {
          what: t('The search has a filter that cannot be read: {word}, at character {at}.', { word: term.word, at: term.start + 1 }),
          wayOut: term.isClosed
            ? t('It can be {allowed}.', { allowed: listed(term.allowed) })
            : t('It is written as {allowed}.', { allowed: listed(term.allowed) }),
        },
  internal: ({ reason }) => ({
    what: t('Vitrine failed: {reason}.', { reason: sayReason(reason) }),
    wayOut: t('Try again; if it repeats, please report it.'),
  }),
}

/** Words for an error: what happened, and the way out. */
export function describeError<C extends ErrorCode>(error: VitrineError<C>): ErrorWords {
  return words[error.code](error.details)
}

/** The JSON form of an error, as the command line and the HTTP answers give it. */
export function formatErrorJson(error: VitrineError): ErrorJson {
  return { error: { code: error.code, message: describeError(error).what, details: error.details } }
}
