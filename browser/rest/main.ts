// Where the page begins.
import { configure } from '../client/wire'
import { h } from '../page/dom'
import { frame, show } from '../page/frame'
import { page, say } from '../page/words'

configure({ named: page.named, nameless: page.nameless })
frame(() => {})
show(() => [h('h1', {}, say('rest'))], { focus: false })
