import { type S3Answer, type S3Client } from './s3-blobs.ts'

export interface AwsS3Options {
  /** Default: `AWS_REGION`, or what the profile says. */
  region?: string
  /** Of a service that is not Amazon's. */
  endpoint?: string
  /** The bucket stands in the path, not in the host's name; default: with an endpoint. */
  pathStyle?: boolean
  /** Default: the SDK's own chain: environment, profile, role. */
  credentials?: { accessKeyId: string; secretAccessKey: string; sessionToken?: string }
}

export interface AwsS3Client extends S3Client {
  /** Drops its connections. */
  close: () => Promise<void>
}

/** The three calls by the AWS SDK, which is loaded by the first one: it is larger than everything else together. */
export function createAwsS3Client(options: AwsS3Options = {}): AwsS3Client {
  let loading: ReturnType<typeof load> | undefined
  const answer = async <T>(ask: (loaded: Awaited<ReturnType<typeof load>>) => Promise<T>): Promise<S3Answer<T>> => {
    try {
      return { ok: true, value: await ask(await (loading ??= load(options))) }
    } catch (error) {
      // A missing bucket is not a missing object.
      return { ok: false, error: error instanceof Error && error.name === 'NoSuchKey' ? 'not_found' : error }
    }
  }
  return {
    putObject: (bucket, key, content) =>
      answer(({ sdk, client }) =>
        client.send(new sdk.PutObjectCommand({ Bucket: bucket, Key: key, Body: content, ContentLength: content.byteLength })),
      ),
    getObject: (bucket, key) =>
      answer(async ({ sdk, client }) => {
        const { Body } = await client.send(new sdk.GetObjectCommand({ Bucket: bucket, Key: key }))
        return Body === undefined ? new Uint8Array() : Body.transformToByteArray()
      }),
    deleteObject: (bucket, key) => answer(({ sdk, client }) => client.send(new sdk.DeleteObjectCommand({ Bucket: bucket, Key: key }))),
    close: async () => (await loading)?.client.destroy(),
  }
}

async function load({ region, endpoint, pathStyle = endpoint !== undefined, credentials }: AwsS3Options) {
  const sdk = await import('@aws-sdk/client-s3')
  const client = new sdk.S3Client({
    ...(region === undefined ? {} : { region }),
    // Other services than Amazon's do not know its newer checksums.
    ...(endpoint === undefined ? {} : { endpoint, requestChecksumCalculation: 'WHEN_REQUIRED' as const }),
    ...(credentials === undefined ? {} : { credentials }),
    responseChecksumValidation: 'WHEN_REQUIRED',
    forcePathStyle: pathStyle,
  })
  return { sdk, client }
}
