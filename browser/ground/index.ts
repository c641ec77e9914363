// The ground of the browser: bytes in, bytes out; twins of crypto/.
export {}
