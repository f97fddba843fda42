import { type ArtifactType } from '../../shared/artifact.ts'
import { type Facts, type TestFacts } from '../../shared/facts.ts'
import { summarizeReport } from '../../shared/test-report.ts'
import { unpack, UnpackFailure, unpackedName } from '../unpacked.ts'
import { failedFacts } from './failed-answer.ts'
import { scanDiff } from './diff-scan.ts'
import { scanFile } from './file-scan.ts'
import { scanLog } from './log-scan.ts'
import { ReportCollector } from './reports/report-collector.ts'
import { scanReport } from './reports/report-scan.ts'

/** What the content says of itself, streaming. Bad content is noted; only an unreadable stream rejects. */
export async function readFacts({ name, type }: { name: string; type: ArtifactType }, stored: AsyncIterable<Uint8Array>): Promise<Facts> {
  const { packing, content } = await unpack(stored)
  if (packing === undefined) return scans[type](content, name)
  try {
    const facts = await scans[type](content, unpackedName(name))
    const held: Facts = facts.type === 'file' && facts.content === 'image' ? { ...facts, content: 'binary' } : facts
    return { ...held, notes: [...held.notes, { code: 'content.unpacked', detail: packing }] }
  } catch (error) {
    if (error instanceof UnpackFailure) return failedFacts(type, error.message)
    throw error
  }
}

const scans: Record<ArtifactType, (content: AsyncIterable<Uint8Array>, name: string) => Promise<Facts>> = {
  diff: async (content) => ({ type: 'diff', ...(await scanDiff(content)) }),
  log: async (content) => ({ type: 'log', ...(await scanLog(content)) }),
  test: async (content) => ({ type: 'test', ...(await scanTests(content)) }),
  file: async (content, name) => ({ type: 'file', ...(await scanFile(name, content)) }),
}

async function scanTests(content: AsyncIterable<Uint8Array>): Promise<TestFacts> {
  const report = new ReportCollector('failing')
  const format = await scanReport(content, report)
  return summarizeReport(report.report(format))
}
