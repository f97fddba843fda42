// The steps of a bucket's connection test: the way to its service, then what opening the store itself meets.
import { lookup } from 'node:dns/promises'
import { connect as connectPlain, isIP, type Socket } from 'node:net'
import { connect as connectSecure } from 'node:tls'
import { VitrineError } from '../../../shared/errors.ts'
import { type StorageBackend } from '../../store/backend.ts'
import { type ConnectionChecks, type ConnectionSettings } from '../connection-test.ts'
import { openBackend } from '../index.ts'
import { parseBucketUri } from './bucket-address.ts'

const connectMs = 5000

/** @throws request.invalid for a URI that names no bucket */
export function bucketChecks(uri: string, settings: ConnectionSettings): ConnectionChecks {
  const { rootUri } = parseBucketUri(uri)
  const service = serviceOf(rootUri, settings)
  let opened: StorageBackend | undefined
  const backend = () => {
    if (opened === undefined) throw new VitrineError('internal', { reason: 'the bucket was not opened' })
    return opened
  }
  return {
    checks: [
      { steps: ['resolve'], run: () => resolveHost(rootUri, service) },
      { steps: ['connect'], run: () => connectTo(rootUri, service) },
      {
        // One listing finds out about all three; its refusal says which of them it is.
        steps: ['credentials', 'bucket', 'list'],
        run: async () => {
          opened = await openBackend(uri, { create: false, ...settings })
          return null
        },
      },
      {
        steps: ['read'],
        run: async () => {
          // Whoever may not read is refused even where nothing is.
          await backend().read('.vitrine/probe')
          return null
        },
      },
      {
        steps: ['write'],
        run: async () => {
          if (!(await backend().isWritable()))
            throw new VitrineError('store.denied', { path: rootUri, operation: 'write', problem: 'not-allowed' })
          return backend().capabilities.conditionalWrites
            ? null
            : 'This service ignores conditions on writes: only one machine at a time should write to this store.'
        },
      },
    ],
    close: async () => opened?.close(),
  }
}

/** Where the SDKs will go: the endpoint given, that of the environment, or the cloud's own. */
function serviceOf(rootUri: string, { s3, gcs }: ConnectionSettings): URL {
  const { env } = process
  const address = rootUri.startsWith('s3:')
    ? (s3.endpoint ??
      env['AWS_ENDPOINT_URL_S3'] ??
      env['AWS_ENDPOINT_URL'] ??
      `https://s3.${s3.region ?? env['AWS_REGION'] ?? 'us-east-1'}.amazonaws.com`)
    : (gcs.endpoint ?? env['STORAGE_EMULATOR_HOST'] ?? 'https://storage.googleapis.com')
  const service = URL.parse(address.includes('://') ? address : `http://${address}`)
  if (service === null) throw new VitrineError('request.invalid', { reason: `the endpoint ${address} is no address` })
  return service
}

const hostOf = ({ hostname }: URL) => hostname.replace(/^\[(.*)\]$/, '$1')

async function resolveHost(uri: string, service: URL): Promise<string | null> {
  const host = hostOf(service)
  try {
    const { address } = await lookup(host)
    return address === host ? null : `${host} is ${address}.`
  } catch (error) {
    throw new VitrineError(
      'store.unreachable',
      { uri, reason: `no machine is known as ${host}`, problem: 'unknown-host' },
      { cause: error },
    )
  }
}

function connectTo(uri: string, service: URL): Promise<null> {
  const host = hostOf(service)
  const isSecure = service.protocol === 'https:'
  const port = service.port === '' ? (isSecure ? 443 : 80) : Number(service.port)
  return new Promise((resolve, reject) => {
    const socket: Socket = isSecure
      ? connectSecure({ host, port, timeout: connectMs, ...(isIP(host) === 0 ? { servername: host } : {}) })
      : connectPlain({ host, port, timeout: connectMs })
    const refuse = (reason: string, cause?: unknown) => {
      socket.destroy()
      reject(new VitrineError('store.unreachable', { uri, reason, problem: 'no-answer' }, { cause }))
    }
    socket.once(isSecure ? 'secureConnect' : 'connect', () => {
      socket.end()
      resolve(null)
    })
    socket.once('timeout', () => refuse(`${host}:${port} did not answer within ${connectMs / 1000} s`))
    socket.once('error', (error) =>
      refuse(`${host}:${port} does not answer (${'code' in error ? String(error.code) : error.message})`, error),
    )
  })
}
