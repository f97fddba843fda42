import { formatBytes } from '../../shared/bytes.ts'
import { type Usage, type UsageSums } from '../../shared/usage.ts'
import { countArtifacts, printJson, printLine } from './output.ts'
import { type AddCommand, withStore } from './store-command.ts'

export const addUsage: AddCommand = (program) => {
  program
    .command('usage')
    .description('tell what takes the space: by spec, type and day')
    .action(async (_options, command) => {
      await withStore(command, { create: false }, async ({ store, json }) => {
        const usage = await store.usage()
        if (json) printJson({ uri: store.uri, ...formatUsage(usage) })
        else printUsage(store.uri, usage)
      })
    })
}

const formatSums = ({ artifacts, sizeBytes, originalSizeBytes }: UsageSums) => ({
  artifacts,
  size: sizeBytes,
  original_size: originalSizeBytes,
})

function formatUsage({ total, quota, bySpec, byType, byDay, duplicates, trash }: Usage): Record<string, unknown> {
  return {
    ...formatSums(total),
    quota: { max_size: quota.maxSizeBytes, used_ratio: quota.usedRatio, warn_ratio: quota.warnRatio, is_near: quota.isNear },
    by_spec: bySpec.map(({ specName, ...sums }) => ({ spec_name: specName, ...formatSums(sums) })),
    by_type: byType.map(({ type, ...sums }) => ({ type, ...formatSums(sums) })),
    by_day: byDay.map(({ day, ...sums }) => ({ day, ...formatSums(sums) })),
    duplicates: { artifacts: duplicates.artifacts, size: duplicates.sizeBytes },
    trash: { artifacts: trash.artifacts, size: trash.sizeBytes },
  }
}

function printUsage(uri: string, { total, quota, bySpec, byType, duplicates, trash }: Usage): void {
  const percent = `${Math.floor(quota.usedRatio * 100)} % of ${formatBytes(quota.maxSizeBytes)}`
  printLine(`${countArtifacts(total.artifacts)}, ${formatBytes(total.sizeBytes)} stored in ${uri} (${percent})`)
  printLine(`${formatBytes(Math.max(0, total.originalSizeBytes - total.sizeBytes))} saved by compression`)
  for (const { type, artifacts, sizeBytes } of byType)
    printLine(`${formatBytes(sizeBytes).padStart(8)}  type ${type}, ${countArtifacts(artifacts)}`)
  for (const { specName, artifacts, sizeBytes } of bySpec)
    printLine(`${formatBytes(sizeBytes).padStart(8)}  spec ${specName}, ${countArtifacts(artifacts)}`)
  printLine(`${formatBytes(duplicates.sizeBytes).padStart(8)}  stored more than once, ${countArtifacts(duplicates.artifacts)}`)
  printLine(`${formatBytes(trash.sizeBytes).padStart(8)}  in the trash, ${countArtifacts(trash.artifacts)}`)
}
