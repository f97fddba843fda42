// `npm run test:s3`: the backend and the store against a real S3 service. VITRINE_S3_ENDPOINT, VITRINE_S3_BUCKET and the SDK's own
// credentials name one; else a Ceph RADOS Gateway is started here, and ended afterwards.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onParentGone } from './parent-watch.ts'
import { root, runCommand } from './run-command.ts'

const gatewayScript = join(root, 'tools/start-s3-gateway')
const suiteMs = 10 * 60_000

interface Service {
  environment: Record<string, string>
  stop: () => void
}

/** Undefined where no gateway can be had; the script has said why. */
function startGateway(): Service | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'vitrine-s3-'))
  const stop = () => {
    execFileSync(gatewayScript, ['stop', folder], { stdio: 'inherit' })
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    const line = execFileSync(gatewayScript, ['start', folder], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })
    const [endpoint = '', accessKey = '', secretKey = '', bucket = ''] = line.trim().split(' ')
    const environment = {
      VITRINE_S3_ENDPOINT: endpoint,
      VITRINE_S3_BUCKET: bucket,
      VITRINE_S3_GATEWAY: folder,
      AWS_ACCESS_KEY_ID: accessKey,
      AWS_SECRET_ACCESS_KEY: secretKey,
    }
    return { environment, stop }
  } catch {
    stop()
    return undefined
  }
}

const service = process.env['VITRINE_S3_ENDPOINT'] === undefined ? startGateway() : { environment: {}, stop: () => undefined }
if (service === undefined) {
  console.warn(
    'SKIPPED: the tests against a real S3 service. No Ceph RADOS Gateway can be started here, and VITRINE_S3_ENDPOINT names no other.',
  )
} else {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(130))
  onParentGone(() => process.exit(130))
  process.once('exit', service.stop)
  const { code, output } = await runCommand('npx vitest run --config vitest.s3.config.ts --retry=1', {
    timeoutMs: suiteMs,
    environment: service.environment,
  })
  console.log(output.trimEnd())
  process.exitCode = code ?? 1
}
