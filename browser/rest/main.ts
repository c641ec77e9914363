// Where the page of break passes begins: a collecting token behind # goes into memory and out of the address at once.
import { takeToken } from '../client/collecting'
import { configure } from '../client/wire'
import { frame, show } from '../page/frame'
import { trouble } from '../page/trouble'
import { page } from '../page/words'
import { visit } from './visit'

const isRecent = Boolean(globalThis.crypto?.subtle && Array.prototype.toReversed)
const token = takeToken()

configure({ named: page.named, nameless: page.nameless })
frame(() => {})
// The collecting link, opened in the tab that shows this page already: only what stands behind # changes.
addEventListener('hashchange', () => location.hash.length > 40 && location.reload())
if (isRecent) void visit(token)
else show(() => trouble('old-browser', null), { focus: false })
