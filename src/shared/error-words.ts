// The words for people: what happened, and the way out. Chosen at the screen (window or terminal), never in the core.
import { type ErrorCode, type ErrorDetails, type ErrorJson, type VitrineError } from './errors.ts'
import { formatBytes } from './bytes.ts'

/** One sentence that names the thing, and one that names the way out. */
export interface ErrorWords {
  what: string
  wayOut: string
}

const waysIntoFolder = {
  read: 'Give read permission to the folder.',
  list: 'Give read permission to the folder.',
  write: 'What is there can be read; to change it, give write permission to the folder.',
}
const waysToBucket = {
  'no-bucket': 'Check the name of the bucket, or make it; Vitrine makes no buckets.',
  'wrong-region': 'Set s3_region to the region of the bucket.',
  'no-answer': 'Check the network and the endpoint, and try again.',
  'unknown-host': 'Check the endpoint and the network.',
  'wrong-clock': 'Set the clock of this machine.',
}
const describeDenial = {
  'no-credentials': 'No credentials for this store were found.',
  'unknown-key': 'The store does not know the access key.',
  'wrong-secret': 'The secret does not fit the access key.',
  expired: 'The credentials have expired.',
  'not-allowed': 'The credentials are good but have too few rights.',
}
const waysToCredentials = {
  'no-credentials':
    'Sign in with the cloud’s own tools ("aws configure", "gcloud auth application-default login"), or set their environment variables.',
  'unknown-key': 'Check which profile or environment variables are in force, and whether the key is of this service.',
  'wrong-secret': 'Copy the secret again; it goes with exactly one access key.',
  expired: 'Sign in again.',
}
const rightsOfBucket = {
  read: 'Give them the right to read objects (s3:GetObject, storage.objects.get).',
  list: 'Give them the right to list the bucket (s3:ListBucket, storage.objects.list).',
  write:
    'What is there can be read; to change it, give them the rights to write and delete objects (s3:PutObject and s3:DeleteObject, storage.objects.create and delete).',
}

const namedAtMost = 3
const listNames = (names: readonly string[]) =>
  [...names.slice(0, namedAtMost), ...(names.length > namedAtMost ? [`${names.length - namedAtMost} more`] : [])].join(', ')

const words: { [C in ErrorCode]: (details: ErrorDetails<C>) => ErrorWords } = {
  'artifact.not-found': ({ uri }) => ({
    what: `No artifact is known by ${uri}.`,
    wayOut: 'It may be in the trash, or the store may need "vitrine reindex".',
  }),
  'artifact.corrupt': ({ uri, reason }) => ({
    what: `The stored content of ${uri} is damaged: ${reason}.`,
    wayOut: 'Upload it again, or read the bytes as they lie with --no-verify.',
  }),
  'artifact.exists': ({ uri }) => ({ what: `${uri} exists already.`, wayOut: 'Delete it first, or restore under another name.' }),
  'version.retired': ({ name, version }) => ({
    what: `Version ${version} of ${name} was deleted, and its number is not used again.`,
    wayOut: 'Restore it from the trash, or upload as another version.',
  }),
  'attempt.changed': ({ specName, taskId, version, names }) => ({
    what: `Attempt ${version} of ${specName}/${taskId} changed since it was looked at: ${listNames(names)}. No verdict was written.`,
    wayOut: 'Look at what is new, and decide again.',
  }),
  'verdict.not-found': ({ specName, taskId, version }) => ({
    what: `Attempt ${version} of ${specName}/${taskId} has no such verdict to take back.`,
    wayOut: '"vitrine verdict show" tells what was decided on it.',
  }),
  'record.unreadable': ({ key, reason }) => ({
    what: `The record file ${key} cannot be read: ${reason}.`,
    wayOut: 'Its task is shown without it; repair or remove the file, then run "vitrine reindex".',
  }),
  'name.invalid': ({ field, value, reason }) => ({
    what: `${JSON.stringify(value)} cannot be used as ${field}: ${reason}.`,
    wayOut: `Choose another ${field}.`,
  }),
  'store.full': ({ reason, neededBytes, freeBytes }) => ({
    what:
      reason === 'disk'
        ? 'The disk that holds the store is full. Nothing was written.'
        : `The store's quota is reached. Nothing was written${neededBytes === undefined ? '' : ` (${formatBytes(neededBytes)} needed, ${formatBytes(freeBytes ?? 0)} left)`}.`,
    wayOut: 'Clean up, purge the trash, or raise storage_quota.max_size_gb.',
  }),
  'store.locked': ({ lock, owner, waitedMs }) => ({
    what: `${lock} is being written by ${owner}; it did not finish within ${Math.round(waitedMs / 1000)} s.`,
    wayOut: 'Try again when that process is done.',
  }),
  'store.unreachable': ({ uri, reason, problem, region }) => ({
    what: `The store ${uri} cannot be opened: ${reason}.`,
    wayOut:
      problem === undefined
        ? 'Check the path, or choose another store.'
        : region === undefined
          ? waysToBucket[problem]
          : `Set s3_region to ${region}.`,
  }),
  'store.denied': ({ path, operation, problem }) => ({
    what:
      problem === undefined ? `Vitrine may not ${operation} ${path}.` : `${describeDenial[problem]} Vitrine may not ${operation} ${path}.`,
    wayOut:
      problem === undefined
        ? waysIntoFolder[operation]
        : problem === 'not-allowed'
          ? rightsOfBucket[operation]
          : waysToCredentials[problem],
  }),
  'store.too-new': ({ key, format, understood }) => ({
    what: `${key} has format ${format}; this Vitrine understands up to ${understood}.`,
    wayOut: 'Update Vitrine.',
  }),
  'backend.cannot': ({ scheme, operation }) => ({ what: `A ${scheme} store cannot ${operation}.`, wayOut: 'Use a store that can.' }),
  'upload.aborted': () => ({ what: 'The upload was cancelled. Nothing was stored.', wayOut: 'Upload again.' }),
  'upload.checksum-mismatch': ({ expected, actual }) => ({
    what: `The bytes that arrived have checksum ${actual}, not ${expected}. Nothing was stored.`,
    wayOut: 'Upload again; if it repeats, the file changed on its way.',
  }),
  'config.invalid': ({ path, line, reason }) => ({ what: `${path}, line ${line}: ${reason}.`, wayOut: 'Correct that line.' }),
  'path.unreadable': ({ path, reason }) => ({ what: `${path} cannot be read: ${reason}.`, wayOut: 'Check the path and its permissions.' }),
  'session.not-found': ({ sessionId }) => ({
    what: `No session is known by ${sessionId}.`,
    wayOut: '"vitrine session list" shows those that are.',
  }),
  'session.exists': ({ sessionId, reason }) => ({ what: `The session ${sessionId} exists already: ${reason}.`, wayOut: 'Use another id.' }),
  'file.not-found': ({ path }) => ({ what: `There is no ${path}.`, wayOut: 'It may have been moved or deleted.' }),
  'file.exists': ({ path }) => ({ what: `${path} exists already.`, wayOut: 'Choose another name, or delete it first.' }),
  'file.changed': ({ path }) => ({
    what: `${path} was changed by someone else meanwhile. Nothing was written.`,
    wayOut: 'Read it again, and make your change there.',
  }),
  'file.unsaved': ({ paths }) => ({
    what: `${paths.join(', ')} could not be saved.`,
    wayOut:
      'Choose another store in its dialog to leave them: they are kept on this machine, and come back when this store is opened again.',
  }),
  'file.read-only': ({ path }) => ({ what: `Cannot write to read-only directory: ${path}.`, wayOut: 'Write elsewhere.' }),
  'request.invalid': ({ reason }) => ({ what: `The request is not valid: ${reason}.`, wayOut: 'Correct it and try again.' }),
  internal: ({ reason }) => ({ what: `Vitrine failed: ${reason}.`, wayOut: 'Try again; if it repeats, please report it.' }),
}

/** English words for an error: what happened, and the way out. */
export function describeError<C extends ErrorCode>(error: VitrineError<C>): ErrorWords {
  return words[error.code](error.details)
}

/** The JSON form of an error, as the command line and the HTTP answers give it. */
export function formatErrorJson(error: VitrineError): ErrorJson {
  return { error: { code: error.code, message: describeError(error).what, details: error.details } }
}
