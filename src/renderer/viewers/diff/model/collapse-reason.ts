// Why a file is folded away at first: nobody reads it line by line.
import { t } from '../../../../shared/language/translate.ts'
import { type DiffFile } from './diff-file.ts'
import { type DiffModel } from './diff-model.ts'

const lockFiles =
  /(?:^|\/)(?:package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lockb?|deno\.lock|Cargo\.lock|poetry\.lock|uv\.lock|pdm\.lock|Pipfile\.lock|Gemfile\.lock|composer\.lock|go\.sum|flake\.lock|mix\.lock|pubspec\.lock|Podfile\.lock|packages\.lock\.json|gradle\.lockfile|\.terraform\.lock\.hcl)$/
const generatedFiles =
  /(?:\.min\.(?:js|css)|\.(?:js|css)\.map|\.pb\.(?:go|cc|h)|_pb2(?:_grpc)?\.py|\.generated\.\w+|\.g\.(?:dart|cs)|\.designer\.cs|\.snap)$|(?:^|\/)__generated__\//
const vendoredFiles = /(?:^|\/)(?:node_modules|vendor|third_party)\//
const generatedMark = /@generated|\bDO NOT EDIT\b|auto-?generated (?:file|by|from)/i

/** How many lines at the top of a new version may say that it was generated. */
const markedLines = 5

/** In words for the file's header; undefined when the file is shown. */
export function collapseReason(file: DiffFile, model: DiffModel): string | undefined {
  if (file.kind === 'message' || file.endRow - file.firstRow === 0) return undefined
  if (lockFiles.test(file.path)) return t('Lock file')
  if (file.change === 'deleted') return t('Deleted')
  if (generatedFiles.test(file.path)) return t('Generated')
  if (vendoredFiles.test(file.path)) return t('Vendored')
  for (let row = file.firstRow + 1; row < Math.min(file.endRow, file.firstRow + 1 + 2 * markedLines); row++) {
    const line = model.newLine(row)
    if (line > markedLines) break
    if (line > 0 && generatedMark.test(model.text(row, 400))) return t('Generated')
  }
  return undefined
}
