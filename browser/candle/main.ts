// Where the candle page begins: one calm place to light a candle, and to look for an answer with its key.
import { configure } from '../client/wire'
import { frame, show } from '../page/frame'
import { trouble } from '../page/trouble'
import { page } from '../page/words'
import { visit } from './visit'

/** What sealing and the page need; a browser without them is told so before anybody writes anything. */
const isRecent = Boolean(globalThis.crypto?.subtle && Array.prototype.toReversed)

configure({ named: page.named, nameless: page.nameless })
frame(() => {})
if (isRecent) void visit()
else show(() => trouble('old-browser', null), { focus: false })
