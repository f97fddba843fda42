import { VitrineError } from '../../../shared/errors.ts'

/** An address with a name or password in it would be kept, shown and logged. @throws request.invalid, without the address */
export function checkEndpoint(endpoint: string | undefined): void {
  if (endpoint !== undefined && /^[a-z]+:\/\/[^/]*@/i.test(endpoint))
    throw new VitrineError('request.invalid', { reason: 'the endpoint of the store holds credentials; they belong in the environment' })
}
