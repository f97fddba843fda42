import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { formatBytes } from '../../shared/bytes.ts'
import { exportZip } from '../store/export/export-zip.ts'
import { writeManifest } from '../store/export/manifest.ts'
import { addFilterOptions, filterOf, type FilterOptions } from './arguments.ts'
import { printJson, printLine, printNote, showProgress } from './output.ts'
import { type AddCommand, withStore } from './store-command.ts'

export const addExport: AddCommand = (program, answerNo) => {
  addFilterOptions(program.command('export').description('write artifacts into a ZIP archive that is itself a store when unpacked'))
    .requiredOption('-o, --output <file>', 'the archive')
    .option('--manifest', 'write only the checksums and paths that the archive would have, as sha256sum reads them')
    .action(async ({ output, manifest = false, ...options }: FilterOptions & { output: string; manifest?: boolean }, command) => {
      await withStore(command, { create: false }, async ({ store, json }) => {
        const partial = `${output}.${process.pid}.part`
        const write = (archive: Readable) => pipeline(archive, createWriteStream(partial))
        try {
          if (manifest) {
            await pipeline(Readable.from(writeManifest(store, filterOf(options))), createWriteStream(partial))
            await rename(partial, output)
            if (json) printJson({ path: output })
            else printLine(output)
            return
          }
          const { exported, sizeBytes, damaged } = await showProgress(exportZip(store, filterOf(options), write))
          await rename(partial, output)
          if (damaged.length > 0) answerNo()
          if (json) return printJson({ path: output, exported, size: sizeBytes, damaged })
          for (const { uri, reason } of damaged) printNote(`${uri}: left out, ${reason}`)
          printLine(`${exported} artifacts, ${formatBytes(sizeBytes)}, in ${output}`)
        } catch (error) {
          await rm(partial, { force: true })
          throw error
        }
      })
    })
}
