// A record for tests that only care for some of its fields.
import { type ArtifactRecord } from './artifact.ts'

export function testRecord(given: Partial<ArtifactRecord> = {}): ArtifactRecord {
  return {
    uri: 'file:///s/a/1/x',
    taskId: '1',
    specName: 'a',
    type: 'file',
    name: 'x',
    size: 1,
    originalSize: 1,
    checksum: '0'.repeat(64),
    createdAt: '2026-11-21T00:00:00.000Z',
    compressed: false,
    encoding: 'identity',
    mimeType: 'text/plain',
    tags: [],
    version: 1,
    metadata: {},
    ...given,
  }
}
