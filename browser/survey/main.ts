// Where the survey page begins: both sides' documents are asked for at once, and what comes first is shown first.
import { takeInvitation } from '../client/invitation'
import { configure } from '../client/wire'
import { frame, show } from '../page/frame'
import { trouble, troubleOf } from '../page/trouble'
import { page } from '../page/words'
import { opened } from './opened'

/** What sealing and the page need; a browser without them is told so before it asks anything. */
const isRecent = Boolean(globalThis.crypto?.subtle && Array.prototype.toReversed)

configure({ named: page.named, nameless: page.nameless })
const visit = opened()
frame(() => visit.erase())
// The mailed link, opened in the tab that shows this page already: only what stands behind # changes.
addEventListener('hashchange', () => location.hash.length > 40 && location.reload())

if (isRecent) {
  try {
    const { notice, invitation } = takeInvitation()
    void visit.enter(notice, invitation)
  } catch (error) {
    show(() => trouble(troubleOf(error), null), { focus: false })
  }
} else {
  show(() => trouble('old-browser', null), { focus: false })
}
