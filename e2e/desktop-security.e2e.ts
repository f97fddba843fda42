import { describeSecurity } from './desktop-security.ts'

describeSecurity('the stand-in')
