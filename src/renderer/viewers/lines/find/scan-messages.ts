// What the page and a scan's worker tell each other.
import { type ScanJob, type ScanResult } from './scan.ts'

export interface ToScan {
  job: ScanJob
  feed: MessagePort
}

export type FromScan =
  /** Said before each block, so that the page notices when one takes too long. */
  | { kind: 'reading'; row: number }
  | { kind: 'found'; result: ScanResult; fromRow: number; scannedRows: number }
  | { kind: 'done'; result?: ScanResult }
