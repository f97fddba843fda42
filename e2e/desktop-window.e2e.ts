import { describeWindow } from './desktop-window.ts'

describeWindow('the stand-in')
